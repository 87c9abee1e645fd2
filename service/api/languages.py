"""In which language an answer is, and where the same stands in others.

An address names a text in one language, and gives that: a browser says what its user prefers without being
asked, and a partner that shows an English text beside English ones must not get another. Who wants another
language, or what a reader prefers, says so in the address (`?language=`), or finds the way in each answer
(RFC 9110, section 12.2).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, g, request
from werkzeug.wrappers.response import Response as BaseResponse

from content.article import Article, Level
from service.addresses import link
from service.answers import sent_on
from service.current import services
from service.language_tags import liked_best

#: Instead of a language: what `Accept-Language` likes best.
AUTO = "auto"
TO_THE_LANGUAGE = f"To the language that `Accept-Language` likes best, where `language` is `{AUTO}`"

#: What else may be asked of a text.
_QUERY = ("level", "max_grade", "fields", "include")


def in_asked_language(view: Callable[..., BaseResponse]) -> Callable[..., BaseResponse]:
    """Give a view of an article the one in the language that `query` asks for; without that, the one named.

    Raises `ArticleNotFound` or `LanguageNotOffered`.
    """

    @wraps(view)
    def viewed(query: dict[str, Any], slug: str, **parts: str) -> BaseResponse:
        reader, asked = services().reader, query.get("language", "")
        published = reader.article(slug)
        if asked.lower() == AUTO:
            return _to_preferred(published.article, query.get("level"), **parts)
        if asked:
            published = reader.in_language(published, asked)
            g.answer_slug = published.article.slug
        return view(query, published, **parts)

    return viewed


def _to_preferred(own: Article, level: str | None, section: str | None = None) -> BaseResponse:
    """Send to the language that a reader likes best, of those that have this level and section.

    Sent, since a text that varied by language as well as by form would have too many copies in caches.
    """
    there = services().reader.languages(own, section_id=section)
    fitting = [each for each, article in there.items() if level is None or level in article.levels]
    best = liked_best(request.headers.get("Accept-Language", ""), fitting, own.language)
    disclaimer = own.disclaimer.texts[services().reader.preferred(own)]
    response = sent_on(_here(language=best), disclaimer, own.source.attribution)
    response.vary.add("Accept-Language")
    return response


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
        if "answer_slug" in g:
            response.content_location = _here(slug=g.answer_slug, language=None)
    return response


def _here(**other: str | None) -> str:
    """The address of the current request with other values in its path or query; None leaves one out."""
    query = {name: value for name, value in request.args.items() if name in _QUERY}
    values = {**query, **(request.view_args or {}), **other}
    return link(str(request.endpoint), **{name: value for name, value in values.items() if value is not None})


def _address(slug: str, level: Level, section: str | None) -> str:
    if section:
        return link("api.section", slug=slug, section=section, level=level.value)
    return link("api.article", slug=slug, level=level.value)
