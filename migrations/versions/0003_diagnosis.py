"""What checks were made, and which job another one was mended from."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("job") as batch_op:
        batch_op.add_column(sa.Column("checks", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("parent_id", sa.String(64), nullable=True))
        batch_op.create_index(batch_op.f("ix_job_parent_id"), ["parent_id"])
    with op.batch_alter_table("dataset") as batch_op:
        batch_op.add_column(sa.Column("checks", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("dataset") as batch_op:
        batch_op.drop_column("checks")
    with op.batch_alter_table("job") as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_parent_id"))
        batch_op.drop_column("parent_id")
        batch_op.drop_column("checks")
