"""Explanations: what each column added to a prediction, by the model's default alias, another one or a version."""

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from classifier.errors import NotFound, RowsInvalid, SpecInvalid, TooLarge
from service.aliases.schemas import AliasPath
from service.answers import request_id_of
from service.dependencies import require, services_of
from service.errors import JsonInvalid, UnsupportedMedia, problems
from service.explanations import actions
from service.explanations.schemas import ExplainAnswer, ExplainRequest
from service.models.schemas import ModelPath, VersionPath
from service.predictions.body import read_rows
from service.predictions.routes import RoutingKey
from service.routing import StrictRoute
from service.serving.choice import Asked
from service.serving.loader import ModelUnusable
from service.serving.permits import PredictionBusy

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["predictions"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ExplainRequest"}}},
    }
}
_ANSWERS = problems(
    NotFound,
    ModelUnusable,
    RowsInvalid,
    SpecInvalid,
    JsonInvalid,
    UnsupportedMedia,
    TooLarge,
    actions.ExplanationTooLong,
    PredictionBusy,
)


@router.post(
    "/{name}/explain",
    response_model=ExplainAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def explain(name: ModelPath, request: Request, routing_key: RoutingKey = None) -> Response:
    """Tell what each column added to the predictions of the model's default alias."""
    return await _explain(request, name, Asked(routing_key=routing_key))


@router.post(
    "/{name}/aliases/{alias}/explain",
    response_model=ExplainAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def explain_with_alias(
    name: ModelPath, alias: AliasPath, request: Request, routing_key: RoutingKey = None
) -> Response:
    """Tell what each column added to the predictions of the version that an alias points at."""
    return await _explain(request, name, Asked(alias=alias, routing_key=routing_key))


@router.post(
    "/{name}/versions/{version}/explain",
    response_model=ExplainAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def explain_with_version(name: ModelPath, version: VersionPath, request: Request) -> Response:
    """Tell what each column added to the predictions of one version of the model."""
    return await _explain(request, name, Asked(version=version))


async def _explain(request: Request, name: str, asked: Asked) -> Response:
    services = services_of(request)
    permits = services.predictors.permits
    permits.refuse_when_crowded()
    plain = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if plain != "application/json" or request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise UnsupportedMedia("an explanation takes application/json, without a Content-Encoding")
    data = await request.body()

    def answer() -> str:
        question = actions.Question.of(read_rows(data, ExplainRequest), len(data))
        answered = actions.answer(
            services.registry.choose(name, asked).version,
            services.blobs,
            services.predictors,
            services.counters,
            services.settings.limits,
            question,
            request_id_of(request.scope),
        )
        return answered.model_dump_json()

    async with permits.permit():
        written = await to_thread.run_sync(answer)
    return Response(written, media_type="application/json")
