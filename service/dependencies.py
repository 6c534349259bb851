"""What routes ask for by type: a transaction, the blobs, the queue, the settings, the caller."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import HTTPConnection

from service.auth.caller import Caller, Identity, caller_of, require
from service.exports.made import MadeExports
from service.limits.admission import Admission
from service.metrics import Metrics
from service.predictions.known import KnownAnswers
from service.serving.counters import ServingCounters
from service.serving.loader import PredictorCache
from service.serving.registry import Registry
from service.settings import ApiSettings
from store.blobs import LocalBlobStore
from store.partial import PartialFiles
from store.queue import Queue
from store.session import Database

if TYPE_CHECKING:
    from service.large_bodies.pool import LargeBodies
    from service.processes.siblings import Siblings

__all__ = [
    "Blobs",
    "Caller",
    "Identity",
    "LifecycleDep",
    "MetricsDep",
    "Partials",
    "QueueDep",
    "ReadOnly",
    "Settings",
    "Storage",
    "Transaction",
    "caller_of",
    "require",
    "services_of",
]


@dataclass
class Lifecycle:
    """Where this process stands. Long polls and event streams end when `draining` turns true."""

    draining: bool = False


@dataclass(frozen=True)
class Services:
    """What one API process has open, from start to end."""

    settings: ApiSettings
    database: Database
    blobs: LocalBlobStore
    partials: PartialFiles
    queue: Queue
    metrics: Metrics
    predictors: PredictorCache
    registry: Registry
    counters: ServingCounters
    known: KnownAnswers
    large_bodies: "LargeBodies"
    admission: Admission
    siblings: "Siblings | None" = None
    """The other API processes on the same port; None when this is the only one."""
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    exports: MadeExports = field(default_factory=MadeExports)


def services_of(connection: HTTPConnection) -> Services:
    """The open services of the process that answers this request."""
    services = connection.app.state.services
    assert isinstance(services, Services)  # noqa: S101  (set by the lifespan; without it nothing is served)
    return services


def open_transaction(connection: HTTPConnection) -> Iterator[Session]:
    """One transaction for the route: committed when it returns, rolled back when it raises."""
    with services_of(connection).database.begin() as session:
        yield session


def open_reading(connection: HTTPConnection) -> Iterator[Session]:
    """One session that only reads."""
    with services_of(connection).database.read() as session:
        yield session


async def _database(connection: HTTPConnection) -> Database:
    return services_of(connection).database


async def _blobs(connection: HTTPConnection) -> LocalBlobStore:
    return services_of(connection).blobs


async def _partials(connection: HTTPConnection) -> PartialFiles:
    return services_of(connection).partials


async def _queue(connection: HTTPConnection) -> Queue:
    return services_of(connection).queue


async def _settings(connection: HTTPConnection) -> ApiSettings:
    return services_of(connection).settings


async def _metrics(connection: HTTPConnection) -> Metrics:
    return services_of(connection).metrics


async def _lifecycle(connection: HTTPConnection) -> Lifecycle:
    return services_of(connection).lifecycle


# "function": the commit happens before the answer leaves. By default it would leave first, and tell of a row that may
# never land. It also means that a streamed answer holds no connection; a stream opens its own short sessions.
Transaction = Annotated[Session, Depends(open_transaction, scope="function")]
ReadOnly = Annotated[Session, Depends(open_reading, scope="function")]

# For uploads and long polls, which must not hold a transaction while they wait: open short ones.
Storage = Annotated[Database, Depends(_database)]

Blobs = Annotated[LocalBlobStore, Depends(_blobs)]
Partials = Annotated[PartialFiles, Depends(_partials)]
QueueDep = Annotated[Queue, Depends(_queue)]
Settings = Annotated[ApiSettings, Depends(_settings)]
MetricsDep = Annotated[Metrics, Depends(_metrics)]
LifecycleDep = Annotated[Lifecycle, Depends(_lifecycle)]
