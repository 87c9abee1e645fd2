"""What went wrong and what a reader can do, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from service.problems import Problem

_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What happened and what to do, in plain words."""

    heading: str
    what: str
    todo: str


def told_of(problem: Problem) -> Told:
    """What to say of a problem."""
    by_kind = _by_kind()
    if problem.slug in by_kind:
        return by_kind[problem.slug]
    if problem.retry_after is not None:
        return Told(
            _("We can't show this right now"), _("It is not your fault."), _later(problem.retry_after)
        )
    by_status = _by_status()
    return by_status.get(problem.status) or by_status[500 if problem.status >= 500 else 400]


def _by_kind() -> dict[str, Told]:
    return {
        "article-not-found": Told(
            _("We can't find this article"),
            _("We may have taken it down. Or its address may be wrong."),
            _("Look for it by name here, or choose one that we have."),
        ),
        "article-withdrawn": Told(
            _("We took this article down"),
            _("It was here once, but we do not offer it any more."),
            _("Look for another one here."),
        ),
        "word-not-found": Told(
            _("We can't find this word"),
            _("The article is here, but it does not tell what this word means."),
            _("Choose one of the parts that it has."),
        ),
        "section-not-found": Told(
            _("We can't find this part"),
            _("The article is here, but this part of it is not."),
            _("Choose one of the parts that it has."),
        ),
        "level-not-offered": Told(
            _("The article does not come at that level"),
            _("The article is here, but not at the level in this address."),
            _("Choose one of the levels that it has."),
        ),
    }


def _by_status() -> dict[int, Told]:
    again = _("Go back and try again.")
    return {
        400: Told(_("We can't read what was sent"), _("Some of it was not as we need it."), again),
        404: Told(
            _("We can't find this page"),
            _("The address may be wrong. Or the page may have moved."),
            _("Check the address, or look for an article here."),
        ),
        405: Told(
            _("This page does not work that way"),
            _("A form or a program asked for it in a way that it does not know."),
            _("Open the page again from a link."),
        ),
        410: Told(
            _("This page is gone"),
            _("We took it down, and it will not come back."),
            _("Look at what else we have."),
        ),
        413: Told(
            _("That is too long for us"),
            _("What was sent is more than we can take at one time."),
            _("Go back and send less, such as one part of your text."),
        ),
        429: Told(
            _("That was a lot at once"),
            _("We got more from you than we can do in so short a time."),
            _("Wait a minute. Then try again."),
        ),
        500: Told(
            _("Something went wrong here"),
            _("It is not your fault. We made a note of it."),
            _("Please try again in a few minutes."),
        ),
        503: Told(
            _("We can't show this right now"),
            _("It is not your fault."),
            _("Please try again in a few minutes."),
        ),
    }


def _later(seconds: int) -> str:
    if seconds < _MINUTE_S:
        return str(
            ngettext("Please try again in %(num)s second.", "Please try again in %(num)s seconds.", seconds)
        )
    minutes = round(seconds / _MINUTE_S)
    return str(
        ngettext("Please try again in %(num)s minute.", "Please try again in %(num)s minutes.", minutes)
    )
