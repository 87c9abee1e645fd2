"""The lines of HTML with which another site shows a text: an element with its script, or a frame."""

from __future__ import annotations

from flask import render_template

from content.article import Article, Level
from service.addresses import link

#: CSS pixels of a frame until the script, where there is one, gives it the height of what it holds.
WIDTH, HEIGHT = 640, 600


def element_of(article: Article, level: Level, section: str, title: str) -> str:
    """Three lines: the script, the element, and the link that is there without scripts."""
    return _lines("embed/element.html", article, level, section, title)


def frame_of(
    article: Article, level: Level, section: str, title: str, size: tuple[int, int] = (WIDTH, HEIGHT)
) -> str:
    """A frame and a link; `size` is its width and height in CSS pixels."""
    return _lines("embed/iframe.html", article, level, section, title, size)


def told_at(page: str) -> dict[str, str]:
    """Where oEmbed tells of a page, by the type of what it answers with."""
    return {
        f"{kind}+oembed": link("oembed.of_address", url=page, format=name)
        for name, kind in (("json", "application/json"), ("xml", "text/xml"))
    }


def _lines(
    template: str, article: Article, level: Level, section: str, title: str, size: tuple[int, int] = (0, 0)
) -> str:
    at = {"slug": article.slug, "level": level.value}
    kind = "section" if section else "article"
    if section:
        at["section"] = section
    return render_template(
        template,
        script=link("element.script"),
        slug=article.slug,
        section=section,
        level=level.value,
        title=title,
        page=link(f"pages.{kind}", **at),
        frame=link(f"embeds.{kind}", **at),
        width=size[0],
        height=size[1],
    ).strip()
