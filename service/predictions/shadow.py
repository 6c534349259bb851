"""A shadow: a version that is shown the rows of requests that another has answered, and compared with that one."""

import logging
import time
from collections.abc import Callable

from anyio import to_thread

from classifier.errors import DomainError
from classifier.spec.counts import Agreement
from service.dependencies import Services
from service.predictions import actions
from service.predictions.answering import parts_of, show_rows
from service.predictions.body import Body
from service.serving.permits import PredictionBusy
from store.served import ServedVersion

log = logging.getLogger(__name__)


async def show(services: Services, version: ServedVersion, sent: actions.Sent, answered: ServedVersion) -> None:
    """Show a request's rows to a shadow, unless predictions that somebody waits for need the machine.

    `answered`: the version that did.
    """

    def score() -> tuple[int, Agreement]:
        limits = services.settings.limits
        return actions.show(version, services.predictors, services.blobs, services.counters, sent, limits, answered)

    await _show(services, version, score)


async def show_body(services: Services, version: ServedVersion, received: Body, answered: ServedVersion) -> None:
    """The same for a body as it came, where such a body is answered."""

    def score() -> tuple[int, Agreement]:
        if services.large_bodies.takes(received):
            return services.large_bodies.show(version, received, answered)
        return show_rows(parts_of(services), version, received, answered)

    await _show(services, version, score)


async def _show(services: Services, version: ServedVersion, score: Callable[[], tuple[int, Agreement]]) -> None:
    outcome = "scored"
    try:
        services.predictors.permits.refuse_when_waiting()
        async with services.predictors.permits.permit():
            started = time.perf_counter()
            num_rows, agreement = await to_thread.run_sync(score)
            now = time.perf_counter()
            series = services.metrics.versions.of(version, is_shadow=True)
            series.note(num_rows, now - started, now)
            series.note_agreement(agreement)
    except PredictionBusy:
        outcome = "skipped"
    except DomainError as error:
        outcome = "failed"
        log.info("version %s of model %s cannot shadow: %s", version.version, version.model_name, error.detail)
    except Exception:  # its answer has left; nothing of a shadow is an error of the request
        outcome = "failed"
        log.warning("version %s of model %s failed as a shadow", version.version, version.model_name, exc_info=True)
    services.metrics.shadows.labels(outcome).inc()
