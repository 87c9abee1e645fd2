"""Finds every text of the UI, in templates and in Python, and writes `messages.pot`.

Run it with `make catalogue`. English needs no file of its own: its texts are the keys.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

import service

#: Where translators begin.
TEMPLATE = Path(__file__).with_name("messages.pot")

_ROOT = Path(service.__file__).parent
_METHODS = [("**.py", "python"), ("pages/templates/**.html", "jinja2")]
# Blanks and line ends as the application's own templates take them: a key must be the same in both.
_OPTIONS = {
    "pages/templates/**.html": {
        "trimmed": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
    }
}
_KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "lazy_ngettext": (1, 2)}
#: Comments that begin so stand above a text to help translators.
_COMMENTS = ["Translators:"]


def catalogue() -> Catalog:
    """Every text of the UI, with the files that it stands in."""
    found = Catalog()
    for file, line, text, comments, context in _texts():
        found.add(text, locations=[(file, line)], auto_comments=comments, context=context)
    return found


def template() -> str:
    """The bytes of `messages.pot`, the same whenever the texts are the same: no dates, no line numbers."""
    written = io.BytesIO()
    write_po(written, catalogue(), sort_output=True, omit_header=True, include_lineno=False, width=100)
    return _HEADER + written.getvalue().decode()


_HEADER = """\
# Every text of Plainspoken's pages. Written by `make catalogue`: change the texts where they stand.
msgid ""
msgstr ""
"Project-Id-Version: Plainspoken\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def _texts() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    extracted = extract_from_dir(
        _ROOT, _METHODS, _OPTIONS, keywords=_KEYWORDS, comment_tags=_COMMENTS, strip_comment_tags=True
    )
    # Folders are listed in no fixed order.
    for file, line, text, comments, context in sorted(extracted, key=lambda each: (each[0], each[1])):
        yield f"service/{file}", line, text, comments, context


if __name__ == "__main__":
    TEMPLATE.write_text(template(), "utf-8")
