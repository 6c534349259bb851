"""Browsers sign in with a key and keep a cookie that can do less harm than the key."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from service.auth.cookie import NAME
from service.main import create_app
from service.settings import ApiSettings
from store.keys import create_key, revoke_key
from store.session import Database, open_database
from store.tables import ApiKey, SignIn
from tests.service.conftest import Running

OWN = {"Origin": "http://localhost:8000"}
HERE = "/v1/models/none/aliases/none"  # a change that is refused for another reason once the caller is let in


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> ApiSettings:
    """On both databases."""
    return ApiSettings(data_dir=tmp_path / "data", database_url=database_url, cors_origins=("http://localhost:3000",))


@pytest.fixture
def database(settings: ApiSettings) -> Iterator[Database]:
    opened = open_database(settings.url, pool_size=1)
    yield opened
    opened.dispose()


def new_key(database: Database, *scopes: str, expires_at: datetime | None = None) -> str:
    with database.begin() as tx:
        return create_key(tx, name="mine", scopes=scopes or ["admin"], expires_at=expires_at)[1]


def cookie_of(client: TestClient, key: str, **headers: str) -> dict[str, str]:
    """The cookie header of a browser that has just signed in. The test's client itself would not send a Secure one."""
    answer = client.post("/v1/session", json={"key": key}, headers={**OWN, **headers})
    assert answer.status_code == 201, answer.text
    return {"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}


def test_signing_in_gives_a_cookie_that_no_script_and_no_other_site_gets(
    anonymous: TestClient, database: Database
) -> None:
    key = new_key(database, "predict", "model:read")

    answer = anonymous.post("/v1/session", json={"key": key}, headers=OWN)

    assert answer.status_code == 201
    value, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert value.startswith(f"{NAME}=")
    assert sorted(part.lower() for part in attributes if not part.startswith("Max-Age")) == [
        "httponly",
        "path=/",
        "samesite=strict",
        "secure",
    ]
    body = answer.json()
    assert (body["object"], body["needs_key"]) == ("session", True)
    assert (body["key"]["name"], body["key"]["scopes"]) == ("mine", ["model:read", "predict"])
    expires_at = datetime.fromisoformat(body["expires_at"])
    assert timedelta(hours=167) < expires_at - datetime.now(UTC) <= timedelta(hours=168)
    assert key not in answer.text + str(answer.headers)


def test_the_cookie_does_what_the_key_may_and_no_more(anonymous: TestClient, database: Database) -> None:
    cookie = cookie_of(anonymous, new_key(database, "model:read"))

    assert anonymous.get("/v1/session", headers=cookie).json()["key"]["scopes"] == ["model:read"]
    assert anonymous.get("/v1/models", headers=cookie).status_code == 200
    assert anonymous.get("/v1/jobs", headers=cookie).status_code == 403
    assert anonymous.get("/v1/session").status_code == 401


def test_a_wrong_key_signs_nobody_in_and_is_counted_as_a_guess(anonymous: TestClient, database: Database) -> None:
    wrong = "disc_00000000_" + "A" * 43

    answers = [anonymous.post("/v1/session", json={"key": wrong}, headers=OWN) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert "Set-Cookie" not in answers[0].headers
    assert wrong not in answers[0].text


@pytest.mark.parametrize(
    "body", [{"kee": "disc_secret"}, {"key": ["disc_secret"]}, {"key": "disc_secret", "more": 1}, []]
)
def test_a_body_that_does_not_fit_is_refused_without_being_repeated(anonymous: TestClient, body: object) -> None:
    answer = anonymous.post("/v1/session", json=body, headers=OWN)

    assert answer.status_code == 422
    assert "secret" not in answer.text


def test_nobody_sends_a_long_body_before_showing_a_key(anonymous: TestClient) -> None:
    statuses = [
        anonymous.post("/v1/session", content=b'{"key":"' + b"x" * (length - 10) + b'"}', headers=OWN).status_code
        for length in (4096, 4097)
    ]

    assert statuses == [415, 413]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        (OWN, 404),
        ({"Sec-Fetch-Site": "same-origin"}, 404),
        ({**OWN, "Sec-Fetch-Site": "same-origin"}, 404),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({**OWN, "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://localhost:3000"}, 403),  # though CORS lets it in with a key
        ({"Origin": "http://localhost:8001"}, 403),  # the same site, for a cookie knows no port
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
)
def test_a_change_by_cookie_comes_from_this_servers_own_pages(
    anonymous: TestClient, database: Database, headers: dict[str, str], status: int
) -> None:
    key = new_key(database)
    cookie = cookie_of(anonymous, key)

    by_cookie = {
        method: anonymous.request(method, HERE, headers={**cookie, **headers}, json=body).status_code
        for method, body in (("DELETE", None), ("PUT", {"version": 1}))
    }
    by_key = anonymous.put(HERE, headers={"Authorization": f"Bearer {key}"}, json={"version": 1})

    assert by_cookie == {"DELETE": status, "PUT": status}
    assert by_key.status_code == 404
    assert anonymous.get("/v1/models", headers={**cookie, **headers}).status_code == 200


@pytest.mark.parametrize("origin", ["http://localhost:3000", "https://evil.example"])
def test_no_other_page_signs_its_reader_in(anonymous: TestClient, database: Database, origin: str) -> None:
    answer = anonymous.post("/v1/session", json={"key": new_key(database)}, headers={"Origin": origin})

    assert (answer.status_code, answer.json()["code"]) == (403, "origin_not_allowed")
    assert "Set-Cookie" not in answer.headers


def test_a_key_in_the_header_goes_before_the_cookie(anonymous: TestClient, database: Database) -> None:
    cookie = cookie_of(anonymous, new_key(database, "model:read"))
    admin = {"Authorization": f"Bearer {new_key(database)}"}
    wrong = {"Authorization": "Bearer disc_00000000_wrong"}

    assert anonymous.get("/v1/me", headers={**cookie, **admin}).json()["scopes"] == ["admin"]
    assert anonymous.put(HERE, headers={**cookie, **admin}, json={"version": 1}).status_code == 404
    assert anonymous.get("/v1/me", headers={**cookie, **wrong}).status_code == 401


def test_signing_out_ends_the_session_and_no_other(
    anonymous: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_key(database)
    one, other = cookie_of(anonymous, key), cookie_of(anonymous, key)
    monkeypatch.setattr("service.auth.sessions.CACHE_SECONDS", -1.0)

    answer = anonymous.delete("/v1/session", headers={**one, **OWN})

    assert answer.status_code == 204
    assert answer.headers["Set-Cookie"].startswith(f'{NAME}=""; ')
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert anonymous.get("/v1/session", headers=one).status_code == 401
    assert anonymous.get("/v1/session", headers=other).status_code == 200


def test_revoking_the_key_ends_its_sessions(
    anonymous: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_key(database)
    cookie = cookie_of(anonymous, key)
    assert anonymous.get("/v1/session", headers=cookie).status_code == 200
    with database.begin() as tx:
        revoke_key(tx, key.split("_")[1])

    monkeypatch.setattr("service.auth.sessions.CACHE_SECONDS", -1.0)  # as if the second had passed

    assert anonymous.get("/v1/session", headers=cookie).status_code == 401


def test_a_session_ends_with_a_key_that_expires_sooner(
    anonymous: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    answer = anonymous.post("/v1/session", json={"key": new_key(database, expires_at=soon)}, headers=OWN)
    cookie = {"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}
    assert datetime.fromisoformat(answer.json()["expires_at"]) == soon
    assert "Max-Age=29" in answer.headers["Set-Cookie"]
    assert anonymous.get("/v1/session", headers=cookie).status_code == 200

    monkeypatch.setattr("service.auth.sessions.CACHE_SECONDS", -1.0)
    monkeypatch.setattr("store.sign_ins.utc_now", lambda: soon)

    assert anonymous.get("/v1/session", headers=cookie).status_code == 401
    cookie_of(anonymous, new_key(database))
    with database.read() as tx:
        assert tx.scalar(select(func.count()).select_from(SignIn)) == 1  # the one that had ended was dropped


def test_another_process_and_the_next_one_know_the_session(
    settings: ApiSettings, database: Database, running: Running
) -> None:
    cookie = cookie_of(running(create_app(settings)), new_key(database))

    assert running(create_app(settings)).get("/v1/session", headers=cookie).status_code == 200


def test_the_database_keeps_neither_the_cookie_nor_the_key(anonymous: TestClient, database: Database) -> None:
    key = new_key(database)
    token = cookie_of(anonymous, key)["Cookie"].partition("=")[2]

    with database.read() as tx:
        kept = [str(vars(row)) for table in (ApiKey, SignIn) for row in tx.scalars(select(table))]

    assert len(kept) == 2
    assert all(token not in row and key not in row for row in kept)


def test_a_cookies_value_is_no_key(anonymous: TestClient, database: Database) -> None:
    token = cookie_of(anonymous, new_key(database))["Cookie"].partition("=")[2]

    assert anonymous.get("/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", f"{NAME}=", f"{NAME}=short", f"{NAME}={'A' * 43}", f"discern={'A' * 43}"])
def test_other_cookies_let_nobody_in_and_do_not_lock_the_address(
    anonymous: TestClient, database: Database, cookie: str
) -> None:
    statuses = {anonymous.get("/v1/models", headers={"Cookie": cookie}).status_code for _ in range(15)}

    assert statuses == {401}
    cookie_of(anonymous, new_key(database))


def test_where_keys_are_off_nobody_has_to_sign_in(settings: ApiSettings, running: Running) -> None:
    client = running(create_app(settings.model_copy(update={"auth": "off"})))

    assert client.get("/v1/session").json() == {
        "object": "session",
        "needs_key": False,
        "key": {"object": "api_key", "id": "anonymous", "name": "anonymous", "scopes": ["admin"]},
        "expires_at": None,
    }
    assert client.delete("/v1/session").status_code == 204


def test_the_request_log_tells_the_key_and_no_secret(
    anonymous: TestClient, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    key = new_key(database)
    with caplog.at_level("DEBUG"):
        cookie = cookie_of(anonymous, key)
        anonymous.get("/v1/session", headers=cookie)

    assert "/v1/session" in caplog.text
    assert key not in caplog.text
    assert cookie["Cookie"].partition("=")[2] not in caplog.text
