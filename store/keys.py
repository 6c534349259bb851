"""API keys: 256 random bits, shown once, kept as SHA-256, compared in constant time."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from classifier.errors import Conflict, NotFound
from store.ids import new_id
from store.session import Database
from store.tables import ApiKey, utc_now

SCOPES = (
    "data:read",
    "data:write",
    "train:read",
    "train:write",
    "model:read",
    "model:write",
    "predict",
    "metrics:read",
    "admin",
)
"""What a key may be allowed; `admin` implies all."""

_UNKNOWN_SHA256 = "0" * 64  # compared against when the prefix is unknown, so that both cases do the same work


def create_key(
    tx: Session, *, name: str, scopes: Sequence[str], expires_at: datetime | None = None
) -> tuple[ApiKey, str]:
    """A new key's row and its secret, which is shown this once. Raises: `ValueError` on an unknown scope."""
    if unknown := sorted(set(scopes) - set(SCOPES)):
        raise ValueError(f"unknown scopes {unknown}; known are {list(SCOPES)}")
    # Hexadecimal, for it becomes part of the text that splits at underscores.
    prefix = secrets.token_hex(4)
    secret = f"disc_{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKey(
        id=new_id("key"),
        name=name,
        prefix=prefix,
        key_sha256=_digest(secret),
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    tx.add(row)
    tx.flush()
    return row, secret


def verify_key(database: Database, secret: str) -> ApiKey | None:
    """The valid key of this secret, or None. Notes the use, at most once a minute."""
    parts = secret.split("_", 2)
    prefix = parts[1] if len(parts) == 3 and parts[0] == "disc" else ""
    with database.read() as tx:
        row = tx.scalar(select(ApiKey).where(ApiKey.prefix == prefix))
    same = hmac.compare_digest(_digest(secret), row.key_sha256 if row else _UNKNOWN_SHA256)
    if row is None or not same:
        return None
    if not is_valid(row):
        return None
    note_use(database, row)
    return row


def is_valid(row: ApiKey) -> bool:
    """Whether a key is neither revoked nor expired."""
    return row.revoked_at is None and (row.expires_at is None or row.expires_at > utc_now())


def note_use(database: Database, row: ApiKey) -> None:
    """Note that a key was used now; written at most once a minute."""
    now = utc_now()
    if row.last_used_at is None or now - row.last_used_at > timedelta(minutes=1):
        with database.begin() as tx:
            if (stored := tx.get(ApiKey, row.id)) is not None:
                stored.last_used_at = now


def count_keys(tx: Session) -> int:
    """How many keys were ever made."""
    return tx.scalar(select(func.count()).select_from(ApiKey)) or 0


def list_keys(tx: Session) -> list[ApiKey]:
    """All keys, oldest first."""
    return list(tx.scalars(select(ApiKey).order_by(ApiKey.id)))


def revoke_key(tx: Session, id_or_prefix: str) -> ApiKey:
    """Revoke a key for good. Raises: `NotFound`."""
    row = tx.scalar(select(ApiKey).where((ApiKey.id == id_or_prefix) | (ApiKey.prefix == id_or_prefix)))
    if row is None:
        raise NotFound(f"there is no key {id_or_prefix!r}")
    row.revoked_at = row.revoked_at or utc_now()
    tx.flush()
    return row


class LastAdminKey(Conflict):
    """It is the last key that may make others."""

    code = "last_admin_key"
    hint = "Make another key with the scope admin first; 'discern key revoke' on the server's machine revokes any."


def revoke_key_but_the_last(tx: Session, id_or_prefix: str) -> ApiKey:
    """Revoke a key for good, unless no valid key with the scope `admin` would be left. Raises: `NotFound`, `LastAdminKey`."""
    # All of them are locked, so that of two that revoke each other's one comes second and sees what the first did.
    query = select(ApiKey).order_by(ApiKey.id).with_for_update().execution_options(populate_existing=True)
    admins = {row.id for row in tx.scalars(query) if is_valid(row) and "admin" in row.scopes}
    row = revoke_key(tx, id_or_prefix)
    if admins == {row.id}:
        raise LastAdminKey(f"key {row.id} is the last one with the scope 'admin'")
    return row


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
