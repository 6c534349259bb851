"""Nobody gets in without a key, and no further than the key's scopes."""

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from service import docs
from service.auth.layer import PROBES, SIGN_IN
from service.auth.verifier import CACHE_SECONDS, FailureLimit
from service.errors import TooManyRequests
from service.routing import StrictRoute, requirements_of
from service.settings import ApiSettings
from store.keys import SCOPES, revoke_key
from store.session import open_database
from tests.service.conftest import MakeKey, Running

UNKNOWN = (
    "/nothing",
    "/index.htm",
    "/v1",
    "/v1/",
    "/%2flivez",
    "/livez/",
    "/v1/..%2flivez",
    "/docs/assets/..%2f..%2fsettings.py",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def every_path(app: FastAPI) -> list[str]:
    """Every path of every route, parameters filled in."""
    paths = {route.path_format for route in iter_route_contexts(app.routes) if route.path_format}
    return sorted(path.replace("{", "").replace("}", "") for path in paths)


def test_every_route_and_every_other_path_answers_401_without_a_key(settings: ApiSettings, running: Running) -> None:
    from service.main import create_app

    app = create_app(settings.model_copy(update={"public_docs": False}))
    anonymous = running(app)
    paths = [path for path in every_path(app) if path not in PROBES]
    assert len(paths) >= 9

    statuses = {
        (method, path): anonymous.request(method, path).status_code for path in (*paths, *UNKNOWN) for method in METHODS
    }

    # Signing in is how a key is shown; without one in the body it is told so.
    assert {place: status for place, status in statuses.items() if status != 401} == {SIGN_IN: 422}


def test_the_probes_alone_answer_without_a_key(anonymous: TestClient) -> None:
    statuses = {path: anonymous.get(path).status_code for path in PROBES}

    assert statuses == {"/livez": 200, "/readyz": 200, "/v2/health/live": 200, "/v2/health/ready": 200}
    assert anonymous.post("/livez").status_code == 401


def test_the_docs_are_public_on_loopback_only(settings: ApiSettings, running: Running) -> None:
    from service.main import create_app

    assert settings.docs_are_public
    assert not settings.model_copy(update={"host": "192.0.2.1"}).docs_are_public
    public = running(create_app(settings))
    private = running(create_app(settings.model_copy(update={"public_docs": False})))
    for path in sorted(docs.PATHS):
        assert public.get(path).status_code == 200, path
        assert private.get(path).status_code == 401, path


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Bearer disc_00000000_" + "A" * 43,
        "Bearer disc_00000000_" + "A" * 300,
        "Bearer ' or 1=1 --",
        "Bearer {key}x",
        "Token {key}",
    ],
)
def test_a_wrong_key_is_told_the_scheme_and_nothing_else(anonymous: TestClient, key: MakeKey, header: str) -> None:
    good = key("admin")

    refused = anonymous.get("/v1/me", headers={"Authorization": header.replace("{key}", good)})
    accepted = anonymous.get("/v1/me", headers={"Authorization": f"bearer {good}"})

    assert (refused.status_code, refused.json()["code"]) == (401, "unauthenticated")
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert good not in refused.text
    assert accepted.status_code == 200


def test_two_authorization_headers_are_refused(anonymous: TestClient, key: MakeKey) -> None:
    one = ("Authorization", f"Bearer {key('admin')}")

    assert anonymous.get("/v1/me", headers=[one, one]).status_code == 401
    assert anonymous.get("/v1/me", headers=[one]).status_code == 200


def test_every_route_declares_its_scopes(app: FastAPI) -> None:
    bare = {
        (method, route.path_format)
        for route in iter_route_contexts(app.routes)
        if len(list(requirements_of(route.dependant))) != 1
        for method in route.methods or ()
    }

    assert {path for method, path in bare if (method, path) != SIGN_IN} == PROBES | docs.PATHS


def test_every_route_of_the_api_reads_its_body_strictly(app: FastAPI) -> None:
    lax = {
        route.path_format
        for route in iter_route_contexts(app.routes)
        if route.include_in_schema and not isinstance(route.original_route, StrictRoute)
    }

    assert lax == set()


