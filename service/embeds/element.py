"""`/embed.js`: the element `plain-spoken`, its style and its few words in one script, for other sites."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Final

from flask import Blueprint, Response
from flask_babel import gettext as _

from content.article import Level
from service.answers import answer
from service.general import general_disclaimer
from service.pages.static_files import contents

element = Blueprint("element", __name__)

#: It stands on pages that are not ours, so its address can't change with its bytes. A cache may use it for
#: an hour, and a day longer while it asks anew.
_KEPT = "max-age=3600, stale-while-revalidate=86400"
#: In the order that each needs those before it. They share one scope, which is closed to the page.
_PARTS = ("service", "document", "colours", "element", "frames", "start")
_COMMENT: Final = re.compile(r"^\s*//[^\n]*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)


@element.get("/embed.js")
def script() -> Response:
    """The script, the same for everybody."""
    told = json.dumps(_words(), ensure_ascii=False)
    style = json.dumps(_style(), ensure_ascii=False)
    note = general_disclaimer().at(Level.EASY).replace("*/", "* /")
    scope = f"'use strict';\nconst WORDS = {told};\nconst STYLE = {style};\n{_code()}"
    response = answer(f"/* {note} */\n(() => {{\n{scope}}})();\n", "text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = _KEPT
    return response


def _words() -> dict[str, str]:
    """What is said before there is a page, which brings its own words."""
    return {
        "failed": _("This text did not load."),
        "offline": _("You are offline. This text comes when you are back on the web."),
        "again": _("Try again"),
        "read": _("Read this text at %(place)s", place="{}"),
    }


@cache
def _code() -> str:
    folder = resources.files("service.embeds").joinpath("script")
    return "".join(_bare(folder.joinpath(f"{name}.js").read_text("utf-8")) for name in _PARTS)


@cache
def _style() -> str:
    return _bare(contents("embed.css").decode())


def _bare(text: str) -> str:
    """A text without comments and indents: who reads them has the source."""
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line)
