"""Values as TOML writes them: the standard library only reads it."""

from __future__ import annotations

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(text: str) -> str:
    """A text as a TOML string in quotes, on one line."""
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    code = ord(sign)
    # TOML has no controls in a string, and no half of a surrogate pair anywhere.
    if code < 0x20 or 0x7F <= code < 0xA0:
        return f"\\u{code:04X}"
    return "\ufffd" if 0xD800 <= code < 0xE000 else sign


def listed(texts: list[str]) -> str:
    """A TOML array of texts: on one line where that is short, else one text a line."""
    line = f"[{', '.join(map(quoted, texts))}]"
    if len(line) <= 100:
        return line
    return "[\n" + "".join(f"  {quoted(text)},\n" for text in texts) + "]"
