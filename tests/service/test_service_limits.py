"""What is refused before a route sees it: hosts, origins, large and slow bodies, NUL characters."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request
from starlette.testclient import TestClient

from classifier.spec.limits import Limits
from service.auth.caller import require
from service.limits.body import UPLOADS, BodyLimits
from service.limits.host import host_name
from service.main import create_app
from service.routing import StrictRoute
from service.settings import ApiSettings
from tests.service.conftest import MakeKey, Running

PAGE = "https://app.example"
ORIGINS = (
    None,
    PAGE,
    "https://app.example:8443",
    "http://app.example",
    "https://evil.example",
    "https://app.example.evil.example",
    "null",
    "http://localhost:8000",
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
HOSTS = ("localhost:8000", "127.0.0.1", "evil.example", "localhost.evil.example")


def with_counter(app: FastAPI) -> FastAPI:
    """`app` with a route that counts changes and one that echoes the size of its body."""
    router = APIRouter(prefix="/v1/test", route_class=StrictRoute, dependencies=[require()])
    app.state.changes = 0

    @router.api_route("/change", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    async def change(request: Request) -> int:
        if request.method != "GET":
            app.state.changes += 1
        return len(await request.body())

    app.include_router(router)
    return app


@pytest.mark.parametrize("auth", ["off", "required"])
def test_no_page_of_another_origin_changes_anything(
    settings: ApiSettings, running: Running, key: MakeKey, auth: str
) -> None:
    changed = settings.model_copy(update={"auth": auth, "cors_origins": (PAGE,)})
    app = with_counter(create_app(changed))
    client = running(app)
    bearer = f"Bearer {key()}"
    allowed = 0
    for host in HOSTS:
        for origin in ORIGINS:
            for method in METHODS:
                for headers in ({}, {"Cookie": f"key={bearer}"}, {"Authorization": bearer}):
                    before = app.state.changes
                    sent = {**headers, "Host": host, **({"Origin": origin} if origin else {})}
                    answer = client.request(method, "/v1/test/change", headers=sent)
                    ours = host in HOSTS[:2]
                    same = origin in (None, PAGE) or (origin == "http://localhost:8000" and host == "localhost:8000")
                    let_in = auth == "off" or "Authorization" in headers
                    expected = int(ours and same and let_in and method not in ("GET", "OPTIONS"))
                    assert app.state.changes - before == expected, (host, origin, method, headers)
                    readable = answer.headers.get("Access-Control-Allow-Origin")
                    assert readable == (PAGE if ours and origin == PAGE else None)
                    assert "Access-Control-Allow-Credentials" not in answer.headers
                    allowed += expected
    assert allowed > 0


def test_a_preflight_of_a_listed_origin_is_answered_without_a_key(settings: ApiSettings, running: Running) -> None:
    client = running(create_app(settings.model_copy(update={"cors_origins": (PAGE,)})))
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}

    listed = client.options("/v1/datasets", headers={"Origin": PAGE, **asks})
    foreign = client.options("/v1/datasets", headers={"Origin": "https://evil.example", **asks})

    assert listed.status_code == 204
    assert "Authorization" in listed.headers["Access-Control-Allow-Headers"]
    assert listed.headers["Vary"] == "Origin"
    assert foreign.status_code == 401
    assert "Access-Control-Allow-Origin" not in foreign.headers


def test_without_origins_there_is_no_cors_at_all(client: TestClient) -> None:
    answer = client.get("/v1/me", headers={"Origin": PAGE})

    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::2]"]
)
def test_a_host_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/v1/me", headers={"Host": host})

    assert (answer.status_code, answer.json()["code"]) == (421, "host_not_allowed")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"])
def test_the_loopback_names_are_ours(client: TestClient, host: str) -> None:
    assert client.get("/v1/me", headers={"Host": host}).status_code == 200


def test_allowed_hosts_are_ours(settings: ApiSettings, running: Running) -> None:
    named = running(create_app(settings.model_copy(update={"allowed_hosts": ("api.example",)})))

    assert named.get("/livez", headers={"Host": "api.example"}).status_code == 200
    assert named.get("/livez", headers={"Host": "other.example"}).status_code == 421
    assert host_name("api.example:443") == "api.example"


def test_a_body_of_the_limit_passes_and_one_byte_more_does_not(
    settings: ApiSettings, running: Running, key: MakeKey
) -> None:
    small = settings.model_copy(update={"limits": Limits(max_json_bytes=1000)})
    client = running(with_counter(create_app(small)))
    client.headers["Authorization"] = f"Bearer {key()}"

    def streamed(size: int) -> Any:
        return (b"x" * 100 for _ in range(size // 100)) if size % 100 == 0 else iter([b"x" * size])

    at_limit = client.post("/v1/test/change", content=b"x" * 1000)
    over = client.post("/v1/test/change", content=b"x" * 1001)
    at_limit_streamed = client.post("/v1/test/change", content=streamed(1000))
    over_streamed = client.post("/v1/test/change", content=streamed(1001))

    assert (at_limit.status_code, at_limit.text) == (200, "1000")
    assert (at_limit_streamed.status_code, at_limit_streamed.text) == (200, "1000")
    for answer in (over, over_streamed):
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert "max_json_bytes=1000" in answer.json()["detail"]
        assert answer.headers["Connection"] == "close"


def call_limits(
    settings: ApiSettings, parts: AsyncIterator[dict[str, Any]], *, method: str, path: str, headers: dict[str, str]
) -> tuple[int, int]:
    """Status, and bytes that an application behind the limits read."""
    read = 0

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal read
        while True:
            message = await receive()
            read += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": 204, "headers": []})

    statuses: list[int] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def receive() -> Any:
        return await anext(parts)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "discern.request_id": "req_1",
    }

    async def run() -> None:
        from classifier.errors import DomainError
        from service.answers import answer

        try:
            await BodyLimits(app, settings)(scope, receive, send)
        except DomainError as error:
            await answer(scope, error)(scope, receive, send)

    asyncio.run(run())
    return statuses[0], read


async def parts_of(*sizes: int, pause: float = 0.0) -> AsyncIterator[dict[str, Any]]:
    for number, size in enumerate(sizes):
        if pause and number:
            await asyncio.sleep(pause)
        yield {"type": "http.request", "body": b"x" * size, "more_body": number < len(sizes) - 1}


class Untouchable(AsyncIterator[dict[str, Any]]):
    """A body that must not be read."""

    async def __anext__(self) -> dict[str, Any]:
        raise AssertionError("the body was read")


def test_a_declared_size_over_the_limit_is_refused_before_a_byte_is_read(settings: ApiSettings) -> None:
    small = settings.model_copy(update={"limits": Limits(max_json_bytes=10)})

    headers = {"Content-Length": "11"}
    assert call_limits(small, Untouchable(), method="POST", path="/v1/x", headers=headers) == (413, 0)
    headers = {"Content-Length": "9" * 5000}
    assert call_limits(small, Untouchable(), method="POST", path="/v1/x", headers=headers) == (413, 0)
    headers = {"Content-Length": "-1"}
    assert call_limits(small, Untouchable(), method="POST", path="/v1/x", headers=headers) == (400, 0)


@pytest.mark.parametrize(("method", "path"), [*sorted(UPLOADS), ("PATCH", "/v1/uploads/upl_1")])
def test_uploads_have_the_limit_of_files(settings: ApiSettings, method: str, path: str) -> None:
    small = settings.model_copy(update={"limits": Limits(max_json_bytes=10, max_upload_bytes=20)})

    assert call_limits(small, parts_of(10, 10), method=method, path=path, headers={}) == (204, 20)
    assert call_limits(small, parts_of(10, 11), method=method, path=path, headers={})[0] == 413
    assert call_limits(small, parts_of(10, 1), method="GET", path=path, headers={})[0] == 413


def test_a_body_that_stops_coming_is_given_up(settings: ApiSettings) -> None:
    hasty = settings.model_copy(update={"body_grace_seconds": 0.1})
    headers = {"Content-Length": "20"}

    assert call_limits(hasty, parts_of(10, 10, pause=30), method="POST", path="/v1/x", headers=headers)[0] == 408
    assert call_limits(hasty, parts_of(10, 10), method="POST", path="/v1/x", headers=headers) == (204, 20)


def test_a_body_that_trickles_is_given_up(settings: ApiSettings) -> None:
    hasty = settings.model_copy(update={"body_grace_seconds": 0.2})

    trickle = parts_of(*[1] * 100, pause=0.02)  # 50 bytes a second, and never a long pause

    assert call_limits(hasty, trickle, method="POST", path="/v1/x", headers={})[0] == 408
    stream = parts_of(*[1000] * 100, pause=0.005)
    assert call_limits(hasty, stream, method="POST", path="/v1/x", headers={}) == (204, 100_000)


@pytest.mark.parametrize("url", ["/v1/jobs/a%00b", "/v1/me?x=%00", "/v1/me?%00=1", "/%00"])
def test_nul_characters_in_the_url_are_refused(client: TestClient, url: str) -> None:
    answer = client.get(url)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert client.get("/v1/me?x=%01").status_code == 200


@pytest.mark.parametrize("path", ["/v1/me", "/nothing", "/livez", "/docs"])
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "server" not in headers


@pytest.mark.parametrize("given", ["abc", "a" * 64, "A.b_c-9"])
def test_a_plain_request_id_is_kept(client: TestClient, given: str) -> None:
    assert client.get("/v1/me", headers={"X-Request-Id": given}).headers.get_list("X-Request-Id") == [given]


@pytest.mark.parametrize("given", ["", "a" * 65, "a b", 'a"b', "a\tb", "ä", "${jndi:x}", "a/b"])
def test_any_other_request_id_is_replaced(client: TestClient, given: str) -> None:
    headers = {b"X-Request-Id": given.encode()}

    [answered] = client.get("/v1/me", headers=headers).headers.get_list("X-Request-Id")

    assert answered.startswith("req_")
    assert len(answered) == 30


def test_a_refused_request_has_an_id_too(anonymous: TestClient) -> None:
    answer = anonymous.get("/v1/me")

    assert answer.status_code == 401
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]
