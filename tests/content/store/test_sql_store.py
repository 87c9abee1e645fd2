"""What only the real store can meet: schemas of other versions, damaged rows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from content.document import digest
from content.errors import StoreError, StoreUnavailable
from content.store import migrations
from content.store.engine import open_engine, writing
from content.store.sql_store import SqlArticleStore
from tests.fakes.articles import sample_article


def change(url: str, statement: str, **values: object) -> None:
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def every_call(store: SqlArticleStore) -> list[Callable[[], Any]]:
    return [
        lambda: store.publish(sample_article()),
        lambda: store.unpublish("x"),
        lambda: store.get("x"),
        store.list,
        lambda: store.revisions("x"),
        lambda: store.revision("x", 1),
        store.changes,
        store.state,
        store.check,
    ]


def test_without_tables_every_call_names_the_command_that_makes_them(empty_url: str) -> None:
    store = SqlArticleStore(empty_url)
    for call in every_call(store):
        with pytest.raises(StoreUnavailable, match=r"no tables yet.*plainspoken db upgrade"):
            call()
    migrations.upgrade(empty_url)
    store.check()
    assert store.list() == ()
    store.close()


@pytest.mark.parametrize(("version", "told"), [("9999", "newer Plainspoken"), ("0000", "needs 0002")])
def test_with_another_schema_every_call_names_the_command(version: str, told: str, url: str) -> None:
    change(url, "UPDATE content_schema SET version_num = :version", version=version)
    store = SqlArticleStore(url)
    for call in every_call(store):
        with pytest.raises(StoreUnavailable, match=f"schema {version}.*{told}.*plainspoken db upgrade"):
            call()
    store.close()


def test_a_schema_that_changes_while_serving_stops_publishing_and_fails_the_check(
    url: str, store: SqlArticleStore
) -> None:
    store.publish(sample_article())
    before = store.get("blood-pressure")
    change(url, "UPDATE content_schema SET version_num = '9999'")
    for call in (store.check, lambda: store.publish(sample_article(title="New"))):
        with pytest.raises(StoreUnavailable, match="schema 9999"):
            call()
    assert store.get("blood-pressure") == before


def test_an_empty_version_table_counts_as_no_tables(url: str) -> None:
    change(url, "DELETE FROM content_schema")
    store = SqlArticleStore(url)
    with pytest.raises(StoreUnavailable, match="plainspoken db upgrade"):
        store.check()
    store.close()


@pytest.mark.parametrize(
    "document",
    ["", "no JSON", "[]", '"words"', '{"format": NaN}', '{"format": "\\ud800"}', '{"format": 1}'],
)
def test_a_text_that_is_not_what_was_published_is_never_served(
    document: str, url: str, store: SqlArticleStore
) -> None:
    store.publish(sample_article())
    change(url, "UPDATE revisions SET document = :document", document=document)
    for ask in (lambda: store.get("blood-pressure"), lambda: store.revision("blood-pressure", 1)):
        with pytest.raises(StoreError, match=r"Revision 1 of 'blood-pressure'.*damaged.*Publish.*again"):
            ask()


def test_one_letter_changed_in_the_database_is_noticed(url: str, store: SqlArticleStore) -> None:
    store.publish(sample_article())
    change(url, "UPDATE revisions SET document = replace(document, 'too hard', 'too herd')")
    with pytest.raises(StoreUnavailable, match="not the text that was published"):
        store.get("blood-pressure")


def test_publishing_again_heals_a_damaged_text(url: str, store: SqlArticleStore) -> None:
    store.publish(sample_article())
    change(url, "UPDATE revisions SET document = 'no JSON'")
    assert store.publish(sample_article()).created
    assert store.get("blood-pressure").article == sample_article()
    assert store.get("blood-pressure").revision == 2


def test_a_document_of_an_unknown_format_is_told_as_a_damaged_revision(
    url: str, store: SqlArticleStore
) -> None:
    store.publish(sample_article())
    document = {"format": 999}
    change(
        url,
        "UPDATE revisions SET document = :document, digest = :digest",
        document=json.dumps(document),
        digest=digest(document),
    )
    with pytest.raises(StoreUnavailable, match=r"Revision 1 of 'blood-pressure'.*format 999"):
        store.get("blood-pressure")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET levels = 'no JSON'",
        "UPDATE revisions SET created_at = 'yesterday'",
        "UPDATE changes SET kind = 'unheard of'",
        """UPDATE changes SET reasons = '{"unheard of": "wording"}'""",
        """UPDATE changes SET reasons = '{"easy": "unheard of"}'""",
    ],
)
def test_other_damaged_columns_are_told_too(statement: str, sqlite_url: str) -> None:
    # On SQLite only: PostgreSQL keeps its columns' types.
    migrations.upgrade(sqlite_url)
    store = SqlArticleStore(sqlite_url)
    store.publish(sample_article())
    change(sqlite_url, statement)
    ask = store.changes if "changes" in statement else store.list
    with pytest.raises(StoreUnavailable, match="damaged row: restore a backup"):
        ask()
    store.close()


def test_what_was_published_is_there_for_the_next_process(url: str, store: SqlArticleStore) -> None:
    store.publish(sample_article())
    before = (store.get("blood-pressure"), store.list(), store.changes(), store.state())
    store.close()
    again = SqlArticleStore(url)
    assert (again.get("blood-pressure"), again.list(), again.changes(), again.state()) == before
    again.close()


def test_times_are_those_of_the_real_clock_in_utc(store: SqlArticleStore) -> None:
    store.publish(sample_article())
    assert abs(store.get("blood-pressure").updated.timestamp() - time.time()) < 60
