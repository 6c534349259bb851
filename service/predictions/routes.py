"""Predictions: classify rows or an image at once, by the model's default version or a named one."""

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from classifier.errors import DataInvalid, NotFound, RowsInvalid, SpecInvalid, TooLarge
from service.answers import request_id_of
from service.datasets.upload import FORMATS, MediaTypeUnsupported
from service.dependencies import require, services_of
from service.errors import JsonInvalid, problems
from service.models.schemas import ModelPath, VersionPath
from service.predictions import actions, body
from service.predictions.schemas import PredictAnswer, PredictOptions
from service.routing import StrictRoute
from service.serving.loader import ModelUnusable
from service.serving.permits import PredictionBusy

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


@router.post(
    "/{name}/predict",
    response_model=PredictAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def predict(name: ModelPath, request: Request, options: Options) -> Response:
    """Classify rows with the model's default version. Body: JSON rows, a file, or one image."""
    return await _predict(request, name, None, options)


@router.post(
    "/{name}/versions/{version}/predict",
    response_model=PredictAnswer,
    dependencies=[require("predict")],
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def predict_with_version(name: ModelPath, version: VersionPath, request: Request, options: Options) -> Response:
    """Classify rows with one version of the model."""
    return await _predict(request, name, version, options)


async def _predict(request: Request, name: str, version: int | None, options: PredictOptions) -> Response:
    services = services_of(request)
    permits = services.predictors.permits
    permits.refuse_when_crowded()  # before the body is read: reading what is not answered costs most of an answer
    received = await body.receive(request, options)

    def answer() -> Response:
        answered = actions.answer(
            services.database,
            services.blobs,
            services.predictors,
            services.counters,
            services.versions,
            services.settings.limits,
            name,
            version,
            received,
            request_id_of(request.scope),
        )
        services.metrics.prediction_rows.inc(len(answered.predictions))
        # Written here in the thread: 10,000 rows of 20 classes take 40 ms, in which the loop would answer nobody.
        return Response(answered.model_dump_json(), media_type="application/json")

    async with permits.permit():
        return await to_thread.run_sync(answer)
