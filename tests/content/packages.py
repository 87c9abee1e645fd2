"""Packages to test with: the small sound one in `tests/golden/base`, and changes made to a copy of it."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"
BASE = GOLDEN / "base"


def copy_of_base(folder: Path) -> Path:
    """A copy of the base package in `folder`, free to be changed."""
    return Path(shutil.copytree(BASE, folder / "base"))


def golden(code: str, folder: Path) -> Path:
    """The input package of a golden folder: the base with that folder's `change.toml` done to it."""
    package = copy_of_base(folder)
    changes = tomllib.loads((GOLDEN / code / "change.toml").read_text("utf-8"))
    for change in changes.get("replace", []):
        edit(package / change["file"], change["old"], change["new"])
    for change in changes.get("remove", []):
        (package / change["file"]).unlink()
    for change in changes.get("write", []):
        file = package / change["file"]
        file.parent.mkdir(exist_ok=True)
        content = bytes.fromhex(change["hex"]) if "hex" in change else change["text"].encode()
        file.write_bytes(content * change.get("times", 1))
    return package


def edit(file: Path, old: str, new: str) -> None:
    """Change one place of a file; the place must be there, once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file}: {old!r} is there {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8")
