"""Admins see, make and revoke keys over HTTP, on both databases."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from starlette.testclient import TestClient

from service.api_keys.schemas import Scope
from service.settings import ApiSettings
from store.keys import SCOPES
from tests.service.conftest import MakeKey


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> ApiSettings:
    """On both databases."""
    return ApiSettings(data_dir=tmp_path / "data", database_url=database_url)


@pytest.fixture
def admin(anonymous: TestClient, key: MakeKey) -> TestClient:
    anonymous.headers["Authorization"] = f"Bearer {key('admin')}"
    return anonymous


def test_the_scopes_are_those_that_a_key_can_have() -> None:
    assert get_args(Scope) == SCOPES


def test_a_new_key_works_is_listed_without_its_secret_and_ends_when_it_is_revoked(
    admin: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"name": "dashboard", "scopes": ["predict", "model:read"], "expires_in_days": 30}
    made = admin.post("/v1/keys", json=asked)
    secret = made.json()["key"]
    by_it = {"Authorization": f"Bearer {secret}"}

    listed = admin.get("/v1/keys")

    assert made.status_code == 201
    assert admin.get("/v1/me", headers=by_it).json()["scopes"] == ["model:read", "predict"]
    assert secret not in listed.text
    row = listed.json()["data"][-1]
    assert row == {name: value for name, value in made.json().items() if name != "key"}
    assert secret.startswith(f"disc_{row['prefix']}_")
    expires_at = datetime.fromisoformat(row["expires_at"])
    assert timedelta(days=29.9) < expires_at - datetime.now(UTC) < timedelta(days=30)

    assert admin.delete(f"/v1/keys/{row['id']}").status_code == 204
    monkeypatch.setattr("service.auth.verifier.CACHE_SECONDS", -1.0)
    assert admin.get("/v1/me", headers=by_it).status_code == 401
    assert admin.get("/v1/keys").json()["data"][-1]["revoked_at"] is not None
    assert admin.delete(f"/v1/keys/{row['id']}").status_code == 204


def test_the_last_admin_key_is_not_revoked(admin: TestClient) -> None:
    [own] = admin.get("/v1/keys").json()["data"]
    admin.post("/v1/keys", json={"name": "no admin", "scopes": ["predict"]})

    refused = admin.delete(f"/v1/keys/{own['id']}")
    other = admin.post("/v1/keys", json={"name": "other", "scopes": ["admin"]}).json()

    assert (refused.status_code, refused.json()["code"]) == (409, "last_admin_key")
    assert admin.get("/v1/keys").json()["data"][0]["revoked_at"] is None
    assert admin.delete(f"/v1/keys/{own['id']}").status_code == 204
    by_other = {"Authorization": f"Bearer {other['key']}"}
    assert admin.delete(f"/v1/keys/{other['prefix']}", headers=by_other).status_code == 409


def test_an_expired_admin_key_does_not_count(admin: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    own = admin.get("/v1/keys").json()["data"][0]["id"]
    admin.post("/v1/keys", json={"name": "brief", "scopes": ["admin"], "expires_in_days": 0.000001})

    monkeypatch.setattr("store.keys.utc_now", lambda: datetime.now(UTC) + timedelta(seconds=5))

    assert admin.delete(f"/v1/keys/{own}").status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "", "scopes": ["predict"]},
        {"name": "x" * 257, "scopes": ["predict"]},
        {"name": "a\nb", "scopes": ["predict"]},
        {"name": "x", "scopes": ["predict"], "expires_in_days": 0},
        {"name": "x", "scopes": ["predict"], "expires_in_days": 1e9},
        {"name": "x", "scopes": ["predict"], "more": 1},
    ],
)
def test_a_key_that_does_not_fit_is_refused(admin: TestClient, body: object) -> None:
    assert admin.post("/v1/keys", json=body).status_code == 422


def test_a_key_that_is_not_there_cannot_be_revoked(admin: TestClient) -> None:
    assert admin.delete("/v1/keys/key_none").status_code == 404


def test_nobody_but_an_admin_sees_keys(client: TestClient) -> None:
    assert client.get("/v1/keys").status_code == 403
    assert client.post("/v1/keys", json={"name": "x", "scopes": ["admin"]}).status_code == 403
    assert client.delete("/v1/keys/key_1").status_code == 403
