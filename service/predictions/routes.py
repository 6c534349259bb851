"""Predictions: classify rows or an image at once, by the model's default alias, another one or a version."""

import logging
import time
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Query, Request, Response
from starlette.background import BackgroundTask

from classifier.errors import DataInvalid, NotFound, RowsInvalid, SpecInvalid, TooLarge
from service.aliases.schemas import AliasPath
from service.answers import request_id_of
from service.datasets.upload import MediaTypeUnsupported
from service.dependencies import require, services_of
from service.errors import JsonInvalid, problems
from service.explanations.schemas import ExplainAnswer
from service.large_bodies.pool import LargeBodyLost
from service.models.schemas import ModelPath, VersionPath
from service.predictions import actions, body
from service.predictions.accept import ARROW, CSV, NDJSON, FormUnknown, form_of
from service.predictions.answering import parts_of, write_answer
from service.predictions.schemas import PredictAnswer, PredictColumnsAnswer, PredictOptions
from service.predictions.shadow import show_body
from service.routing import StrictRoute
from service.serving.choice import Asked
from service.serving.loader import ModelUnusable
from service.serving.permits import PredictionBusy
from store.served import ServedVersion

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["predictions"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/PredictRequest"}},
            **{media: {"schema": {"type": "string", "format": "binary"}} for media in (*body.FORMATS, *body.IMAGES)},
        },
    }
}
_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answers, in the form that `Accept` asks for.",
        "content": {
            NDJSON: {"schema": {"type": "string"}},
            CSV: {"schema": {"type": "string"}},
            ARROW: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
_ANSWERS = _FORMS | problems(
    NotFound,
    FormUnknown,
    ModelUnusable,
    RowsInvalid,
    SpecInvalid,
    DataInvalid,
    actions.ModelTakesNoImage,
    JsonInvalid,
    MediaTypeUnsupported,
    TooLarge,
    PredictionBusy,
    LargeBodyLost,
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
    form = form_of(",".join(request.headers.getlist("accept")))
    received = await body.receive(request, options)

    def answer() -> tuple[Response, ServedVersion, int]:
        choice, request_id = services.registry.choose(name, asked), request_id_of(request.scope)
        if services.large_bodies.takes(received):
            written = services.large_bodies.answer(choice.version, received, form, request_id)
        else:
            written = write_answer(parts_of(services), choice.version, received, form, request_id)
        # Once the answer has left: a shadow delays no one and fails nothing.
        shadow = choice.shadow
        background = None if shadow is None else BackgroundTask(show_body, services, shadow, received, choice.version)
        response = Response(written.body, 200, written.headers, written.media_type, background)
        return response, choice.version, written.num_rows

    async with permits.permit():
        response, version, num_rows = await to_thread.run_sync(answer)
    now = time.perf_counter()
    services.metrics.versions.of(version).note(num_rows, now - started, now)
    return response
