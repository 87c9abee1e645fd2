"""The workbench: how hard a text is that somebody types or pastes, and what to change in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, make_response, render_template, request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from content.article import Level
from content.intake import FORMATS
from content.levels import policy
from service.answers import page
from service.explaining import explain
from service.general import general_disclaimer
from service.judging import (
    MOST_BYTES,
    MOST_COMPARED,
    MOST_SENTENCES,
    Judgement,
    Sent,
    TextsRefused,
    TextTooLong,
    compare_texts,
    failing_safely,
    judge,
)
from service.pages.gaps import told_gap
from service.pages.marks import marked
from service.pages.reading import LEVEL_WORDS, pages
from service.pages.scores import CAVEAT, HARDNESS, SURENESS, metric
from service.pages.tools import amount, score
from service.problems import problem_of

#: The largest form that is read, in bytes: two texts, and room for longer ones, so that they can be given
#: back with the reason why they are not judged.
LARGEST_FORM = 1024 * 1024
#: The level that a text is held against until somebody chooses: the usual advice for health texts.
USUAL_TARGET = Level.PLAIN

FORMAT_WORDS = {"plain": _("Plain text"), "markdown": "Markdown", "html": "HTML"}

# No token against forged requests: a post changes nothing here, nothing is kept of it, and no cookie or
# login goes with it. A forged one would get its sender no more than a request of his own.


@dataclass(frozen=True, slots=True, repr=False)
class Form:
    """What stands in the fields. No `repr`: the texts must not get into a log."""

    fields: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def format_chosen(self) -> str:
        """How the texts are written: one of `FORMATS` where it was sent as one."""
        return self["format"]

    @property
    def target(self) -> Level | None:
        """The chosen level; None for "only show me"."""
        return Level(self["target"]) if self["target"] in set(Level) else None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a form was not judged: the field, by its id, and what to change."""

    field: str
    message: str


@pages.route("/workbench/", methods=["GET", "POST"])
def workbench() -> Response:
    """A form for a text, and what is to be said of the text that was sent with it."""
    if request.method == "GET":
        return _page("workbench.html", Form({"target": USUAL_TARGET.value, "format": FORMATS[0]}))
    form = Form()
    try:
        form = _sent()
        judged = failing_safely(lambda: judge(Sent(form["text"], format=form["format"], target=form.target)))
    except (TextsRefused, TextTooLong, RequestEntityTooLarge) as error:
        return _refused("workbench.html", form, error, {"text": "text", "format": "format"})
    return _page("workbench.html", form, judged=judged, shown=marked(judged), told=_told(judged))


@pages.route("/workbench/compare/", methods=["GET", "POST"])
def compare() -> Response:
    """A form for a harder and an easier text, and where the easier one may say something else."""
    if request.method == "GET":
        return _page("compare.html", Form({"format": FORMATS[0]}))
    form = Form()
    try:
        form = _sent()
        compared = failing_safely(
            lambda: compare_texts(
                Sent(form["harder"], format=form["format"]), Sent(form["easier"], format=form["format"])
            )
        )
    except (TextsRefused, TextTooLong, RequestEntityTooLarge) as error:
        return _refused(
            "compare.html",
            form,
            error,
            {"harder.text": "harder", "easier.text": "easier", "harder.format": "format"},
        )
    return _page("compare.html", form, compared=compared)


def _sent() -> Form:
    """The fields of a form that was posted. Raises `RequestEntityTooLarge`."""
    request.max_content_length = request.max_form_memory_size = LARGEST_FORM
    # Browsers send each line end as two signs, while their fields count it as one: places in the text
    # are told as the field counts.
    fields = {name: value.replace("\r\n", "\n") for name, value in request.form.items()}
    return Form({"format": FORMATS[0], **fields})


def _page(template: str, form: Form, status: int = 200, **shown: Any) -> Response:
    html = render_template(
        template,
        form=form,
        formats=FORMAT_WORDS,
        level_words=LEVEL_WORDS,
        policy=policy(),
        metric=metric,
        sureness=SURENESS,
        hardness=HARDNESS,
        most_bytes=MOST_BYTES,
        caveat=CAVEAT,
        explained=explain,
        told_gap=told_gap,
        disclaimer=general_disclaimer(),
        **shown,
    )
    # An empty form is the same for everybody, and this service may keep it; a filled one nobody may.
    response = page(html) if request.method in {"GET", "HEAD"} else make_response(html, status)
    # Neither a proxy nor a browser: what somebody typed would be in the page that a browser shows again.
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(template: str, form: Form, error: Exception, names: Mapping[str, str]) -> Response:
    """The form again, with what was typed and what to change."""
    first = next(iter(names.values()))
    faults = [
        Fault(field, _asked_for(error, field))
        for field in dict.fromkeys(names.get(name, first) for name in getattr(error, "errors", {}))
    ] or [Fault(first, gettext("All of it was too long to be read here. Send a part of it."))]
    return _page(template, form, problem_of(error).status, faults=faults)


def _asked_for(error: Exception, field: str) -> str:
    if field == "format":
        return str(gettext("Choose one of these."))
    if isinstance(error, TextTooLong):
        most = MOST_SENTENCES if field == "text" else MOST_COMPARED
        return str(
            gettext(
                "This text is too long to be checked at once. We can take %(size)s kB, or "
                "%(sentences)s lines or sentences. Send it in parts.",
                size=amount(MOST_BYTES // 1024),
                sentences=amount(most),
            )
        )
    return str(gettext("Type or paste a text first."))


def _told(judged: Judgement) -> str:
    """What is said aloud after each check: short, since it comes while somebody types."""
    found = judged.measurement
    if found.grade is None:
        return str(gettext("There are no words to grade yet."))
    grade = score(found.grade)
    if found.level:
        told = gettext("Grade %(grade)s, level %(level)s.", grade=grade, level=LEVEL_WORDS[found.level][0])
    else:
        told = gettext("Grade %(grade)s. It is too short to name a level.", grade=grade)
    hard = sum(each.difficulty in {"hard", "very hard"} for each in judged.advice.sentences)
    sentences = (
        ngettext("%(count)s sentence is hard.", "%(count)s sentences are hard.", hard, count=amount(hard))
        if hard
        else gettext("No sentences are hard.")
    )
    return f"{told} {sentences}"
