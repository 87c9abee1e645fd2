"""The server's own secret, under which keys are hashed.

A key's secret has 256 bits of chance, so nobody can try them all: no slow hash is needed, and a slow one
would cost at every request. The hash is keyed, so that a copy of the database alone (a backup, say) can
neither confirm a key nor be given one.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
from contextlib import suppress
from pathlib import Path

FILE = "secret-key"


class SecretUnusable(Exception):
    """The secret's file can't be made or read. The text says which file, and what to do."""


class ServerSecret:
    """The secret of the settings or else of a file, which is made when first needed.

    Safe to share between threads; processes that start at the same time end up with one secret.
    """

    def __init__(self, given: str | None, folder: Path) -> None:
        self._given = given
        self._folder = folder
        self._bytes: bytes | None = None
        self._lock = threading.Lock()

    def digest(self, text: str) -> str:
        """HMAC-SHA-256 of the text, as 64 hexadecimal signs. Raises `SecretUnusable`."""
        return hmac.new(self._secret(), text.encode(), hashlib.sha256).hexdigest()

    def _secret(self) -> bytes:
        if self._bytes is None:
            with self._lock:
                self._bytes = self._given.encode() if self._given else _kept(self._folder)
        return self._bytes


def _kept(folder: Path) -> bytes:
    path = folder / FILE
    try:
        if not path.exists():
            _make(path)
        secret = path.read_bytes().strip()
    except OSError as error:
        raise SecretUnusable(
            f"The file {path} can't be used ({error.strerror}): make PLAINSPOKEN_DATA_DIR writable, "
            "or set PLAINSPOKEN_SECRET_KEY."
        ) from error
    if not secret:
        raise SecretUnusable(f"The file {path} is empty: restore it, or remove it and rotate every key.")
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all, and only one of those who make it at the same time: linked, not written in place.
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    # Keys' rows survive a power cut: what they were hashed under has to, or all of them are lost. Whoever was
    # faster may not have come so far.
    _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
