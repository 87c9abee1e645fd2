"""A folder of all that a Plainspoken service publishes, kept up to date. Python 3.11 or newer.

    python plainspoken_sync.py https://plainspoken.example FOLDER

It needs plainspoken_client.py beside it, and nothing else. A key, if there is one, stands in the environment
variable PLAINSPOKEN_KEY or in a file (--key-file). Each level of each article is FOLDER/<slug>/<level>.json;
show its `disclaimer`, and what its `attribution` has under `show`, wherever you show the text.

This is here to help you learn. It is not advice from a doctor. Do not wait to get help because of what
you read or hear here. Are you in danger now? Call your local emergency number. In the US, call or text 988.
In the UK and Ireland, call Samaritans on 116 123. Somewhere else? Look at findahelpline.com.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Self

try:  # both files in a package of yours
    from . import plainspoken_client as api
except ImportError:  # both in one folder
    import plainspoken_client as api  # type: ignore[import-not-found, no-redef]

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,199}")
#: What tells that a text is not offered; any other 404 is no word of this service.
_NOT_OFFERED = {"article-withdrawn", "article-not-found", "level-not-offered"}


class FolderRefused(Exception):
    """The folder holds something else, or another sync of it is running."""


def sync(
    client: api.Client,
    folder: str | os.PathLike[str],
    *,
    limit: int = 100,
    told: Callable[[str], object] = lambda _: None,
) -> str:
    """Make `folder` hold all that is published; give the cursor that it came to.

    It goes on where the last sync ended or was killed, `limit` publications at a time; `told` gets a line for
    each text. Whatever the feed tells of a text, the text is asked for after that: so it is as new as the
    feed or newer, and of what is newer the feed tells further on. Where the service does not know the
    cursor any more, all is read anew, and what is not published is dropped at the end.

    Raises `FolderRefused`, or `PlainspokenError`: what was taken in until then is kept.
    """
    with _Folder(Path(folder), client.base) as kept:
        while True:
            try:
                page = client.changes(kept.cursor, limit)
            except api.Gone as gone:
                if gone.kind != "cursor-not-known" or not kept.cursor:
                    raise
                told("The feed is another one now: all is read anew.")
                kept.save("", set())
                continue
            # Only the last word on each text counts.
            for (slug, level), last in {
                (each["article"], each["level"]): each for each in page.changes
            }.items():
                removed = last["reason"] == "removed"
                text = None if removed else _current(client, slug, level, last["revision"])
                kept.put(slug, level, text)
                told(f"{slug}/{level}: {f'revision {_revision(text)}' if text else 'not published'}")
            kept.save(page.cursor, kept.taken)
            if not page.more:
                kept.finish()
                return page.cursor


def _current(client: api.Client, slug: str, level: str, revision: int) -> dict[str, Any] | None:
    """The text as it is now, at `revision` or newer; None where it is not offered any more."""
    waited, wait = 0.0, 1.0
    while True:
        try:
            text = client.sections(slug, level)
        except api.Problem as problem:
            if problem.kind in _NOT_OFFERED:
                return None
            raise
        if (text.get("article"), text.get("level")) != (slug, level):
            raise api.Unusable(f"Another text came for {slug}/{level}: a cache on the way mixes answers up.")
        if _revision(text) >= revision:
            return text
        # A cache on the way has not heard of it yet.
        if waited + wait > client.patience:
            raise api.Unusable(
                f"{slug}/{level} comes at revision {_revision(text)}, but there is {revision}."
            )
        client.sleep(wait)
        waited, wait = waited + wait, wait * 2


def _revision(text: Mapping[str, Any]) -> int:
    return max(int(each["revision"]) for each in text["sections"])


class _Folder:
    """Texts, and how far the feed was read. At each instant it is whole, and no two syncs have it open."""

    def __init__(self, path: Path, base: str) -> None:
        self._path, self._base = path, base
        self._state, self._lock = path / ".plainspoken.json", path / ".plainspoken.lock"
        self.cursor = ""
        #: Files that were taken in since the feed is read from its start; None once that came to its end.
        self.taken: set[str] | None = set()

    def __enter__(self) -> Self:
        self._path.mkdir(parents=True, exist_ok=True)
        own = (self._lock.name, self._state.name)
        there = [each.name for each in self._path.iterdir()]
        foreign = not self._state.exists() and not all(name.startswith(own) for name in there)
        if foreign or api.read_json(self._state).get("base", self._base) != self._base:
            raise FolderRefused(f"{self._path} holds something else than what {self._base} publishes.")
        self._held = self._lock.open("a")
        try:
            _hold(self._held)
        except OSError:
            self._held.close()
            raise FolderRefused(f"Another sync of {self._path} is running.") from None
        state = api.read_json(self._state)
        taken = state.get("taken", [])
        self.save(state.get("cursor", ""), None if taken is None else set(taken))
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def save(self, cursor: str, taken: set[str] | None) -> None:
        """Note how far it came: after the files that led there."""
        self.cursor, self.taken = cursor, taken
        told = {"base": self._base, "cursor": cursor, "taken": None if taken is None else sorted(taken)}
        api.write_json(self._state, told)

    def put(self, slug: str, level: str, text: dict[str, Any] | None) -> None:
        """Keep a text, or drop it where there is none; from another feed, until the end of this one."""
        if not (_NAME.fullmatch(slug) and _NAME.fullmatch(level)):
            raise api.Unusable("An article came whose name is none.")
        name = f"{slug}/{level}.json"
        if self.taken is not None:
            self.taken.add(name) if text else self.taken.discard(name)
        if text:
            api.write_json(self._path / name, text)
        elif self.taken is None:
            _remove(self._path / name)

    def finish(self) -> None:
        """Drop what is not published, and what a killed sync left half written."""
        for each in (*self._path.glob("*/*.json*"), *self._path.glob(f"{self._state.name}.*.part")):
            name = each.relative_to(self._path).as_posix()
            if each.suffix == ".part" or (self.taken is not None and name not in self.taken):
                _remove(each)
        if self.taken is not None:
            self.save(self.cursor, None)


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not empty, or not there
        file.parent.rmdir()


def _hold(file: IO[str]) -> None:
    """Lock it for this process, for as long as that lives. Raises `OSError` where another one has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def main() -> int:
    """The command line. Exit codes: 0 done, 1 not done (to run it again goes on), 2 wrong usage or folder."""
    parser = argparse.ArgumentParser(
        description="Keep a folder of all that a Plainspoken service publishes up to date.",
        epilog="Exit codes: 0 done; 1 not done, to run it again goes on; 2 wrong usage, or a folder in use.",
    )
    parser.add_argument("base", metavar="BASE", help="the service, such as https://plainspoken.example")
    parser.add_argument("folder", metavar="FOLDER", help="where to keep <slug>/<level>.json; it may be new")
    parser.add_argument("--key-file", help="a file with the key; without it, PLAINSPOKEN_KEY is looked at")
    parser.add_argument("--limit", type=int, default=100, help="publications taken in at a time (1-1000)")
    asked = parser.parse_args()
    try:
        key = os.environ.get("PLAINSPOKEN_KEY", "")
        if asked.key_file:
            key = Path(asked.key_file).read_text("utf-8").strip()
        client = api.Client(asked.base, key or None)
        sync(client, asked.folder, limit=asked.limit, told=lambda line: print(line, flush=True))
    except (ValueError, OSError, FolderRefused) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    except api.PlainspokenError as error:
        print(f"Not done: {error}", file=sys.stderr)
        return 1
    print("Up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
