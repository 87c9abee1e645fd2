"""What the library says of a search: how many there are, what is in force, what there is nothing of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from flask_babel import gettext as _
from flask_babel import ngettext

from service.addresses import path
from service.library import Found, Length
from service.pages.reading import LEVEL_WORDS


@dataclass(frozen=True, slots=True)
class InForce:
    """A wish that is in force, in words, and the address of the library without it."""

    wish: str
    value: str
    without: str


def address(wishes: Mapping[str, str], **other: str) -> str:
    """The library's address with these wishes, some of them otherwise; what is empty is left out."""
    together = {**wishes, **other}
    return path("pages.library", **{name: value for name, value in together.items() if value})


def language_name(tag: str) -> str:
    """A language's name in that language, or its tag where nobody told its name."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    name = locale.get_display_name() or tag
    return name[0].upper() + name[1:]


def length_words(length: Length) -> str:
    """How long it takes to read, in words."""
    if length.up_to is None:
        return str(_("More than %(over)s minutes", over=f"{length.over:g}"))
    if not length.over:
        return str(_("Up to %(up_to)s minutes", up_to=f"{length.up_to:g}"))
    over, up_to = f"{length.over:g}", f"{length.up_to:g}"
    return str(_("%(over)s to %(up_to)s minutes", over=over, up_to=up_to))


def title_of(found: Found, asked: Mapping[str, str]) -> str:
    """The first thing that a screen reader says after a search."""
    told = str(ngettext("%(num)s article", "%(num)s articles", found.total) if asked else _("All articles"))
    if "q" in asked:
        told = f"“{asked['q']}”: {told}"
    if found.pages > 1:
        told = str(_("%(told)s, page %(page)s of %(pages)s", told=told, page=found.page, pages=found.pages))
    return told


def told_of(found: Found, asked: Mapping[str, str]) -> str:
    """How many there are, in a sentence."""
    if not asked:
        return str(ngettext("There is %(num)s article.", "There are %(num)s articles.", found.of))
    if not found.total:
        return str(_("We found none that fits."))
    told = ngettext(
        "We found %(num)s that fits, out of %(of)s.",
        "We found %(num)s that fit, out of %(of)s.",
        found.total,
        of=found.of,
    )
    return str(told)


def in_force(found: Found, asked: Mapping[str, str]) -> Iterator[InForce]:
    """Each wish that the list keeps to."""
    chosen = found.chosen
    if "q" in asked:
        yield InForce(_("Words"), f"“{asked['q']}”", address(asked, q=""))
    if chosen.topic:
        yield InForce(_("Topic"), chosen.topic, address(asked, topic=""))
    if chosen.level:
        yield InForce(_("Level"), str(LEVEL_WORDS[chosen.level][0]), address(asked, level=""))
    if chosen.length:
        yield InForce(_("Time to read"), length_words(chosen.length), address(asked, length=""))
    if chosen.language:
        yield InForce(_("Language"), language_name(chosen.language), address(asked, language=""))


def unknown(found: Found, asked: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each wish that there is nothing of."""
    for wish in found.unknown:
        value = asked[wish]
        if wish == "topic":
            yield _("We have no topic “%(value)s”.", value=value)
        elif wish == "level":
            yield _("We have no level “%(value)s”.", value=value)
        elif wish == "length":
            yield _("We have no length “%(value)s”.", value=value)
        else:
            yield _("We have no text in “%(value)s”.", value=value)
