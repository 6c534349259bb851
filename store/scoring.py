"""What a scoring job has done so far: its shards, each written once and only by the attempt that holds the job."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from store.jobs import Claim, write_running
from store.tables import ACTIVE, Job, ScoreShard


def add_shard(tx: Session, hold: Claim, shard: ScoreShard, progress: dict[str, Any]) -> None:
    """Write a finished shard, its event and the job's progress. Raises: `LeaseLost`, and then nothing is written."""
    told = {"shard": shard.number, "num_rows": shard.num_rows, "attempt": hold.attempt}
    write_running(tx, hold, [("checkpoint", told), ("progress", progress)], progress=progress)
    tx.add(shard)
    tx.flush()


def shards_of(tx: Session, job_id: str) -> list[ScoreShard]:
    """The finished shards of a job, in the file's order."""
    return list(tx.scalars(select(ScoreShard).where(ScoreShard.job_id == job_id).order_by(ScoreShard.number)))


def forget_shards(tx: Session, job_id: str, *, from_number: int = 0) -> None:
    """Remove a job's shards from that number on: their rows, not their blobs."""
    tx.execute(delete(ScoreShard).where(ScoreShard.job_id == job_id, ScoreShard.number >= from_number))


def forget_shards_of_ended_jobs(tx: Session) -> None:
    """Remove what jobs left that ended otherwise than by their own code."""
    ended = select(Job.id).where(Job.status.not_in(ACTIVE))
    tx.execute(delete(ScoreShard).where(ScoreShard.job_id.in_(ended)))


def is_shards_blob(tx: Session, sha256: str) -> bool:
    """Whether a shard is kept in this blob."""
    named: Sequence[Any] = (ScoreShard.part_sha256 == sha256, ScoreShard.errors_sha256 == sha256)
    return tx.scalar(select(ScoreShard.job_id).where(or_(*named)).limit(1)) is not None
