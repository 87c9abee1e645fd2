"""Judgements of sent texts -> the plain dicts that the API gives. Offsets are into the text as sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from content.article import Measurement
from content.intake import Intake
from content.meaning import Difference
from content.readability.grade import CAVEAT
from service.addresses import absolute
from service.judging import Comparison, Judgement
from service.presenting import general_view, readability_view

# Code points of a sentence that a comparison shows.
_LONGEST_SENTENCE = 2000


def judgement_view(judged: Judgement) -> dict[str, Any]:
    """One text's judgement, with what must be shown beside it."""
    return _result(judged) | _beside()


def results_view(judgements: Iterable[tuple[str | None, Judgement]]) -> dict[str, Any]:
    """The judgements of several texts, each with the name that the sender gave it."""
    return {"results": [{"id": name} | _result(judged) for name, judged in judgements]} | _beside()


def measured_view(measurement: Measurement) -> dict[str, Any]:
    """Scores and lengths, without the caveat, which stands once in each payload."""
    view = readability_view(measurement)
    del view["caveat"]
    if measurement.grade is None:
        # textstat scores nothing as 0, which would pass for very easy.
        view["metrics"] = {}
    return view | {
        "word_count": measurement.words,
        "sentence_count": measurement.sentences,
        "mean_sentence_words": measurement.mean_sentence_words,
        "longest_sentence_words": measurement.longest_sentence_words,
    }


def _beside() -> dict[str, Any]:
    return {"caveat": CAVEAT, "disclaimer": general_view()}


def comparison_view(compared: Comparison) -> dict[str, Any]:
    """What may have changed between two texts, and how hard each is."""
    return {
        "findings": [_difference(compared, each) for each in compared.differences],
        "harder": measured_view(compared.harder.measurement),
        "easier": measured_view(compared.easier.measurement),
    } | _beside()


def _result(judged: Judgement) -> dict[str, Any]:
    sent = judged.sent
    return {
        "language": sent.language,
        "format": sent.format,
        **measured_view(judged.measurement),
        "prepared": judged.prepared,
        "sentences": _sentences(judged),
        "target": _target(judged),
    }


def _sentences(judged: Judgement) -> list[dict[str, Any]]:
    intake, explained = judged.intake, _Explained()
    return [
        {
            **_quote(intake, each.sentence, each.sentence.shown),
            "kind": intake.blocks[each.sentence.block].kind,
            "words": each.sentence.words,
            "grade": each.grade,
            "difficulty": each.difficulty,
            "remarks": [
                {
                    **_quote(intake, remark, intake.blocks[remark.block].text[remark.start : remark.end]),
                    "code": remark.code,
                    "rule": remark.rule,
                    "message": remark.message,
                    "plainer": list(remark.plainer),
                    "unless": remark.unless,
                    "more": explained[remark.code],
                }
                for remark in each.remarks
            ],
        }
        for each in judged.advice.sentences
    ]


def _target(judged: Judgement) -> dict[str, Any] | None:
    if judged.sent.target is None:
        return None
    explained = _Explained()
    return {
        "level": judged.sent.target.value,
        "kept": judged.advice.kept,
        "gaps": [
            {"measure": gap.measure, "now": gap.now, "allowed": gap.allowed, "after": gap.after}
            for gap in judged.advice.gaps
        ],
        "steps": [
            {
                "code": step.code,
                "change": step.change,
                "message": step.message,
                "measure": step.measure,
                "now": step.now,
                "allowed": step.allowed,
                "gain": step.gain,
                "places": [_place(judged.intake, place) for place in step.places],
                "more": explained[step.code],
            }
            for step in judged.advice.steps
        ],
    }


def _difference(compared: Comparison, each: Difference) -> dict[str, Any]:
    harder, easier = each.harder, each.easier
    return {
        "code": each.code,
        "kind": each.kind,
        "severity": each.severity.value,
        "message": each.message,
        "remedy": each.remedy,
        "harder": _quote(compared.harder.intake, harder, _shown(harder.text)) if harder else None,
        "easier": _quote(compared.easier.intake, easier, _shown(easier.text)) if easier else None,
        "changed": each.changed,
        "more": _Explained()[each.code],
    }


def _shown(sentence: str) -> str:
    """A sentence, or the start of what is longer than any: many findings may be on one of 100 kB."""
    return sentence if len(sentence) <= _LONGEST_SENTENCE else f"{sentence[:_LONGEST_SENTENCE]} …"


class _Within(Protocol):
    """Part of a block: a sentence, a remark, a place."""

    @property
    def block(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _place(intake: Intake, part: _Within) -> dict[str, int]:
    start, end = intake.span(part.block, part.start, part.end)
    return {"start": start, "end": end}


def _quote(intake: Intake, part: _Within, shown: str) -> dict[str, Any]:
    return _place(intake, part) | {"text": shown}


class _Explained(dict[str, str]):
    """The address at which a code is explained, made once for each."""

    def __missing__(self, code: str) -> str:
        self[code] = absolute(f"/advice/{code}/")
        return self[code]
