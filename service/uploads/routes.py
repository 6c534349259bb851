"""Uploads in parts: announce a file, send it from where it stands, make a dataset of it."""

from functools import partial
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Header, Request, Response, status

from classifier.errors import NotFound
from service.datasets import create as creating
from service.datasets.actions import DatasetFailed
from service.datasets.schemas import DatasetOut
from service.datasets.upload import EmptyFile, FileSaid, MediaTypeUnsupported, media_of
from service.dependencies import (
    Caller,
    MetricsDep,
    Partials,
    QueueDep,
    ReadOnly,
    Settings,
    Storage,
    Transaction,
    require,
)
from service.errors import IdempotencyKeyReused, UnsupportedMedia, problems
from service.idempotency import IdempotencyDep
from service.jobs.room import QueueFull
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from service.uploads import actions
from service.uploads.receive import DigestMismatch, OffsetMismatch, Receiver, digest_of
from service.uploads.schemas import UploadId, UploadList, UploadOut, UploadRequest
from service.waiting import Wait
from store.partial import UploadBusy
from store.session import Database
from store.uploads import TooManyOpenUploads, UploadUnfinished, get_upload

router = APIRouter(prefix="/v1/uploads", route_class=StrictRoute, tags=["uploads"])

PART_TYPES = ("application/octet-stream", "application/partial-upload", "application/offset+octet-stream")
"""Ours, the IETF draft's and tus'."""

PART_BODY = {
    "requestBody": {
        "required": True,
        "description": "The file's bytes from `Upload-Offset` on, as many as you like; `part_bytes` is a good number.",
        "content": {PART_TYPES[0]: {"schema": {"type": "string", "format": "binary"}}},
    }
}

Offset = Annotated[
    int,
    Header(
        alias="Upload-Offset",
        ge=0,
        le=2**53 - 1,
        description="Where in the file the part begins: the upload's `offset`.",
    ),
]
Digest = Annotated[
    str | None,
    Header(
        alias="Content-Digest",
        max_length=1024,
        description="SHA-256 of this part (RFC 9530). A part that has another is refused whole.",
        examples=["sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"],
    ),
]
TOLD = {
    "Upload-Offset": {"description": "Bytes that came and are durable.", "schema": {"type": "integer"}},
    "Upload-Length": {"description": "Bytes of the whole file.", "schema": {"type": "integer"}},
    "Upload-Complete": {"description": "`?1` once all of it came, `?0` before.", "schema": {"type": "string"}},
}


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=UploadOut,
    dependencies=[require("data:write")],
    responses={
        **problems(EmptyFile, MediaTypeUnsupported, TooManyOpenUploads, IdempotencyKeyReused),
        201: {"model": UploadOut, "description": "Nothing has come yet: send the first part.", "headers": TOLD},
    },
)
def create_upload(
    body: UploadRequest,
    tx: Transaction,
    caller: Caller,
    partials: Partials,
    settings: Settings,
    idempotency: IdempotencyDep,
) -> Response:
    """Announce a file that will come in parts; then PATCH it until it is complete."""

    def make() -> Response:
        made = actions.start(tx, body, caller.id, partials, settings.limits)
        headers = {"Location": made.links["self"], **actions.headers_of(made)}
        return Response(made.model_dump_json(), 201, headers=headers, media_type="application/json")

    return idempotency.once(tx, make)


@router.get("", dependencies=[require("data:write")], responses=problems(CursorInvalid, PageTooLarge))
def list_uploads(tx: ReadOnly, caller: Caller, paging: Paging, settings: Settings) -> UploadList:
    """The open uploads of this key, newest first."""
    return actions.page(tx, caller.id, paging, settings.limits)


@router.get(
    "/{upload_id}",
    name="get_upload",
    dependencies=[require("data:write")],
    responses={**problems(NotFound), 200: {"headers": TOLD}},
)
def read_upload(upload_id: UploadId, tx: ReadOnly, caller: Caller, settings: Settings, response: Response) -> UploadOut:
    """How far an upload is: a client that was cut off goes on from its `offset`. Another key's upload is a 404."""
    found = actions.present(get_upload(tx, upload_id, caller.id), settings.limits)
    response.headers.update(actions.headers_of(found))
    return found


