"""Which code runs which kind of job; imported when one comes, for some cost torch."""

from collections.abc import Callable
from importlib import import_module

from workers.jobs.context import JobContext

_MODULES = {"profile": "workers.jobs.profile", "train": "workers.jobs.train", "score": "workers.jobs.score"}


def job_of(kind: str) -> Callable[[JobContext], None] | None:
    """The job function of a `Job.kind`; it ends the job's row itself, in its last transaction. None of a kind unknown here."""
    module = _MODULES.get(kind)
    if module is None:
        return None
    run: Callable[[JobContext], None] = import_module(module).run
    return run
