"""HTML as a stream of events: starts, ends, words. The only importer of lxml.

libxml2's parser closes what a page leaves open, as browsers do, in a time that grows with the page and
not with how deep it is nested; as events there is no tree to walk or to free. It fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from content.source.imports.refusal import SourceRefused

_SURROGATE = re.compile("[\ud800-\udfff]")


class Listener(Protocol):
    """Who is told what a page holds, in order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element starts; `tag` and the attributes' names are lower case."""

    def end(self, tag: str) -> None:
        """The element that was started last and not ended ends."""

    def data(self, words: str) -> None:
        """Words, with character references resolved."""


class _Target:
    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._listener.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._listener.end(tag)

    def data(self, words: str) -> None:
        self._listener.data(words)

    def comment(self, _text: str) -> None:
        """Nobody reads comments on a page."""

    def pi(self, _target: str, _data: str | None = None) -> None:
        """Nor processing instructions."""

    def close(self) -> None:
        """The page is over."""


def listen(html: str, listener: Listener) -> None:
    """Tell `listener` what a page or a part of one holds. Raises `SourceRefused`."""
    # NUL would end the page for a parser written in C; half of a pair has no UTF-8.
    content = _SURROGATE.sub("\ufffd", html.replace("\0", "")).encode("utf-8")
    parser = etree.HTMLParser(target=_Target(listener), encoding="utf-8", huge_tree=True, no_network=True)
    try:
        # A wrapper, since a part of a page may start with words.
        parser.feed(content)
        parser.close()
    except etree.XMLSyntaxError as error:
        if content.strip():
            raise SourceRefused(
                "The HTML can't be read to its end", "Save the page again, or import its text instead."
            ) from error
