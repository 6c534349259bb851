"""`/v1/keys`: who may use this server."""

from datetime import timedelta
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Path, status

from classifier.errors import NotFound
from service.api_keys.schemas import KeyList, KeyOut, KeyRequest, NewKey
from service.auth.caller import Caller, require
from service.dependencies import ReadOnly, Transaction
from service.errors import problems
from service.routing import StrictRoute
from store.keys import LastAdminKey, create_key, list_keys, revoke_key_but_the_last
from store.tables import ApiKey, utc_now

router = APIRouter(prefix="/v1/keys", route_class=StrictRoute, tags=["server"])

log = structlog.get_logger("service.keys")


@router.get("", name="list_keys", dependencies=[require("admin")], responses=problems())
def get_keys(tx: ReadOnly) -> KeyList:
    """Every key, without secrets."""
    return KeyList(
        object="list", data=[KeyOut(**_fields(row)) for row in list_keys(tx)], has_more=False, next_cursor=None
    )


# Without an Idempotency-Key: the answer would be kept, and with it the secret.
@router.post(
    "",
    name="create_key",
    status_code=status.HTTP_201_CREATED,
    dependencies=[require("admin")],
    responses=problems(),
)
def make_key(body: KeyRequest, caller: Caller, tx: Transaction) -> NewKey:
    """Make a key; its secret is in this answer and nowhere else."""
    expires_at = None if body.expires_in_days is None else utc_now() + timedelta(days=body.expires_in_days)
    row, secret = create_key(tx, name=body.name, scopes=body.scopes, expires_at=expires_at)
    log.info("a key was made", made=row.id, scopes=row.scopes, by=caller.id)
    return NewKey(**_fields(row), key=secret)


@router.delete(
    "/{key_id}",
    name="revoke_key",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[require("admin")],
    responses=problems(NotFound, LastAdminKey),
)
def end_key(
    key_id: Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_-]+$", description="Id or prefix of the key.")],
    caller: Caller,
    tx: Transaction,
) -> None:
    """Revoke a key, and end the sessions that were made with it, within a second; it stays in the list."""
    row = revoke_key_but_the_last(tx, key_id)
    log.info("a key was revoked", revoked=row.id, by=caller.id)


def _fields(row: ApiKey) -> dict[str, Any]:
    names = ("id", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at")
    return {"object": "api_key", **{name: getattr(row, name) for name in names}}
