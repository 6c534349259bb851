"""Samples: see which there are, and make a dataset of one."""

from typing import Annotated

from fastapi import APIRouter, Path, Response, status

from classifier.errors import NotFound
from classifier.spec.limits import Limits
from classifier.spec.table import FileFormat, ParseOptions
from service.datasets import actions as datasets
from service.datasets.schemas import DatasetOut
from service.dependencies import Blobs, QueueDep, Settings, Storage, require
from service.errors import IdempotencyKeyReused, problems
from service.idempotency import Idempotency, IdempotencyDep
from service.jobs.room import QueueFull, refuse_when_full
from service.routing import StrictRoute
from service.samples import catalogue
from service.samples.schemas import Sample, SampleList
from store.blobs import Blob
from store.datasets import create_dataset
from store.queue import Queue
from store.session import Database

router = APIRouter(prefix="/v1/samples", route_class=StrictRoute, tags=["datasets"])


@router.get("", dependencies=[require("data:read")], responses=problems())
async def list_samples() -> SampleList:
    """Data sets that come with the server."""
    return SampleList(object="list", data=list(catalogue.SAMPLES.values()), has_more=False, next_cursor=None)


@router.post(
    "/{name}",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=DatasetOut,
    dependencies=[require("data:write")],
    responses=problems(NotFound, QueueFull, IdempotencyKeyReused),
)
def create_sample_dataset(
    name: Annotated[str, Path(max_length=64, description="Name of the sample.")],
    blobs: Blobs,
    database: Storage,
    queue: QueueDep,
    settings: Settings,
    idempotency: IdempotencyDep,
) -> Response:
    """Make a dataset of a sample, as if its file had been uploaded."""
    sample = catalogue.find(name)
    staged = blobs.stage()
    try:
        staged.write(catalogue.content(sample))
        blob = staged.commit()
    finally:
        staged.abandon()
    return _create(database, queue, sample, blob, idempotency, settings.limits)


def _create(
    database: Database, queue: Queue, sample: Sample, blob: Blob, idempotency: Idempotency, limits: Limits
) -> Response:
    with database.begin() as tx:

        def make() -> Response:
            refuse_when_full(tx, limits)
            dataset = create_dataset(
                tx,
                name=sample.name,
                file_format=FileFormat.csv,
                gzip=False,
                source=blob,
                parse=ParseOptions(),
                overrides={},
                queue=queue,
            )
            return datasets.accepted(dataset)

        return idempotency.once(tx, make)
