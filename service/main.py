"""The API as an ASGI application: layers outside, routes inside."""

# ruff: noqa: E402  (the collector is stopped before the imports)
import gc

# Everything an import makes stays: looking through it for garbage again and again took 0.13 to 0.36 of 1.0 to 1.3 s.
gc.disable()

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache, partial
from typing import TYPE_CHECKING

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import Receive, Scope, Send

from classifier.errors import DomainError
from service import about, catalogue, docs, health, openapi, scrape
from service.aliases import routes as aliases
from service.answers import answer_exception
from service.api_keys import routes as api_keys
from service.auth.layer import PROBES, Authentication
from service.auth.verifier import Verifier
from service.console.layer import Console
from service.context import RequestContext
from service.datasets import routes as datasets
from service.decisions import routes as decisions
from service.dependencies import Services
from service.explanations import routes as explanations
from service.exports import routes as exports
from service.findings import kinds as finding_kinds
from service.health import Readiness
from service.jobs import routes as jobs
from service.large_bodies.pool import LargeBodies
from service.limits.admission import SPARE_THREADS, Admission
from service.limits.body import BodyLimits
from service.limits.headers import SecurityHeaders
from service.limits.host import HostAllowList
from service.limits.origin import OriginPolicy
from service.metrics import Metrics
from service.models import routes as models
from service.monitoring import routes as monitoring
from service.oip import routes as oip
from service.places import private_folder
from service.predictions import routes as predictions
from service.predictions.hot import HotPredictions
from service.predictions.known import KnownAnswers
from service.reports import routes as reports
from service.samples import routes as samples
from service.scoring_jobs import routes as scoring_jobs
from service.serving.counters import ServingCounters, keep_flushing
from service.serving.loader import PredictorCache
from service.serving.permits import MOST_AT_ONCE, Permits
from service.serving.registry import Registry
from service.session import routes as session
from service.settings import ApiSettings
from service.training_jobs import routes as training_jobs
from service.uploads import routes as uploads
from store.blobs import open_blobs
from store.partial import PartialFiles
from store.queue import Queue
from store.session import open_database

if TYPE_CHECKING:
    from service.processes.siblings import Siblings

gc.freeze()  # nor is it looked through later: a full collection took 130 ms, in which nobody was answered
gc.enable()


class Application(FastAPI):
    """The routes and their layers, and before them all what answers ordinary predictions by itself."""

    hot: HotPredictions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        await self.hot(scope, receive, send)

    async def ordinary(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI, through all layers."""
        await super().__call__(scope, receive, send)


def create_app(settings: ApiSettings, siblings: "Siblings | None" = None) -> Application:
    """The application of one process. Nothing is opened before its lifespan starts.

    `siblings`: the other processes on the same port, when there are some.
    """
    metrics, verifier = Metrics(_version()), Verifier(settings.share(settings.auth_failures_per_minute))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = settings.threads + SPARE_THREADS
        services = open_services(settings, metrics, siblings)
        app.state.services = services
        try:
            async with AsyncExitStack() as stack:
                stack.enter_context(services.registry.following())
                if siblings is not None:
                    await stack.enter_async_context(siblings.telling(partial(scrape.of_process, services)))
                await stack.enter_async_context(keep_flushing(services.counters, settings.counters_flush_seconds))
                yield
        finally:
            services.lifecycle.draining = True
            services.large_bodies.close()
            services.queue.close()
            services.database.dispose()

    app = Application(
        title="Discern",
        version=_version(),
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a redirect would be one more answer to describe, and drops the body
        middleware=layers(settings, metrics, verifier),
        exception_handlers={
            DomainError: answer_exception,
            RequestValidationError: answer_exception,
            HTTPException: answer_exception,
        },
    )
    app.state.readiness = Readiness()
    app.state.verifier = verifier
    app.hot = HotPredictions(app.ordinary, app.state, settings, verifier, metrics)
    include_routes(app)
    app.openapi = cache(partial(openapi.document, app))  # type: ignore[method-assign]
    return app


def layers(settings: ApiSettings, metrics: Metrics, verifier: Verifier) -> list[Middleware]:
    """What lies around the routes, outermost first. What is cheap to refuse is refused before what is dear."""
    public = PROBES | (docs.PATHS if settings.docs_are_public else frozenset())
    return [
        Middleware(RequestContext, metrics=metrics),
        Middleware(SecurityHeaders),
        Middleware(HostAllowList, names=settings.host_names),
        Middleware(OriginPolicy, origins=settings.cors_origins),
        Middleware(Console),
        Middleware(Authentication, settings=settings, verifier=verifier, public=public),
        Middleware(BodyLimits, settings=settings),
    ]


def include_routes(app: FastAPI) -> None:
    """Every route of the API. The paths in the routers are whole: no prefix is added here.

    As the objects that the routers have: `include_router` makes each again at an application's first request, 0.1 s for ours.
    """
    work = (
        datasets,
        samples,
        uploads,
        training_jobs,
        models,
        aliases,
        decisions,
        reports,
        exports,
        monitoring,
        predictions,
        explanations,
        oip,
        scoring_jobs,
        jobs,
    )
    app.router.routes.extend(jobs.queue_router.routes)
    for module in (*work, catalogue, finding_kinds, about, session, api_keys, health, docs):
        app.router.routes.extend(module.router.routes)


def open_services(settings: ApiSettings, metrics: Metrics, siblings: "Siblings | None" = None) -> Services:
    """Open the database, the blobs and the queue; the database must be migrated already."""
    private_folder(settings.data_dir)
    # A thread that answers a request holds at most one connection, plus one while its key is checked.
    database = open_database(settings.url, pool_size=min(settings.threads, max(5, settings.share(20))))
    blobs = open_blobs(settings.data_dir)
    predictors = PredictorCache(settings.model_cache_bytes, Permits(settings.share(MOST_AT_ONCE)))
    counters, large_bodies = ServingCounters(database, settings.drift_window_seconds), LargeBodies(settings)
    counters.sources.append(large_bodies.take_counts)
    return Services(
        settings=settings,
        database=database,
        blobs=blobs,
        partials=PartialFiles(blobs),
        queue=Queue(database),
        metrics=metrics,
        admission=Admission(settings.threads),
        predictors=predictors,
        registry=Registry(database, blobs, predictors),
        known=KnownAnswers(predictors),
        large_bodies=large_bodies,
        siblings=siblings,
        counters=counters,
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # 30 ms, and only the running server needs it

    try:
        return version("discern")
    except PackageNotFoundError:
        return "0"
