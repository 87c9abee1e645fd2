"""The pages' own words: one gettext catalogue, English by itself, to be translated.

A translator adds `translations/<language>/LC_MESSAGES/messages.po`, made from `messages.pot` there. It is
read when the application starts, so that there is nothing to compile.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Babel, Domain, get_domain, refresh

#: The language that the texts in templates and code are written in (BCP 47).
LANGUAGE = "en"

TRANSLATIONS = Path(__file__).with_name("translations")

# Days stand before months, as in most of the world that reads English.
_LOCALES = {LANGUAGE: "en_001"}


def register_catalogue(app: Flask, folder: Path = TRANSLATIONS) -> None:
    """Give templates `_`, `ngettext`, `{% trans %}`, and `ui_language()`: the language that pages speak.

    Raises `TranslationRefused` where a translation in `folder` can't be used.
    """
    babel = Babel(app, default_locale=_LOCALES[LANGUAGE], locale_selector=_locale)
    catalogues = babel.domain_instance = _Catalogues(folder)
    templates = app.jinja_env
    # A page may have thousands of texts, and Flask-Babel's own way to each of them is much longer.
    templates.install_gettext_callables(  # type: ignore[attr-defined]  # of Jinja's extension
        gettext=lambda text: catalogues.get_translations().gettext(text),
        ngettext=lambda one, many, number: catalogues.get_translations().ngettext(one, many, number),
        newstyle=True,
    )
    templates.globals["_"] = templates.globals["gettext"]
    # Line ends inside `{% trans %}` are no part of a text.
    templates.policies["ext.i18n.trimmed"] = True
    templates.globals["ui_language"] = ui_language


def ui_language() -> str:
    """The language of the page that is being made (BCP 47)."""
    language: str = g.get("ui_language", LANGUAGE)
    return language


def speak(language: str) -> None:
    """Let the rest of this request's answer speak `language` (BCP 47), where there is a catalogue of it.

    Else the wider language (`de` for `de-AT`), else English. Only what the address names may choose: pages
    are kept by their address, so what a browser prefers must not.
    """
    wider = language.split("-", maxsplit=1)[0]
    known = get_domain().languages
    g.ui_language = next((each for each in (language, wider) if each in known), LANGUAGE)
    refresh()


class TranslationRefused(ValueError):
    """A translator's file can't be read, or a text in it asks for values that its original does not give."""


class _Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """Translations from `.po` files: Flask-Babel by itself wants compiled ones."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        files = sorted(folder.glob("*/LC_MESSAGES/messages.po"))
        self.languages = {file.parts[-3].replace("_", "-"): _compiled(file) for file in files}

    def get_translations(self) -> NullTranslations:
        return self.languages.get(ui_language(), _ENGLISH) if self.languages and g else _ENGLISH


_ENGLISH = NullTranslations()


def _compiled(file: Path) -> Translations:
    try:
        with file.open("rb") as source:
            read = read_po(source, locale=file.parts[-3], abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise TranslationRefused(f"{file}: {error}") from error
    # Such a text would fail on the page, before its readers.
    for message, errors in read.check():
        raise TranslationRefused(f"{file}: {message.id!r}: {errors[0]}")
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return Translations(compiled)


def _locale() -> str:
    return _LOCALES.get(ui_language()) or ui_language().replace("-", "_")
