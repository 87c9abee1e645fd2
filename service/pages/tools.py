"""Figures as people read them, in the language of the page: times, scores, shares and lengths."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import NumberPattern, format_percent, parse_pattern
from flask_babel import format_decimal, get_locale, gettext, ngettext

from service.pages.reading import pages

# Parsed once: a page may have hundreds of figures.
_WHOLE, _TENTHS, _ALL = map(parse_pattern, ("#,##0", "#,##0.0", "#,##0.##"))


def words_of_time(seconds: float) -> str:
    """A length of time as a person says it, to the nearest half minute: "about 2 and a half minutes"."""
    halves = max(1, round(seconds / 30))
    if halves == 1:
        return str(gettext("half a minute"))
    minutes, half = divmod(halves, 2)
    shown = amount(minutes)
    if half:
        told = ngettext(
            "about %(minutes)s and a half minutes",
            "about %(minutes)s and a half minutes",
            minutes,
            minutes=shown,
        )
    else:
        told = ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes, minutes=shown)
    return str(told)


@pages.app_template_filter()
def amount(number: float | None) -> str:
    """A number with the digits that it has, two after the point at most; "none" where there is no number."""
    return _figure(number, _ALL)


@pages.app_template_filter()
def score(number: float | None, digits: int = 1) -> str:
    """A number with so many digits after the point, 0 or 1; "none" where there is no number."""
    return _figure(number, _TENTHS if digits else _WHOLE)


@pages.app_template_filter()
def percent(number: float | None, digits: int = 0) -> str:
    """A share out of 100 with so many digits after the point; "none" where there is no number."""
    if number is None:
        return _none()
    share = Decimal(f"{number:.{digits}f}") / 100
    return format_percent(share, locale=get_locale(), decimal_quantization=False)


@pages.app_template_filter()
def words_long(words: int | None) -> str:
    """A length in words, such as "12 words"; "none" where there is no number."""
    if words is None:
        return _none()
    return str(ngettext("%(count)s word", "%(count)s words", words, count=amount(words)))


def _figure(number: float | None, shape: NumberPattern) -> str:
    return _none() if number is None else str(format_decimal(number, shape))


def _none() -> str:
    return str(gettext("none"))
