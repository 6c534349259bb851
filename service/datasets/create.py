"""A dataset of a stored file, and the answer that tells of it: at once, or once the file was read."""

import json
from functools import partial

from fastapi import Request, Response, status
from sqlalchemy.orm import Session

from classifier.spec.limits import Limits
from service.datasets import actions
from service.datasets.schemas import DatasetOut
from service.datasets.upload import UploadOptions
from service.idempotency import REPLAYED
from service.jobs.room import refuse_when_full
from service.waiting import wait_until
from store.blobs import Blob
from store.datasets import create_dataset, get_dataset
from store.queue import Queue
from store.session import Database


def create(tx: Session, queue: Queue, options: UploadOptions, blob: Blob, limits: Limits) -> Response:
    """A dataset, and the job that reads it queued. Raises: `QueueFull`."""
    refuse_when_full(tx, limits)
    dataset = create_dataset(
        tx,
        name=options.name,
        file_format=options.file_format,
        gzip=options.gzip,
        source=blob,
        parse=options.parse,
        overrides=options.overrides,
        queue=queue,
    )
    return actions.accepted(dataset)


async def once_read(made: Response, database: Database, wait: float, request: Request) -> Response:
    """`made`, or with `wait` the dataset once its file was read. Raises: `DatasetFailed` with what is wrong with it."""
    if not wait:
        return made
    dataset_id = json.loads(bytes(made.body))["id"]
    dataset = await wait_until(
        partial(read, database, dataset_id), lambda found: found.status != "profiling", wait, request
    )
    if dataset.status == "failed":
        raise actions.failure_of(dataset)
    code = status.HTTP_201_CREATED if dataset.status == "ready" else status.HTTP_202_ACCEPTED
    response = actions.answer(dataset, code)
    if REPLAYED in made.headers:
        response.headers[REPLAYED] = made.headers[REPLAYED]
    return response


def read(database: Database, dataset_id: str) -> DatasetOut:
    """The dataset as it is now, in a transaction of its own. Raises: `NotFound`."""
    with database.read() as tx:
        return actions.present(get_dataset(tx, dataset_id))
