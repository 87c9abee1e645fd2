"""Bytes to text, whatever somebody's editor saved: UTF-8, UTF-16, UTF-32, or Windows' own."""

from __future__ import annotations

import codecs
import re

from content.source.imports.refusal import SourceRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE
)
# What starts like this is known by name, and is no text.
_KINDS = (
    (b"%PDF", "a PDF", "Save it as .docx, .html or text from the program that made it."),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)", "Save it as .docx in Word or LibreOffice."),
    (b"{\\rtf", "rich text (.rtf)", "Save it as .docx in Word or LibreOffice."),
    (b"\x89PNG", "a picture", "Type the words, or export the text from where the picture was made."),
    (b"\xff\xd8\xff", "a picture", "Type the words, or export the text from where the picture was made."),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
#: Of a text's signs, at most this share may be control characters.
_MOST_CONTROLS = 0.05


def decode(content: bytes, *, declared: bool = False) -> tuple[str, str]:
    r"""The text, with line ends as `\\n`, and the name of its encoding.

    A byte-order mark decides; then, with `declared`, what an HTML or XML head says; then UTF-8 where
    it fits; else Windows-1252, in which every byte is some sign. Raises `SourceRefused` for what is
    no text.
    """
    for start, what, remedy in _KINDS:
        if content.startswith(start):
            raise SourceRefused(f"This is {what}, which can't be imported", remedy)
    text, encoding = _decoded(content, declared=declared)
    if len(_CONTROLS.findall(text)) > max(4, len(text) * _MOST_CONTROLS):
        raise SourceRefused(
            "This is not a text", "Give a text, Markdown, HTML, WordPress JSON or .docx file."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decoded(content: bytes, *, declared: bool) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding.removesuffix("-sig")
    if guessed := _without_mark(content):
        return content.decode(guessed, "replace"), guessed
    named = _declared(content) if declared else ""
    for encoding in filter(None, ("utf-8", named)):
        try:
            return content.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    # Python leaves five bytes of Windows-1252 undefined, browsers take them for the controls they are.
    return "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in content) if _undefined(
        content
    ) else content.decode("cp1252"), "windows-1252"


def _undefined(content: bytes) -> bool:
    return any(each in content for each in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:4096])
    name = found[1].decode("ascii", "ignore") if found else ""
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    # A codec that isn't a text encoding (such as "rot13" or "zlib") has no business here; and whoever
    # declares Latin-1 means what Windows makes of it, as every browser knows.
    if known in {"iso8859-1", "ascii"}:
        return "cp1252"
    return (
        known
        if known.startswith(("iso8859", "cp", "utf-8", "koi8", "mac", "big5", "gb", "shift", "euc"))
        else ""
    )


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of an English text is zero."""
    head = content[:2048]
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return ""
