"""Whether this process lives, whether it is ready, and how it does."""

import logging
import os
import secrets
import threading
import time
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from classifier.errors import Fault
from service.auth.caller import require
from service.dependencies import ReadOnly, Services, services_of
from service.errors import NotReady, problems
from service.routing import StrictRoute
from service.scrape import scraped
from store.migrate import fits

STORAGE_CHECK_SECONDS = 5.0  # a probe every second must not wear the disk

PROBE_SECONDS = 1.0

log = logging.getLogger(__name__)

router = APIRouter(route_class=StrictRoute, tags=["server"])


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"]


class Ready(BaseModel):
    """The process takes requests."""

    status: Literal["ready"]


class Readiness:
    """What `/readyz` looks at; the costly looks are remembered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._schema_is_current = False
        self._storage_at = float("-inf")
        self._storage_fault: Fault | None = None

    def faults(self, services: Services) -> list[Fault]:
        """Why this process is not ready; empty when it is."""
        if services.lifecycle.draining:
            return [Fault(code="draining", message="the server is shutting down")]
        # A probe a second would pile up behind a database that hangs.
        if not self._lock.acquire(timeout=PROBE_SECONDS):
            return [Fault(code="database_unavailable", message="the last check has not ended")]
        try:
            found = (self._database(services), self._storage(services))
        finally:
            self._lock.release()
        return [fault for fault in found if fault is not None]

    def _database(self, services: Services) -> Fault | None:
        try:
            if not self._schema_is_current:
                self._schema_is_current = fits(services.database)
                if not self._schema_is_current:
                    return Fault(
                        code="schema_outdated", message="the database is not migrated: run 'discern db upgrade'"
                    )
            services.database.ping()
        except Exception:  # whatever the driver raises, the answer is the same
            log.warning("readiness: the database does not answer", exc_info=True)
            return Fault(code="database_unavailable", message="the database does not answer")
        return None

    def _storage(self, services: Services) -> Fault | None:
        if time.monotonic() - self._storage_at > STORAGE_CHECK_SECONDS:
            self._storage_fault = None
            file = services.settings.data_dir / f".probe-{os.getpid()}-{secrets.token_hex(4)}"
            try:
                try:
                    file.write_bytes(b"probe")
                finally:
                    file.unlink(missing_ok=True)  # on a full disk it was made before it could not be written
            except OSError:
                log.warning("readiness: the storage cannot be written to", exc_info=True)
                self._storage_fault = Fault(code="storage_unavailable", message="the storage cannot be written to")
            self._storage_at = time.monotonic()
        return self._storage_fault


@router.get("/livez")
async def get_liveness() -> Live:
    """The process answers; neither database nor storage is asked."""
    return Live(status="live")


@router.get("/readyz", responses=problems(NotReady))
def get_readiness(request: Request) -> Ready:
    """The process takes requests: database, schema and storage are fine, and it is not shutting down."""
    refuse_when_not_ready(request)
    return Ready(status="ready")


def refuse_when_not_ready(request: Request) -> None:
    """Raises: `NotReady` with every reason."""
    readiness: Readiness = request.app.state.readiness
    if faults := readiness.faults(services_of(request)):
        raise NotReady("; ".join(fault.message for fault in faults), faults=faults)


@router.get(
    "/metrics",
    dependencies=[require("metrics:read")],
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **problems()},
)
def get_metrics(request: Request, tx: ReadOnly) -> Response:
    """The measures of this process, and of the job queue and the workers, in Prometheus' text format."""
    return Response(scraped(services_of(request), tx), media_type="text/plain; version=0.0.4; charset=utf-8")
