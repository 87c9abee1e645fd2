"""The contract for machines and for people, and a page for each problem: no script, no CDN."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound
from werkzeug.http import HTTP_STATUS_CODES

from service.addresses import absolute, path
from service.answers import json_answer, page
from service.api.contract import document
from service.api.document import problem_examples
from service.current import services
from service.general import general_disclaimer
from service.presenting import general_view
from service.problem_words import ProblemWords, problem_words
from service.problems import KINDS, Problem, as_details

contract = Blueprint("contract", __name__, url_prefix="/api")

#: The quick start, by language: the name of its file, and of the language as people write it.
STARTS = (("curl.txt", "curl"), ("python.txt", "Python"), ("javascript.txt", "JavaScript"))
#: How to keep a copy of all texts, with the client that stands here to be fetched.
COPYING = "sync.txt"
#: Stands for this service's own address in the quick start.
_HERE = "http://127.0.0.1:8000"
_REQUEST_ID = "6d0c1c0e5f7a4f6f9b1d7a3e2c4b8f90"


@dataclass(frozen=True, slots=True)
class ExplainedProblem:
    """All that the documentation tells of a problem."""

    slug: str
    status: int
    title: str
    words: ProblemWords
    retry_after: int | None = None

    def example(self) -> dict[str, Any]:
        """A request and its answer; the answer alone where no request by itself leads to it."""
        known = problem_examples().get(self.slug)
        if known is not None:
            return known
        again = " Please try again." if self.status >= 500 else ""
        told = Problem(self.status, self.slug, self.title, f"{self.title}.{again}")
        # Not the id of whoever asks for the page: everybody gets the same one.
        return {"request": "", "answer": as_details(told) | {"request_id": _REQUEST_ID}}


def explained_problems() -> dict[str, ExplainedProblem]:
    """Every problem that has a page, by its slug."""
    return {each.slug: each for each in _explained()}


def _explained() -> Iterator[ExplainedProblem]:
    words = problem_words()
    for kind in KINDS:
        yield ExplainedProblem(kind.slug, kind.status, kind.title, words[kind.slug], kind.retry_after)
    for slug, told in words.items():
        if told.status:
            yield ExplainedProblem(slug, told.status, HTTP_STATUS_CODES[told.status], told)


def quick_start(name: str) -> str:
    """A program of the quick start, for this service's own address."""
    text = resources.files("service.api").joinpath("quick_start", name).read_text("utf-8")
    return text.replace(_HERE, absolute(""))


@contract.get("/openapi.json")
def openapi() -> Response:
    """The OpenAPI document; `info` carries the disclaimer, in words and as a field."""
    spec = document()
    spec["info"]["x-disclaimer"] = general_view()
    return json_answer(spec)


@contract.get("/docs")
def docs() -> Response:
    """The API's documentation: HTML made from the OpenAPI document, no script, no CDN."""
    html = render_template(
        "docs.html",
        spec=document(),
        problems=explained_problems().values(),
        starts=[(language, quick_start(name)) for name, language in STARTS],
        webhook=quick_start("webhook.txt"),
        copying=quick_start(COPYING),
        limits=_limits(),
        host=absolute(path("pages.library")).rstrip("/"),
        disclaimer=general_disclaimer(),
    )
    return page(html)


def _limits() -> tuple[int | None, int | None] | None:
    """Requests a minute without a key and with one; None where nobody counts."""
    partners = services().partners
    return (partners.anonymous.general, partners.keyed.general) if partners else None


@contract.get("/problems/<problem>/")
def problem(problem: str) -> Response:
    """What one problem means, what to do about it, and how it looks."""
    told = explained_problems().get(problem)
    if told is None:
        raise NotFound("There is no such problem. The documentation lists all of them.")
    example = told.example()
    html = render_template(
        "problem.html",
        told=told,
        means=_marked(told.words.means),
        todo=_marked(told.words.todo),
        request_line=example["request"],
        answer=json.dumps(
            example["answer"] | {"type": path("contract.problem", problem=problem)},
            ensure_ascii=False,
            indent=2,
        ),
        disclaimer=general_disclaimer(),
    )
    return page(html)


def _marked(text: str) -> Markup:
    """The text in HTML, with what stands in backquotes as code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
