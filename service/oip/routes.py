"""The Open Inference Protocol over HTTP: health, metadata and inference, as clients of KServe and Triton ask for them.

Source: https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
"""

import time
from dataclasses import replace
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Request, Response
from starlette.background import BackgroundTask

from classifier.errors import NotFound, RowsInvalid, SpecInvalid, TooLarge
from service.dependencies import ReadOnly, Services, require, services_of
from service.errors import JsonInvalid, NotReady
from service.health import refuse_when_not_ready
from service.models.schemas import ModelPath, VersionPath
from service.oip import body, metadata
from service.oip.errors import TensorInvalid, oip_problems
from service.oip.schemas import (
    Health,
    InferAnswer,
    Liveness,
    ModelMetadata,
    ModelReadiness,
    ServerMetadata,
)
from service.predictions.routes import RoutingKey
from service.predictions.shadow import show
from service.routing import StrictRoute
from service.serving.choice import Asked
from service.serving.loader import ModelUnusable
from service.serving.permits import PredictionBusy
from store.served import ServedVersion

router = APIRouter(prefix="/v2", route_class=StrictRoute, tags=["inference-protocol"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/InferRequest"}},
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
_ANSWERS = oip_problems(
    NotFound, ModelUnusable, RowsInvalid, SpecInvalid, TensorInvalid, JsonInvalid, TooLarge, PredictionBusy
)

_PREDICT = [require("predict")]

HeaderLength = Annotated[
    str | None,
    Header(alias=body.HEADER, description="Bytes of the JSON, where the bytes of binary tensors follow it."),
]


@router.get("", dependencies=_PREDICT, responses=oip_problems())
async def get_oip_server(request: Request) -> ServerMetadata:
    """What this server is, and its extensions of the protocol."""
    return ServerMetadata(name="discern", version=request.app.version, extensions=metadata.EXTENSIONS)


@router.get("/health/live", responses=oip_problems())
async def get_oip_liveness() -> Liveness:
    """The process answers; as `/livez`."""
    return Liveness(live=True)


@router.get("/health/ready", responses=oip_problems(NotReady))
def get_oip_readiness(request: Request) -> Health:
    """The process takes requests; as `/readyz`."""
    refuse_when_not_ready(request)
    return Health(live=True, ready=True)


@router.get("/models/{name}", dependencies=_PREDICT, responses=oip_problems(NotFound))
def get_oip_model(name: ModelPath, tx: ReadOnly) -> ModelMetadata:
    """What the version of the model's default alias takes and gives."""
    return metadata.model_metadata(tx, name, Asked())


@router.get("/models/{name}/versions/{version}", dependencies=_PREDICT, responses=oip_problems(NotFound))
def get_oip_model_version(name: ModelPath, version: VersionPath, tx: ReadOnly) -> ModelMetadata:
    """What one version of the model takes and gives."""
    return metadata.model_metadata(tx, name, Asked(version=version))


@router.get(
    "/models/{name}/ready", dependencies=_PREDICT, responses=oip_problems(NotFound, ModelUnusable, PredictionBusy)
)
async def get_oip_model_readiness(name: ModelPath, request: Request) -> ModelReadiness:
    """Load the version of the model's default alias, and see that it answers."""
    return await _ready(services_of(request), name, Asked())


@router.get(
    "/models/{name}/versions/{version}/ready",
    dependencies=_PREDICT,
    responses=oip_problems(NotFound, ModelUnusable, PredictionBusy),
)
async def get_oip_model_version_readiness(name: ModelPath, version: VersionPath, request: Request) -> ModelReadiness:
    """Load one version of the model, and see that it answers."""
    return await _ready(services_of(request), name, Asked(version=version))


@router.post(
    "/models/{name}/infer",
    response_model=InferAnswer,
    dependencies=_PREDICT,
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def infer(
    name: ModelPath, request: Request, header_length: HeaderLength = None, routing_key: RoutingKey = None
) -> Response:
    """Classify rows with the model's default alias. Body: a tensor for each column, as JSON or as bytes after it."""
    return await _infer(request, name, Asked(routing_key=routing_key))


@router.post(
    "/models/{name}/versions/{version}/infer",
    response_model=InferAnswer,
    dependencies=_PREDICT,
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def infer_with_version(
    name: ModelPath, version: VersionPath, request: Request, header_length: HeaderLength = None
) -> Response:
    """Classify rows with one version of the model."""
    return await _infer(request, name, Asked(version=version))


async def _infer(request: Request, name: str, asked: Asked) -> Response:
    services = services_of(request)
    permits = services.predictors.permits
    permits.refuse_when_crowded()  # before the body is read, as for /v1
    started = time.perf_counter()
    received = await body.receive(request)

    def answer() -> tuple[Response, ServedVersion, int]:
        from service.oip import actions  # needs numpy and Arrow: a server starts without them

        asks, chunks = body.read(received)
        key = asked.routing_key or asks.parameters.routing_key
        choice = services.registry.choose(name, replace(asked, routing_key=key))
        sent = actions.sent_in(asks, chunks, services)
        content, headers, num_rows = actions.infer(services, choice, asks, sent)
        background = (
            None if choice.shadow is None else BackgroundTask(show, services, choice.shadow, sent, choice.version)
        )
        return Response(content, headers=headers, background=background), choice.version, num_rows

    async with permits.permit():
        response, version, num_rows = await to_thread.run_sync(answer)
    now = time.perf_counter()
    services.metrics.versions.of(version).note(num_rows, now - started, now)
    return response


async def _ready(services: Services, name: str, asked: Asked) -> ModelReadiness:
    def warm() -> ModelReadiness:
        services.predictors.warm(services.blobs, services.registry.choose(name, asked).version)
        return ModelReadiness(name=name, ready=True)

    async with services.predictors.permits.permit():
        return await to_thread.run_sync(warm)
