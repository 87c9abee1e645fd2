"""Numbers and units that two texts say differently: added, lost, in other units, bounded otherwise, moved."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from content.meaning.bounds import agree, may_bound
from content.meaning.difference import Difference, Place, place_of, quoted
from content.meaning.statement import plain
from content.meaning.stems import tokens
from content.meaning.telling import Telling
from content.quantities import Quantities, Quantity
from content.quantity import Spans
from content.readability.text import Sentence

# Amounts whose unit may be another one; "twice a day" is none.
_MEASURED = frozenset({"minute", "month", "mg", "ml", "mm"})
_NO_QUANTITIES = Quantities({}, frozenset())


def numbers(harder: Telling, easier: Telling, excused: Quantities = _NO_QUANTITIES) -> Iterator[Difference]:
    """Numbers that `easier` adds, or loses; `excused` are those it may lose."""
    added = harder.quantities.lacks(easier.quantities)
    lost = easier.quantities.lacks(harder.quantities)
    where = _places(easier) if added else {}
    for quantity, shown in added.items():
        yield Difference(
            "MEANING-001",
            "number-added",
            f"{shown!r} is not in the harder text",
            "Use the harder text's numbers and units, or take it out.",
            None,
            where[quantity],
            about=shown,
        )
    where = _places(harder) if lost else {}
    for quantity, shown in lost.items():
        if not excused.has(quantity):
            yield Difference(
                "MEANING-002",
                "number-lost",
                f"{shown!r} of the harder text is lost",
                "Keep it, or leave it out on purpose and say why.",
                where[quantity],
                None,
                about=shown,
            )


def units(harder: Telling, easier: Telling) -> Iterator[Difference]:
    """The same amount in another unit: two weeks, 14 days."""
    before, after = _sizes(harder), _sizes(easier)
    spans = Spans(before)
    for quantity, (sizes, sentence, shown) in after.items():
        same = quantity if quantity in before else spans.near(quantity)
        if same is None:
            continue
        other_sizes, other, as_shown = before[same]
        if sizes.isdisjoint(other_sizes):
            yield Difference(
                "MEANING-010",
                "unit",
                f"{shown!r} is {as_shown!r} in the harder text",
                "Make sure that they are the same to a reader.",
                place_of(other),
                place_of(sentence),
                about=shown,
            )


def comparators(harder: Telling, easier: Telling) -> Iterator[Difference]:
    """An "at least" that became "at most", or that is gone, or is new."""
    before, after = _ways(harder), _ways(easier)
    for key, ways in after.items():
        others = before.get(key)
        if others is None:
            continue
        changed = _changed(set(others), set(ways))
        if changed is None:
            continue
        way, was = changed
        bare = ways.get("") if way == "" else others.get("") if was == "" else None
        # It may be bounded in a way that is not known here.
        if bare and may_bound(tokens(plain(bare[1].shown))):
            continue
        shown, sentence = ways[way] if way in ways else next(iter(ways.values()))
        _, other = others[was] if was in others else next(iter(others.values()))
        yield Difference(
            "MEANING-011",
            "comparator",
            f"{shown!r} may be bounded otherwise: {quoted(place_of(sentence))}, "
            f"and in the harder text {quoted(place_of(other))}",
            'Keep the "at least", "up to" or "more than" of the harder text.',
            place_of(other),
            place_of(sentence),
            about=shown,
        )


def _changed(before: set[str], after: set[str]) -> tuple[str, str] | None:
    """The bound that is new or was before it, and its counterpart; None where they agree."""
    for way in sorted(after - {""}):
        if not any(agree(way, each) for each in before):
            return way, min(before)
    for way in sorted(before - {""}):
        if not any(agree(way, each) for each in after):
            return min(after), way
    return None


def _ways(text: Telling) -> dict[tuple[Quantity, str], dict[str, tuple[str, Sentence]]]:
    found: dict[tuple[Quantity, str], dict[str, tuple[str, Sentence]]] = {}
    for sentence, each in text.bounds:
        for quantity, of, shown, way in each:
            found.setdefault((quantity, of), {}).setdefault(way, (shown, sentence))
    return found


def _sizes(text: Telling) -> dict[Quantity, tuple[set[Fraction], Sentence, str]]:
    found: dict[Quantity, tuple[set[Fraction], Sentence, str]] = {}
    for sentence, each in text.amounts:
        for amount in each:
            if amount.size and amount.quantity.unit in _MEASURED:
                sizes, _, _ = found.setdefault(amount.quantity, (set(), sentence, amount.shown))
                sizes.add(amount.size)
    return found


def _places(text: Telling) -> dict[Quantity, Place]:
    """The first sentence that says each quantity."""
    first: dict[Quantity, Sentence] = {}
    for sentence, each in text.amounts:
        for amount in each:
            first.setdefault(amount.quantity, sentence)
    return {quantity: place_of(sentence) for quantity, sentence in first.items()}
