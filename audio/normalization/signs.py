"""Signs that are neither words nor punctuation: named, or reported, but never lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from audio.normalization.edits import Edit, Reading
from audio.normalization.folding import Folded, fold
from audio.normalization.language import Language, language

RUN = 5
"""So many of one sign in a row are decoration: said once, and reported."""

# A flag, which is two letters, or the same sign again and again.
_RUN = re.compile(r"[\U0001f1e6-\U0001f1ff]{2}|([^\w\s]|_)\1*")
_FLAG = "REGIONAL INDICATOR SYMBOL LETTER "
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f\u0370-\u03ff\u1e00-\u218f]+")
# What Unicode's names tell of a sign's look, where they name its meaning too.
_LOOKS = re.compile(r"\b(?:heavy|black|white|sign|symbol)\b")
_MARKS = ("Mn", "Mc", "Me", "Cf")  # they change the letter before them, and are heard in it
_UNNAMED = {
    "Cc": "control character",
    "Cn": "unassigned character",
    "Co": "private character",
    "Cs": "half of a character",
}
_REPLACED = "\ufffd"  # "�": what it stood for is lost already


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at `offset` (code points) of a text. `name` is English, and tells how long a run is."""

    offset: int
    character: str
    name: str


def unspeakable(text: str, tag: str = "en") -> tuple[Sign, ...]:
    """Signs for which the language `tag` (BCP 47) has neither a name nor a rule, in order.

    Private, unassigned and control characters, letters of scripts that the voice can't read, five or
    more of one sign in a row; and in a language without names, every sign with no place in prose.
    """
    known, folded = language(tag), fold(text)
    found = [(start, run) for start, run in _runs(folded) if _is_lost(run, known)]
    if known.names:
        found += [(match.start(), match[0]) for match in _FOREIGN.finditer(folded.text)]
    return tuple(Sign(folded.shown_start(start), run[0], _described(run)) for start, run in sorted(found))


def named(text: str, tag: str = "en") -> tuple[Sign, ...]:
    """Signs that are said by their Unicode name, for want of a better one in the data, in order."""
    known, folded = language(tag), fold(text)
    signs = known.tables.get("signs", {})
    return tuple(
        Sign(folded.shown_start(start), run[0], said)
        for start, run in _runs(folded)
        if run[0] not in signs and run[0] not in known.kept and (said := _name(run, known))
    )


def signs(folded: Folded, known: Language, rank: int) -> Iterator[Reading]:
    """Readings for signs that the voice does not read by itself. A run is said once."""
    for start, run in _runs(folded):
        said = _said(run, known)
        if said is not None:
            end = start + len(run)
            yield Reading(rank, start, end, (Edit(start, end, said),))


def _runs(folded: Folded) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _RUN.finditer(folded.text))


def _said(run: str, known: Language) -> str | None:
    said = known.tables.get("signs", {}).get(run[0])
    if said is not None:
        return said
    if run[0] in known.kept:
        return run[0] if len(run) >= RUN else None
    return _name(run, known)


def _name(run: str, known: Language) -> str | None:
    if not known.names or unicodedata.category(run[0]) in (*_MARKS, *_UNNAMED) or run[0] == _REPLACED:
        return None
    names = [unicodedata.name(sign, "") for sign in run[:2]]
    if names[0].startswith(_FLAG):
        return " ".join([known.tables["words"]["flag"], *(name.removeprefix(_FLAG) for name in names)])
    return " ".join(_LOOKS.sub(" ", names[0].lower()).split()) or None


def _is_lost(run: str, known: Language) -> bool:
    kind = unicodedata.category(run[0])
    if kind in _UNNAMED or (len(run) >= RUN and kind not in _MARKS):
        return True
    return _said(run, known) is None and run[0] not in known.kept and kind not in _MARKS


def _described(run: str) -> str:
    sign = run[0]
    kind = unicodedata.category(sign)
    name = "" if kind in _UNNAMED else unicodedata.name(sign, "").lower()
    name = name or f"{_UNNAMED.get(kind, 'character')} U+{ord(sign):04X}"
    return f"{name}, {len(run)} times" if len(run) > 1 and run == sign * len(run) else name
