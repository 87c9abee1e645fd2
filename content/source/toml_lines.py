"""Where keys stand in a TOML file, which `tomllib` does not tell: for the line of a finding."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.\"'-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")
_LONG_STRING = re.compile(r'"""|\'\'\'')


def toml_lines(text: str) -> dict[str, int]:
    """Lines, from 1, of tables and keys: `source`, `source.title`, `facts[2]`, `facts[2].words`.

    Good enough to point at; arrays of tables count from 0.
    """
    lines: dict[str, int] = {}
    counted: dict[str, int] = {}
    table = ""
    in_string = False
    for number, line in enumerate(text.splitlines(), start=1):
        was_in_string = in_string
        if len(_LONG_STRING.findall(line)) % 2:
            in_string = not in_string
        if was_in_string:
            continue
        if opened := _TABLE.match(line):
            table = _bare(opened[2])
            if opened[1] == "[[":
                counted[table] = counted.get(table, -1) + 1
                table = f"{table}[{counted[table]}]"
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{_bare(key[1])}" if table else _bare(key[1]), number)
    return lines


def _bare(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
