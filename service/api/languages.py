"""In which language an answer is, and where the same stands in others.

An address names a text in one language, and always gives that: a browser says what its user prefers without
being asked, and a partner that shows an English text beside English ones must not get another. Who wants to
follow the preference finds the way in each answer (RFC 9110, section 12.2).
"""

from __future__ import annotations

from flask import Response, g

from content.article import Article, Level
from service.addresses import link
from service.current import services


def languages_of(article: Article, level: Level, section: str | None = None) -> dict[str, str]:
    """The API's address of this article, or of one section, in each language that has it."""
    found = services().reader.languages(article, level, section)
    return {language: _address(each.slug, level, section) for language, each in found.items()}


def tell_language(language: str) -> None:
    """Note in which language (BCP 47) the current request is answered."""
    g.answer_language = language


def tell_languages(article: Article, level: Level, section: str | None = None) -> None:
    """Note the language, and the addresses in others."""
    tell_language(article.language)
    g.answer_alternates = languages_of(article, level, section)


def with_languages(response: Response) -> Response:
    """Say what was noted, in headers: of any form of the text."""
    if "answer_language" in g and response.status_code in {200, 304}:
        own = g.answer_language
        response.content_language.add(own)
        for language, address in g.get("answer_alternates", {}).items():
            if language != own:
                response.headers.add("Link", f'<{address}>; rel="alternate"; hreflang="{language}"')
    return response


def _address(slug: str, level: Level, section: str | None) -> str:
    if section:
        return link("api.section", slug=slug, section=section, level=level.value)
    return link("api.article", slug=slug, level=level.value)
