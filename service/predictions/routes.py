"""Predictions: classify rows at once, by the model's default version or a named one."""

from functools import partial
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from classifier.errors import NotFound, RowsInvalid, SpecInvalid
from classifier.spec.table import FileFormat
from service.answers import request_id_of
from service.datasets.upload import FORMATS, MediaTypeUnsupported, media_type
from service.dependencies import require, services_of
from service.errors import problems
from service.models.schemas import ModelPath, VersionPath
from service.predictions import actions
from service.predictions.actions import Body
from service.predictions.schemas import PredictAnswer, PredictOptions, PredictRequest
from service.routing import StrictRoute
from service.serving.loader import ModelUnusable
from service.strict_json import strict_json

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["predictions"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/PredictRequest"}},
            **{media: {"schema": {"type": "string", "format": "binary"}} for media in FORMATS},
        },
    }
}
_ANSWERS = problems(NotFound, ModelUnusable, RowsInvalid, SpecInvalid, MediaTypeUnsupported)

Options = Annotated[PredictOptions, Query(description="For CSV, NDJSON and Parquet bodies; JSON says it in the body.")]


@router.post("/{name}/predict", dependencies=[require("predict")], responses=_ANSWERS, openapi_extra=_BODY)
async def predict(name: ModelPath, request: Request, options: Options) -> PredictAnswer:
    """Classify rows with the model's default version. Body: JSON rows, or a CSV, NDJSON or Parquet file."""
    return await _predict(request, name, None, options)


@router.post(
    "/{name}/versions/{version}/predict", dependencies=[require("predict")], responses=_ANSWERS, openapi_extra=_BODY
)
async def predict_with_version(
    name: ModelPath, version: VersionPath, request: Request, options: Options
) -> PredictAnswer:
    """Classify rows with one version of the model."""
    return await _predict(request, name, version, options)


async def _predict(request: Request, name: str, version: int | None, options: PredictOptions) -> PredictAnswer:
    services = services_of(request)
    body = await _body(request, options)
    answered = await to_thread.run_sync(
        partial(
            actions.answer,
            services.database,
            services.blobs,
            services.predictors,
            services.settings.limits,
            name,
            version,
            body,
            request_id_of(request.scope),
        )
    )
    services.metrics.prediction_rows.inc(len(answered.predictions))
    return answered


async def _body(request: Request, options: PredictOptions) -> Body:
    """Raises: `MediaTypeUnsupported`, `JsonInvalid`, `RequestValidationError`."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        file_format, gzip, _ = _file_type(request)
        if gzip:
            raise MediaTypeUnsupported("a prediction takes no Content-Encoding; score large files with a scoring job")
        return Body(await request.body(), file_format, options)
    parsed = strict_json(await request.body())
    try:
        return Body(PredictRequest.model_validate(parsed), None, options)
    except ValidationError as error:
        raise RequestValidationError([{**item, "loc": ("body", *item["loc"])} for item in error.errors()]) from None


def _file_type(request: Request) -> tuple[FileFormat, bool, str]:
    try:
        return media_type(request)
    except MediaTypeUnsupported as error:
        raise MediaTypeUnsupported(
            f"{error.detail}; nor is it application/json", hint=f"Send application/json, {', '.join(FORMATS)}."
        ) from None
