"""What Alembic runs to migrate: on the connection it is given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from content.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
