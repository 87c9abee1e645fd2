"""Every text of ours that a page may show: each section, at each level, of each revision that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from content.article import Level
from content.errors import ArticleNotFound
from content.store.protocol import ArticleStore, Change, ChangeKind, Published
from service.partners.verifying.report import Place
from service.partners.verifying.wording import rows, sentences_of

#: Of one article, the newest; older texts have had years to be replaced.
MOST_REVISIONS = 50
_FEED_PAGE = 1000


@dataclass(frozen=True)
class Edition:
    """A section at a level, as one revision has it."""

    published: Published
    section: str
    level: Level

    @property
    def place(self) -> Place:
        """Which text it is."""
        return Place(self.published.article.slug, self.section, self.level.value)

    @property
    def revision(self) -> int:
        """The revision's number."""
        return self.published.revision

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """All of them, made comparable, in their order."""
        section = self.published.article.section(self.section)
        blocks = section.renditions[self.level].blocks if section else ()
        return tuple(each for block in blocks for each in sentences_of(block.text))

    @cached_property
    def rows(self) -> frozenset[int]:
        """Marks of its words in a row."""
        return rows(" ".join(self.sentences))


class Editions:
    """What the store has, read when it is needed."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._read: dict[tuple[str, int], Published] = {}
        self._kept: dict[str, tuple[int, ...]] = {}
        self._made: dict[tuple[str, int], tuple[Edition, ...]] = {}

    @cached_property
    def current(self) -> dict[str, Published]:
        """The articles that are published, by slug."""
        return {each.slug: self._store.get(each.slug) for each in self._store.list()}

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """All that happened to each article that ever was published, oldest first."""
        found: dict[str, list[Change]] = {}
        page = self._store.changes(0, _FEED_PAGE)
        while page:
            for change in page:
                found.setdefault(change.slug, []).append(change)
            page = self._store.changes(page[-1].id, _FEED_PAGE)
        return {slug: tuple(told) for slug, told in found.items()}

    def withdrawn(self, slug: str) -> Change | None:
        """The change that took an article away, or None where it is published or never was."""
        last = self.changes.get(slug, ())[-1:]
        return last[0] if last and last[0].kind is ChangeKind.REMOVED else None

    def now(self) -> Iterator[Edition]:
        """All that is published."""
        for published in self.current.values():
            yield from self._of(published)

    def gone(self) -> Iterator[Edition]:
        """What was withdrawn, as it was at last."""
        for slug in self.changes:
            if self.withdrawn(slug) is not None:
                yield from self._of(next(self.revisions(slug)))

    def earlier(self, slug: str) -> Iterator[Edition]:
        """All that was published under a name before, newest first."""
        now = self.current.get(slug)
        for published in self.revisions(slug):
            if now is None or published.revision != now.revision:
                yield from self._of(published)

    def revisions(self, slug: str) -> Iterator[Published]:
        """Kept revisions, newest first; none where there never was such an article."""
        if slug not in self._kept:
            self._kept[slug] = self._numbers(slug)
        for number in self._kept[slug]:
            if (slug, number) not in self._read:
                self._read[slug, number] = self._store.revision(slug, number)
            yield self._read[slug, number]

    def _numbers(self, slug: str) -> tuple[int, ...]:
        # A page may name any number of articles that never were: the store is not asked for each.
        if slug not in self.changes and slug not in self.current:
            return ()
        try:
            kept = self._store.revisions(slug)
        except ArticleNotFound:
            return ()
        return tuple(each.revision for each in kept[: -MOST_REVISIONS - 1 : -1])

    def _of(self, published: Published) -> tuple[Edition, ...]:
        # The same ones each time: what they know of their words was not cheap.
        which = published.article.slug, published.revision
        if which not in self._made:
            self._made[which] = tuple(
                Edition(published, section.id, level)
                for section in published.article.sections
                for level in section.renditions
            )
        return self._made[which]

    def same_place(self, edition: Edition, published: Published) -> Edition | None:
        """That section at that level in another revision, or None where it has none."""
        section = published.article.section(edition.section)
        if section is None or edition.level not in section.renditions:
            return None
        return Edition(published, edition.section, edition.level)
