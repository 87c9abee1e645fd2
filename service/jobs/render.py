"""Make an article's sound ahead of its listeners: every section and the whole, at every level."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from audio.errors import AudioError
from service.hearing import Hearing
from service.listening import formats
from service.wiring import Services


@dataclass(frozen=True, slots=True)
class Rendered:
    """How one section, or one whole article, went at one level.

    `error` is empty when all its formats are kept. `faults` says what was wrong with files that were
    kept, and are made anew. `made` is whether anything had to be made.
    """

    hearing: Hearing
    made: bool
    error: str = ""
    faults: tuple[str, ...] = ()


def hearings(services: Services, slug: str) -> tuple[Hearing, ...]:
    """All that there is to hear of an article: each level's sections, then its whole.

    Raises `ArticleNotFound`.
    """
    published = services.reader.article(slug)
    found: list[Hearing] = []
    for level in published.article.levels:
        readings = services.reader.sections(published, level)
        found += [services.listener.section(reading) for reading in readings]
        whole = services.listener.whole(readings)
        if formats(whole):
            found.append(whole)
    # The wholes last: they are joined from the sections' sounds.
    return tuple(sorted(found, key=lambda hearing: hearing.section is None))


def render_all(
    services: Services, wanted: tuple[Hearing, ...], *, workers: int, verify: bool = False
) -> Iterator[Rendered]:
    """Make what is not kept yet, `workers` at a time; yield each as it is done.

    `verify` decodes what is kept first, and makes what is not as it should be anew.
    """
    with ThreadPoolExecutor(max_workers=workers) as crew:
        jobs: list[Future[Rendered]] = [crew.submit(_render, services, each, verify) for each in wanted]
        try:
            for job in as_completed(jobs):
                yield job.result()
        finally:
            # Ctrl-C: what waits is dropped, what is being made is finished and kept.
            crew.shutdown(wait=True, cancel_futures=True)


def _render(services: Services, hearing: Hearing, verify: bool) -> Rendered:
    listener = services.listener
    faults: tuple[str, ...] = ()
    try:
        if verify:
            faults = listener.faults(hearing)
        if listener.complete(hearing):
            return Rendered(hearing, made=False, faults=faults)
        listener.hear_all(hearing)
    except AudioError as error:
        return Rendered(hearing, made=False, error=str(error), faults=faults)
    return Rendered(hearing, made=True, faults=faults)
