"""The registry: aliases with weights and a shadow, decision settings, tags, and what was changed by whom."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    json = sa.JSON(none_as_null=True)
    for table in ("model", "model_version"):
        op.add_column(table, sa.Column("description", sa.Text(), nullable=True))
        op.add_column(table, sa.Column("tags", json, nullable=True))
    op.add_column("model_alias", sa.Column("weights", json, nullable=True))
    op.add_column("model_alias", sa.Column("shadow", sa.Integer(), nullable=True))
    op.add_column("serving_counter", sa.Column("shadow_counts", json, nullable=True))
    op.create_table(
        "model_decision",
        sa.Column("model_version_id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("decision", json, nullable=True),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_version_id"],
            ["model_version.id"],
            name=op.f("fk_model_decision_model_version_id_model_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("model_version_id", "revision", name=op.f("pk_model_decision")),
    )
    op.create_table(
        "registry_change",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("model_name", sa.String(128), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=True),
        sa.Column("before", json, nullable=True),
        sa.Column("after", json, nullable=True),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_registry_change")),
    )
    op.create_index(op.f("ix_registry_change_model_name"), "registry_change", ["model_name"])


def downgrade() -> None:
    op.drop_index(op.f("ix_registry_change_model_name"), table_name="registry_change")
    op.drop_table("registry_change")
    op.drop_table("model_decision")
    # Column by column, not in a batch: on SQLite that makes each table anew, and dropping the old one empties those that
    # hang on it.
    op.drop_column("serving_counter", "shadow_counts")
    op.drop_column("model_alias", "shadow")
    op.drop_column("model_alias", "weights")
    for table in ("model_version", "model"):
        op.drop_column(table, "tags")
        op.drop_column(table, "description")
