"""Aliases over HTTP: moved with what was seen, refused with what is not there, recorded with who and why."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from service.aliases import actions
from service.dependencies import Services
from service.serving.loader import ModelUnusable
from store.models import get_version
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import World, a_row
from tests.service.routes.registry import publish_again

ALIASES = "/v1/models/shapes/aliases"
DEFAULT = f"{ALIASES}/default"
CANARY = f"{ALIASES}/canary"

Again = Callable[[int], None]


@pytest.fixture
def again(services: Services, world: World) -> Again:
    """`again(3)`: versions 2 and 3 of shapes, whose files are those of version 1; the default stays."""
    return lambda newest: publish_again(services, "shapes", newest)


def put(client: TestClient, path: str, body: dict[str, Any], **headers: str) -> Response:
    answer: Response = client.put(path, json=body, headers={key.replace("_", "-"): v for key, v in headers.items()})
    return answer


def tag(client: TestClient, path: str = DEFAULT) -> str:
    etag: str = client.get(path).headers["ETag"]
    return etag


def test_an_alias_is_shown_with_its_tag(client: TestClient, world: World) -> None:
    answer = client.get(DEFAULT)

    body = answer.json()
    assert (body["version"], body["weights"], body["shadow"]) == (1, None, None)
    assert answer.headers["ETag"] == body["etag"]
    assert body["etag"].startswith('"')
    assert client.get(ALIASES).json()["data"] == [body]


def test_an_alias_is_created_without_a_condition_or_with_one_that_there_is_none(
    client: TestClient, world: World
) -> None:
    plain = put(client, CANARY, {"version": 1})
    careful = put(client, f"{ALIASES}/other", {"version": 1}, If_None_Match="*")

    assert (plain.status_code, careful.status_code) == (201, 201)
    assert plain.headers["ETag"] == client.get(CANARY).headers["ETag"]
    assert client.get("/v1/models/shapes").json()["aliases"] == {"canary": 1, "default": 1, "other": 1}


def test_a_move_needs_the_tag_that_its_caller_saw(client: TestClient, again: Again) -> None:
    again(3)
    seen = tag(client)

    blind = put(client, DEFAULT, {"version": 2})
    first = put(client, DEFAULT, {"version": 2}, If_Match=seen)
    late = put(client, DEFAULT, {"version": 3}, If_Match=seen)
    weak = put(client, DEFAULT, {"version": 3}, If_Match="W/" + first.headers["ETag"])
    new_only = put(client, DEFAULT, {"version": 3}, If_None_Match="*", If_Match=first.headers["ETag"])
    any_of = put(client, DEFAULT, {"version": 3}, If_Match=f'"x", {first.headers["ETag"]}')
    star = put(client, DEFAULT, {"version": 1}, If_Match="*")

    answers = [blind, first, late, weak, new_only, any_of, star]
    assert [answer.status_code for answer in answers] == [428, 200, 412, 412, 412, 200, 200]
    assert (blind.json()["code"], late.json()["code"]) == ("precondition_required", "precondition_failed")
    assert len({seen, first.headers["ETag"], any_of.headers["ETag"], star.headers["ETag"]}) == 4


def test_a_move_that_was_made_already_is_no_conflict_but_no_new_one_either(client: TestClient, again: Again) -> None:
    again(2)
    seen = tag(client)

    first = put(client, DEFAULT, {"version": 2}, If_Match=seen)
    repeated = put(client, DEFAULT, {"version": 2}, If_Match=seen)  # the answer to the first was lost

    assert (repeated.status_code, repeated.json()) == (200, first.json())
    assert [change["action"] for change in client.get("/v1/models/shapes/audit").json()["data"]][:2] == [
        "alias_set",
        "published",
    ]


def test_a_condition_on_an_alias_that_is_not_there_fails(client: TestClient, world: World) -> None:
    assert put(client, CANARY, {"version": 1}, If_Match="*").status_code == 412
    assert client.delete(CANARY, headers={"If-Match": "*"}).status_code == 404


def test_the_prediction_after_a_move_is_the_new_versions(client: TestClient, again: Again) -> None:
    again(2)
    for version in (2, 1, 2, 1):
        put(client, DEFAULT, {"version": version}, If_Match="*")

        answer = client.post("/v1/models/shapes/predict", json={"rows": [a_row()]})

        assert answer.json()["version"] == version


def test_an_alias_is_deleted_with_its_tag_and_the_default_never(client: TestClient, world: World) -> None:
    put(client, CANARY, {"version": 1})

    blind = client.delete(CANARY)
    stale = client.delete(CANARY, headers={"If-Match": '"old"'})
    done = client.delete(f"{CANARY}?why=over", headers={"If-Match": tag(client, CANARY)})
    default = client.delete(DEFAULT, headers={"If-Match": "*"})

    assert [answer.status_code for answer in (blind, stale, done, default)] == [428, 412, 204, 409]
    assert default.json()["code"] == "alias_mandatory"
    assert client.get(CANARY).status_code == 404
    assert client.get("/v1/models/shapes/audit?limit=1").json()["data"][0]["why"] == "over"


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "", "value_error"),
        ({"version": 1, "weights": {"1": 0.5, "2": 0.5}}, "", "value_error"),
        ({"weights": {"1": 0.5, "2": 0.4}}, "/weights", "value_error"),
        ({"weights": {"1": 1.0}}, "/weights", "too_short"),
        ({"weights": {"1": 0.5, "x": 0.5}}, "/weights/x", "string_pattern_mismatch"),
        ({"weights": {"1": 0.0, "2": 1.0}}, "/weights/1", "greater_than"),
        ({"weights": {"1": 0.5, "9": 0.5}}, "/weights/9", "version_unknown"),
        ({"version": 9}, "/version", "version_unknown"),
        ({"version": 1, "shadow": 9}, "/shadow", "version_unknown"),
        ({"version": 1, "shadow": 1}, "/shadow", "shadow_answers"),
        ({"version": 0}, "/version", "greater_than_equal"),
        ({"version": 1, "shade": 2}, "/shade", "extra_forbidden"),
    ],
)
def test_what_an_alias_cannot_point_at_is_named(
    client: TestClient, again: Again, body: dict[str, Any], pointer: str, code: str
) -> None:
    again(2)

    answer = put(client, CANARY, body)

    assert answer.status_code == 422, answer.text
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [(pointer, code)]


def test_aliases_of_no_model_and_with_no_proper_name_are_refused(client: TestClient, world: World) -> None:
    assert put(client, "/v1/models/nobody/aliases/default", {"version": 1}).status_code == 404
    assert client.get("/v1/models/nobody/aliases").status_code == 404
    assert client.get("/v1/models/nobody/audit").status_code == 404
    assert put(client, f"{ALIASES}/.hidden", {"version": 1}).status_code == 422
    assert put(client, f"{ALIASES}/{'a' * 65}", {"version": 1}).status_code == 422
    assert put(client, f"{ALIASES}/{'a' * 64}", {"version": 1}).status_code == 201


def test_a_version_that_cannot_be_loaded_takes_no_alias(
    client: TestClient, services: Services, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(2)
    seen = tag(client)

    def broken(blobs: object, version: Any) -> None:
        raise ModelUnusable(f"version {version.version} is damaged")

    monkeypatch.setattr(services.predictors, "warm", broken)
    refused = put(client, DEFAULT, {"version": 2}, If_Match=seen)

    assert (refused.status_code, refused.json()["code"]) == (409, "artifact_corrupt")
    assert tag(client) == seen


def test_a_version_that_does_not_answer_its_example_takes_no_alias(
    client: TestClient, services: Services, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(2)
    with services.database.read() as tx:
        predictor = services.predictors.get(services.blobs, get_version(tx, "shapes", 2))
    monkeypatch.setattr(predictor, "predict", lambda table: 1 / 0)

    refused = put(client, CANARY, {"version": 2})

    assert (refused.status_code, refused.json()["code"]) == (409, "artifact_corrupt")
    assert "division by zero" in refused.json()["detail"]


def test_a_model_has_so_many_aliases_and_no_more(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MAX_ALIASES", 2)

    codes = [put(client, f"{ALIASES}/{name}", {"version": 1}).status_code for name in ("a", "b")]

    assert codes == [201, 409]
    assert put(client, f"{ALIASES}/a", {"version": 1}, If_Match="*").status_code == 200


def test_every_change_says_who_when_from_where_to_where_and_why(client: TestClient, again: Again) -> None:
    again(2)
    put(client, DEFAULT, {"weights": {"1": 0.9, "2": 0.1}, "why": "try it"}, If_Match="*")

    change = client.get("/v1/models/shapes/audit?limit=1").json()["data"][0]

    assert change["actor"] == client.get("/v1/me").json()["id"]
    assert (change["action"], change["subject"], change["why"]) == ("alias_set", "default", "try it")
    assert change["before"] == {"version": 1, "weights": None, "shadow": None}
    assert change["after"] == {"version": 1, "weights": {"1": 0.9, "2": 0.1}, "shadow": None}
    assert change["at"].endswith("Z")


def test_changes_come_in_pages(client: TestClient, again: Again) -> None:
    again(3)
    whole = client.get("/v1/models/shapes/audit?limit=50").json()["data"]

    seen: list[Any] = []
    page = client.get("/v1/models/shapes/audit?limit=2").json()
    while True:
        seen += page["data"]
        if not page["has_more"]:
            break
        page = client.get("/v1/models/shapes/audit", params={"limit": 2, "after": page["next_cursor"]}).json()

    assert seen == whole
    assert len(whole) >= 4


def test_reading_and_moving_need_their_scopes(anonymous: TestClient, key: MakeKey, world: World) -> None:
    def codes(*scopes: str) -> list[int]:
        headers = {"Authorization": f"Bearer {key(*scopes)}"}
        return [
            anonymous.get(DEFAULT, headers=headers).status_code,
            anonymous.get("/v1/models/shapes/audit", headers=headers).status_code,
            anonymous.put(CANARY, json={"version": 1}, headers=headers).status_code,
            anonymous.delete(CANARY, headers={**headers, "If-Match": "*"}).status_code,
        ]

    assert codes("model:read", "predict", "train:write") == [200, 200, 403, 403]
    assert codes("model:write") == [403, 403, 201, 204]
