"""Another process that publishes: run by tests as `python -m tests.content.store.publisher`.

Arguments: a database URL, and what to do there.

    many N           upgrade the database, then publish N new texts, all different
    die STATEMENT    publish a new text, and kill this process right after the first such statement
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from sqlalchemy import Engine, event

from content.article import Level
from content.store import migrations
from content.store.sql_store import SqlArticleStore
from tests.fakes.articles import WORDS, sample_article


def publish_many(url: str, number: int) -> None:
    migrations.upgrade(url)
    store = SqlArticleStore(url)
    for n in range(number):
        store.publish(sample_article(words={**WORDS, Level.EASY: f"Text {n} of process {os.getpid()}."}))
    store.close()


def die_after(url: str, statement: str) -> None:
    @event.listens_for(Engine, "after_cursor_execute")
    def maybe_die(_connection: object, _cursor: object, sql: str, *_rest: Any) -> None:
        if sql.startswith(statement):
            os.kill(os.getpid(), signal.SIGKILL)

    SqlArticleStore(url).publish(sample_article(title="Half published"))


if __name__ == "__main__":
    _, database, action, argument = sys.argv
    if action == "many":
        publish_many(database, int(argument))
    else:
        die_after(database, argument)
