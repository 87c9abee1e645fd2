from __future__ import annotations

from collections.abc import Callable

import pytest

from content.meaning import compare
from content.readability.text import blocks_from_plain
from tests.content.meaning.telling import differences

SIZE = 40_000  # enough to tell what grows with the square from what does not


def _filled(part: Callable[[int], str]) -> str:
    return "".join(map(part, range(10_000)))[:SIZE]


PAIRS: dict[str, tuple[str, str]] = {
    "items of numbers": (_filled(lambda n: f"- {n} mg\n"), _filled(lambda n: f"- {n}.5 mg\n")),
    "days and months": (_filled(lambda n: f"- {n} days\n"), _filled(lambda n: f"- {n} months\n")),
    "numbered orders": (_filled(lambda n: f"{n}. do not\n"), _filled(lambda n: f"{n + 1}. do not x{n}\n")),
    "doses in one sentence": (_filled(lambda n: f"{n} mg "), _filled(lambda n: f"{n}.5 mg ")),
    "rates": (_filled(lambda n: f"{n} times a day, "), _filled(lambda n: f"{n + 9000} times, ")),
    "names": ("Nothing is here to see. " * 100, _filled(lambda n: f"we met Abc{n}x. ")),
    "initials": ("A.b." * (SIZE // 4), "A. B. " * (SIZE // 6)),
    "words of hyphens": ("x-a" * (SIZE // 3), "we met Xa-" * (SIZE // 10)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_no_two_texts_take_long(name: str) -> None:
    harder, easier = map(blocks_from_plain, PAIRS[name])
    found = compare(harder, easier)
    codes = [each.code for each in found]
    assert all(codes.count(code) <= 200 for code in set(codes))


def test_of_each_code_the_first_are_told() -> None:
    harder = "Take it with food. " * 300
    found = differences(harder, "".join(f"Take {n} mg. " for n in range(300)) + "Then ask Maria about it.")
    added = [each.about for each in found if each.code == "MEANING-001"]
    assert added == [f"{n} mg" for n in range(200)]
    assert "Maria" in [each.about for each in found]


def test_numbers_and_medicines_are_found_after_the_sentences_whose_turns_are_looked_at() -> None:
    filler = "We went. " * 3100
    found = differences(filler + "Take 5 mg of warfarin.", filler + "Take 6 mg of aspirin.")
    assert {"5 mg", "6 mg", "warfarin", "aspirin"} <= {each.about for each in found}
