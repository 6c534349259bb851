"""Browsers that signed in: 256 random bits for a cookie, kept as SHA-256, good as long as the key that was shown."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.ids import new_id
from store.keys import is_valid, note_use
from store.session import Database
from store.tables import ApiKey, SignIn, utc_now


def sign_in(tx: Session, key_id: str, hours: float) -> tuple[SignIn, str]:
    """A new session of this key and the cookie's value, which is told this once; sessions that have ended are dropped."""
    now = utc_now()
    tx.execute(delete(SignIn).where(SignIn.expires_at <= now))
    token = secrets.token_urlsafe(32)
    key = tx.get_one(ApiKey, key_id)
    expires_at = now + timedelta(hours=hours)
    row = SignIn(
        id=new_id("ses"),
        token_sha256=_digest(token),
        key_id=key_id,
        created_at=now,
        expires_at=expires_at if key.expires_at is None else min(expires_at, key.expires_at),
    )
    tx.add(row)
    tx.flush()
    return row, token


def verify_sign_in(database: Database, token: str) -> tuple[SignIn, ApiKey] | None:
    """The session of this cookie and its key, or None when either has ended. Notes the use of the key."""
    # Found by its digest: how long that takes tells of the digest, from which nobody gets back to the token.
    query = select(SignIn, ApiKey).join(ApiKey, ApiKey.id == SignIn.key_id).where(SignIn.token_sha256 == _digest(token))
    with database.read() as tx:
        found = tx.execute(query).one_or_none()
    if found is None:
        return None
    row, key = found
    if row.expires_at <= utc_now() or not is_valid(key):
        return None
    note_use(database, key)
    return row, key


def sign_out(tx: Session, sign_in_id: str) -> None:
    """End a session; one that has ended already is fine."""
    tx.execute(delete(SignIn).where(SignIn.id == sign_in_id))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
