"""Use case: explain a code. Advice on a text, and findings on a package, told in one form."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from content.advice import PlainWord, Rule, plain_words, rules
from content.codes import codes
from service.reading import NothingToRead

#: The longest word to look for among the plain words, in code points.
LONGEST_QUERY = 60
#: How many codes are named to who asks for one that there is not, and how alike they must be (0-1).
_NEAR = 5
_LIKE = 0.6

_QUOTED = re.compile(r'"([^"]*)"')


class CodeNotExplained(NothingToRead):
    """There is no such code; `known` lists those that look like it, or else the first of each kind."""


@dataclass(frozen=True, slots=True)
class Case:
    """An example: a text, the words in it that are found (or ""), and a better one (or "")."""

    text: str
    marked: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is told of one code. What is not known is empty.

    `weight` is "hint", "advice", "warning" or "error".
    """

    code: str
    group: str
    title: str
    weight: str
    what: str = ""
    why: str = ""
    fix: str = ""
    found: tuple[Case, ...] = ()
    left_alone: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code that this service gives, in the order of their kinds."""
    told = _told()
    listed = [*map(_of_rule, rules()), *_of_findings(told)]
    return {each.code: each for each in listed}


def groups() -> Mapping[str, tuple[Explanation, ...]]:
    """The explanations by the question that their kind of finding answers."""
    grouped: dict[str, list[Explanation]] = {}
    for each in explanations().values():
        grouped.setdefault(each.group, []).append(each)
    return {name: tuple(members) for name, members in grouped.items()}


def explain(code: str) -> Explanation:
    """What a code means; in any case of letters. Raises `CodeNotExplained`."""
    known = explanations()
    found = known.get(code) or known.get(code.upper())
    if found is None:
        asked = code.upper()[:LONGEST_QUERY]
        near = difflib.get_close_matches(asked, known, n=_NEAR, cutoff=_LIKE)
        firsts = [members[0].code for members in groups().values()]
        raise CodeNotExplained(f"There is no code {code[:LONGEST_QUERY]!r}.", tuple(near or firsts))
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """A plain word under the letter where people look for it."""

    word: PlainWord

    @property
    def initial(self) -> str:
        """Its first letter, as a capital."""
        return self.word.term[0].upper()


def look_up(query: str = "") -> tuple[Entry, ...]:
    """The plain words whose term or plainer words hold `query`; all of them without one."""
    wanted = " ".join(query.casefold().split())[:LONGEST_QUERY]
    return tuple(
        Entry(each)
        for each in plain_words()
        if any(wanted in word.casefold() for word in (each.term, *each.plainer))
    )


def _of_rule(rule: Rule) -> Explanation:
    return Explanation(
        code=rule.code,
        group="Is it easy to follow?",
        title=rule.title,
        weight=rule.weight,
        what=rule.what,
        why=rule.why,
        fix=rule.fix,
        found=tuple(Case(each.text, each.marked) for each in rule.hits),
        left_alone=rule.misses,
        rests_on=rule.sources,
    )


def _of_findings(told: Mapping[str, Mapping[str, Any]]) -> Iterator[Explanation]:
    kinds = list(told["groups"])
    listed = {code: (each.what, each.severity.value) for code, each in codes().items()}
    # Those that are found outside of content/ have all their words in this file.
    listed |= {code: (each["what"], each["severity"]) for code, each in told.items() if "what" in each}
    for code in sorted(listed, key=lambda code: (kinds.index(_kind(code)), code)):
        what, severity = listed[code]
        entry = told.get(code, {})
        example, rests_on = entry.get("example", ""), entry.get("rests_on", "")
        yield Explanation(
            code=code,
            group=told["groups"][_kind(code)],
            title=_QUOTED.sub(r"“\1”", what[0].upper() + what[1:]),
            weight=severity,
            why=entry.get("why", ""),
            fix=entry.get("fix", ""),
            found=(Case(example, instead=entry.get("instead", "")),) if example else (),
            rests_on=(rests_on,) if rests_on else (),
        )


def _kind(code: str) -> str:
    return code.split("-", maxsplit=1)[0]


def _told() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("service").joinpath("explanations.toml").read_text("utf-8"))
