"""The rules of a language, read from data: what to look for, and what to say for it.

A rule's `find` is a regular expression over `Folded.plain`; `{name}` in it stands for a pattern of that
name or for any key of that table. `say` gives, for a named group, the text to say: `{group}` is what the
group found, `{group|table}` what a table says for it, and `@name` the work of `computed.py`. What is
found outside of those groups is only its surroundings, and stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

#: The file of the rules for every language; those of one stand in the file of its name and in its `parts`.
NEUTRAL = "neutral"

Table = Mapping[str, str]
_SUBTAG = re.compile(r"[a-z]{2,3}")  # a language in use (RFC 5646, 2.2.1): no other file can be asked for
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What to find, and what to say for the groups named in `say`.

    `needs` is a quick look at whether the rule can hold at all; `when` names a pattern that must hold
    somewhere in the same sentence. `whole`: nothing inside is looked at on its own.
    """

    find: re.Pattern[str]
    say: Table
    needs: re.Pattern[str] | None = None
    when: re.Pattern[str] | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """All that is known of how a language is said.

    `common` are words that may stand in capitals and are no initialisms; `read_by_letters` are those
    that the voice reads letter by letter of its own accord.
    `kept` are signs that it reads as it should. `names` tells whether other signs may be said
    by their Unicode names, which are English.
    """

    rules: tuple[Rule, ...]
    tables: Mapping[str, Table]
    lists: Mapping[str, tuple[str, ...]]
    common: frozenset[str]
    read_by_letters: frozenset[str]
    lexicon: Table
    kept: frozenset[str]
    names: bool

    def look_up(self, table: str, key: str) -> str | None:
        """What a table says for a key, in this very case or else in lower case; blanks around it are none."""
        entries, key = self.tables.get(table, {}), key.strip()
        return entries.get(key, entries.get(key.lower()))


@cache
def language(tag: str) -> Language:
    """The shipped rules for a language (BCP 47), taken by its primary subtag, over the neutral ones."""
    primary = tag.partition("-")[0].lower()
    data = [_read(NEUTRAL)]
    if _SUBTAG.fullmatch(primary) and _exists(primary):
        data.append(_read(primary))
        data += map(_read, data[-1].get("parts", ()))
    tables: dict[str, Table] = {}
    lists: dict[str, tuple[str, ...]] = {}
    patterns: dict[str, str] = {}
    for each in data:
        tables |= each.get("tables", {})
        lists |= {name: tuple(words) for name, words in each.get("lists", {}).items()}
        patterns |= each.get("patterns", {})
    found = {**{name: _any_of(keys) for name, keys in [*tables.items(), *lists.items()]}, **patterns}
    return Language(
        rules=tuple(_rule(rule, found) for each in data for rule in each.get("rules", ())),
        tables=tables,
        lists=lists,
        common=frozenset(lists.get("common", ())),
        read_by_letters=frozenset(lists.get("read_by_letters", ())),
        lexicon=_lexicon(next((each["lexicon"] for each in data if "lexicon" in each), None)),
        kept=frozenset("".join(each.get("kept", "") for each in data)),
        names=any(each.get("names", False) for each in data),
    )


def _exists(name: str) -> bool:
    return resources.files("audio.normalization").joinpath(f"{name}.toml").is_file()


def _read(name: str) -> dict[str, Any]:
    text = resources.files("audio.normalization").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _lexicon(name: str | None) -> Table:
    """All of a lexicon's tables in one: their kinds are for those who read it."""
    tables = _read(name).values() if name else ()
    return {term: said for table in tables for term, said in table.items()}


def _any_of(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _rule(data: Mapping[str, Any], patterns: Table) -> Rule:
    compiled = {
        name: re.compile(_filled(data[name], patterns)) for name in ("find", "needs", "when") if name in data
    }
    return Rule(say=data["say"], whole=data.get("whole", False), **compiled)


def _filled(pattern: str, patterns: Table) -> str:
    """A pattern with what its `{names}` stand for; those may hold names in turn."""
    while found := _PLACE.search(pattern):
        pattern = pattern.replace(found[0], f"(?:{patterns[found[1]]})")
    return pattern
