"""Strings and numbers that no client means well with: every route answers with a coded 4xx, or as if they were plain."""

import json
import re

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from tests.service.routes.conftest import World, a_row

JSON = {"Content-Type": "application/json"}

STRINGS = [
    "%00",
    "a%00b",
    "%ED%A0%80",  # a lone surrogate in UTF-8
    "%FF%FE",
    "..%2F..%2Fetc%2Fpasswd",
    "%2e%2e",
    "'%20or%201=1--",
    "%25",
    "_",
    "%F0%9F%92%A3",
    "x" * 3000,
    "-1",
    "9223372036854775808",
    "1e309",
    "nan",
    "true",
    "null",
    "%0d%0aSet-Cookie:x",
]

QUERIES = (
    "after",
    "limit",
    "name",
    "kind",
    "status",
    "wait",
    "severity",
    "code",
    "format",
    "rows",
    "max_points",
    "threshold",
    "decimals",
    "overrides",
    "series",
)


def paths(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route of ours."""
    return [
        (method, route.path_format)
        for route in iter_route_contexts(app.routes)
        if (route.path_format or "").startswith("/v1/")
        for method in route.methods or ()
    ]


def test_there_are_routes_to_try(app: FastAPI) -> None:
    assert len(paths(app)) >= 35


@pytest.mark.parametrize("hostile", STRINGS)
def test_a_hostile_part_of_a_path_is_never_an_error_of_ours(
    app: FastAPI, client: TestClient, world: World, hostile: str
) -> None:
    for method, path in paths(app):
        if "{" not in path:
            continue
        path = re.sub(r"\{\w+\}", lambda _: hostile, path)
        answer = client.request(method, path)
        assert answer.status_code < 500, (method, path, answer.text)
        assert answer.status_code >= 400, (method, path, answer.text)


@pytest.mark.parametrize(
    "hostile", ["%ED%A0%80", "%FF", "'%20or%201=1--", "x" * 3000, "-1", "9223372036854775808", "nan"]
)
def test_a_hostile_query_is_never_an_error_of_ours(
    app: FastAPI, client: TestClient, world: World, hostile: str
) -> None:
    targets = {"dataset_id": world.dataset_id, "job_id": world.job_id, "name": world.model, "version": "1"}
    targets |= {"family": "mlp", "preset": "fast", "code": "data.missing", "alias": "default", "format": "onnx"}
    for path in {path for method, path in paths(app) if method == "GET"}:
        for query in QUERIES:
            answer = client.get(f"{path.format(key_id='key_x', upload_id='upl_x', **targets)}?{query}={hostile}")
            assert answer.status_code < 500, (path, query, answer.text)


@pytest.mark.parametrize("hostile", ["\x00", "\ud800", "x" * 3000, "é", "1\r\n"])
def test_a_hostile_text_in_a_body_is_never_an_error_of_ours(client: TestClient, world: World, hostile: str) -> None:
    bodies = {
        "/v1/training-jobs": {"dataset_id": hostile, "spec": {"target": hostile}, "model_name": hostile},
        "/v1/training-jobs:validate": {
            "dataset_id": world.dataset_id,
            "spec": {"target": hostile, "features": [hostile]},
        },
        "/v1/scoring-jobs": {"dataset_id": world.dataset_id, "model": "shapes", "output": {"id_columns": [hostile]}},
        "/v1/models/shapes/predict": {"rows": [{hostile: hostile}]},
        "/v1/models/shapes/explain": {"rows": [a_row(colour=hostile)], "explained_class": hostile},
    }
    for path, body in bodies.items():
        answer = client.post(path, content=json.dumps(body), headers=JSON)
        assert answer.status_code < 500, (path, answer.text)
    override = json.dumps({"overrides": {hostile: {"role": "id"}}})
    answer = client.patch(f"/v1/datasets/{world.dataset_id}", content=override, headers=JSON)
    assert 400 <= answer.status_code < 500
