"""The tables of Discern, as SQLAlchemy models. The job row, never the engine's status, is the truth for the user."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

ACTIVE = ("queued", "running", "cancelling")
TERMINAL = ("succeeded", "failed", "cancelled")

# SQLite numbers rows by itself only for a column typed INTEGER.
BigInt = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite keeps none of the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC, refusing naive times."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """Base of all our tables; their names are what Alembic looks at."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads a plain class attribute)
        datetime: UtcDateTime,
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


class ApiKey(Base):
    """A key of a caller; only its SHA-256 is kept."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(256))
    prefix: Mapped[str] = mapped_column(String(32), unique=True)
    key_sha256: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class SignIn(Base):
    """A browser that showed a key and got a cookie for it; only the SHA-256 of the cookie's value is kept."""

    __tablename__ = "sign_in"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    key_id: Mapped[str] = mapped_column(ForeignKey("api_key.id"), index=True)
    """It may do what the key may, and ends with it."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]


class IdempotencyRecord(Base):
    """The answer once given under an Idempotency-Key, written in the transaction that made it true."""

    __tablename__ = "idempotency_record"

    key: Mapped[str] = mapped_column(String(256), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Id of the API key, or `anonymous`."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """SHA-256 of method, path, query and body."""
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class Upload(Base):
    """A file that comes in parts: announced whole, and by now received up to some byte."""

    __tablename__ = "upload"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64), index=True)
    """Id of the API key, or `anonymous`; nobody else sees it."""
    name: Mapped[str] = mapped_column(String(256))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    """Announced; no more is taken."""
    received_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """Durable, from the file's start. The file itself may be longer by what was never told."""
    content_type: Mapped[str] = mapped_column(String(256))
    content_encoding: Mapped[str] = mapped_column(String(16))
    """identity or gzip."""
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    """Of the whole file, once all of it came: from then on its content is that blob's."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    """Moves on with every part."""


class Dataset(Base):
    """An uploaded file and, once profiled, its typed table."""

    __tablename__ = "dataset"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(256), index=True)
    status: Mapped[str] = mapped_column(String(16), default="profiling", index=True)
    """profiling, ready or failed."""
    format: Mapped[str] = mapped_column(String(16))
    gzip: Mapped[bool] = mapped_column(default=False)
    source_sha256: Mapped[str] = mapped_column(String(64), index=True)
    source_bytes: Mapped[int] = mapped_column(BigInteger)
    parse: Mapped[dict[str, Any]]
    """ParseOptions."""
    overrides: Mapped[dict[str, Any]]
    """ColumnOverride by column name."""
    table_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    """The typed Parquet blob."""
    num_rows: Mapped[int | None] = mapped_column(BigInteger)
    num_columns: Mapped[int | None]
    schema: Mapped[dict[str, Any] | None]
    profile: Mapped[dict[str, Any] | None]
    findings: Mapped[list[Any] | None]
    checks: Mapped[dict[str, Any] | None]
    """`passed`: codes; `skipped`: code and reason."""
    error: Mapped[dict[str, Any] | None]
    profile_job_id: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Job(Base):
    """One unit of background work of any kind, with the state its user sees."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(
            "status in ('queued', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled')", name="status"
        ),
        CheckConstraint(
            "(finished_at is not null) = (status in ('succeeded', 'failed', 'cancelled'))", name="finished"
        ),
        Index("ix_job_kind_status", "kind", "status"),
    )

    seq: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    """Order of creation; gives first-in-first-out within a priority."""
    id: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    """profile, train or score."""
    status: Mapped[str] = mapped_column(String(16), default="queued")
    phase: Mapped[str] = mapped_column(String(32), default="queued")
    """Free word for what a running job does now."""
    spec: Mapped[dict[str, Any]]
    """What was asked for."""
    resolved: Mapped[dict[str, Any] | None]
    """The spec with every `auto` decided."""
    dataset_id: Mapped[str | None] = mapped_column(ForeignKey("dataset.id"), index=True)
    priority: Mapped[int] = mapped_column(default=5)
    """0 runs first, 9 last."""
    max_seconds: Mapped[float | None] = mapped_column(Float)
    attempt: Mapped[int] = mapped_column(default=0)
    """Fences every write of a worker: only the newest attempt may write."""
    crashes: Mapped[int] = mapped_column(default=0)
    """Attempts that began and neither ended nor were given back; the poison cap counts these."""
    worker_id: Mapped[str | None] = mapped_column(String(64))
    cancel_requested_at: Mapped[datetime | None]
    progress: Mapped[dict[str, Any]]
    """fraction, epoch, epochs, eta_seconds, message."""
    checkpoint: Mapped[dict[str, Any] | None]
    """sha256, num_bytes, member and epoch of the newest checkpoint."""
    best: Mapped[dict[str, Any] | None]
    """epoch, metric and value of the best epoch so far."""
    result: Mapped[dict[str, Any] | None]
    error: Mapped[dict[str, Any] | None]
    """code, detail, hint and faults of a failed job."""
    findings: Mapped[list[Any] | None]
    checks: Mapped[dict[str, Any] | None]
    """`passed`: codes; `skipped`: code and reason."""
    parent_id: Mapped[str | None] = mapped_column(String(64), index=True)
    """The job that this one repeats, or that a finding's fix made it of. No foreign key: it may outlive its parent's row."""
    last_event: Mapped[int] = mapped_column(default=0)
    """Number of the job's newest event; its row lock keeps a job's events in commit order."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class JobEvent(Base):
    """Something that happened to a job, numbered from 1 within the job."""

    __tablename__ = "job_event"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(String(16))
    """state, progress, metric, finding, log, checkpoint or done."""
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(default=utc_now)


class ScoreShard(Base):
    """Some rows of a scoring job's file that are scored: another attempt writes them out again, and goes on after them."""

    __tablename__ = "score_shard"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 0, in the file's order."""
    attempt: Mapped[int]
    """Which attempt scored it."""
    num_rows: Mapped[int] = mapped_column(BigInteger)
    """Read, refused ones too."""
    num_refused: Mapped[int] = mapped_column(BigInteger)
    num_faults: Mapped[int] = mapped_column(BigInteger)
    """Lines of its errors."""
    end_bytes: Mapped[int | None] = mapped_column(BigInteger)
    """Of a CSV: where its next record begins, in bytes of UTF-8 after the header."""
    end_line: Mapped[int | None] = mapped_column(BigInteger)
    part_sha256: Mapped[str] = mapped_column(String(64), index=True)
    """The scored rows as an Arrow stream."""
    errors_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    counts: Mapped[dict[str, Any] | None]
    """ServingCounts; null where its rows could not be counted."""


