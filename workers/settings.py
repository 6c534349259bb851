"""Settings of one worker process; read once, in `workers/__main__.py`."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from classifier.spec.limits import Limits
from store.serving import MAX_WINDOW_SECONDS


class WorkerSettings(BaseSettings):
    """One worker process."""

    model_config = SettingsConfigDict(
        env_prefix="DISCERN_", env_nested_delimiter="__", frozen=True, use_attribute_docstrings=True, extra="ignore"
    )

    data_dir: Path = Path("data")
    """Folder of the blobs, and of the SQLite file when no other database is named."""
    database_url: str | None = None
    """`postgresql://…` or `sqlite:////…`; null is a SQLite file in the data folder."""
    queues: dict[str, int] = {"profile": 2, "train": 1, "score": 1}
    """Jobs of each queue that this worker runs at once; a GPU worker takes `{"train": 1}`."""
    poll_seconds: float = Field(default=0.25, gt=0)
    """How often each queue is looked at: half of it is a job's mean wait, 0.25 s costs about 6 % of a core."""
    lease_seconds: float = Field(default=30.0, ge=1.0)
    """A worker without a heartbeat for this long is gone, and its jobs go to the next one."""
    cancel_grace_seconds: float = Field(default=1.2, ge=0)
    """A cancelled job's child may take this long to write its checkpoint; then it is killed."""
    drain_grace_seconds: float = Field(default=10.0, ge=0)
    """The same when the worker itself is asked to stop."""
    checkpoint_seconds: float = Field(default=2.0, ge=0)
    """A training job writes a checkpoint after an epoch once this long has passed since the last one."""
    score_shard_rows: int = Field(default=1_000_000, ge=1)
    """A scoring job keeps what it has done after about so many rows: a killed one goes on from there."""
    job_nice: int = Field(default=10, ge=0, le=19)
    """How far jobs stand back for other processes of the machine, as of `nice`: somebody waits for a prediction beside them."""
    ranks: int | None = Field(default=None, ge=1, le=64)
    """Processes that share the steps of one training, each on a GPU of its own; null is one on each GPU for large steps."""
    train_memory_bytes: int | None = Field(default=None, gt=0)
    """What one training job may plan with, its process included: rows that do not fit are streamed from the dataset's file.
    Null is 0.6 of the machine's memory, or the container's, shared by the jobs of the queue `train`."""
    keep_jobs_days: float = Field(default=30.0, gt=0)
    """The engine's rows of ended jobs are removed after this long; the jobs themselves stay."""
    drift_window_seconds: int = Field(default=3600, ge=1, le=MAX_WINDOW_SECONDS)
    """Scored rows are counted by windows of this length, as the API's predicted ones."""
    keep_counters_days: float = Field(default=90.0, gt=0)
    """Counts of served rows are removed after this long."""
    metrics_port: int | None = Field(default=None, ge=1, le=65_535)
    """`/metrics` of this worker for Prometheus, on 127.0.0.1 and without a key; null is none."""
    otel_endpoint: str | None = None
    """As the API's."""
    limits: Limits = Limits()
    """The limits of jobs, as the API's."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least level of the log lines written."""

    @property
    def url(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'discern.db'}"

    @property
    def beat_seconds(self) -> float:
        """Time between two heartbeats: six fit into a lease, so that one or two may be late."""
        return self.lease_seconds / 6

    @property
    def watchdog_seconds(self) -> float:
        """A child without a sign of life from its worker for this long stops: before anybody else may begin the job."""
        return self.lease_seconds * 0.7

    @model_validator(mode="after")
    def _queues_are_known(self) -> Self:
        unknown = set(self.queues) - {"profile", "train", "score"}
        if unknown or not self.queues or min(self.queues.values()) < 1:
            raise ValueError(f"queues={self.queues}: name some of profile, train and score, each with at least 1")
        return self
