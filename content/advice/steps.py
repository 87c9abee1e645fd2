"""What stands between a text and a level: each change with what it would gain, most useful first.

Gains are measured, not guessed: the formulas behind G are computed again with the sentence split or
the word replaced. What is assumed: a split sentence keeps its words (in truth it often gains one or
two), its parts are about as long as each other, and a replaced word is the first that the list has,
in its base form. `Gap.after` is the same with all steps together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.advice.candidates import splits, word_changes
from content.advice.changes import Candidate, State, together
from content.advice.model import Gap, Measure, Step
from content.advice.reading import Seen, Whole
from content.article import Level, Measurement
from content.levels import LevelPolicy, Policy, Scope
from content.readability.grade import keeps
from content.readability.terms import Terms
from content.readability.text import Prose

#: More than this is a rewrite, and a list of it helps nobody.
MOST_STEPS = 30
_MEASURES: tuple[Measure, ...] = (
    "longest_sentence_words",
    "grade",
    "hard_words_percent",
    "mean_sentence_words",
)
_GAINS: dict[Measure, str] = {
    "grade": "That lowers the grade by about {0:.2f}.",
    "hard_words_percent": "That lowers the share of hard words by about {0:.1f} percentage points.",
    "mean_sentence_words": "That shortens the mean sentence by about {0:.2f} words.",
    "longest_sentence_words": "The longest part would have {1:.0f} words.",
}
#: So many sentences over the cap are steps of their own, the others one together: the cap comes first,
#: and must not hide all else.
_MOST_SPLITS = 10


@dataclass(frozen=True, slots=True)
class _Limit:
    measure: Measure
    now: float
    allowed: float


@dataclass(frozen=True, slots=True)
class Aim:
    """The level to reach, and the policy and scope it is judged by."""

    target: Level
    limits: Policy
    scope: Scope


def towards(
    view: Prose,
    read: Sequence[Seen],
    measured: Measurement,
    terms: Terms,
    aim: Aim,
    whole: Whole,
) -> tuple[bool, tuple[Gap, ...], tuple[Step, ...]]:
    """Whether the text keeps its aim, the limits that it does not keep, and the steps to keep them."""
    limits, scope = aim.limits, aim.scope
    policy = limits.of(aim.target)
    if keeps(measured, policy, limits, scope):
        return True, (), ()
    missed = tuple(_missed(measured, policy, limits, scope))
    state = State.of(view, read, terms, limits.scope.prose_words, whole)
    candidates = [*_capped(list(splits(state, policy)), missed), *word_changes(state)]
    chosen = _chosen(state, candidates, missed)
    after = state.copy()
    for candidate, _ in chosen:
        after.apply(candidate)
    gaps = tuple(Gap(each.measure, each.now, each.allowed, after.value(each.measure)) for each in missed)
    return False, gaps, tuple(_step(candidate, limit, state) for candidate, limit in chosen)


def _missed(measured: Measurement, policy: LevelPolicy, limits: Policy, scope: Scope) -> Iterable[_Limit]:
    graded = measured.words >= limits.scope.section_words and measured.grade is not None
    values = {
        "longest_sentence_words": (measured.longest_sentence_words, policy.max_sentence_words),
        "grade": (
            measured.grade if graded else None,
            policy.grade(limits.scope_of(measured.words, scope)),
        ),
        "hard_words_percent": (measured.hard_words_percent if graded else None, policy.hard_words_percent),
        "mean_sentence_words": (measured.mean_sentence_words, policy.mean_sentence_words),
    }
    for measure in _MEASURES:
        now, allowed = values[measure]
        if now is not None and allowed is not None and now > allowed:
            yield _Limit(measure, float(now), float(allowed))


def _chosen(
    state: State, candidates: list[Candidate], missed: Sequence[_Limit]
) -> list[tuple[Candidate, _Limit]]:
    """The changes to make: those with the largest part of a gap first, until every gap is closed."""
    ranked = []
    for candidate in candidates:
        best = max(missed, key=lambda limit: _share(state, candidate, limit))
        share = _share(state, candidate, best)
        if share > 0:
            first = candidate.places[0]
            ranked.append((candidate.last_resort, -share, first, candidate, best))
    ranked.sort(key=lambda each: each[:3])
    open_gaps = {limit.measure: limit.allowed for limit in missed}
    so_far = state.copy()
    chosen: list[tuple[Candidate, _Limit]] = []
    for *_, candidate, best in ranked:
        still = [measure for measure, allowed in open_gaps.items() if so_far.value(measure) > allowed]
        if not still or len(chosen) == MOST_STEPS:
            break
        if any(state.gain(candidate, measure) > 0 for measure in still):
            so_far.apply(candidate)
            chosen.append((candidate, best))
    return chosen


def _capped(candidates: list[Candidate], missed: Sequence[_Limit]) -> Iterable[Candidate]:
    """The splits, those over the cap beyond the first few as one."""
    cap = next((limit.allowed for limit in missed if limit.measure == "longest_sentence_words"), None)
    over = [each for each in candidates if cap is not None and each.words_now > cap]
    if len(over) <= _MOST_SPLITS + 1:
        return candidates
    over.sort(key=lambda each: (-each.words_now, each.places))
    rest = [each for each in candidates if cap is not None and each.words_now <= cap]
    return [*over[:_MOST_SPLITS], together(over[_MOST_SPLITS:]), *rest]


def _share(state: State, candidate: Candidate, limit: _Limit) -> float:
    """How much of a gap one change closes, 0-1; a sentence over the cap comes before all else."""
    if limit.measure == "mean_sentence_words" and not candidate.split:
        return 0.0  # fewer words a sentence are not what a word is replaced for
    gain = state.gain(candidate, limit.measure)
    if limit.measure == "longest_sentence_words":
        return 1 + gain / 1000 if gain > 0 and candidate.words_now > limit.allowed else 0.0
    return min(1.0, gain / (limit.now - limit.allowed)) if gain > 0 else 0.0


def _step(candidate: Candidate, limit: _Limit, state: State) -> Step:
    gain = state.gain(candidate, limit.measure)
    now = float(candidate.words_now) if limit.measure == "longest_sentence_words" else limit.now
    return Step(
        code=candidate.code,
        change=candidate.change,
        message=f"{candidate.message} {_GAINS[limit.measure].format(gain, now - gain)}",
        measure=limit.measure,
        now=now,
        allowed=limit.allowed,
        gain=gain,
        grade_gain=state.gain(candidate, "grade"),
        places=candidate.places,
    )