class EpochMetric(Base):
    """The measures of one epoch of one network of a training job; epoch 0 is the untrained network."""

    __tablename__ = "epoch_metric"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0, server_default="0")
    """Which of the run's networks, from 0."""
    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    attempt: Mapped[int]
    train_loss: Mapped[float]
    train_accuracy: Mapped[float]
    validation_loss: Mapped[float]
    validation_accuracy: Mapped[float]
    learning_rate: Mapped[float]
    gradient_norm: Mapped[float | None]
    """Mean over the epoch's steps, before clipping; null for epoch 0."""
    seconds: Mapped[float]


class EvaluationMetric(Base):
    """One measure of the finished model, or of a baseline, on one part of the split."""

    __tablename__ = "evaluation_metric"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(String(32), primary_key=True)
    """model, majority_class, base_rate or logistic_regression."""
    split: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[float | None]
    """Null where the measure is undefined, e.g. ROC-AUC of one class."""


class Model(Base):
    """A registered name, under which versions are published."""

    __tablename__ = "model"

    name: Mapped[str] = mapped_column(String(128), primary_key=True)
    last_version: Mapped[int] = mapped_column(default=0)
    """The highest number ever given; a deleted version's number is not given again."""
    description: Mapped[str | None] = mapped_column(Text)
    tags: Mapped[dict[str, Any] | None]
    """Text by text; null is none."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class ModelVersion(Base):
    """One trained model; its artifact is immutable."""

    __tablename__ = "model_version"
    __table_args__ = (UniqueConstraint("model_name", "version"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    model_name: Mapped[str] = mapped_column(ForeignKey("model.name"))
    version: Mapped[int]
    job_id: Mapped[str] = mapped_column(String(64), unique=True)
    """Unique: a job publishes once, however often it ran. No foreign key: a model outlives its job's row."""
    dataset_id: Mapped[str | None] = mapped_column(String(64))
    artifact_sha256: Mapped[str] = mapped_column(String(64), index=True)
    artifact_bytes: Mapped[int] = mapped_column(BigInteger)
    manifest: Mapped[dict[str, Any]]
    description: Mapped[str | None] = mapped_column(Text)
    tags: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class ModelDecision(Base):
    """How a version's probabilities become labels, from some time on; the newest revision holds."""

    __tablename__ = "model_decision"

    model_version_id: Mapped[str] = mapped_column(ForeignKey("model_version.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1; as it was trained is 0, and has no row."""
    decision: Mapped[dict[str, Any] | None]
    """DecisionSettings; null goes back to what was trained."""
    actor: Mapped[str] = mapped_column(String(64))
    """Id of the API key, or `anonymous`."""
    why: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=utc_now)


class ServingCounter(Base):
    """What was counted of the rows that one model version was sent in one window of time; no value of any row."""

    __tablename__ = "serving_counter"

    model_version_id: Mapped[str] = mapped_column(ForeignKey("model_version.id", ondelete="CASCADE"), primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    window_seconds: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counts: Mapped[dict[str, Any]]
    """ServingCounts; the columns' counts are in the bins of the version's reference."""
    shadow_counts: Mapped[dict[str, Any] | None]
    """ShadowCounts of rows that the version was shown as an alias's shadow, and did not answer."""


class ModelAlias(Base):
    """A movable pointer to versions; `default` answers `/v1/models/{name}/predict`."""

    __tablename__ = "model_alias"

    model_name: Mapped[str] = mapped_column(ForeignKey("model.name", ondelete="CASCADE"), primary_key=True)
    alias: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int]
    """The one that answers; with weights the one with the largest."""
    weights: Mapped[dict[str, Any] | None]
    """Share of the requests by version; null is all to `version`, and so are weights that do not name it: a worker of the
    release before moves the version alone."""
    shadow: Mapped[int | None]
    """A version that is shown the same rows, and does not answer."""
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)


class RegistryChange(Base):
    """What was changed in the registry, by whom and why; rows are added and never altered.

    The API processes follow it by `seq`. No foreign keys: it outlives what it tells of.
    """

    __tablename__ = "registry_change"

    seq: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=True)
    """Rises in the order of the commits: see `store.changes.record`."""
    model_name: Mapped[str] = mapped_column(String(128), index=True)
    action: Mapped[str] = mapped_column(String(32))
    """published, alias_set, alias_deleted, decision_set, described, version_deleted or model_deleted."""
    subject: Mapped[str | None] = mapped_column(String(64))
    """The alias, or the version's number; null is the model."""
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    actor: Mapped[str] = mapped_column(String(64))
    """Id of the API key or of the job, or `anonymous`."""
    why: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=utc_now)


class Worker(Base):
    """A live worker process and its last heartbeat, by the database's clock."""

    __tablename__ = "worker"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Unique for each start of a process, never a host name."""
    host: Mapped[str] = mapped_column(String(256))
    pid: Mapped[int]
    queues: Mapped[list[Any]]
    device: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    beat: Mapped[float]
    """Seconds since 1970."""
