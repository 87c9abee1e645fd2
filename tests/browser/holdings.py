"""Libraries to look at: with nothing in them, with one article, with many of all kinds, and in trouble."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from audio.engines.silence import SilenceEngine
from content.article import Article, Term
from content.gate import check
from content.source.folder import read
from content.store.protocol import Summary
from service.wiring import Services, assemble
from tests.browser.spoken_articles import MANY_SIGNS, article_of, explained_article
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore

BUNDLED = Path(__file__).parents[2] / "content/articles/how-ketamine-works"

#: Words that no narrow window has room for.
LONG_WORDS = {
    "pneumonoultramicroscopicsilicovolcanoconiosis": """# Pneumonoultramicroscopicsilicovolcanoconiosis

Esophagogastroduodenoscopy looks inside. Dihydroxyphenylalaninedecarboxylaseinhibitors come later,
and <https://example.org/a/very/long/address/that/has/no/place/to/break/in/a/narrow/window/of/a/phone>.

## Hexamethylenetetramineglycerophosphoethanolamine and what it does

1. Otorhinolaryngologicalspecialistsassistants
   - *Electroencephalographicallyconfirmedneuropsychopharmacology*
2. **Radioimmunoelectrophoresisradioimmunoelectrophoresis**
""",
}


class Holding(StrEnum):
    """How much a library holds."""

    NONE = "none"
    ONE = "one"
    MANY = "many"
    TROUBLE = "trouble"


class TroubledStore(FakeArticleStore):
    """Cannot be read; its list breaks in a way that nobody foresaw."""

    def __init__(self) -> None:
        super().__init__()
        self.broken = "no disk"

    def list(self) -> tuple[Summary, ...]:
        raise RuntimeError("a fault of the program")

    def state(self) -> int:
        return 0


def services_with(holding: Holding) -> Services:
    """The application's parts over such a library, with tones for speech."""
    return assemble(_store(holding), SilenceEngine(), FakeAudioStore(), voice="en-us")


def _store(holding: Holding) -> FakeArticleStore:
    if holding is Holding.TROUBLE:
        return TroubledStore()
    if holding is Holding.NONE:
        return FakeArticleStore()
    if holding is Holding.ONE:
        return FakeArticleStore(sample_article())
    return FakeArticleStore(*_many())


def _many() -> Iterator[Article]:
    yield bundled()
    yield sample_article(sections=("introduction", "treatment"))
    yield article_of("many-signs", MANY_SIGNS)
    yield dataclasses.replace(explained_article(), title="Words that are explained")
    long = article_of("long-words", LONG_WORDS)
    yield dataclasses.replace(
        long,
        title="Pneumonoultramicroscopicsilicovolcanoconiosis, told in words of all lengths",
        topics=("otorhinolaryngologicalelectrophysiology", "words"),
        glossary=(
            Term(
                "esophagogastroduodenoscopy",
                "a look inside with a thin tube",
                expands="a very long expansion of a short form that nobody knows by heart",
                show="ih-SOF-uh-goh-GAS-troh-DOO-oh-deh-NOS-kuh-pee",
            ),
        ),
    )
    for number in range(1, 9):
        yield sample_article(f"sleep-{number}", title=f"Sleep well, part {number}", topics=("sleep",))


@cache
def bundled() -> Article:
    """The bundled article, through the real gate."""
    article = check(read(BUNDLED)).article
    assert article
    return article
