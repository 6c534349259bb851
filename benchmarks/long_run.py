"""A finished training job of thousands of epochs, written by the store's own functions: training one would take hours."""

import math
import random

from store.jobs import claim, create_job, finish, get_job, write_running
from store.session import Database
from store.tables import EpochMetric, Job

BATCH = 500


class _Nowhere:
    """In place of the queue: nobody shall run this job."""

    def enqueue(self, tx: object, job: Job) -> None:
        """Leave it."""


def write_long_run(database: Database, like: str, epochs: int, seed: int = 0) -> str:
    """The id of a new job that has succeeded after so many epochs, in all else like the job `like`; its curves fall and rise."""
    draw = random.Random(seed)
    with database.begin() as tx:  # one for all of it: a worker gives back a running job whose worker it does not know
        model = get_job(tx, like)
        job = create_job(
            tx,
            kind="train",
            spec=model.spec,
            resolved=model.resolved,
            dataset_id=model.dataset_id,
            queue=_Nowhere(),  # type: ignore[arg-type]
        )
        hold = claim(tx, job.id, "benchmark")
        if hold is None:
            raise RuntimeError("the job could not be claimed")
        for first in range(0, epochs + 1, BATCH):
            reports = [_report(epoch, epochs, draw) for epoch in range(first, min(first + BATCH, epochs + 1))]
            last = reports[-1]["epoch"]
            told = {"epoch": last, "epochs": epochs, "member": 0, "members": 1, "eta_seconds": 0.0}
            progress = {**told, "fraction": last / epochs, "message": f"epoch {last} of {epochs}"}
            events = [("metric", {**report, "attempt": hold.attempt}) for report in reports]
            tx.add_all(EpochMetric(job_id=job.id, attempt=hold.attempt, **report) for report in reports)
            write_running(tx, hold, [*events, ("progress", progress)], progress=progress, best=model.best)
        finish(tx, hold, "succeeded", result=model.result)
        return job.id


def _report(epoch: int, epochs: int, draw: random.Random) -> dict[str, float | int | None]:
    share = epoch / epochs
    noise = draw.gauss(0, 0.01)
    return {
        "member": 0,
        "epoch": epoch,
        "train_loss": 0.7 * math.exp(-5 * share) + 0.05 + abs(noise),
        "train_accuracy": min(1.0, 0.55 + 0.4 * (1 - math.exp(-6 * share)) + noise / 4),
        "validation_loss": 0.7 * math.exp(-4 * share) + 0.1 + 0.05 * share + abs(draw.gauss(0, 0.02)),
        "validation_accuracy": min(1.0, 0.55 + 0.35 * (1 - math.exp(-6 * share)) + draw.gauss(0, 0.005)),
        "learning_rate": 0.001 * (1 + math.cos(math.pi * share)) / 2,
        "gradient_norm": None if epoch == 0 else 0.2 + abs(draw.gauss(0, 0.1)),
        "seconds": 0.01,
    }
