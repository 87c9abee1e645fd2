"""The only place where concrete parts are chosen: which store, which engine, which folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from audio.budget import BudgetedStore
from audio.engine import SpeechEngine
from audio.object_store import open_store
from audio.rendering import Renderer
from audio.shelves import Passing
from audio.store import AudioStore
from audio.voices import Voices, speaking
from content.store.protocol import ArticleStore
from content.store.sql_store import SqlArticleStore
from service.library import Library
from service.listening import Listener
from service.manner import RATE, Manners
from service.partners.clock import utc_now
from service.partners.desk import PartnerDesk
from service.partners.keyring import Keyring
from service.partners.memory_limiter import MemoryLimiter
from service.partners.outbound import Outbound
from service.partners.reachable import Reach
from service.partners.secret import ServerSecret
from service.partners.standby import StandbyLimiter
from service.partners.store.sql_store import SqlPartnerStore
from service.partners.store.sql_webhooks import SqlWebhookStore
from service.partners.usage import UsageCounter
from service.partners.webhooks.desk import WebhookDesk
from service.partners.webhooks.signing import Signer
from service.partners.window import Limiter
from service.reading import Reader
from service.settings import SettingError, Settings
from service.webhook_events import WebhookEvents

#: Sounds in other voices and rates that one process makes at a time. Anyone may ask for them, and each
#: occupies one of the server's threads: the rest must stay free for readers.
MOST_WAITING = 2


class Closable(Protocol):
    """Something that holds processes or connections."""

    def close(self) -> None:
        """Let them go. Harmless when repeated."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that the application is made of. Tests build their own, of fakes.

    Without `partners` there are neither keys nor limits.
    """

    store: ArticleStore
    engine: SpeechEngine
    listener: Listener
    manners: Manners
    reader: Reader
    library: Library
    partners: PartnerDesk | None = None
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
    passing: AudioStore | None = None,
    lock_dir: Path | None = None,
    closing: tuple[Closable, ...] = (),
) -> Services:
    """The use cases over any store and engine.

    `passing` holds what is made for single askers: other voices and rates, and WAV; without it all
    goes to `sounds`, and no asker is refused.
    """
    manners = Manners(Voices(engine), voice)
    spare = Passing(passing, voice, RATE) if passing else None
    renderer = Renderer(
        engine, sounds, passing=spare, lock_dir=lock_dir, most_waiting=MOST_WAITING if passing else None
    )
    listener = Listener(renderer, manners.own)
    return Services(store, engine, listener, manners, Reader(store), Library(store), closing=closing)


def wire(settings: Settings) -> Services:
    """The real parts, as the settings choose them.

    Opens nothing yet: workers and connections start with their first use, in whichever process
    that is.
    """
    store = SqlArticleStore(settings.database_url)
    voices = speaking(settings.speech_workers)
    partners = _partners(settings)
    services = assemble(
        store,
        voices,
        _sounds(settings.audio_url),
        voice=settings.voice,
        passing=_passing(settings),
        lock_dir=settings.data_dir / "locks",
        closing=(voices, partners, store),
    )
    return replace(services, partners=partners)


def _partners(settings: Settings) -> PartnerDesk:
    store = SqlPartnerStore(settings.database_url)
    secret = ServerSecret(settings.secret_key, settings.data_dir)
    return PartnerDesk(
        store=store,
        keyring=Keyring(store, secret, utc_now),
        limiter=_limiter(settings, secret),
        usage=UsageCounter(store, utc_now),
        anonymous=settings.anonymous_limits,
        keyed=settings.partner_limits,
    )


def wire_webhooks(settings: Settings, services: Services) -> WebhookDesk:
    """The real parts of webhooks, on what `wire` made. Opens nothing yet; close it before the services."""
    assert services.partners is not None, "wire() makes it"  # noqa: S101 - tells mypy, too
    return WebhookDesk(
        store=SqlWebhookStore(settings.database_url),
        partners=services.partners.store,
        feed=services.store,
        signer=Signer(ServerSecret(settings.secret_key, settings.data_dir)),
        sender=Outbound(Reach(settings.webhook_networks)),
        events=WebhookEvents(settings.public_url or ""),
        clock=utc_now,
    )


def _limiter(settings: Settings, secret: ServerSecret) -> Limiter:
    if settings.redis_url is None:
        return MemoryLimiter()
    try:
        # Imported here: who counts in memory need not have it installed.
        from service.partners.redis_limiter import RedisLimiter

        return StandbyLimiter(RedisLimiter(settings.redis_url, secret.digest), MemoryLimiter())
    except ModuleNotFoundError:
        raise SettingError("PLAINSPOKEN_REDIS_URL needs a package: pip install '.[redis]'") from None
    except ValueError:
        # The address may hold a password, and so may what the library says of it.
        raise SettingError("PLAINSPOKEN_REDIS_URL can't be used: it is not a Redis address.") from None


def _passing(settings: Settings) -> AudioStore:
    # Always a folder of this machine: it may be lost at any time, and nobody pays for its requests.
    folder = settings.data_dir / "sound-on-request"
    return BudgetedStore(folder, settings.on_request_mb * 1_000_000)


def _sounds(where: str) -> AudioStore:
    try:
        return open_store(where)
    except (ValueError, OSError):
        # The address itself may hold credentials, and so may what the library says of it.
        raise SettingError(
            "PLAINSPOKEN_AUDIO_URL can't be used: it must be a folder that can be written, or s3://bucket/prefix."
        ) from None
