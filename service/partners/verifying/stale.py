"""Whether what a page shows is what is published now, and if not, since when."""

from __future__ import annotations

from datetime import date

from content.store.protocol import Reason
from service.partners.verifying.editions import Edition, Editions
from service.partners.verifying.report import Verdict


def revision_of(edition: Edition, editions: Editions, today: date) -> tuple[Verdict, str]:
    """The verdict on a text's revision, and what to tell of it. `today` is the day in UTC."""
    slug = edition.place.article
    gone = editions.withdrawn(slug)
    if gone is not None:
        why = f" ({gone.reason})" if gone.reason else ""
        return Verdict.STALE, f"The article was withdrawn on {gone.at:%Y-%m-%d}{why}: take the text down."
    now = editions.current[slug]
    there = editions.same_place(edition, now)
    if there is not None and there.sentences == edition.sentences:
        return Verdict.OK, f"It is the text of revision {now.revision}, the current one."
    newer = [each for each in editions.revisions(slug) if each.revision > edition.revision]
    since = min(newer, key=lambda each: each.revision)
    if there is None:
        told = f"There is no such section at this level since revision {_first_without(edition, editions)}."
    else:
        told = (
            f"It is the text of revision {edition.revision}, which was replaced on {since.updated:%Y-%m-%d}; "
            f"now there is {now.revision}."
        )
    return Verdict.STALE, told + _asked(edition, editions, today)


def _first_without(edition: Edition, editions: Editions) -> int:
    newer = [each for each in editions.revisions(edition.place.article) if each.revision > edition.revision]
    return min(each.revision for each in newer if editions.same_place(edition, each) is None)


def _asked(edition: Edition, editions: Editions, today: date) -> str:
    """What corrections since then asked of partners."""
    days = [
        change.refresh_by
        for change in editions.changes.get(edition.place.article, ())
        if change.revision > edition.revision
        and change.refresh_by is not None
        and change.reasons.get(edition.level) not in {None, Reason.REVISION}
    ]
    if not days:
        return ""
    first = min(days)
    passed = ", which has passed" if first < today else ""
    return f" A correction asked to refresh it by {first}{passed}."
