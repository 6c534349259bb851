"""A creating request that is sent twice under one `Idempotency-Key` has one effect and one answer."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Header
from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from service.auth.caller import caller_of
from service.dependencies import services_of
from service.errors import IdempotencyKeyReused
from service.routing import BODY_SHA256
from store.tables import IdempotencyRecord, utc_now

REPLAYED = "Idempotency-Replayed"
_KEPT_HEADERS = ("content-type", "location", "retry-after")
_PENDING = 0  # the status of a record whose transaction has not ended; no other transaction ever sees it


class Idempotency:
    """One request's key, or none; `once` is what a creating route does its work in."""

    def __init__(
        self,
        request: Request,
        key: Annotated[
            str | None,
            Header(
                alias="Idempotency-Key",
                min_length=1,
                max_length=255,
                pattern=r"^[\x21-\x7e]+$",
                description="Any unique text, e.g. a UUID. The same request under the same key has one effect; "
                "its first answer is repeated.",
            ),
        ] = None,
    ):
        self._request = request
        self._key = key

    def once(self, tx: Session, make: Callable[[], Response], *, body_sha256: str | None = None) -> Response:
        """The answer of `make`, or the one stored when this key had it made before.

        `make` works in `tx`: its effect and the record of its answer land together or not at all. A concurrent
        request with the same key waits here for the first one's transaction. Only 2xx answers are kept.
        A route that streams its body gives the body's SHA-256; for JSON routes it is known.

        Raises: `IdempotencyKeyReused` when the key belongs to another request.
        """
        if self._key is None:
            return make()
        owner = caller_of(self._request).id
        fingerprint = self._fingerprint(body_sha256)
        hours = services_of(self._request).settings.limits.idempotency_hours
        same_key = (IdempotencyRecord.key == self._key, IdempotencyRecord.owner == owner)
        tx.execute(
            delete(IdempotencyRecord).where(
                *same_key, IdempotencyRecord.created_at < utc_now() - timedelta(hours=hours)
            )
        )
        if not _claim(tx, key=self._key, owner=owner, fingerprint=fingerprint):
            record = tx.get_one(IdempotencyRecord, (self._key, owner), populate_existing=True)
            return _replay(record, fingerprint)
        response = make()
        record = tx.get_one(IdempotencyRecord, (self._key, owner))
        if not 200 <= response.status_code < 300:
            tx.delete(record)
            return response
        record.status = response.status_code
        record.headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        record.body = bytes(response.body).decode("utf-8")
        tx.flush()
        return response

    def _fingerprint(self, body_sha256: str | None) -> str:
        request = self._request
        body = body_sha256 or request.scope.get(BODY_SHA256) or ""
        # How long the client waits for the answer does not make it another request.
        query = urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "wait"])
        # The same bytes as CSV and as NDJSON, or gzipped, are two files.
        kind = [request.headers.get(name, "") for name in ("content-type", "content-encoding")]
        parts = (request.method, request.url.path, query, *kind, body)
        return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


IdempotencyDep = Annotated[Idempotency, Depends()]
"""`idempotency: IdempotencyDep` in a creating route; then `return idempotency.once(tx, make)`."""


def _claim(tx: Session, *, key: str, owner: str, fingerprint: str) -> bool:
    """True when the key was free and is now this transaction's."""
    table = IdempotencyRecord.__table__
    assert isinstance(table, Table)  # noqa: S101  (typing only)
    dialect = {"postgresql": postgresql, "sqlite": sqlite}[tx.get_bind().dialect.name]
    values = {
        "key": key,
        "owner": owner,
        "fingerprint": fingerprint,
        "status": _PENDING,
        "headers": {},
        "body": "",
        "created_at": utc_now(),
    }
    statement = dialect.insert(table).values(values).on_conflict_do_nothing().returning(table.c.key)
    return tx.execute(statement).first() is not None


def _replay(record: IdempotencyRecord, fingerprint: str) -> Response:
    if record.fingerprint != fingerprint:
        raise IdempotencyKeyReused("this Idempotency-Key came before with another request")
    return Response(record.body, status_code=record.status, headers={**record.headers, REPLAYED: "true"})
