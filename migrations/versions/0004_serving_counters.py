"""What serving counts of the rows it was sent, by model version and time."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | Sequence[str] | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "serving_counter",
        sa.Column("model_version_id", sa.String(64), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("window_seconds", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_version_id"],
            ["model_version.id"],
            name=op.f("fk_serving_counter_model_version_id_model_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("model_version_id", "window_start", "window_seconds", name=op.f("pk_serving_counter")),
    )
    op.create_index(op.f("ix_serving_counter_window_start"), "serving_counter", ["window_start"])


def downgrade() -> None:
    op.drop_index(op.f("ix_serving_counter_window_start"), table_name="serving_counter")
    op.drop_table("serving_counter")
