"""Aliases: which version of a model answers, moved without a failed request; and who changed what."""

from typing import Any

from fastapi import APIRouter, Request, Response, status

from classifier.errors import NotFound, SpecInvalid
from service.aliases import actions
from service.aliases.schemas import AliasList, AliasOut, AliasPath, AliasRequest, ChangeList
from service.dependencies import Caller, ReadOnly, require, services_of
from service.errors import PreconditionFailed, PreconditionRequired, problems
from service.models.schemas import ModelPath, Why
from service.pages import CursorInvalid, PageTooLarge, Paging
from service.preconditions import IfMatch
from service.routing import StrictRoute
from service.serving.loader import ModelUnusable

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["models"])

ETAG: dict[str, Any] = {"ETag": {"description": "For If-Match.", "schema": {"type": "string"}}}


@router.get("/{name}/aliases", dependencies=[require("model:read")], responses=problems(NotFound))
def list_model_aliases(name: ModelPath, tx: ReadOnly) -> AliasList:
    """Every alias of a model; `default` is always among them."""
    return actions.listed(tx, name)


@router.get(
    "/{name}/aliases/{alias}",
    dependencies=[require("model:read")],
    responses={200: {"headers": ETAG}, **problems(NotFound)},
)
def get_model_alias(name: ModelPath, alias: AliasPath, tx: ReadOnly, response: Response) -> AliasOut:
    """Where one alias points; its ETag is what a move needs."""
    found = actions.find(tx, name, alias)
    response.headers["ETag"] = found.etag
    return found


@router.put(
    "/{name}/aliases/{alias}",
    dependencies=[require("model:write")],
    responses={
        200: {"headers": ETAG, "description": "The alias was moved, or points there already."},
        201: {"headers": ETAG, "description": "The alias is new.", "model": AliasOut},
        **problems(
            NotFound, SpecInvalid, ModelUnusable, PreconditionRequired, PreconditionFailed, actions.TooManyAliases
        ),
    },
)
def put_model_alias(
    name: ModelPath,
    alias: AliasPath,
    body: AliasRequest,
    conditions: IfMatch,
    caller: Caller,
    request: Request,
    response: Response,
) -> AliasOut:
    """Point an alias at a version, or at several by weight; a rollback is a move to the version before.

    The versions are loaded and checked before the move, which every API process follows within two seconds.
    """
    found, is_new = actions.put(services_of(request), name, alias, body, conditions, caller.id)
    response.headers["ETag"] = found.etag
    if is_new:
        response.status_code = status.HTTP_201_CREATED
    return found


@router.delete(
    "/{name}/aliases/{alias}",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[require("model:write")],
    responses=problems(NotFound, actions.AliasMandatory, PreconditionRequired, PreconditionFailed),
)
def delete_model_alias(
    name: ModelPath, alias: AliasPath, conditions: IfMatch, caller: Caller, request: Request, why: Why = None
) -> None:
    """Remove an alias other than `default`."""
    actions.delete(services_of(request), name, alias, conditions, caller.id, why)


@router.get(
    "/{name}/audit",
    dependencies=[require("model:read")],
    responses=problems(NotFound, CursorInvalid, PageTooLarge),
)
def list_model_changes(name: ModelPath, tx: ReadOnly, paging: Paging) -> ChangeList:
    """Who changed what of a model, when and why, newest first; also of one that was deleted."""
    return actions.changes(tx, name, paging)
