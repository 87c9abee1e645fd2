"""Rules on the words that turn a meaning: each says whether a clause's is lost in what matches it.

A rule is a hint for a person, not a judgement: it speaks only where no other wording of the word is in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from content.meaning.alignment import Match, Text
from content.meaning.lexicon import lexicon
from content.meaning.statement import DRUG, NUMBER, Clause, Statement, joined
from content.quantities import gathered

# A clause that is nearly as alike and has the word may be the one that was meant.
_NEARLY = 0.8
# Clauses that are so alike differ in little but what was changed.
_TWIN = 0.75
# How often: 0 never to 4 always.
_SCALE = {"never": 0, "rare": 1, "some": 2, "often": 3, "always": 4}
# "This is rare" may stand in a sentence of its own, so many sentences away.
_ASIDE = 4
_FRAGMENT = 6
_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis")
_WHOEVER = frozenset({"if", "when", "who", "anyone", "anybody", "whoever", "unless"})
_DENIES = frozenset({"avoid", "avoided", "without", "unable", "wait", "until", "stop", "never", "nor"})
_INSISTS = frozenset({"always", "keep", "continue", "finish", "carry"})
_CONDITIONS = frozenset({"if", "when", "unless"})
# Two clauses that share so few concepts have to stand in sentences that are so alike.
_FEW = 3
_CONTEXT = 0.35
_SOFT = {"soft", "can"}
#: Before and after: told in another order as often as turned round.
ORDER = "direction.order"


@dataclass(frozen=True, slots=True)
class Found:
    """A clause, the sentence that says it, and what matches it in the other text, the most alike first.

    `downwards` where the other text is the easier one; `nearby` are words like "not" in the sentences beside.
    """

    clause: Clause
    says: Statement
    matches: Sequence[Match]
    other: Text
    downwards: bool
    nearby: frozenset[str] = frozenset()

    @property
    def whole(self) -> Clause:
        """The sentence as one clause."""
        return self.says.whole

    @property
    def best(self) -> Match:
        """The most alike."""
        return self.matches[0]

    @property
    def close(self) -> list[Match]:
        """What is nearly as alike as the best."""
        return [match for match in self.matches if match.alike >= _NEARLY * self.best.alike]

    @property
    def lacks(self) -> Statement:
        """The sentence that the best match stands in."""
        return self.other.each[self.best.index]


def kinds(clause: Clause) -> set[str]:
    """The kinds of turns that a clause has."""
    found = set()
    for mark in clause.marks:
        if mark.kind == "not":
            found.add("negation")
        elif mark.kind == "hedge" and mark.value != "sure":
            found.add("hedge")
        elif mark.kind in {"frequency", "time"}:
            found.add(mark.kind)
        elif mark.kind.startswith("direction"):
            found.add("order" if mark.kind == ORDER else "direction")
    if _prefixed(clause):
        found.add("negation")
    if any(concept.startswith(NUMBER) for concept in clause.concepts):
        found.add("number")
    if any(concept.startswith(DRUG) for concept in clause.concepts):
        found.add("name")
    return found


def _negation(found: Found) -> bool:
    clause, whole = found.clause, found.whole
    if not clause.nots:
        best = found.best.run
        return not best.nots and not clause.words & best.like_not and bool(_prefixed(clause) & best.words)
    if _is_turned_round(found):
        return False
    for match in found.close:
        run = match.run
        if run.nots or run.like_not - clause.like_not or run.values("idle") or _is_prefixed(clause, run):
            return False
    if (
        found.best.alike >= _TWIN
        and _DENIES.isdisjoint(found.lacks.whole.words)
        and not found.lacks.whole.nots
    ):
        return True
    # The same "not" may stand elsewhere in the sentence, or in one beside it that is on the same matter.
    lacks = found.lacks.whole
    more = whole.concepts - found.best.run.concepts
    around = found.other.around(found.best.index)
    beside = [each.whole for each in around if each is not found.lacks]
    left = sum(each.nots for each in beside if not more.isdisjoint(each.concepts))
    return left + lacks.nots + len(lacks.like_not - whole.like_not - found.nearby) < whole.nots


def _is_turned_round(found: Found) -> bool:
    """Whether a "not" may be told from the other side, or by what leads in a list."""
    lead, says, lacks = found.lacks.lead, found.says, found.lacks
    orders = any(mark.kind == "order" for mark in found.clause.marks)
    return (
        (lead is not None and bool(lead.nots or lead.like_not))
        # "If it does not help" is told without "not" where there is no "if".
        or ("if" in found.clause.words and not lacks.asks and _WHOEVER.isdisjoint(lacks.whole.words))
        # "Do not stop it suddenly" and "If you stop it suddenly, …"
        or (orders and lacks.words[0] in _CONDITIONS and says.words[0] not in _CONDITIONS)
        # "Never ignore it" is "always get help".
        or bool(found.clause.like_not and _INSISTS & lacks.whole.words)
    )


def _prefixed(clause: Clause) -> set[str]:
    """The words of a clause that say "not" by their beginning, without it: "suitable" of "unsuitable"."""
    return {word[2:] for word in clause.like_not if word.startswith(_PREFIXES)}


def _is_prefixed(says: Clause, lacks: Clause) -> bool:
    """Whether a word says "not" by its beginning: "not evenly", "unevenly"."""
    return any(
        word.startswith(_PREFIXES) and (word[2:] in says.words or word[3:] in says.words)
        for word in lacks.words
    )


def _hedge(found: Found) -> bool:
    own = found.clause.values("hedge")
    for match in found.close:
        values = match.run.values("hedge")
        if any(value in _SOFT for value in values) or match.run.nots > found.clause.nots:
            return False
    best = found.best.run
    if "sure" in best.values("hedge") and "sure" not in own:
        return True
    if not _SOFT.intersection(own) or "able" in best.values("hedge") or _claims_nothing(found.lacks):
        return False
    # Easier texts soften more than harder ones do: upwards only near twins are asked about.
    if not found.downwards and ("soft" not in own or found.best.alike < _TWIN or "if" in found.whole.words):
        return False
    lacks, told = found.lacks, lexicon().told
    said = lacks.whole if lacks.lead is None else joined((lacks.lead, lacks.whole))
    if any(value in _SOFT for value in said.values("hedge")):
        return False
    return told.isdisjoint(best.words if found.best.alike >= _TWIN else said.words)


def _claims_nothing(each: Statement) -> bool:
    """Whether it is an order, or a mere fragment: "Calming the nerves."."""
    return each.orders or (each.words[0].endswith("ing") and len(each.words) <= _FRAGMENT)


def _time(found: Found) -> bool:
    own = set(found.clause.values("time"))
    others = [set(match.run.values("time")) for match in found.close]
    if not others[0] or any(own <= other for other in others):
        return False
    return found.best.alike >= _TWIN or own.isdisjoint(found.lacks.whole.values("time"))


def _frequency(found: Found) -> bool:
    own = found.clause.values("frequency")
    says = {_SCALE[value] for value in own}
    if found.best.run.nots != found.clause.nots:
        return False
    asked = False
    for match in found.close:
        values = match.run.values("frequency")
        other = {_SCALE[value] for value in values}
        if "rare" in own and "rare" not in values and values.count("often") > own.count("often"):
            lost = True  # "common and rarely dangerous" that became "common and often dangerous"
        elif not other:
            # "rarely" that is gone makes it the rule; "often" that is gone says little.
            lost = (
                says == {1}
                and not match.run.like_not - found.clause.like_not
                and not match.run.values("hedge")
            )
            # It may be told in a sentence of its own: "This is rare."
            lost = lost and not any(
                "rare" in each.whole.values("frequency")
                for each in found.other.around(match.index, _ASIDE, _ASIDE)
            )
        else:
            lost = min(abs(one - two) for one in says for two in other) >= 2
            lost = lost or (max(says) == 3 and min(other) == 4)
        if not lost:
            return False
        asked = True
    return asked


def _direction(found: Found) -> bool:
    return _turns(found, lambda axis: axis != ORDER)


def _order(found: Found) -> bool:
    return _turns(found, lambda axis: axis == ORDER)


def _turns(found: Found, asked: Callable[[str], bool]) -> bool:
    """Whether a clause has one way of a pair of opposites that is asked for, and its match the other."""
    if found.best.run.nots != found.clause.nots:
        return False
    # "Less than one" is "more than the other": told from the other side, both are right.
    told_from = found.says.compares != found.lacks.compares
    says, all_ways = _directions(found.clause), _directions(found.whole)
    for axis, ways in says.items():
        if (
            not asked(axis)
            or len(ways) != 1
            or (told_from and axis == "direction.level" and found.best.alike < _TWIN)
        ):
            continue
        others = [_directions(match.run).get(axis, set()) for match in found.close]
        if any(ways & other for other in others):
            continue
        close = found.best.alike >= _TWIN
        if not close and others[0] <= all_ways.get(axis, set()):
            continue
        if found.best.shared < _FEW and found.best.context < _CONTEXT:
            continue
        if others[0] and not ways & _directions(found.lacks.whole).get(axis, set()):
            return True
    return False


def _number(found: Found) -> bool:
    """A number of the same unit as one that is gone, where the clauses are alike otherwise."""
    if _numbers(found.clause) <= _numbers(found.lacks.whole):
        return False
    own, other = gathered([found.says.counted]), gathered([found.lacks.counted])
    near = gathered(each.counted for each in found.other.around(found.best.index))
    gone = {each.unit for each in near.lacks(own) if not own.has(each) or not near.has(each)}
    return any(each.unit in gone for each in own.lacks(other))


def _name(found: Found) -> bool:
    own = _drugs(found.clause)
    lacks = _drugs(found.lacks.whole)
    near = {drug for each in found.other.around(found.best.index) for drug in _drugs(each.whole)}
    return not own & near and bool(_drugs(found.best.run) - _drugs(found.whole)) and bool(lacks)


def _numbers(clause: Clause) -> set[str]:
    return {concept for concept in clause.concepts if concept.startswith(NUMBER)}


def _drugs(clause: Clause) -> set[str]:
    return {concept for concept in clause.concepts if concept.startswith(DRUG)}


def _directions(clause: Clause) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mark in clause.marks:
        if mark.kind.startswith("direction"):
            found.setdefault(mark.kind, set()).add(mark.value)
    return found


#: By kind, whether that turn of a clause is lost.
RULES: Mapping[str, Callable[[Found], bool]] = {
    "negation": _negation,
    "hedge": _hedge,
    "frequency": _frequency,
    "direction": _direction,
    "order": _order,
    "time": _time,
    "number": _number,
    "name": _name,
}
