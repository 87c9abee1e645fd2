"""The change feed says of each level why it changed, and until when earlier texts may be shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# What was all that could be told then, by the kind of change.
_REASONS = {"published": "level", "changed": "wording", "removed": "removed"}


def upgrade() -> None:
    op.add_column("changes", sa.Column("reasons", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("changes", sa.Column("refresh_by", sa.Date(), nullable=True))
    changes = _changes(sa.Column("levels", sa.JSON()))
    connection = op.get_bind()
    for row in connection.execute(sa.select(changes)).all():
        reasons = dict.fromkeys(row.levels, _REASONS[row.kind])
        connection.execute(sa.update(changes).where(changes.c.id == row.id).values(reasons=reasons))
    op.drop_column("changes", "levels")


def downgrade() -> None:
    op.add_column("changes", sa.Column("levels", sa.JSON(), nullable=False, server_default="[]"))
    changes = _changes(sa.Column("levels", sa.JSON()))
    connection = op.get_bind()
    for row in connection.execute(sa.select(changes)).all():
        levels = [level for level, why in row.reasons.items() if why != "revision"]
        connection.execute(sa.update(changes).where(changes.c.id == row.id).values(levels=levels))
    op.drop_column("changes", "refresh_by")
    op.drop_column("changes", "reasons")


def _changes(*more: sa.Column[list[str]]) -> sa.TableClause:
    return sa.table("changes", sa.column("id"), sa.column("kind"), sa.column("reasons", sa.JSON()), *more)
