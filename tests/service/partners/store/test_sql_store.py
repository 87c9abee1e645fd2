"""What only a database can do: other processes, missing and foreign schemas, damage."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from content.errors import StoreUnavailable
from content.store import migrations as articles
from content.store.engine import open_engine, reading, writing
from content.store.sql_store import SqlArticleStore
from service.partners.partner import Key, Partner, Scope
from service.partners.store import migrations, tables
from service.partners.store.sql_store import SqlPartnerStore
from tests.fakes.articles import sample_article

ROOT = Path(__file__).parents[4]
AT = datetime(2026, 3, 1, tzinfo=UTC)
REVOKE = """
import sys
from datetime import UTC, datetime
from service.partners.store.sql_store import SqlPartnerStore
SqlPartnerStore(sys.argv[1]).revoke([sys.argv[2]], datetime.now(UTC))
"""


def a_key(key_id: str = "AAAAAAAA") -> Key:
    return Key(key_id, "0" * 64, frozenset(Scope), AT)


def test_the_migrations_build_the_tables_that_the_code_uses(url: str) -> None:
    articles.upgrade(url)
    ours = set(tables.metadata.tables)
    engine = open_engine(url)
    with reading(engine) as connection:
        options = {
            "version_table": tables.SCHEMA.version_table,
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or name in ours,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []
        for table in tables.metadata.tables.values():
            found = inspect(connection).get_pk_constraint(table.name)
            assert found["constrained_columns"] == [column.name for column in table.primary_key]
    engine.dispose()
    assert migrations.head() == tables.SCHEMA.newest


def test_articles_and_partners_share_a_database_and_are_migrated_apart(empty_url: str) -> None:
    articles.upgrade(empty_url)
    published = SqlArticleStore(empty_url)
    published.publish(sample_article())
    partners = SqlPartnerStore(empty_url)
    with pytest.raises(StoreUnavailable, match="plainspoken db upgrade"):
        partners.check()
    migrations.upgrade(empty_url)
    migrations.upgrade(empty_url)
    assert (migrations.current(empty_url), articles.current(empty_url)) == (
        migrations.head(),
        articles.head(),
    )
    before = published.state()
    partners.add(Partner("clinic", (a_key(),)))
    assert published.state() == before
    assert published.get("blood-pressure").revision == 1
    published.close()
    partners.close()


def test_the_state_shows_what_another_process_revoked(url: str, sql_store: SqlPartnerStore) -> None:
    sql_store.add(Partner("clinic", (a_key(),)))
    before = sql_store.state()
    subprocess.run([sys.executable, "-c", REVOKE, url, "AAAAAAAA"], cwd=ROOT, check=True)
    assert sql_store.state() != before
    assert sql_store.partner("clinic").keys[0].revoked is not None


def test_a_newer_schema_is_refused_with_the_remedy(url: str, sql_store: SqlPartnerStore) -> None:
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE partners_schema SET version_num = '9999'"))
    engine.dispose()
    for ask in (sql_store.check, sql_store.partners, lambda: migrations.upgrade(url)):
        with pytest.raises(StoreUnavailable, match="newer Plainspoken"):
            ask()


@pytest.mark.parametrize(
    "damage", ["UPDATE partners SET limits = 'many'", "UPDATE partner_keys SET scopes = '[\"all\"]'"]
)
def test_a_damaged_row_lets_nobody_in(url: str, sql_store: SqlPartnerStore, damage: str) -> None:
    sql_store.add(Partner("clinic", (a_key(),)))
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text(damage))
    engine.dispose()
    with pytest.raises(StoreUnavailable, match="damaged row"):
        sql_store.partners()
