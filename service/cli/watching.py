"""Watching packages: look at their files twice a second, and judge again once they changed and settled."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Snapshot = dict[str, tuple[int, int]]
Changed = Callable[[tuple[str, ...]], None]

#: Seconds between two looks. Polling sees changes on every file system, also over a network and in a
#: container, and a package has a few dozen files.
EVERY_SECONDS = 0.5
#: Files that are looked at; a folder with more is no package.
_MOST_FILES = 5000


def snapshot(packages: Sequence[Path]) -> Snapshot:
    """When each file was changed (ns) and its size, by path; what can't be seen is left out."""
    seen: Snapshot = {}
    for package in packages:
        for path in _files(package):
            try:
                found = path.stat()
            except OSError:
                continue  # gone between the list and the look
            if stat.S_ISREG(found.st_mode):
                seen[str(path)] = (found.st_mtime_ns, found.st_size)
            if len(seen) >= _MOST_FILES:
                return seen
    return seen


def _files(package: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(package):
        # Editors keep their own files beside those they edit.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            Path(folder) / name
            for name in sorted(names)
            if not name.startswith((".", "#")) and not name.endswith("~")
        )


def changes(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """What happened in between, a line a file: `changed a.md`, `new b.md`, `gone c.md`."""
    said = [
        f"{'changed' if path in before else 'new'} {path}"
        for path, state in after.items()
        if before.get(path) != state
    ]
    return (*said, *(f"gone {path}" for path in before if path not in after))


def watch(
    packages: Sequence[Path],
    changed: Changed,
    sleep: Callable[[float], None],
) -> None:
    """Call `changed` with what happened whenever files changed and then stayed alone for one look.

    Ends only by an exception, as Ctrl-C raises one.
    """
    judged = last = snapshot(packages)
    while True:
        sleep(EVERY_SECONDS)
        now = snapshot(packages)
        # An editor that saves several files, or one in pieces, is not told about half of it.
        if now == last and now != judged:
            said, judged = changes(judged, now), now
            changed(said)
        last = now
