"""From rules that hold to an utterance: which of them win, and the swaps they leave.

Everything here counts code points of the folded text, until the utterance is made.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audio.normalization.folding import Folded
from audio.script import Swap, Utterance


@dataclass(frozen=True, slots=True)
class Edit:
    """Say `said` for `start:end`. The text may be the same: then it stays as it is written."""

    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say a stretch: all its edits or none.

    Of two that clash the one of lower `rank` wins, then the one that took more of the text into
    account (`start:end`), then the one that was found first.
    """

    rank: int
    start: int
    end: int
    edits: tuple[Edit, ...]


def chosen(readings: Iterable[Reading], folded: Folded) -> list[Edit]:
    """Edits that do not overlap, in order."""
    taken = bytearray(len(folded.text))
    kept: list[Edit] = []
    for reading in sorted(readings, key=lambda each: (each.rank, each.start - each.end)):
        edits = reading.edits
        if any(_clashes(edit, taken, folded) for edit in edits):
            continue
        for edit in edits:
            taken[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
        kept += edits
    return sorted(kept, key=lambda edit: edit.start)


def _clashes(edit: Edit, taken: bytearray, folded: Folded) -> bool:
    if taken.find(1, edit.start, edit.end) >= 0:
        return True
    return bool(folded.folds) and (folded.cut_at(edit.start) or folded.cut_at(edit.end))


def composed(shown: str, folded: Folded, edits: Iterable[Edit], part: str, start: int) -> Utterance:
    """The utterance, each edit a swap, and each fold that no edit covers."""
    changes = [
        (folded.shown_start(edit.start), folded.shown_end(edit.end), edit.said)
        for edit in _apart(edits, folded.text)
    ]
    pieces: list[str] = []
    swaps: list[Swap] = []
    done = length = 0
    for begin, end, said in _with_folds(changes, folded):
        kept = shown[done:begin]
        length += len(kept)
        swaps.append(Swap(begin, end, length, length + len(said)))
        pieces += (kept, said)
        length += len(said)
        done = end
    return Utterance(shown, "".join([*pieces, shown[done:]]), part, start, tuple(swaps))


def _apart(edits: Iterable[Edit], text: str) -> Iterator[Edit]:
    """The edits that change something, with blanks where words would run together: "5mg", "30-40".

    Brackets are kept apart too: two of them would command the voice.
    """
    changing = [edit for edit in edits if edit.said != text[edit.start : edit.end]]
    starts = [*(edit.start for edit in changing[1:]), len(text)]
    done, last = 0, ""
    for edit, next_start in zip(changing, starts, strict=False):
        last = text[edit.start - 1] if edit.start > done else last
        after = text[edit.end : min(edit.end + 1, next_start)]
        said = edit.said
        if said:
            apart = (said[0].isalnum() and last.isalnum()) or said[0] == last == "["
            said = f"{' ' * apart}{said}{' ' * (said[-1].isalnum() and after.isalnum())}"
            last = said[-1]
        elif last == after == "[":
            said = " "
        done = edit.end
        yield Edit(edit.start, edit.end, said)


def _with_folds(changes: list[tuple[int, int, str]], folded: Folded) -> Iterator[tuple[int, int, str]]:
    """The changes and, between them, the folds: all in order of the shown text."""
    covered = 0
    folds = deque(folded.folds)
    for begin, end, said in changes:
        while folds and folds[0].end <= begin:
            fold = folds.popleft()
            if fold.start >= covered:
                yield fold.start, fold.end, fold.text
        covered = end
        yield begin, end, said
    yield from ((fold.start, fold.end, fold.text) for fold in folds if fold.start >= covered)
