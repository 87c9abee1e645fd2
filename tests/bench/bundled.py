"""The bundled article, published and spoken into a folder of the benchmark's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from content.article import Article
from content.gate import check
from content.source.folder import read
from content.store import migrations
from service.settings import Settings
from service.wiring import Services, wire

PACKAGE = Path(__file__).parents[2] / "content/articles/how-ketamine-works"


def article() -> Article:
    """The bundled article, through the gate."""
    admitted = check(read(PACKAGE)).article
    if admitted is None:
        raise SystemExit("the bundled article does not pass the gate")
    return admitted


@contextmanager
def published() -> Iterator[tuple[Path, Services]]:
    """A data folder with the article in it, and the services on it."""
    with TemporaryDirectory() as folder:
        settings = Settings.from_environment({"PLAINSPOKEN_DATA_DIR": folder})
        migrations.upgrade(settings.database_url)
        services = wire(settings)
        try:
            services.store.publish(article())
            yield Path(folder), services
        finally:
            services.close()
