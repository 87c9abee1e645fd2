"""The pages' own words: one gettext catalogue, English by itself, to be translated."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel, get_locale

#: The language that the texts in templates and code are written in.
LANGUAGE = "en"


def register_catalogue(app: Flask) -> None:
    """Give templates `_`, `ngettext` and `{% trans %}`, and `ui_language`: the language that pages speak."""
    Babel(app, default_locale=LANGUAGE, locale_selector=lambda: LANGUAGE)
    app.jinja_env.globals["ui_language"] = lambda: str(get_locale() or LANGUAGE)
