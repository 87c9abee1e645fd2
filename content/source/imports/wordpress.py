"""A WordPress post as its REST interface gives it (`/wp-json/wp/v2/posts/1?_embed`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from content.source.imports.days import find_day
from content.source.imports.html_page import read_html
from content.source.imports.manuscript import Fact, Known, LeftOut, Manuscript
from content.source.imports.refusal import SourceRefused

_REMEDY = "Save the answer of /wp-json/wp/v2/posts/<id>?_embed as it comes."


def read_wordpress(text: str) -> Manuscript:
    """The post's article. Raises `SourceRefused` where the JSON is no post, or several."""
    try:
        post = json.loads(text)
    except ValueError as error:
        raise SourceRefused("This is not JSON", _REMEDY) from error
    except RecursionError as error:
        raise SourceRefused("The JSON is nested too deep", _REMEDY) from error
    if isinstance(post, list):
        if len(post) != 1:
            raise SourceRefused(
                f"There are {len(post)} posts in this file", "Save one post by itself, and import it."
            )
        post = post[0]
    if not isinstance(post, dict) or not _rendered(post, "content"):
        raise SourceRefused("This JSON is no WordPress post: it has no content.rendered", _REMEDY)
    known = tuple(_known(post))
    link = next((each.value for each in known if each.fact == "url"), "")
    read = read_html(_rendered(post, "content"), "wordpress", link)
    left = [*read.left_out]
    said = {_bare(piece.text) for piece in read.pieces}
    excerpt = read_html(_rendered(post, "excerpt"), "wordpress", link)
    left += [
        LeftOut(piece, "the post's excerpt") for piece in excerpt.pieces if _bare(piece.text) not in said
    ]
    # The content's own facts are of whatever is embedded in it.
    return replace(read, known=known, left_out=tuple(left))


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _rendered(post: Mapping[str, Any], name: str) -> str:
    value = post.get(name)
    if isinstance(value, dict):
        value = value.get("rendered") or value.get("raw")
    return value if isinstance(value, str) else ""


def _words(html: Any) -> str:
    return " ".join(piece.text for piece in read_html(html).pieces) if isinstance(html, str) else ""


def _known(post: Mapping[str, Any]) -> Iterator[Known]:
    yield from _fact("title", _words(_rendered(post, "title")), "title.rendered")
    embedded = post.get("_embedded")
    people = embedded.get("author") if isinstance(embedded, dict) else None
    for person in people[:10] if isinstance(people, list) else ():
        if isinstance(person, dict):
            yield from _fact("author", _words(person.get("name")), "_embedded.author")
            yield from _fact(
                "about_author", _words(person.get("description")), "_embedded.author.description"
            )
    for key in ("date", "date_gmt"):
        yield from _day("published", post.get(key), key)
    for key in ("modified", "modified_gmt"):
        yield from _day("modified", post.get(key), key)
    link = post.get("link")
    if isinstance(link, str) and link.startswith(("http://", "https://")):
        yield Known("url", link, "link")
    search = post.get("yoast_head_json")
    if isinstance(search, dict):
        yield from _fact("author", search.get("author"), "yoast_head_json.author")
        yield from _fact("publisher", _words(search.get("og_site_name")), "yoast_head_json.og_site_name")


def _fact(fact: Fact, value: Any, where: str) -> Iterator[Known]:
    if isinstance(value, str) and value.strip():
        yield Known(fact, " ".join(value.split()), f"the post's {where}")


def _day(fact: Fact, value: Any, where: str) -> Iterator[Known]:
    day = find_day(value) if isinstance(value, str) else None
    if day:
        yield Known(fact, day.isoformat(), f"the post's {where}")
