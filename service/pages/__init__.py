"""HTML for people: the library, articles, sections, the disclaimer, and the tools for editors.

Complete without scripts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# Each adds its addresses to `pages`.
from service.pages import advice, evidence, library, statements, workbench
from service.pages.contact import contact
from service.pages.errors import error_page
from service.pages.looks import register_looks
from service.pages.metadata import register_metadata
from service.pages.reading import pages
from service.pages.static_files import module_paths, static_path
from service.pages.syllables import parted
from service.pages.tools import words_of_time

if TYPE_CHECKING:
    from flask import Flask

__all__ = [
    "advice",
    "error_page",
    "evidence",
    "library",
    "pages",
    "register_page_tools",
    "statements",
    "workbench",
]


def register_page_tools(app: Flask) -> None:
    """What the templates use beside their own values."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["words_of_time"] = words_of_time
    app.jinja_env.globals["contact"] = contact
    app.jinja_env.globals["static_path"] = static_path
    app.jinja_env.globals["module_paths"] = module_paths
    app.jinja_env.filters["parted"] = parted
    register_looks(app)
    register_metadata(app)
