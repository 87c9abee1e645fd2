"""The parts of a .docx file, with nothing trusted: sizes are capped, and XML has no entities."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from xml.parsers import expat

from content.source.imports.refusal import SourceRefused

#: Bytes of one part once unpacked. A book's text has 10 MB of XML.
_LARGEST_PART = 40 * 1024 * 1024
#: Parts in a file.
_MOST_PARTS = 20_000
#: How many times its packed size a part may have, from 1 MiB on. XML packs 10 to 30 times.
_TIGHTEST = 200
_BROKEN = "The document is damaged"
_SAVE_AGAIN = "Open it in Word or LibreOffice and save it again as .docx."


class Parts:
    """A document's parts by name. Raises `SourceRefused` for what is no .docx file."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise SourceRefused(_BROKEN, _SAVE_AGAIN) from error
        infos = self._zip.infolist()
        if len(infos) > _MOST_PARTS:
            raise SourceRefused(f"The document has over {_MOST_PARTS:,} parts", _SAVE_AGAIN)
        self._infos = {info.filename: info for info in infos}
        if "word/document.xml" not in self._infos:
            raise SourceRefused(
                "This is a zip file, but no Word document", "Give the .docx file itself, or save as .docx."
            )

    def read(self, name: str) -> bytes:
        """A part's bytes; empty where there is no such part."""
        info = self._infos.get(name)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise SourceRefused("The document is encrypted", "Save it without a password.")
        claimed, packed = info.file_size, max(1, info.compress_size)
        if claimed > _LARGEST_PART or (claimed > 1024 * 1024 and claimed > packed * _TIGHTEST):
            raise SourceRefused("A part of the document is too large once unpacked", _SAVE_AGAIN)
        try:
            with self._zip.open(info) as part:
                content = part.read(_LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            ValueError,
            NotImplementedError,
            OSError,
            EOFError,
            RuntimeError,
        ) as error:
            raise SourceRefused(_BROKEN, _SAVE_AGAIN) from error
        except Exception as error:  # zlib.error, lzma's and bz2's have no common base
            raise SourceRefused(_BROKEN, _SAVE_AGAIN) from error
        if len(content) > _LARGEST_PART:
            raise SourceRefused("A part of the document is too large once unpacked", _SAVE_AGAIN)
        return content


def walk(
    xml: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
) -> None:
    """Tell what an XML part holds, as events; names as `namespace name`. Raises `SourceRefused`.

    A DOCTYPE is refused before anything it declares is read: Word writes none, and only with one can a
    part name other files or grow as it is read.
    """
    if not xml:
        return
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise SourceRefused(_BROKEN, _SAVE_AGAIN) from error


def _refuse(*_args: object) -> None:
    raise SourceRefused("The document declares XML entities, which Word does not", _SAVE_AGAIN)
