"""Partners, their keys, and their usage."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "partners",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("limits", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_partners"),
    )
    op.create_table(
        "partner_keys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_partner_keys"),
        sa.ForeignKeyConstraint(["partner"], ["partners.name"], name="fk_partner_keys_partners"),
    )
    roster = op.create_table(
        "partner_roster",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partner_roster"),
    )
    op.bulk_insert(roster, [{"id": 1, "version": 0}])
    op.create_table(
        "partner_usage",
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("partner", "day", "article", name="pk_partner_usage"),
    )


def downgrade() -> None:
    op.drop_table("partner_usage")
    op.drop_table("partner_roster")
    op.drop_table("partner_keys")
    op.drop_table("partners")
