"""A version to carry away: an ONNX bundle, a safetensors bundle, a standalone scorer."""

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from classifier.errors import NotFound
from service.dependencies import Blobs, require, services_of
from service.errors import RangeNotSatisfiable, problems
from service.exports import actions
from service.exports.schemas import ExportList, Format
from service.models.schemas import ModelPath, VersionPath
from service.ranges import RANGE_RESPONSE, file_response
from service.routing import StrictRoute
from service.serving.loader import ModelUnusable

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["models"])


@router.get(
    "/{name}/versions/{version}/exports",
    dependencies=[require("model:read")],
    responses=problems(NotFound, ModelUnusable),
)
def list_model_version_exports(name: ModelPath, version: VersionPath, request: Request) -> ExportList:
    """The formats that a version can be carried away in, each with the size and hash of its file."""
    return actions.listing(services_of(request), name, version)


# Among the golden rows of a bundle are rows of the dataset, so a key for models alone does not do.
@router.get(
    "/{name}/versions/{version}/exports/{format}",
    dependencies=[require("model:read", "data:read")],
    response_class=StreamingResponse,
    responses={
        **problems(NotFound, ModelUnusable, RangeNotSatisfiable),
        **RANGE_RESPONSE,
        200: {
            "description": "A zip with everything from raw columns to labels, and golden rows that it answers.",
            "content": {actions.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        },
    },
)
def get_model_version_export(
    name: ModelPath,
    version: VersionPath,
    format: Format,  # noqa: A002
    blobs: Blobs,
    request: Request,
) -> StreamingResponse:
    """A bundle, or the part that `Range` asks for; labels follow the decision that holds now."""
    return file_response(request, actions.export(services_of(request), name, version, format), blobs)
