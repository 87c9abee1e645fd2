"""Words of an article parted into syllables: in the page itself, or for the script that parts them there."""

from __future__ import annotations

import re
from typing import Any

from flask import Response
from markupsafe import Markup

from content.readability.syllables import breaks
from service.answers import json_answer
from service.current import services
from service.pages.looks import asked
from service.pages.reading import pages
from service.presenting import disclaimer_view

#: A word as `static/looks/syllables.js` finds it, too.
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
#: What is not text in HTML: tags, whose values may hold ">", and signs by their names.
_MARKUP = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>|&[#\w]+;)""")
#: Empty, so that the text stays what it was to whoever searches, copies or speaks it; the style draws it.
_BREAK = '<span class="syl"></span>'


@pages.get("/articles/<slug>/<level>/syllables.json")
def syllables(slug: str, level: str) -> Response:
    """Each word with syllables to show, with the places of its breaks: letters from its start."""
    published = services().reader.article(slug)
    offered = services().reader.offered(published.article, level)
    texts = (reading.rendition.text for reading in services().reader.sections(published, offered))
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    body: dict[str, Any] = {"words": {}, "disclaimer": disclaimer_view(published.article.disclaimer, offered)}
    if _english(published.article.language):
        body["words"] = {word: places for word in words if (places := breaks(word))}
    return json_answer(body)


def parted(html: str, language: str) -> str:
    """The HTML of a section with the syllables of its words parted, where the address asks for it."""
    if asked().get("syllables") != "on" or not _english(language):
        return html
    pieces = _MARKUP.split(html)
    pieces[::2] = [_WORD.sub(lambda found: _part(found[0]), text) for text in pieces[::2]]
    # The pieces are the section's own, which passed the sanitiser when it was published.
    return Markup("".join(pieces))  # noqa: S704


def _english(language: str) -> bool:
    return language.lower().split("-")[0] == "en"


def _part(word: str) -> str:
    places = breaks(word)
    return _BREAK.join(word[a:b] for a, b in zip((0, *places), (*places, len(word)), strict=True))
