"""The bundled article, published and spoken into a folder of the benchmark's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from content.article import Article, Level
from content.gate import check
from content.source.folder import read
from content.store import migrations
from service.reading import Reader, Reading
from service.settings import Settings
from service.wiring import Services, wire
from tests.fakes.article_store import FakeArticleStore

SLUG = "how-ketamine-works"
PACKAGE = Path(__file__).parents[2] / "content/articles" / SLUG


def article() -> Article:
    """The bundled article, through the gate."""
    admitted = check(read(PACKAGE)).article
    if admitted is None:
        raise SystemExit("the bundled article does not pass the gate")
    return admitted


def reading(section: str, level: Level) -> Reading:
    """A section of it, as if it were published."""
    reader = Reader(FakeArticleStore(article()))
    return reader.section(reader.article(SLUG), section, level)


@contextmanager
def published(workers: int = 2) -> Iterator[tuple[Path, Services]]:
    """A data folder with the article in it, and the services on it, with so many speech workers at most."""
    with TemporaryDirectory() as folder:
        env = {"PLAINSPOKEN_DATA_DIR": folder, "PLAINSPOKEN_SPEECH_WORKERS": str(workers)}
        settings = Settings.from_environment(env)
        migrations.upgrade(settings.database_url)
        services = wire(settings)
        try:
            services.store.publish(article())
            yield Path(folder), services
        finally:
            services.close()
