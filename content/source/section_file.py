"""One section at one level: `<section>/<level>.md`, from bytes to a draft's text.

HTML comments before the title are notes to editors, such as a level's targets: they are not published
and not measured. A file that holds nothing else is not yet written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from content.article import Level
from content.codes import finding
from content.findings import Finding
from content.source.draft import DraftText
from content.source.file import FileUnreadable, read_bytes
from content.source.markdown import parse
from content.source.table import BAD_SIGNS


def read_section_file(root: Path, name: str, report: Callable[[Finding], None]) -> DraftText | None:
    """Read the section file `name` below `root`; None where there is nothing to judge in it."""
    file = f"{root.name}/{name}"
    try:
        content = read_bytes(root, name)
        markdown = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileUnreadable as error:
        report(finding(error.code, file, 1, str(error), error.remedy))
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        report(
            finding(
                "TEXT-002",
                file,
                line,
                f"Byte {error.start} (0x{error.object[error.start]:02X}) is not UTF-8",
                "Save the file as UTF-8.",
            )
        )
        return None
    for bad in BAD_SIGNS.finditer(markdown):
        line = markdown.count("\n", 0, bad.start()) + 1
        report(
            finding(
                "TEXT-003",
                file,
                line,
                f"There is a control character, U+{ord(bad[0]):04X}",
                "Type that word again.",
            )
        )
        break  # a file that is no text has thousands
    text = without_notes(markdown)
    if not text.strip() and markdown.strip():
        report(_unwritten(name, file))
        return None
    parsed = parse(text)
    for problem in parsed.problems:
        report(finding(problem.code, file, problem.line, problem.message, problem.remedy))
    if not any(sign.isalnum() for block in parsed.blocks for sign in block.text):
        report(
            finding(
                "TEXT-001",
                file,
                1,
                "There are no words in this text",
                "Write the section, or take the file away.",
            )
        )
        return None
    return DraftText(file, parsed.title, parsed.blocks, parsed.html, text.lstrip("\n"))


def without_notes(markdown: str) -> str:
    """The text without the comments before it; their line ends stay, so that lines keep their numbers."""
    rest, lines = markdown, 0
    while rest.lstrip().startswith("<!--"):
        end = rest.find("-->")
        if end < 0:
            break  # not closed: for the reader to complain of, since it would hide the whole text
        after = end + len("-->")
        lines += rest.count("\n", 0, after)
        rest = rest[after:]
    return "\n" * lines + rest


def _unwritten(name: str, file: str) -> Finding:
    level = Path(name).stem
    if level == Level.FULL:
        return finding(
            "TEXT-001",
            file,
            1,
            "There is a note to editors and no text yet",
            "Write the section as its author means it below the note, starting with `# title`.",
        )
    return finding(
        "TEXT-010",
        file,
        1,
        f"Level {level} is not yet written here",
        "Write it below the note, or take the level's files away.",
    )
