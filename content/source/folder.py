"""Read an article package: a folder that an editor can write by hand."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content.article import Level
from content.codes import finding
from content.errors import PackageUnreadable
from content.findings import Finding
from content.source.draft import Draft, DraftText
from content.source.file import FileUnreadable, read_bytes
from content.source.metadata import read_metadata
from content.source.section_file import read_section_file
from content.source.table import nearest
from content.source.toml_lines import toml_lines

METADATA = "article.toml"
# Kept beside an article, not part of it.
_COMPANIONS = {"README.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "import-report.txt"}


def read(path: Path | str) -> Draft:
    """Read the package in folder `path`. Files are named in findings from the folder that holds it.

    Raises `PackageUnreadable` where there is no such folder or its article.toml is not TOML; all
    else that is wrong is among the draft's findings.
    """
    root = Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow a link and lose its name
    package = root.name or str(root)
    findings: list[Finding] = []
    text, values = _read_toml(root, package)
    lines = toml_lines(text)
    file = f"{package}/{METADATA}"
    draft = Draft(file=file, lines=lines)
    metadata = read_metadata(values, file, draft.line, findings.append)
    if metadata.slug and metadata.slug != package:
        findings.append(
            finding(
                "PACKAGE-007",
                file,
                draft.line("slug"),
                f"The slug is {metadata.slug!r} and the folder {package!r}",
                "Give both one name.",
            )
        )
    texts: dict[tuple[str, Level], DraftText] = {}
    for section in metadata.sections:
        for level, read_text in _read_section(root, section, findings):
            texts[section, level] = read_text
    findings.extend(_strays(root, metadata.sections))
    fields = {name: getattr(metadata, name) for name in metadata.__dataclass_fields__}
    return Draft(file=file, lines=lines, texts=texts, findings=tuple(sorted(findings)), **fields)


def _read_toml(root: Path, package: str) -> tuple[str, dict[str, Any]]:
    if not root.is_dir():
        raise PackageUnreadable(
            package, 1, "There is no such folder", "Name the folder that holds article.toml."
        )
    file = f"{package}/{METADATA}"
    try:
        text = read_bytes(root, METADATA).decode("utf-8-sig")
        return text, tomllib.loads(text)
    except FileUnreadable as error:
        raise PackageUnreadable(file, 1, str(error), error.remedy) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PackageUnreadable(
            file, line, f"Byte {error.start} is not UTF-8", "Save the file as UTF-8."
        ) from error
    except RecursionError as error:
        raise PackageUnreadable(file, 1, "Lists are nested too deep", "Take some brackets away.") from error
    except ValueError as error:  # TOMLDecodeError is one, and so is a number of too many digits
        line = _line_in(str(error))
        raise PackageUnreadable(file, line, f"This is not TOML: {error}", "Mend this line.") from error


def _line_in(message: str) -> int:
    """Take the line out of tomllib's "… (at line 3, column 4)"."""
    _, _, place = message.rpartition("(at line ")
    number = place.partition(",")[0]
    return int(number) if number.isdecimal() else 1


def _read_section(root: Path, section: str, findings: list[Finding]) -> Iterator[tuple[Level, DraftText]]:
    folder = root / section
    place = f"{root.name}/{section}"
    names = _names(folder, place, findings)
    if names is None:
        return
    for level in Level:
        if f"{level}.md" in names:
            text = read_section_file(root, f"{section}/{level}.md", findings.append)
            if text:
                yield level, text
    if "full.md" not in names:
        findings.append(
            finding(
                "PACKAGE-010",
                f"{place}/full.md",
                1,
                f"Section {section} has no full.md",
                "Write it: the other levels are held against it.",
            )
        )
    known = [f"{level}.md" for level in Level]
    for name in names:
        if name.endswith(".md") and name not in {*known, *_COMPANIONS}:
            findings.append(
                finding(
                    "PACKAGE-012",
                    f"{place}/{name}",
                    1,
                    f"There is no level {name[:-3]!r}",
                    nearest(name, known),
                )
            )
        elif name not in {*known, *_COMPANIONS}:
            findings.append(_unread(f"{place}/{name}"))


def _names(folder: Path, place: str, findings: list[Finding]) -> list[str] | None:
    try:
        return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        findings.append(
            finding(
                "PACKAGE-010" if missing else "PACKAGE-015",
                f"{place}/full.md" if missing else place,
                1,
                f"The folder can't be read ({error.strerror})",
                "Make the folder with a full.md in it, or take the section out of `sections`.",
            )
        )
        return None


def _strays(root: Path, sections: tuple[str, ...]) -> Iterator[Finding]:
    for entry in sorted(root.iterdir()):
        name = entry.name
        if name.startswith(".") or name in {METADATA, *_COMPANIONS, *sections}:
            continue
        place = f"{root.name}/{name}"
        if not entry.is_dir():
            yield _unread(place)
        elif _has_text(entry):
            yield finding(
                "PACKAGE-009", place, 1, f"The folder {name} is not in `sections`", nearest(name, sections)
            )
        else:
            yield _unread(place)


def _has_text(folder: Path) -> bool:
    try:
        return any(entry.suffix == ".md" for entry in folder.iterdir())
    except OSError:
        return True  # what can't be looked into is not passed over


def _unread(place: str) -> Finding:
    return finding("PACKAGE-019", place, 1, "Nothing reads this file", "Take it out of the package.")
