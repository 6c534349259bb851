"""Models: what was trained, by name and version, what is said of it, and what its input must look like."""

from fastapi import APIRouter, Request, status

from classifier.errors import NotFound, SpecInvalid
from service.dependencies import Caller, ReadOnly, Transaction, require, services_of
from service.errors import problems
from service.models import actions
from service.models.schemas import (
    DescriptionPatch,
    InputSchema,
    ModelList,
    ModelOut,
    ModelPath,
    VersionList,
    VersionOut,
    VersionPath,
    Why,
)
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.routing import StrictRoute
from store.models import ModelInUse, VersionInUse

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
    """One input row as JSON Schema, as an example and as TypeScript."""
    return actions.input_schema(tx, name, version)


@router.patch("/{name}", dependencies=[require("model:write")], responses=problems(NotFound, SpecInvalid))
def update_model(name: ModelPath, body: DescriptionPatch, tx: Transaction, caller: Caller) -> ModelOut:
    """Describe and tag a model; what is not said stays, null removes."""
    return actions.describe_model(tx, name, body, caller.id)


@router.patch(
    "/{name}/versions/{version}", dependencies=[require("model:write")], responses=problems(NotFound, SpecInvalid)
)
def update_model_version(
    name: ModelPath, version: VersionPath, body: DescriptionPatch, tx: Transaction, caller: Caller
) -> VersionOut:
    """Describe and tag a version; what is not said stays, null removes."""
    return actions.describe_version(tx, name, version, body, caller.id)


@router.delete(
    "/{name}/versions/{version}",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[require("model:write")],
    responses=problems(NotFound, VersionInUse),
)
def delete_model_version(
    name: ModelPath, version: VersionPath, caller: Caller, request: Request, why: Why = None
) -> None:
    """Delete a version that no alias names and no unfinished scoring job needs."""
    actions.remove_version(services_of(request), name, version, caller.id, why)


@router.delete(
    "/{name}",
    name="delete_model",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[require("model:write")],
    responses=problems(NotFound, ModelInUse),
)
def remove_model(name: ModelPath, caller: Caller, request: Request, why: Why = None) -> None:
    """Delete a model with all its versions, when it has no alias but `default` and no unfinished job needs it."""
    actions.remove_model(services_of(request), name, caller.id, why)
