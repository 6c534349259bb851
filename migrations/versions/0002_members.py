"""The epochs of a run's members: a job may train several networks."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """A version before writes no member: its epochs are those of member 0."""
    with op.batch_alter_table("epoch_metric") as batch_op:
        batch_op.add_column(sa.Column("member", sa.Integer(), nullable=False, server_default="0", autoincrement=False))
        batch_op.drop_constraint(batch_op.f("pk_epoch_metric"), type_="primary")
        batch_op.create_primary_key(batch_op.f("pk_epoch_metric"), ["job_id", "member", "epoch"])


def downgrade() -> None:
    op.execute(sa.text("delete from epoch_metric where member > 0"))
    with op.batch_alter_table("epoch_metric") as batch_op:
        batch_op.drop_constraint(batch_op.f("pk_epoch_metric"), type_="primary")
        batch_op.create_primary_key(batch_op.f("pk_epoch_metric"), ["job_id", "epoch"])
        batch_op.drop_column("member")
