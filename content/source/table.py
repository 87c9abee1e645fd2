"""One table of article.toml: takes values out by key, and turns whatever is wrong into findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from content.article import Level
from content.codes import finding
from content.findings import Finding

#: Control characters, marks that turn the direction of writing, and what stands for a lost sign.
BAD_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ufffe\uffff]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 80


class Table:
    """A table at `path` in `file`; findings go to `report`."""

    def __init__(
        self,
        values: Mapping[str, Any],
        file: str,
        path: str,
        line: Callable[[str], int],
        report: Callable[[Finding], None],
    ) -> None:
        self._values = values
        self._file = file
        self._path = path
        self._line = line
        self._report = report
        self._known: list[str] = []

    def key(self, name: str) -> str:
        """The full name of a key in this table."""
        return f"{self._path}.{name}" if self._path else name

    def complain(self, code: str, name: str, message: str, remedy: str) -> None:
        """Report a finding at the line of a key."""
        self._report(finding(code, self._file, self._line(self.key(name)), message, remedy))

    def take(self, name: str) -> Any:
        """The value of a key, or None; from now on the key is a known one."""
        self._known.append(name)
        return self._values.get(name)

    def text(self, name: str, *, required: bool = True, remedy: str = "") -> str:
        """A text with single blanks; empty where it is missing or wrong."""
        value = self.take(name)
        if value is None:
            if required:
                self.missing(name, remedy)
            return ""
        if not isinstance(value, str):
            self.wrong(name, value, 'a text in quotes, as `"…"`')
            return ""
        if bad := BAD_SIGNS.search(value):
            self.complain(
                "TEXT-003",
                name,
                f"{self.key(name)} has a control character, U+{ord(bad[0]):04X}",
                "Type that word again.",
            )
        text = " ".join(value.split())
        if required and not text:
            self.missing(name, remedy)
        return text

    def texts(self, name: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        value = self.take(name)
        if value is None or value == []:
            if required:
                self.missing(name)
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.wrong(name, value, 'a list of texts, as `["…", "…"]`')
            return ()
        return tuple(" ".join(each.split()) for each in value)

    def day(self, name: str) -> date | None:
        """A date, as TOML has it or as a text like 2022-01-31."""
        value = self.take(name)
        if value is None:
            self.missing(name)
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.complain(
                "PACKAGE-004",
                name,
                f"{self.key(name)} is {_shown(value)}, which is not a date",
                "Write year, month and day, as 2022-01-31.",
            )
            return None

    def address(self, name: str) -> str:
        """An http or https address."""
        text = self.text(name)
        if not text:
            return ""
        try:
            parts = urlsplit(text)
            good = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text
        except ValueError:
            good = False
        if not good:
            self.complain(
                "PACKAGE-005",
                name,
                f"{self.key(name)} is {_shown(text)}, which is not an http or https address",
                "Give the whole address, with https:// and without blanks.",
            )
        return text

    def identifier(self, name: str) -> str:
        """A slug or an id."""
        text = self.text(name)
        if text and not is_id(text):
            self.complain(
                "PACKAGE-006",
                name,
                f"{self.key(name)} is {_shown(text)}",
                "Use a-z, 0-9 and single hyphens, 80 at most.",
            )
        return text

    def levels(self, name: str) -> tuple[Level, ...]:
        """A list of levels."""
        found = []
        for text in self.texts(name):
            level = self.level(text, name)
            if level:
                found.append(level)
        return tuple(found)

    def level(self, text: str, name: str) -> Level | None:
        """The level of this name; else a finding at the key `name`."""
        if text in tuple(Level):
            return Level(text)
        self.complain("PACKAGE-012", name, f"There is no level {_shown(text)}", nearest(text, tuple(Level)))
        return None

    def tables(self, name: str) -> tuple[tuple[int, Mapping[str, Any]], ...]:
        """An array of tables (`[[name]]`), each with its index."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.wrong(name, value, f"written as tables, each under `[[{name}]]`")
            return ()
        return tuple(enumerate(value))

    def table(self, name: str) -> Mapping[str, Any] | None:
        """A table (`[name]`), or None."""
        value = self.take(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(name, value, f"a table, under `[{name}]`")
            return None
        return value

    def rest(self) -> None:
        """Report every key that nobody took."""
        for name in self._values:
            if name not in self._known:
                self.complain(
                    "PACKAGE-001", name, f"{self.key(name)} means nothing here", nearest(name, self._known)
                )

    def missing(self, name: str, remedy: str = "") -> None:
        """Report a key that has to be there."""
        self.complain("PACKAGE-002", name, f"{self.key(name)} is missing", remedy or f"Add `{name} = …`.")

    def wrong(self, name: str, value: Any, wanted: str) -> None:
        """Report a value of the wrong kind."""
        self.complain("PACKAGE-003", name, f"{self.key(name)} is {_shown(value)}", f"It has to be {wanted}.")


def is_id(text: str) -> bool:
    """Whether a text can be a slug or an id: `[a-z0-9]+(-[a-z0-9]+)*`, 80 letters at most."""
    return len(text) <= _LONGEST_ID and bool(_ID.fullmatch(text))


def nearest(name: str, known: Iterable[str]) -> str:
    """A remedy: the known name that this one may have been meant for, or all of them."""
    known = list(known)
    close = get_close_matches(name[:_LONGEST_ID], known, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"Known are {', '.join(known)}."


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
