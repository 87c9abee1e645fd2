"""Which sounds are current: the address of a sound names its very bytes, so it tells of an old one."""

from __future__ import annotations

from typing import Protocol

from audio.errors import AudioError
from content.errors import ArticleNotFound
from service.listening import Listener
from service.partners.verifying.report import Place
from service.reading import NothingToRead, Reader
from service.sound_views import short_key


class Sounds(Protocol):
    """Knows what there is to hear."""

    def versions(self, place: Place) -> frozenset[str] | None:
        """The `v` of each format of the sound of a section, or of all; None where nobody can tell."""
        ...


class CurrentSounds:
    """`Sounds` of what this service publishes. Makes none."""

    def __init__(self, reader: Reader, listener: Listener) -> None:
        self._reader, self._listener = reader, listener

    def versions(self, place: Place) -> frozenset[str] | None:
        """As `Sounds.versions`: nothing for what is not published, None where no voice is there to ask."""
        try:
            published = self._reader.article(place.article)
            if place.section:
                hearing = self._listener.section(self._reader.section(published, place.section, place.level))
            else:
                hearing = self._listener.whole(self._reader.sections(published, place.level))
            return frozenset(short_key(each) for each in self._listener.sounds(hearing))
        except (ArticleNotFound, NothingToRead):
            return frozenset()
        except AudioError:
            return None
