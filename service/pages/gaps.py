"""What stands between a text and a level, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from content.advice import Gap
from service.pages.tools import amount, percent, score

# Each with its own sentence: languages differ in how they tell of a share or a length.
_TOLD = {
    "grade": _("The grade is %(now)s. The level allows %(allowed)s."),
    "hard_words_percent": _("%(now)s of the words are hard. The level allows %(allowed)s."),
    "longest_sentence_words": _("The longest sentence has %(now)s words. The level allows %(allowed)s."),
    "mean_sentence_words": _("The mean sentence has %(now)s words. The level allows %(allowed)s."),
}
_FIGURES: Mapping[str, Callable[[float], str]] = {
    "grade": score,
    "hard_words_percent": partial(percent, digits=1),
    "longest_sentence_words": amount,
    "mean_sentence_words": score,
}


def told_gap(gap: Gap) -> str:
    """What is measured, what is allowed, and what it would be with every step that is proposed."""
    figure = _FIGURES[gap.measure]
    told = str(_TOLD[gap.measure]) % {"now": figure(gap.now), "allowed": figure(gap.allowed)}
    if gap.after < gap.now:
        after = gettext("With each step below it would be near %(after)s.", after=figure(gap.after))
        told = f"{told} {after}"
    return told
