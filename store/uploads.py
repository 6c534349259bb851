"""Files that come in parts: what was announced, and how much of it is durable."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from classifier.errors import Conflict, NotFound
from classifier.spec.limits import Limits
from store.ids import new_id
from store.tables import Upload, utc_now

_LOCK = 7_414_250_813  # any constant; whoever opens an upload holds this PostgreSQL advisory lock until it commits


class TooManyOpenUploads(Conflict):
    """This key has as many uploads open as this server allows."""

    code = "too_many_open_uploads"
    hint = "Use or DELETE one of those that GET /v1/uploads lists; GET /v1/limits tells how many may be open."


class UploadUnfinished(Conflict):
    """Not all of the file has come."""

    code = "upload_unfinished"
    hint = "GET the upload and send the rest from its offset on."


def open_upload(
    tx: Session,
    *,
    owner: str,
    name: str,
    size_bytes: int,
    content_type: str,
    content_encoding: str,
    limits: Limits,
) -> Upload:
    """A new upload, of which nothing has come. Raises: `TooManyOpenUploads`."""
    if tx.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        tx.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    now = utc_now()
    mine = (Upload.owner == owner, Upload.expires_at > now)
    number, num_bytes = tx.execute(
        select(func.count(), func.coalesce(func.sum(Upload.size_bytes), 0)).where(*mine)
    ).one()
    if number >= limits.max_open_uploads:
        raise TooManyOpenUploads(f"{number} uploads are open; this server allows max_open_uploads={number}")
    if number and num_bytes + size_bytes > limits.max_open_upload_bytes:
        raise TooManyOpenUploads(
            f"the {number} open uploads have announced {num_bytes} bytes; with {size_bytes} more they would have over "
            f"max_open_upload_bytes={limits.max_open_upload_bytes}"
        )
    upload = Upload(
        id=new_id("upl"),
        owner=owner,
        name=name,
        size_bytes=size_bytes,
        received_bytes=0,
        content_type=content_type,
        content_encoding=content_encoding,
        created_at=now,
        expires_at=now + timedelta(hours=limits.upload_hours),
    )
    tx.add(upload)
    tx.flush()
    return upload


def get_upload(tx: Session, upload_id: str, owner: str, *, lock: bool = False) -> Upload:
    """The upload; `lock` lets nobody else change it before the transaction ends.

    Raises: `NotFound`, also when it is another owner's or has expired.
    """
    upload = tx.get(Upload, upload_id, populate_existing=True, with_for_update=lock or None)
    if upload is None or upload.owner != owner or upload.expires_at <= utc_now():
        raise _gone(upload_id)
    return upload


def list_uploads(tx: Session, owner: str, *, limit: int, before_id: str | None = None) -> list[Upload]:
    """The owner's open uploads, newest first; ids sort by time."""
    query = select(Upload).where(Upload.owner == owner, Upload.expires_at > utc_now())
    if before_id is not None:
        query = query.where(Upload.id < before_id)
    return list(tx.scalars(query.order_by(Upload.id.desc()).limit(limit)))


def note_received(tx: Session, upload_id: str, num_bytes: int, limits: Limits, *, sha256: str | None = None) -> None:
    """So many bytes are durable now; with `sha256` it is all of them. For the one who holds the upload's file.

    Raises: `NotFound` when the upload was deleted meanwhile.
    """
    changed = (
        update(Upload)
        .where(Upload.id == upload_id)
        .values(received_bytes=num_bytes, sha256=sha256, expires_at=utc_now() + timedelta(hours=limits.upload_hours))
        .returning(Upload.id)
    )
    if tx.scalar(changed) is None:
        raise _gone(upload_id)


def forget_expired_uploads(tx: Session) -> int:
    """Remove uploads whose time is over: their rows, not their files; returns how many."""
    gone = tx.execute(delete(Upload).where(Upload.expires_at <= utc_now()))
    return int(getattr(gone, "rowcount", 0))


def is_open_upload(tx: Session, upload_id: str) -> bool:
    """Whether there is a row of this upload."""
    return tx.scalar(select(Upload.id).where(Upload.id == upload_id)) is not None


def is_uploads_blob(tx: Session, sha256: str) -> bool:
    """Whether this blob is the content of an upload that came whole."""
    return tx.scalar(select(Upload.id).where(Upload.sha256 == sha256).limit(1)) is not None


def _gone(upload_id: str) -> NotFound:
    return NotFound(
        f"there is no upload {upload_id!r}",
        hint="It was used, deleted, or no part came for upload_hours; GET /v1/uploads lists your own. Open a new one.",
    )
