"""The only place where concrete parts are chosen: which store, which engine, which folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from audio.engine import SpeechEngine
from audio.object_store import open_store
from audio.pool import SpeechPool
from audio.rendering import Renderer
from audio.store import AudioStore
from content.store.protocol import ArticleStore
from content.store.sql_store import SqlArticleStore
from service.listening import Listener
from service.reading import Reader
from service.settings import SettingError, Settings


class Closable(Protocol):
    """Something that holds processes or connections."""

    def close(self) -> None:
        """Let them go. Harmless when repeated."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that the application is made of. Tests build their own, of fakes."""

    store: ArticleStore
    engine: SpeechEngine
    listener: Listener
    reader: Reader
    closing: tuple[Closable, ...] = ()

    def close(self) -> None:
        """Stop the workers and release connections."""
        for part in self.closing:
            part.close()


def assemble(
    store: ArticleStore,
    engine: SpeechEngine,
    sounds: AudioStore,
    *,
    voice: str,
    lock_dir: Path | None = None,
    closing: tuple[Closable, ...] = (),
) -> Services:
    """The use cases over any store and engine."""
    renderer = Renderer(engine, sounds, lock_dir=lock_dir)
    return Services(store, engine, Listener(renderer, voice), Reader(store), closing)


def wire(settings: Settings) -> Services:
    """The real parts, as the settings choose them.

    Opens nothing yet: workers and connections start with their first use, in whichever process
    that is.
    """
    store = SqlArticleStore(settings.database_url)
    pool = SpeechPool(workers=settings.speech_workers)
    return assemble(
        store,
        pool,
        _sounds(settings.audio_url),
        voice=settings.voice,
        lock_dir=settings.data_dir / "locks",
        closing=(pool, store),
    )


def _sounds(where: str) -> AudioStore:
    try:
        return open_store(where)
    except (ValueError, OSError):
        # The address itself may hold credentials, and so may what the library says of it.
        raise SettingError(
            "PLAINSPOKEN_AUDIO_URL can't be used: it must be a folder that can be written, or s3://bucket/prefix."
        ) from None
