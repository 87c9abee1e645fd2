"""A page of an article, as what goes into its head needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.article import Article, Level
from content.store.protocol import Published
from service import presenting as show
from service.addresses import link
from service.hearing import Hearing
from service.listening import Sound
from service.reading import Reading


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of an article at a level: all its sections, or the one in `readings`.

    `hearing` and `sounds` are what there is to hear of it; `first` is when the article was first
    published; `level_name` is how its readers call the level.
    """

    published: Published
    level: Level
    level_name: str
    readings: tuple[Reading, ...]
    hearing: Hearing
    sounds: tuple[Sound, ...]
    first: datetime

    @property
    def article(self) -> Article:
        """What the page is of."""
        return self.published.article

    @property
    def alone(self) -> Reading | None:
        """The section that has the page for itself."""
        return self.readings[0] if self.hearing.section else None

    @property
    def title(self) -> str:
        """The section's title, or the article's."""
        return self.hearing.title

    @property
    def address(self) -> str:
        """The page's one address, in full. A section is a work of its own: sites link and listen to it."""
        if self.alone:
            return section_address(self.alone)
        return link("pages.article", slug=self.article.slug, level=self.level.value)


def section_address(reading: Reading) -> str:
    """The full address of a section's own page."""
    return link("pages.section", **show.place(reading))
