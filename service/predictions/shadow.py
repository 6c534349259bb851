"""A shadow: a version that is shown the rows of requests that another has answered."""

import logging
import time
from collections.abc import Callable

from anyio import to_thread

from classifier.errors import DomainError
from service.dependencies import Services
from service.predictions import actions
from service.predictions.answering import parts_of, show_rows
from service.predictions.body import Body
from service.serving.permits import PredictionBusy
from store.served import ServedVersion

log = logging.getLogger(__name__)


async def show(services: Services, version: ServedVersion, sent: actions.Sent) -> None:
    """Show a request's rows to a shadow, unless predictions that somebody waits for need the machine."""

    def score() -> int:
        return actions.show(
            version, services.predictors, services.blobs, services.counters, sent, services.settings.limits
        )

    await _show(services, version, score)


async def show_body(services: Services, version: ServedVersion, received: Body) -> None:
    """The same for a body as it came, where such a body is answered."""

    def score() -> int:
        if services.large_bodies.takes(received):
            return services.large_bodies.show(version, received)
        return show_rows(parts_of(services), version, received)

    await _show(services, version, score)


async def _show(services: Services, version: ServedVersion, score: Callable[[], int]) -> None:
    outcome = "scored"
    try:
        services.predictors.permits.refuse_when_waiting()
        async with services.predictors.permits.permit():
            started = time.perf_counter()
            num_rows = await to_thread.run_sync(score)
            now = time.perf_counter()
            services.metrics.versions.of(version, is_shadow=True).note(num_rows, now - started, now)
    except PredictionBusy:
        outcome = "skipped"
    except DomainError as error:
        outcome = "failed"
        log.info("version %s of model %s cannot shadow: %s", version.version, version.model_name, error.detail)
    except Exception:  # its answer has left; nothing of a shadow is an error of the request
        outcome = "failed"
        log.warning("version %s of model %s failed as a shadow", version.version, version.model_name, exc_info=True)
    services.metrics.shadows.labels(outcome).inc()
