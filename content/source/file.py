"""Bytes of a file in a package, with nothing trusted: its kind, its size, where a link leads."""

from __future__ import annotations

import os
import stat
from pathlib import Path

#: Bytes of a file in a package; a section of this size would be a book.
LARGEST = 1024 * 1024


class FileUnreadable(Exception):
    """The file can't be read; `code` is that of the finding to make of it."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.remedy = remedy


def read_bytes(root: Path, name: str) -> bytes:
    """Read the file `name` below `root`, at most 1 MiB. Raises `FileUnreadable`."""
    path = root / name
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise FileUnreadable(
                "PACKAGE-015", "This link leads out of the package", "Put the file itself here."
            )
        # Not to wait for a pipe that nobody writes to.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as opened:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileUnreadable("PACKAGE-015", "This is not a file", "Put a text file here.")
            content = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise FileUnreadable("PACKAGE-015", "There is no such file", f"Write {name}.") from error
    except IsADirectoryError as error:
        raise FileUnreadable("PACKAGE-015", "This is a folder", "Put a text file here.") from error
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle; a name that no file can have
        reason = getattr(error, "strerror", None) or error
        raise FileUnreadable("PACKAGE-015", f"This can't be read ({reason})", "See to its rights.") from error
    if len(content) > LARGEST:
        raise FileUnreadable("PACKAGE-016", "The file is over 1 MiB", "Make several sections of it.")
    return content
