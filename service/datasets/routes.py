"""Datasets: upload a file, see what was understood of it, correct it, delete it."""

from functools import partial
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response, status

from classifier.errors import NotFound, SpecInvalid
from classifier.spec.base import Text
from classifier.spec.table import DatasetProfile
from service.datasets import actions, previews
from service.datasets import create as creating
from service.datasets.actions import DatasetFailed, DatasetNotReady
from service.datasets.schemas import DatasetFindings, DatasetId, DatasetList, DatasetOut, DatasetPatch, Preview
from service.datasets.upload import (
    UPLOAD_BODY,
    EmptyFile,
    MediaTypeUnsupported,
    Upload,
    UploadIncomplete,
    receive,
)
from service.dependencies import Blobs, MetricsDep, QueueDep, ReadOnly, Settings, Storage, Transaction, require
from service.errors import IdempotencyKeyReused, problems
from service.findings.answer import FINDINGS_RESPONSES, answer
from service.findings.schemas import Code, Findings, Format, LeastSeverity
from service.idempotency import IdempotencyDep
from service.jobs.room import QueueFull, refuse_when_full
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from service.waiting import Wait, wait_until
from store.datasets import DatasetInUse

router = APIRouter(prefix="/v1/datasets", route_class=StrictRoute, tags=["datasets"])


@router.post(
    "",
    name="create_dataset",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=DatasetOut,
    dependencies=[require("data:write")],
    openapi_extra=UPLOAD_BODY,
    responses={
        **problems(EmptyFile, MediaTypeUnsupported, UploadIncomplete, DatasetFailed, QueueFull, IdempotencyKeyReused),
        201: {"model": DatasetOut, "description": "With `wait`: the file was read."},
    },
)
async def upload_dataset(
    request: Request,
    options: Upload,
    wait: Wait,
    blobs: Blobs,
    database: Storage,
    queue: QueueDep,
    settings: Settings,
    metrics: MetricsDep,
    idempotency: IdempotencyDep,
) -> Response:
    """Store a file and queue its reading; with `wait`, answer once it was read, or with what is wrong with it."""
    blob = await receive(request, blobs, settings.limits)
    metrics.upload_bytes.inc(blob.num_bytes)

    def create() -> Response:
        with database.begin() as tx:
            make = partial(creating.create, tx, queue, options, blob, settings.limits)
            return idempotency.once(tx, make, body_sha256=blob.sha256)

    return await creating.once_read(await to_thread.run_sync(create), database, wait, request)


@router.get("", dependencies=[require("data:read")], responses=problems(CursorInvalid, PageTooLarge))
def list_datasets(
    tx: ReadOnly, paging: Paging, name: Annotated[Text | None, Query(description="Only datasets of this name.")] = None
) -> DatasetList:
    """Datasets, newest first."""
    return actions.page(tx, name, paging)


@router.get("/{dataset_id}", name="get_dataset", dependencies=[require("data:read")], responses=problems(NotFound))
async def read_dataset(dataset_id: DatasetId, wait: Wait, database: Storage, request: Request) -> DatasetOut:
    """One dataset; with `wait`, once its file was read."""
    return await wait_until(
        partial(creating.read, database, dataset_id), lambda found: found.status != "profiling", wait, request
    )


@router.get(
    "/{dataset_id}/profile",
    dependencies=[require("data:read")],
    responses=problems(NotFound, DatasetNotReady, DatasetFailed),
)
def get_dataset_profile(dataset_id: DatasetId, tx: ReadOnly) -> DatasetProfile:
    """What every column holds: counts, missing cells, ranges, quantiles, categories."""
    return actions.profile(tx, dataset_id)


@router.get(
    "/{dataset_id}/preview",
    dependencies=[require("data:read")],
    responses=problems(NotFound, DatasetNotReady, DatasetFailed),
)
def get_dataset_preview(
    dataset_id: DatasetId,
    database: Storage,
    blobs: Blobs,
    rows: Annotated[int, Query(ge=1, le=1000, description="Rows to show; of a very wide table fewer.")] = 20,
) -> Preview:
    """The first rows, as they were understood; long texts and sequences are cut."""
    return previews.preview(database, blobs, dataset_id, rows)


@router.get(
    "/{dataset_id}/findings",
    dependencies=[require("data:read")],
    response_model=DatasetFindings,
    responses={**problems(NotFound, DatasetNotReady, DatasetFailed), **FINDINGS_RESPONSES},
)
def get_dataset_findings(
    dataset_id: DatasetId,
    tx: ReadOnly,
    request: Request,
    severity: LeastSeverity = None,
    code: Code = None,
    wanted: Format = None,
) -> Findings | Response:
    """What the data says about itself: findings, and which checks passed or were skipped; as JSON or CSV."""
    return answer(actions.findings(tx, dataset_id, severity, code), dataset_id, wanted, request)


@router.patch(
    "/{dataset_id}",
    status_code=status.HTTP_202_ACCEPTED,
    dependencies=[require("data:write")],
    responses=problems(NotFound, DatasetInUse, SpecInvalid, QueueFull),
)
def update_dataset(
    dataset_id: DatasetId, body: DatasetPatch, tx: Transaction, queue: QueueDep, settings: Settings
) -> DatasetOut:
    """Read the file again with other kinds or roles for some columns."""
    refuse_when_full(tx, settings.limits)
    return actions.override(tx, dataset_id, body.overrides, queue)


@router.delete(
    "/{dataset_id}",
    name="delete_dataset",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[require("data:write")],
    responses=problems(NotFound, DatasetInUse),
)
def remove_dataset(dataset_id: DatasetId, tx: Transaction) -> None:
    """Delete a dataset that no unfinished job needs; models trained on it stay."""
    actions.delete(tx, dataset_id)
