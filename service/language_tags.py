"""Matching of language tags (BCP 47), as articles, lists and readers' preferences name them."""

from __future__ import annotations

from collections.abc import Iterable

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header


def within(language: str, wider: str) -> bool:
    """Whether a language is the wider one, or it as spoken in some region: `en-GB` is within `en`."""
    language, wider = language.lower(), wider.lower()
    return language == wider or language.startswith(f"{wider}-")


def liked_best(accepted: str, offered: Iterable[str], otherwise: str) -> str:
    """Which of these languages an Accept-Language field likes best (RFC 9110, section 12.5.4).

    `otherwise` where it takes none of them, or is no such field; of those that it likes alike, that one too.
    """
    others = [each for each in offered if each != otherwise]
    # Where nothing is taken a reader is better served with the wrong language than with none.
    return parse_accept_header(accepted, LanguageAccept).best_match([otherwise, *others], default=otherwise)
