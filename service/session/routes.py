"""`/v1/session`: sign in with a key, see who is signed in, sign out."""

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response, status
from fastapi.responses import JSONResponse

from service.about import Me
from service.auth.caller import Caller, Identity, require
from service.auth.cookie import clear_session, set_session
from service.auth.verifier import Verifier
from service.dependencies import Settings, Storage, Transaction
from service.errors import OriginNotAllowed, problems
from service.limits.origin import is_same_origin
from service.routing import StrictRoute
from service.session.schemas import SessionOut, SignInRequest
from store.session import Database
from store.sign_ins import sign_in, sign_out
from store.tables import utc_now

router = APIRouter(prefix="/v1/session", route_class=StrictRoute, tags=["server"])

_COOKIE = {
    "headers": {
        "Set-Cookie": {
            "description": "The session, which no script can read and which is sent to this server's own pages only.",
            "schema": {"type": "string"},
        }
    }
}


@router.post("", status_code=status.HTTP_201_CREATED, responses={**problems(), 201: _COOKIE}, response_model=SessionOut)
async def create_session(asked: SignInRequest, request: Request, database: Storage, settings: Settings) -> Response:
    """Sign in a browser: the answer's cookie stands for the key until it expires, is revoked, or signs out."""
    told = any(name in request.headers for name in ("origin", "sec-fetch-site"))
    if told and not is_same_origin(request.headers):
        raise OriginNotAllowed("only this server's own pages sign in", hint="Send the key in the Authorization header.")
    verifier: Verifier = request.app.state.verifier
    address = request.client.host if request.client else "unknown"
    caller = await verifier.identify(database, asked.key, address)
    caller, token = await run_sync(_sign_in, database, caller, settings.session_hours)
    shown = _shown(caller, needs_key=settings.auth != "off")
    response = JSONResponse(shown.model_dump(mode="json"), status_code=status.HTTP_201_CREATED)
    assert caller.expires_at is not None  # noqa: S101  (typing only)
    set_session(response, token, max(1, int((caller.expires_at - utc_now()).total_seconds())))
    return response


@router.get("", dependencies=[require()], responses=problems())
def get_session(caller: Caller, settings: Settings) -> SessionOut:
    """Who is signed in, or whose key came with the request."""
    return _shown(caller, needs_key=settings.auth != "off")


@router.delete("", status_code=status.HTTP_204_NO_CONTENT, dependencies=[require()], responses=problems())
def delete_session(caller: Caller, tx: Transaction, response: Response) -> None:
    """Sign out: the session that the request came by ends everywhere within a second, and the browser forgets it."""
    if caller.sign_in_id is not None:
        sign_out(tx, caller.sign_in_id)
    clear_session(response)


def _sign_in(database: Database, caller: Identity, hours: float) -> tuple[Identity, str]:
    with database.begin() as tx:
        row, token = sign_in(tx, caller.id, hours)
    return Identity(caller.id, caller.name, caller.scopes, sign_in_id=row.id, expires_at=row.expires_at), token


def _shown(caller: Identity, *, needs_key: bool) -> SessionOut:
    me = Me(object="api_key", id=caller.id, name=caller.name, scopes=sorted(caller.scopes))
    return SessionOut(object="session", needs_key=needs_key, key=me, expires_at=caller.expires_at)
