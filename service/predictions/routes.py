"""Predictions: classify rows or an image at once, by the model's default alias, another one or a version."""

import logging
import time
from typing import TYPE_CHECKING, Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Query, Request, Response
from starlette.background import BackgroundTask

from classifier.errors import DataInvalid, NotFound, RowsInvalid, SpecInvalid, TooLarge
from service.aliases.schemas import AliasPath
from service.answers import request_id_of
from service.datasets.upload import FORMATS, MediaTypeUnsupported
from service.dependencies import Services, require, services_of
from service.errors import JsonInvalid, problems
from service.explanations.schemas import ExplainAnswer
from service.models.schemas import ModelPath, VersionPath
from service.predictions import actions, body
from service.predictions.known import MOST_BYTES, AskedOf
from service.predictions.schemas import PredictAnswer, PredictColumnsAnswer, PredictOptions
from service.predictions.shadow import show
from service.routing import StrictRoute
from service.serving.choice import Asked, Choice
from service.serving.loader import ModelUnusable
from service.serving.permits import PredictionBusy
from store.served import ServedVersion

if TYPE_CHECKING:
    from service.predictions.plain_answers import Answered

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["predictions"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/PredictRequest"}},
            **{media: {"schema": {"type": "string", "format": "binary"}} for media in (*FORMATS, *body.IMAGES)},
        },
    }
}
_ANSWERS = problems(
    NotFound,
    ModelUnusable,
    RowsInvalid,
    SpecInvalid,
    DataInvalid,
    actions.ModelTakesNoImage,
    JsonInvalid,
    MediaTypeUnsupported,
    TooLarge,
    PredictionBusy,
)

Options = Annotated[PredictOptions, Query(description="For bodies that are a file; JSON says it in the body.")]
RoutingKey = Annotated[
    str | None,
    Header(
        alias="X-Routing-Key",
        min_length=1,
        max_length=256,
        description="Where an alias shares its requests among versions, those of one key get the same.",
    ),
]

log = logging.getLogger(__name__)


@router.post(
    "/{name}/predict",
    response_model=PredictAnswer | PredictColumnsAnswer | ExplainAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def predict(name: ModelPath, request: Request, options: Options, routing_key: RoutingKey = None) -> Response:
    """Classify rows with the model's default alias. Body: JSON rows, a file, or one image."""
    return await _predict(request, name, Asked(routing_key=routing_key or options.routing_key), options)


@router.post(
    "/{name}/aliases/{alias}/predict",
    response_model=PredictAnswer | PredictColumnsAnswer | ExplainAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def predict_with_alias(
    name: ModelPath, alias: AliasPath, request: Request, options: Options, routing_key: RoutingKey = None
) -> Response:
    """Classify rows with the version that an alias points at, or one of its versions by weight."""
    return await _predict(request, name, Asked(alias=alias, routing_key=routing_key or options.routing_key), options)


@router.post(
    "/{name}/versions/{version}/predict",
    response_model=PredictAnswer | PredictColumnsAnswer | ExplainAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def predict_with_version(name: ModelPath, version: VersionPath, request: Request, options: Options) -> Response:
    """Classify rows with one version of the model."""
    return await _predict(request, name, Asked(version=version), options)


async def _predict(request: Request, name: str, asked: Asked, options: PredictOptions) -> Response:
    services = services_of(request)
    permits = services.predictors.permits
    permits.refuse_when_crowded()  # before the body is read: reading what is not answered costs most of an answer
    started = time.perf_counter()
    received = await body.receive(request, options)

    def answer() -> tuple[Response, ServedVersion, int]:
        choice = services.registry.choose(name, asked)
        # Once the answer has left: a shadow delays no one and fails nothing.
        sent = actions.sent_in(received, services.settings.limits)
        background = None if choice.shadow is None else BackgroundTask(show, services, choice.shadow, sent)
        if (plain := _plain(services, choice, received, request_id_of(request.scope))) is not None:
            response = Response(plain.body, media_type="application/json", background=background)
            return response, choice.version, len(plain.served.p_NC)
        answered, num_rows = actions.answer(
            choice,
            services.blobs,
            services.predictors,
            services.counters,
            services.known,
            services.settings.limits,
            received,
            request_id_of(request.scope),
        )
        # Written here in the thread: 10,000 rows of 20 classes take 40 ms, in which the loop would answer nobody.
        written = answered.model_dump_json()
        return Response(written, media_type="application/json", background=background), choice.version, num_rows

    async with permits.permit():
        response, version, num_rows = await to_thread.run_sync(answer)
    now = time.perf_counter()
    services.metrics.versions.of(version).note(num_rows, now - started, now)
    return response


def _plain(services: Services, choice: Choice, received: body.Body, request_id: str) -> "Answered | None":
    """The answer to a body that is too large for the layer before all others, and else what that would have answered."""
    started = time.perf_counter()
    if not received.is_json or len(received.data) <= MOST_BYTES:
        return None
    if (known := services.known.find(choice.version)) is None:
        return None
    answers, predictor = known
    answered = answers.answer_now(
        AskedOf(choice.version, predictor, services.settings.limits, request_id, started), received.data
    )
    if answered is None:
        return None
    if services.counters.note_plain(choice.version.id, answered.served):
        services.counters.count()
    return answered
