"""Another process that edits: run by a test as `python -m tests.service.client.writer URL SEED ACTS`.

It publishes and withdraws until it has done so ACTS times: what changes nothing does not count.
"""

from __future__ import annotations

import random
import sys
import time

from content.article import Level
from content.errors import ArticleNotFound
from content.store.protocol import ArticleStore, Correction
from content.store.sql_store import SqlArticleStore
from tests.fakes.articles import WORDS, sample_article

SLUGS = tuple(f"article-{number}" for number in range(10))
#: How likely a level is offered; 1 in 5 for others.
LIKELY = {Level.EASY: 0.8}
#: Seconds between two acts, at most: the partners are to be in the middle of it.
PAUSE = 0.02


def act(store: ArticleStore, chance: random.Random) -> bool:
    """Publish something or withdraw something, and tell whether that changed what is published."""
    slug = chance.choice(SLUGS)
    if chance.random() < 0.3:
        try:
            store.unpublish(slug, "No longer right.")
        except ArticleNotFound:
            return False
        return True
    words = {**WORDS, Level.EASY: f"Your blood can push too hard. This is text {chance.randrange(100)}."}
    levels = [each for each in Level if each is Level.FULL or chance.random() < LIKELY.get(each, 0.2)]
    article = sample_article(
        slug, words={level: words[level] for level in levels}, sections=("introduction",)
    )
    return store.publish(article, Correction(clinical=chance.random() < 0.1)).created


if __name__ == "__main__":
    url, seed, acts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance, store, done = random.Random(seed), SqlArticleStore(url), 0  # noqa: S311 - the same each time
    while done < acts:
        done += act(store, chance)
        time.sleep(chance.random() * PAUSE)
    store.close()
