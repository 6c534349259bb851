"""Decision settings: threshold, thresholds by class, or costs; changed without a new version, with their history."""

from fastapi import APIRouter, Request, Response

from classifier.errors import NotFound, SpecInvalid
from service.aliases.routes import ETAG
from service.decisions import actions
from service.decisions.schemas import DecisionOut, DecisionRequest
from service.dependencies import Caller, ReadOnly, require, services_of
from service.errors import PreconditionFailed, PreconditionRequired, problems
from service.models.schemas import ModelPath, VersionPath, Why
from service.preconditions import IfMatch
from service.routing import StrictRoute

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["models"])

_PATH = "/{name}/versions/{version}/decision"


@router.get(_PATH, dependencies=[require("model:read")], responses={200: {"headers": ETAG}, **problems(NotFound)})
def get_model_version_decision(name: ModelPath, version: VersionPath, tx: ReadOnly, response: Response) -> DecisionOut:
    """How the version's probabilities become labels, and how they did before."""
    found = actions.find(tx, name, version)
    response.headers["ETag"] = found.etag
    return found


@router.put(
    _PATH,
    dependencies=[require("model:write")],
    responses={
        200: {"headers": ETAG},
        **problems(NotFound, SpecInvalid, PreconditionRequired, PreconditionFailed),
    },
)
def put_model_version_decision(
    name: ModelPath,
    version: VersionPath,
    body: DecisionRequest,
    conditions: IfMatch,
    caller: Caller,
    request: Request,
    response: Response,
) -> DecisionOut:
    """Decide by a threshold, by one for each class, or by least expected cost; predictions follow as with aliases."""
    found = actions.put(services_of(request), name, version, body, conditions, caller.id)
    response.headers["ETag"] = found.etag
    return found


@router.delete(
    _PATH,
    dependencies=[require("model:write")],
    responses={200: {"headers": ETAG}, **problems(NotFound, PreconditionRequired, PreconditionFailed)},
)
def reset_model_version_decision(
    name: ModelPath,
    version: VersionPath,
    conditions: IfMatch,
    caller: Caller,
    request: Request,
    response: Response,
    why: Why = None,
) -> DecisionOut:
    """Decide again as was trained; the history stays."""
    found = actions.reset(services_of(request), name, version, conditions, caller.id, why)
    response.headers["ETag"] = found.etag
    return found
