"""Which code runs which kind of job; imported in the child only, for it costs torch."""

from collections.abc import Callable

from workers.jobs import profile, score, train
from workers.jobs.context import JobContext

KINDS: dict[str, Callable[[JobContext], None]] = {
    "profile": profile.run,
    "train": train.run,
    "score": score.run,
}
"""The job function by `Job.kind`; it ends the job's row itself, in its last transaction."""
