"""The tables, as SQLAlchemy Core. `migrations` builds the same ones; a test compares the two.

Publishing never rewrites a text: `revisions` only grows, and `publications` points at the revision
that readers see. Removing that pointer withdraws an article.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from content.store.schema import Schema

# The newest revision in `migrations/versions`, repeated here so that serving need not load Alembic.
SCHEMA = "0002"

# Names of our own: other parts of the service may keep migrated tables in the same database.
VERSION_TABLE = "content_schema"

CURRENT = Schema(SCHEMA, VERSION_TABLE)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time. SQLite keeps no time zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read as UTC: SQLite gives a naive time, PostgreSQL one in the session's zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
    }
)

revisions = Table(
    "revisions",
    metadata,
    Column("slug", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", String, nullable=False),
    Column("language", String, nullable=False),
    Column("topics", JSON, nullable=False),
    # Fingerprints of what each level's readers get, by level: they tell what a revision changed.
    Column("levels", JSON, nullable=False),
    Column("digest", String, nullable=False),
    # Text, not JSON: exactly what was digested, with no say for a database's idea of JSON.
    Column("document", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("slug", String, primary_key=True),
    Column("revision", Integer, nullable=False),
    ForeignKeyConstraint(["slug", "revision"], ["revisions.slug", "revisions.number"]),
)

changes = Table(
    "changes",
    metadata,
    # Not from a sequence: those leave gaps, and hand out numbers before the commit that decides order.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("slug", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # Why, by level.
    Column("reasons", JSON, nullable=False, server_default="{}"),
    Column("reason", Text, nullable=False),
    Column("refresh_by", Date),
    ForeignKeyConstraint(["slug", "revision"], ["revisions.slug", "revisions.number"]),
)
