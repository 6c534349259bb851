"""The shards of a scoring job that are done, so that another attempt goes on after them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | Sequence[str] | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "score_shard",
        sa.Column("job_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("num_rows", sa.BigInteger(), nullable=False),
        sa.Column("num_refused", sa.BigInteger(), nullable=False),
        sa.Column("num_faults", sa.BigInteger(), nullable=False),
        sa.Column("end_bytes", sa.BigInteger(), nullable=True),
        sa.Column("end_line", sa.BigInteger(), nullable=True),
        sa.Column("part_sha256", sa.String(64), nullable=False),
        sa.Column("errors_sha256", sa.String(64), nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_score_shard_job_id_job"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_score_shard")),
    )
    op.create_index(op.f("ix_score_shard_part_sha256"), "score_shard", ["part_sha256"])
    op.create_index(op.f("ix_score_shard_errors_sha256"), "score_shard", ["errors_sha256"])


def downgrade() -> None:
    op.drop_index(op.f("ix_score_shard_errors_sha256"), table_name="score_shard")
    op.drop_index(op.f("ix_score_shard_part_sha256"), table_name="score_shard")
    op.drop_table("score_shard")
