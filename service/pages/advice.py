"""What each rule looks for and why, page by page, and the list of plain words."""

from __future__ import annotations

from flask import Response, redirect, render_template, request
from flask_babel import lazy_gettext as _

from service.addresses import path
from service.answers import page
from service.explaining import (
    LONGEST_QUERY,
    CodeNotExplained,
    explain,
    explanations,
    groups,
    look_up,
)
from service.general import general_disclaimer
from service.pages.reading import pages
from service.problems import problem_of

#: What a finding asks for, by the weight of its code.
WEIGHTS = {
    "hint": _("A hint: keep it if you have a reason."),
    "advice": _("Advice: most readers gain from the change."),
    "warning": _("A warning: asks for a second look."),
    "error": _("An error: keeps an article from being published."),
}


@pages.get("/advice/")
def advice() -> Response:
    """Every rule, by the question that it answers."""
    return page(render_template("advice.html", groups=groups(), disclaimer=general_disclaimer()))


@pages.get("/advice/plain-words/")
def plain_words() -> Response:
    """Hard words of health texts with plainer ones; `?q=` looks for one."""
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = look_up(query)
    html = render_template(
        "plain_words.html",
        query=query,
        found=found,
        total=len(look_up()),
        most=LONGEST_QUERY,
        disclaimer=general_disclaimer(),
    )
    # Anyone can ask for any word: such answers must not crowd out the pages that are kept.
    return page(html, keep=not query)


@pages.get("/advice/<code>/")
def explanation(code: str) -> Response:
    """What one code means: what is looked for, why, and how to mend it."""
    found = explain(code)
    if found.code != code:
        # Codes are written in any case; each has one address.
        return redirect(path("pages.explanation", code=found.code), 308)  # type: ignore[return-value]
    html = render_template("explanation.html", told=found, weights=WEIGHTS, disclaimer=general_disclaimer())
    return page(html)


@pages.errorhandler(CodeNotExplained)
def no_such_code(error: CodeNotExplained) -> tuple[str, int, dict[str, str]]:
    """Codes that look like the one that was asked for, each with a link."""
    problem = problem_of(error)
    html = render_template(
        "no_such_code.html",
        code=(request.view_args or {}).get("code", "")[:LONGEST_QUERY],
        near=[explanations()[code] for code in error.known],
        metadata=None,
        disclaimer=general_disclaimer(),
    )
    return html, problem.status, {"Cache-Control": "no-store"}