def test_every_route_refuses_a_key_that_lacks_its_scope(app: FastAPI, anonymous: TestClient, key: MakeKey) -> None:
    wrong: dict[tuple[str, str], tuple[int, int]] = {}
    checked = 0
    for route in iter_route_contexts(app.routes):
        scopes = [scope for requirement in requirements_of(route.dependant) for scope in requirement.scopes]
        if not scopes or route.path_format is None:
            continue
        others = key(*(scope for scope in SCOPES if scope not in (*scopes, "admin")))
        own = key(*scopes)
        path = route.path_format.replace("{", "").replace("}", "")
        for method in sorted(route.methods or ()):
            statuses = [
                # A body that is no JSON shows that the scope is looked at first.
                anonymous.request(
                    method,
                    path,
                    headers={"Authorization": f"Bearer {secret}", "Content-Type": "application/json"},
                    content=b"{" if method in ("POST", "PUT", "PATCH") else None,
                ).status_code
                for secret in (others, own)
            ]
            checked += 1
            if statuses[0] != 403 or statuses[1] in (401, 403, 500):
                wrong[method, path] = (statuses[0], statuses[1])

    assert wrong == {}
    assert checked >= 2


def test_a_missing_scope_is_named(anonymous: TestClient, key: MakeKey) -> None:
    answer = anonymous.get("/v1/workers", headers={"Authorization": f"Bearer {key('data:read')}"})

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert "'admin'" in answer.json()["detail"]


def test_admin_may_do_everything(anonymous: TestClient, key: MakeKey) -> None:
    admin = {"Authorization": f"Bearer {key('admin')}"}

    assert anonymous.get("/metrics", headers=admin).status_code == 200
    assert anonymous.get("/v1/workers", headers=admin).status_code == 200


def test_a_revoked_key_stops_within_a_second(
    anonymous: TestClient, key: MakeKey, settings: ApiSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = key("admin")
    header = {"Authorization": f"Bearer {secret}"}
    assert anonymous.get("/v1/me", headers=header).status_code == 200
    database = open_database(settings.url, pool_size=1)
    with database.begin() as tx:
        revoke_key(tx, secret.split("_")[1])
    database.dispose()

    monkeypatch.setattr("service.auth.verifier.CACHE_SECONDS", -1.0)  # as if the second had passed

    assert CACHE_SECONDS <= 1.0
    assert anonymous.get("/v1/me", headers=header).status_code == 401


def test_ten_wrong_keys_in_a_minute_make_an_address_wait(anonymous: TestClient, key: MakeKey) -> None:
    good = {"Authorization": f"Bearer {key('admin')}"}
    fresh = {"Authorization": f"Bearer {key('admin')}"}
    assert anonymous.get("/v1/me", headers=good).status_code == 200

    statuses = [
        anonymous.get("/v1/me", headers={"Authorization": f"Bearer disc_{number:08x}_x"}).status_code
        for number in range(12)
    ]
    refused = anonymous.get("/v1/me", headers=fresh)

    assert statuses == [401] * 10 + [429] * 2
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.json()["retryable"] is True
    # Who was let in lately is not locked out by another's guesses from the same address.
    assert anonymous.get("/v1/me", headers=good).status_code == 200


def test_requests_without_any_key_are_not_counted_as_guesses(anonymous: TestClient, key: MakeKey) -> None:
    for _ in range(15):
        assert anonymous.get("/v1/me").status_code == 401

    assert anonymous.get("/v1/me", headers={"Authorization": f"Bearer {key('admin')}"}).status_code == 200


def test_the_wait_ends_after_a_minute_and_is_shared_by_an_ipv6_network() -> None:
    now = [0.0]
    limit = FailureLimit(per_minute=2, clock=lambda: now[0])
    limit.note("2001:db8::1")
    limit.note("2001:db8::2")

    with pytest.raises(TooManyRequests):
        limit.check("2001:db8::3")
    limit.check("2001:db8:0:1::3")
    now[0] = 60.0
    limit.check("2001:db8::3")


def test_without_keys_everybody_is_admin(settings: ApiSettings, running: Running) -> None:
    from service.main import create_app

    client = running(create_app(settings.model_copy(update={"auth": "off"})))

    assert client.get("/v1/me").json() == {
        "object": "api_key",
        "id": "anonymous",
        "name": "anonymous",
        "scopes": ["admin"],
    }
    assert client.get("/v1/workers").status_code == 200
