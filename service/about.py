"""What this server allows, who the caller is, and which workers live."""

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from classifier.spec.limits import Limits
from service.auth.caller import Caller, require
from service.dependencies import ReadOnly, Settings
from service.errors import problems
from service.routing import StrictRoute
from store.tables import Worker

router = APIRouter(prefix="/v1", route_class=StrictRoute, tags=["server"])


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Me(_Out):
    """The caller's API key."""

    object: Literal["api_key"]
    id: str
    """`anonymous` where keys are off."""
    name: str
    scopes: list[str]


class WorkerOut(_Out):
    """One worker process."""

    object: Literal["worker"]
    id: str
    host: str
    pid: int
    queues: list[str]
    device: str
    started_at: datetime
    heartbeat_at: datetime
    """By the database's clock."""


class WorkerList(_Out):
    """Every worker that has not been given up."""

    object: Literal["list"]
    data: list[WorkerOut]
    has_more: bool
    next_cursor: str | None


@router.get("/limits", dependencies=[require()], responses=problems())
def get_limits(settings: Settings) -> Limits:
    """The limits of this server, by name."""
    return settings.limits


@router.get("/me", dependencies=[require()], responses=problems())
def get_me(caller: Caller) -> Me:
    """The key that this request came with."""
    return Me(object="api_key", id=caller.id, name=caller.name, scopes=sorted(caller.scopes))


@router.get("/workers", dependencies=[require("admin")], responses=problems())
def list_workers(tx: ReadOnly) -> WorkerList:
    """The live workers, oldest first."""
    rows = tx.scalars(select(Worker).order_by(Worker.started_at, Worker.id))
    return WorkerList(object="list", data=[_worker_out(row) for row in rows], has_more=False, next_cursor=None)


def _worker_out(row: Worker) -> WorkerOut:
    return WorkerOut(
        object="worker",
        id=row.id,
        host=row.host,
        pid=row.pid,
        queues=[str(queue) for queue in row.queues],
        device=row.device,
        started_at=row.started_at,
        heartbeat_at=datetime.fromtimestamp(row.beat, UTC),
    )
