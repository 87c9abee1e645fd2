"""A section or an article to show as it is: in HTML, plain text or Markdown, each with the disclaimer."""

from __future__ import annotations

import re

from flask import render_template

from content.article import Article
from service.addresses import absolute, link
from service.catalogue import speak
from service.current import services
from service.presenting import disclaimer_view, place
from service.reading import Reading
from service.sound_views import sound_path

_HEADING = re.compile(r"^(#{1,5}) ", re.MULTILINE)
_MARKUP = re.compile(r"([\\`*_\[\]<>#&])")


def html_of(readings: tuple[Reading, ...], *, whole: bool) -> str:
    """A piece of a page. One section's headings start at h2; of a whole article, h1 is its title."""
    speak(readings[0].article.language)
    return render_template(
        "fragment.html",
        article=readings[0].article,
        published=readings[0].published,
        level=readings[0].rendition.level,
        readings=readings,
        sounds={each.section.id: _sound(each) for each in readings},
        whole=whole,
        disclaimer=_disclaimer(readings),
        page=_page(readings, whole=whole),
    )


def text_of(readings: tuple[Reading, ...], *, whole: bool) -> str:
    """Plain text: titles and paragraphs with empty lines between them."""
    words = [f"{each.rendition.title}\n\n{each.rendition.text}" for each in readings]
    title = [readings[0].article.title] if whole else []
    return _joined(title, words, _ending(readings, whole=whole))


def markdown_of(readings: tuple[Reading, ...], *, whole: bool) -> str:
    """CommonMark, as its author wrote it; in a whole article each heading stands one deeper."""
    words = [each.rendition.markdown for each in readings]
    ending = [_plain(each) for each in _ending(readings, whole=whole)]
    if not whole:
        return _joined([], words, ["---", *ending])
    title = f"# {_plain(readings[0].article.title)}"
    return _joined([title], [_HEADING.sub(r"#\1 ", each) for each in words], ["---", *ending])


def _sound(reading: Reading) -> str:
    hearing = services().listener.section(reading)
    return absolute(sound_path(hearing, services().listener.sound(hearing, "mp3")))


def _joined(*parts: list[str]) -> str:
    return "\n\n".join(each.strip() for part in parts for each in part) + "\n"


def _ending(readings: tuple[Reading, ...], *, whole: bool) -> list[str]:
    told = _disclaimer(readings)
    attribution = _article(readings).source.attribution
    return [f"{told['text']} {told['url']}", f"{attribution} {_page(readings, whole=whole)}"]


def _article(readings: tuple[Reading, ...]) -> Article:
    return readings[0].article


def _disclaimer(readings: tuple[Reading, ...]) -> dict[str, str]:
    return disclaimer_view(_article(readings).disclaimer, readings[0].rendition.level)


def _page(readings: tuple[Reading, ...], *, whole: bool) -> str:
    at = place(readings[0])
    if whole:
        return link("pages.article", slug=at["slug"], level=at["level"])
    return link("pages.section", **at)


def _plain(text: str) -> str:
    """The text so that Markdown finds no marks in it; addresses stay as they are."""
    return " ".join(
        word if re.fullmatch(r"https?://\S+", word) else _MARKUP.sub(r"\\\1", word)
        for word in text.split(" ")
    )
