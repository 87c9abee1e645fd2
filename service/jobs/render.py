"""Render an article's sound ahead of its listeners: every section, level and format."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from audio.errors import AudioError
from service.reading import Reading
from service.wiring import Services


@dataclass(frozen=True, slots=True)
class Rendered:
    """How one section at one level went. `error` is empty when all its formats are kept."""

    reading: Reading
    made: bool
    error: str = ""


def readings(services: Services, slug: str) -> tuple[Reading, ...]:
    """Every section at every level of an article. Raises `ArticleNotFound`."""
    published = services.reader.article(slug)
    return tuple(
        reading
        for level in published.article.levels
        for reading in services.reader.sections(published, level)
    )


def render_all(services: Services, wanted: tuple[Reading, ...], *, workers: int) -> Iterator[Rendered]:
    """Make what is not kept yet, `workers` sections at a time; yield each as it is done."""
    with ThreadPoolExecutor(max_workers=workers) as crew:
        jobs: list[Future[Rendered]] = [crew.submit(_render, services, each) for each in wanted]
        try:
            for job in as_completed(jobs):
                yield job.result()
        finally:
            # Ctrl-C: what waits is dropped, what is being made is finished and kept.
            crew.shutdown(wait=True, cancel_futures=True)


def _render(services: Services, reading: Reading) -> Rendered:
    if all(sound.info for sound in services.listener.sounds(reading)):
        return Rendered(reading, made=False)
    try:
        services.listener.hear_all(reading)
    except AudioError as error:
        return Rendered(reading, made=False, error=str(error))
    return Rendered(reading, made=True)
