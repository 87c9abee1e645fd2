"""What Alembic runs to migrate: on the connection it is given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from service.partners.store.tables import SCHEMA, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=SCHEMA.version_table,
)
with context.begin_transaction():
    context.run_migrations()