@router.head(
    "/{upload_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[require("data:write")],
    responses={**problems(NotFound), 204: {"headers": TOLD}},
)
def head_upload(upload_id: UploadId, tx: ReadOnly, caller: Caller, settings: Settings) -> Response:
    """The same in headers alone."""
    found = actions.present(get_upload(tx, upload_id, caller.id), settings.limits)
    return Response(status_code=status.HTTP_204_NO_CONTENT, headers=actions.headers_of(found))


@router.patch(
    "/{upload_id}",
    dependencies=[require("data:write")],
    openapi_extra=PART_BODY,
    responses={
        **problems(NotFound, OffsetMismatch, UploadBusy, DigestMismatch),
        200: {"headers": TOLD},
    },
)
async def append_upload(
    request: Request,
    upload_id: UploadId,
    offset: Offset,
    partials: Partials,
    database: Storage,
    caller: Caller,
    settings: Settings,
    metrics: MetricsDep,
    response: Response,
    content_digest: Digest = None,
) -> UploadOut:
    """Send the next part. Of a part that is cut off the bytes that came are kept; with `Content-Digest` all or none."""
    _refuse_other_media(request)
    digest = digest_of(content_digest)
    begin = partial(Receiver.begin, database, partials, settings.limits, upload_id, caller.id, offset)
    receiver = await to_thread.run_sync(begin)
    try:
        await receiver.receive(request, digest)
    finally:
        receiver.close()
    found = await to_thread.run_sync(partial(_read, database, upload_id, caller.id, settings))
    if found.complete and found.offset > offset:
        metrics.upload_bytes.inc(found.size_bytes)
    response.headers.update(actions.headers_of(found))
    return found


@router.delete(
    "/{upload_id}",
    name="delete_upload",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[require("data:write")],
    responses=problems(NotFound),
)
def remove_upload(upload_id: UploadId, database: Storage, caller: Caller, partials: Partials) -> None:
    """Give an upload up, also while a part is coming; its bytes go."""
    with database.begin() as tx:
        tx.delete(get_upload(tx, upload_id, caller.id, lock=True))
    partials.remove(upload_id)


@router.post(
    "/{upload_id}/dataset",
    name="create_dataset_of_upload",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=DatasetOut,
    dependencies=[require("data:write")],
    responses={
        **problems(NotFound, UploadUnfinished, DatasetFailed, QueueFull, IdempotencyKeyReused),
        201: {"model": DatasetOut, "description": "With `wait`: the file was read."},
    },
)
async def make_dataset(
    request: Request,
    upload_id: UploadId,
    said: FileSaid,
    wait: Wait,
    partials: Partials,
    database: Storage,
    queue: QueueDep,
    caller: Caller,
    settings: Settings,
    idempotency: IdempotencyDep,
) -> Response:
    """Make a dataset of a complete upload, which is used up by it; options and answers are those of `POST /v1/datasets`."""

    def create() -> Response:
        with database.begin() as tx:

            def make() -> Response:
                upload, blob = actions.whole(tx, upload_id, caller.id, partials)
                options = said.of(media_of(upload.content_type, upload.content_encoding), upload.name)
                return creating.create(tx, queue, options, blob, settings.limits)

            return idempotency.once(tx, make)

    return await creating.once_read(await to_thread.run_sync(create), database, wait, request)


def _read(database: Database, upload_id: str, owner: str, settings: Settings) -> UploadOut:
    with database.read() as tx:
        return actions.present(get_upload(tx, upload_id, owner), settings.limits)


def _refuse_other_media(request: Request) -> None:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and media not in PART_TYPES:
        raise UnsupportedMedia(
            f"a part is {PART_TYPES[0]}, not {media[:100]!r}",
            hint="The file's own type was said when it was announced; curl needs -H 'Content-Type: application/octet-stream'.",
        )
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        raise UnsupportedMedia(
            "a part takes no Content-Encoding", hint="Say content_encoding when announcing the file."
        )
