"""Datasets: an uploaded file, its profile job, and the typed table that job makes of it."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, defer

from classifier.errors import Conflict, NotFound
from classifier.spec.table import ColumnOverride, FileFormat, ParseOptions
from store.blobs import Blob
from store.ids import new_id
from store.jobs import create_job
from store.queue import Queue
from store.tables import ACTIVE, Dataset, Job


class DatasetInUse(Conflict):
    """A job that has not ended still needs this dataset."""

    code = "dataset_in_use"
    hint = "Cancel the job, or wait until it has ended."


def create_dataset(
    tx: Session,
    *,
    name: str,
    file_format: FileFormat,
    gzip: bool,
    source: Blob,
    parse: ParseOptions,
    overrides: dict[str, ColumnOverride],
    queue: Queue,
    priority: int = 3,
) -> Dataset:
    """A dataset of an uploaded blob, and the job that reads it."""
    dataset = Dataset(
        id=new_id("ds"),
        name=name,
        format=file_format.value,
        gzip=gzip,
        source_sha256=source.sha256,
        source_bytes=source.num_bytes,
        parse=parse.model_dump(mode="json"),
        overrides=_override_rows(overrides),
    )
    tx.add(dataset)
    tx.flush()
    _profile_again(tx, dataset, queue, priority)
    return dataset


def get_dataset(tx: Session, dataset_id: str) -> Dataset:
    """The dataset. Raises: `NotFound`."""
    dataset = tx.get(Dataset, dataset_id)
    if dataset is None:
        raise NotFound(f"there is no dataset {dataset_id!r}", hint="GET /v1/datasets lists them.")
    return dataset


def list_datasets(
    tx: Session, *, name: str | None = None, limit: int = 20, before_id: str | None = None
) -> list[Dataset]:
    """Datasets without their profiles, newest first; ids sort by time."""
    # A profile of 2,000 columns is 4 MB of JSON, and a list shows none of it.
    query = select(Dataset).options(defer(Dataset.profile)).order_by(Dataset.id.desc()).limit(limit)
    if name is not None:
        query = query.where(Dataset.name == name)
    if before_id is not None:
        query = query.where(Dataset.id < before_id)
    return list(tx.scalars(query))


def override_columns(
    tx: Session, dataset: Dataset, overrides: dict[str, ColumnOverride], queue: Queue, *, parent_id: str | None = None
) -> Dataset:
    """Read the dataset again with these overrides added. Raises: `DatasetInUse` while a job needs it as it is.

    `parent_id`: the job that is repeated by it.
    """
    _refuse_if_used(tx, dataset)
    dataset.overrides = {**dataset.overrides, **_override_rows(overrides)}
    dataset.status, dataset.error = "profiling", None
    _profile_again(tx, dataset, queue, priority=3, parent_id=parent_id)
    return dataset


def delete_dataset(tx: Session, dataset: Dataset) -> None:
    """Remove the dataset; finished jobs keep their rows. Raises: `DatasetInUse`."""
    _refuse_if_used(tx, dataset)
    tx.execute(update(Job).where(Job.dataset_id == dataset.id).values(dataset_id=None))
    tx.delete(dataset)
    tx.flush()


def _refuse_if_used(tx: Session, dataset: Dataset) -> None:
    # The row lock makes a deletion and a job's creation on the same dataset take turns.
    tx.execute(select(Dataset.id).where(Dataset.id == dataset.id).with_for_update())
    user = tx.scalar(select(Job).where(Job.dataset_id == dataset.id, Job.status.in_(ACTIVE)).limit(1))
    if user is not None:
        raise DatasetInUse(f"dataset {dataset.id} is needed by {user.kind} job {user.id}, which is {user.status}")


def _profile_again(tx: Session, dataset: Dataset, queue: Queue, priority: int, parent_id: str | None = None) -> None:
    job = create_job(
        tx,
        kind="profile",
        spec={"dataset_id": dataset.id},
        dataset_id=dataset.id,
        priority=priority,
        parent_id=parent_id,
        queue=queue,
    )
    dataset.profile_job_id = job.id
    tx.flush()


def _override_rows(overrides: dict[str, ColumnOverride]) -> dict[str, Any]:
    return {name: override.model_dump(mode="json") for name, override in overrides.items()}
