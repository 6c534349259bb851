"""Announcing files that come in parts, showing how far they are, and using those that came whole."""

from sqlalchemy.orm import Session

from classifier.spec.limits import Limits
from service.datasets.upload import EmptyFile, media_of, too_large
from service.pages import PageQuery, encode_cursor
from service.uploads.schemas import UploadList, UploadOut, UploadRequest
from store.blobs import Blob
from store.partial import PartialFiles
from store.tables import Upload
from store.uploads import UploadUnfinished, get_upload, list_uploads, open_upload


def start(tx: Session, request: UploadRequest, owner: str, partials: PartialFiles, limits: Limits) -> UploadOut:
    """Announce a file. Raises: `MediaTypeUnsupported`, `EmptyFile`, `TooLarge`, `TooManyOpenUploads`."""
    media_of(request.content_type, request.content_encoding)
    if request.size_bytes == 0:
        raise EmptyFile("size_bytes is 0")
    if request.size_bytes > limits.max_upload_bytes:
        raise too_large(limits)
    upload = open_upload(
        tx,
        owner=owner,
        name=request.name,
        size_bytes=request.size_bytes,
        content_type=request.content_type,
        content_encoding=request.content_encoding,
        limits=limits,
    )
    partials.create(upload.id)
    return present(upload, limits)


def present(upload: Upload, limits: Limits) -> UploadOut:
    """The upload as its owner sees it."""
    path = f"/v1/uploads/{upload.id}"
    return UploadOut(
        object="upload",
        id=upload.id,
        name=upload.name,
        size_bytes=upload.size_bytes,
        offset=upload.received_bytes,
        complete=upload.sha256 is not None,
        sha256=upload.sha256,
        content_type=upload.content_type,
        content_encoding=upload.content_encoding,
        part_bytes=limits.upload_part_bytes,
        created_at=upload.created_at,
        expires_at=upload.expires_at,
        links={"self": path, "dataset": f"{path}/dataset"},
    )


def page(tx: Session, owner: str, paging: PageQuery, limits: Limits) -> UploadList:
    """One page of the owner's open uploads, newest first."""
    found = list_uploads(tx, owner, limit=paging.limit + 1, before_id=paging.after)
    uploads, has_more = found[: paging.limit], len(found) > paging.limit
    return UploadList(
        object="list",
        data=[present(upload, limits) for upload in uploads],
        has_more=has_more,
        next_cursor=encode_cursor(uploads[-1].id) if has_more else None,
    )


def headers_of(upload: UploadOut) -> dict[str, str]:
    """What the draft "Resumable Uploads for HTTP" has for it."""
    return {
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.size_bytes),
        "Upload-Complete": "?1" if upload.complete else "?0",
    }


def whole(tx: Session, upload_id: str, owner: str, partials: PartialFiles) -> tuple[Upload, Blob]:
    """An upload that came whole, with its blob; it is used up in the caller's transaction.

    Raises: `NotFound`, `UploadUnfinished`.
    """
    upload = get_upload(tx, upload_id, owner, lock=True)
    if upload.sha256 is None:
        raise UploadUnfinished(f"{upload.received_bytes} of {upload.size_bytes} bytes have come")
    partials.adopt(upload.id, upload.sha256)  # left to do where the server was killed after the last byte
    tx.delete(upload)
    return upload, Blob(upload.sha256, upload.size_bytes)
