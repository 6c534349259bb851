"""What the journeys read from the database and the data folder themselves, past the API that they test."""

from collections import Counter

from sqlalchemy import func, select, text

from classifier.errors import ArtifactCorrupt, NotFound
from classifier.neural.torch_runtime import load_predictor
from store.blobs import LocalBlobStore, open_blobs
from store.tables import TERMINAL, Dataset, EpochMetric, Job, JobEvent, ModelVersion
from tests.journeys.stack import Stack


def job_row(stack: Stack, job_id: str) -> Job:
    """The job's row."""
    with stack.database.read() as tx:
        return tx.scalars(select(Job).where(Job.id == job_id)).one()


def version_of(stack: Stack, job_id: str) -> ModelVersion:
    """The one version that a job published."""
    with stack.database.read() as tx:
        return tx.scalars(select(ModelVersion).where(ModelVersion.job_id == job_id)).one()


def weights_of(stack: Stack, job_id: str) -> str:
    """SHA-256 of the published weights, after the artifact itself was checked against its own checksum."""
    version = version_of(stack, job_id)
    blobs = open_blobs(stack.data)
    blobs.verify(version.artifact_sha256)
    with blobs.path(version.artifact_sha256) as path:
        return str(load_predictor(path).manifest["tensors_sha256"])


def count(stack: Stack, table: type[Dataset] | type[Job] | type[ModelVersion]) -> int:
    """Rows of a table."""
    with stack.database.read() as tx:
        return tx.scalar(select(func.count()).select_from(table)) or 0


def epochs(stack: Stack, job_id: str) -> list[tuple[int, int, int]]:
    """Member, epoch and attempt of each stored epoch of a job, in order."""
    query = select(EpochMetric.member, EpochMetric.epoch, EpochMetric.attempt).where(EpochMetric.job_id == job_id)
    with stack.database.read() as tx:
        return [tuple(row) for row in tx.execute(query.order_by(EpochMetric.member, EpochMetric.epoch))]


def engine_states(stack: Stack) -> dict[str, str]:
    """What the engine thinks of each job."""
    table = "workflow_status" if stack.database.is_sqlite else "dbos.workflow_status"
    with stack.database.read() as tx:
        return {row.workflow_uuid: row.status for row in tx.execute(text(f"select workflow_uuid, status from {table}"))}


def problems(stack: Stack) -> list[str]:
    """Whatever is wrong once every job has ended: lost jobs, ends told twice, duplicate or damaged models and tables."""
    blobs = open_blobs(stack.data)
    found: list[str] = []
    with stack.database.read() as tx:
        jobs = list(tx.scalars(select(Job)))
        versions = list(tx.scalars(select(ModelVersion)))
        datasets = list(tx.scalars(select(Dataset)))
        done = Counter(tx.scalars(select(JobEvent.job_id).where(JobEvent.type == "done")))
    published = Counter(version.job_id for version in versions)
    for job in jobs:
        if job.status not in TERMINAL:
            found.append(f"job {job.id} is lost: {job.status}, attempt {job.attempt}, worker {job.worker_id}")
        elif done[job.id] != 1:
            found.append(f"job {job.id} ended {done[job.id]} times")
        if published[job.id] != (job.kind == "train" and job.status == "succeeded"):
            found.append(f"{job.kind} job {job.id} is {job.status} with {published[job.id]} versions")
    for name in {version.model_name for version in versions}:
        numbers = sorted(version.version for version in versions if version.model_name == name)
        if numbers != list(range(1, len(numbers) + 1)):
            found.append(f"model {name} has versions {numbers}")
    for version in versions:
        found += _damage(blobs, version.artifact_sha256)
        with blobs.path(version.artifact_sha256) as path:
            if load_predictor(path).manifest["lineage"]["job_id"] != version.job_id:
                found.append(f"version {version.version} holds another job's artifact")
    for dataset in datasets:
        found += _damage(blobs, dataset.source_sha256)
        if dataset.status == "ready":
            found += _damage(blobs, dataset.table_sha256 or "")
        elif dataset.status != "failed":
            found.append(f"dataset {dataset.id} is {dataset.status} for ever")
    return found


def _damage(blobs: LocalBlobStore, sha256: str) -> list[str]:
    try:
        blobs.verify(sha256)
    except (ArtifactCorrupt, NotFound) as error:
        return [str(error)]
    return []
