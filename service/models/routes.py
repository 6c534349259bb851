"""Models: what was trained, by name and version, and what its input must look like."""

from fastapi import APIRouter

from classifier.errors import NotFound
from service.dependencies import ReadOnly, require
from service.errors import problems
from service.models import actions
from service.models.schemas import InputSchema, ModelList, ModelOut, ModelPath, VersionList, VersionOut, VersionPath
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["models"])


@router.get("", dependencies=[require("model:read")], responses=problems(CursorInvalid, PageTooLarge))
def list_models(tx: ReadOnly, paging: Paging) -> ModelList:
    """Models, by name."""
    return actions.page(tx, paging)


@router.get("/{name}", dependencies=[require("model:read")], responses=problems(NotFound))
def get_model(name: ModelPath, tx: ReadOnly) -> ModelOut:
    """One model and its aliases."""
    return actions.find(tx, name)


@router.get(
    "/{name}/versions",
    dependencies=[require("model:read")],
    responses=problems(NotFound, CursorInvalid, PageTooLarge),
)
def list_model_versions(name: ModelPath, tx: ReadOnly, paging: Paging) -> VersionList:
    """Versions, newest first."""
    return actions.version_page(tx, name, paging)


@router.get("/{name}/versions/{version}", dependencies=[require("model:read")], responses=problems(NotFound))
def get_model_version(name: ModelPath, version: VersionPath, tx: ReadOnly) -> VersionOut:
    """One version: its inputs, classes, threshold, measures and lineage."""
    return actions.find_version(tx, name, version)


@router.get("/{name}/versions/{version}/schema", dependencies=[require("model:read")], responses=problems(NotFound))
def get_model_version_schema(name: ModelPath, version: VersionPath, tx: ReadOnly) -> InputSchema:
    """JSON Schema and an example of one input row."""
    return actions.input_schema(tx, name, version)
