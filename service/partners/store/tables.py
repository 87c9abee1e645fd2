"""The partners' tables, as SQLAlchemy Core. `migrations` builds the same ones; a test compares the two."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Date, ForeignKeyConstraint, Integer, MetaData, String, Table

from content.store.schema import Schema
from content.store.tables import UtcDateTime

# The newest revision in `migrations/versions`, and a version table of their own.
SCHEMA = Schema("0002", "partners_schema")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
    }
)

partners = Table(
    "partners",
    metadata,
    Column("name", String, primary_key=True),
    # As `service.partners.limits.parse` reads them; empty for none.
    Column("limits", String, nullable=False),
)

keys = Table(
    "partner_keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("partner", String, nullable=False),
    # Keyed: see service/partners/secret.py. The key itself is nowhere.
    Column("digest", String, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=True),
    Column("revoked_at", UtcDateTime, nullable=True),
    ForeignKeyConstraint(["partner"], ["partners.name"]),
)

# One row, whose number grows with each change of a partner, key or webhook: what every process watches.
roster = Table(
    "partner_roster",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

# Without a foreign key: what was counted stays true, whatever becomes of a partner or an article.
usage = Table(
    "partner_usage",
    metadata,
    Column("partner", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("article", String, primary_key=True),
    Column("requests", Integer, nullable=False),
)

webhooks = Table(
    "partner_webhooks",
    metadata,
    Column("id", String, primary_key=True),
    Column("partner", String, nullable=False),
    Column("url", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # Its secret is derived from this number: see service/partners/webhooks/signing.py. It is nowhere.
    Column("generation", Integer, nullable=False),
    Column("older_until", UtcDateTime, nullable=True),
    # The last change that was taken; without a foreign key, as 0 is the feed's start.
    Column("place", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failing_since", UtcDateTime, nullable=True),
    Column("next_try_at", UtcDateTime, nullable=True),
    Column("told", String, nullable=False),
    Column("told_at", UtcDateTime, nullable=True),
    Column("ended_at", UtcDateTime, nullable=True),
    # Who delivers to it just now; empty for nobody.
    Column("owner", String, nullable=False),
    Column("held_until", UtcDateTime, nullable=True),
    ForeignKeyConstraint(["partner"], ["partners.name"]),
)
