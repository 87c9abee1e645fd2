from __future__ import annotations

import pytest

from service.partners.verifying.wording import holds, normal, rows, sentences_of


@pytest.mark.parametrize(
    ("text", "sentence", "there"),
    [
        ("Go home. Rest.", "Rest.", True),
        ("It is of interest. Rest.", "rest.", False),
        ("Take a restful rest.", "rest.", True),
        ("(Rest.) Go.", "Rest.", True),
        ("Resting", "Rest", False),
        ("Rest", "Rest", True),
        ("", "Rest", False),
    ],
)
def test_a_sentence_is_not_found_inside_of_longer_words(text: str, sentence: str, there: bool) -> None:
    assert holds(text, sentence) is there


def test_what_editors_write_in_many_ways_is_alike() -> None:
    assert normal(" \u201cIt\u2019s\u00a0\n30\u201340\u2026\u201d\u200b ") == '"It\'s 30-40..."'
    assert sentences_of("Take 1.5 mg. Then\u00a0rest!") == ["Take 1.5 mg.", "Then rest!"]


def test_words_in_a_row_heed_neither_capitals_nor_signs() -> None:
    assert rows("Take it, each morning: now.") == rows("take it each MORNING now")
    assert len(rows("one two three four five")) == 2
    assert len(rows("one two")) == 1
    assert rows(" .-") == frozenset()
