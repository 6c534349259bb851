"""The OpenAPI document says all there is, and the docs page needs nobody else."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from service import docs
from service.auth.layer import PROBES, SIGN_IN
from service.oip.errors import is_oip
from service.openapi import TAGS, as_text
from service.problems import MEDIA_TYPE

METHODS = ("get", "head", "post", "put", "patch", "delete")

# The published swagger-ui-dist 5.34.0: what the docs page runs is exactly that.
SWAGGER_UI = {
    "swagger-ui-bundle.js": "3f6abf70480db7e07914df4c98a77385f22ea585eaf457a3e6415ba0eae2d167",
    "swagger-ui.css": "c3cfe8248c4b0b89673600fb829924eafbac6de4bc4b2b06f5f5243483074d0a",
}


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    made: dict[str, Any] = app.openapi()
    return made


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, item[method]) for path, item in document["paths"].items() for method in METHODS if method in item
    ]


def test_every_route_is_in_the_document_and_nothing_else(app: FastAPI, document: dict[str, Any]) -> None:
    routes = {
        (method.lower(), route.path_format)
        for route in iter_route_contexts(app.routes)
        if route.path_format not in docs.PATHS
        for method in route.methods or ()
    }

    assert {(method, path) for method, path, _ in operations(document)} == routes


def test_operation_ids_are_the_names_of_the_functions(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]

    assert len(ids) == len(set(ids))
    assert [name for name in ids if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []
    assert {"get_limits", "get_me", "list_workers", "get_readiness"} <= set(ids)


def test_every_operation_has_one_known_tag_and_a_description(document: dict[str, Any]) -> None:
    known = {tag["name"] for tag in TAGS}
    for method, path, operation in operations(document):
        assert len(operation["tags"]) == 1, (method, path)
        assert operation["tags"][0] in known, (method, path)
        assert operation["description"].endswith("."), (method, path)


def test_every_operation_but_the_probes_needs_a_key(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    open_to_all = {path for _, path, operation in operations(document) if not operation["security"]}

    assert open_to_all == PROBES | {SIGN_IN[1]}
    assert not document["paths"][SIGN_IN[1]]["post"]["security"]
    assert document["paths"][SIGN_IN[1]]["get"]["security"]
    workers = document["paths"]["/v1/workers"]["get"]["security"]
    assert workers == [{"key": ["admin"]}, {"session": ["admin"]}]


def test_every_error_of_every_operation_is_a_problem_or_what_its_protocol_has_for_it(document: dict[str, Any]) -> None:
    common = {"400", "401", "403", "408", "413", "415", "421", "422", "429", "500", "503", "507"}
    for method, path, operation in operations(document):
        errors = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert set(errors) >= common | ({"404"} if "{" in path else set()), (method, path)
        for status, given in errors.items():
            answer = document["components"]["responses"][given["$ref"].rpartition("/")[2]] if "$ref" in given else given
            media, name = ("application/json", "OipError") if is_oip(path) else (MEDIA_TYPE, "Problem")
            assert list(answer["content"]) == [media], (method, path, status)
            assert answer["content"][media]["schema"] == {"$ref": f"#/components/schemas/{name}"}


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in set(re.findall(r'"\$ref": "(#[^"]+)"', json.dumps(document))):
        place: Any = document
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_no_field_of_an_answer_is_left_undescribed_by_chance(document: dict[str, Any]) -> None:
    problem = document["components"]["schemas"]["Problem"]

    assert sorted(problem["required"]) == sorted(problem["properties"])


def test_the_document_is_the_same_each_time(app: FastAPI, settings: Any) -> None:
    from service.main import create_app

    assert as_text(create_app(settings).openapi()) == as_text(app.openapi())


def test_the_committed_document_is_current(app: FastAPI, repository: Path) -> None:
    committed = (repository / "openapi.json").read_text(encoding="utf-8")

    assert committed == as_text(app.openapi()), "run: python -m service.openapi > openapi.json"


def test_the_served_document_is_the_same(anonymous: TestClient, app: FastAPI) -> None:
    assert anonymous.get("/openapi.json").text == as_text(app.openapi())


def test_the_docs_page_names_no_other_server(anonymous: TestClient) -> None:
    page = anonymous.get("/docs")

    links = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(links) == 4
    assert all(link.startswith("docs/assets/") for link in links)
    for link in links:
        assert anonymous.get(f"/{link}").status_code == 200
    assert "http" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "http" not in policy
    assert "<script>" not in page.text


def test_the_assets_are_the_published_ones(anonymous: TestClient) -> None:
    for name, digest in SWAGGER_UI.items():
        assert hashlib.sha256(anonymous.get(f"/docs/assets/{name}").content).hexdigest() == digest


@pytest.mark.parametrize("name", ["", "x.js", "../docs.py", "%2e%2e%2fdocs.py", "__init__.py"])
def test_nothing_but_the_assets_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/docs/assets/{name}").status_code == 404


def test_generators_find_no_default_that_is_one_of_several_objects_and_csv_as_the_last_of_files(
    document: dict[str, Any],
) -> None:
    fields = [
        field
        for schema in document["components"]["schemas"].values()
        for field in schema.get("properties", {}).values()
    ]
    unions = [field for field in fields if "oneOf" in field]
    bodies = [list(operation.get("requestBody", {}).get("content", {})) for _, _, operation in operations(document)]
    with_files = [content for content in bodies if "text/csv" in content]

    assert unions
    assert [field for field in unions if isinstance(field.get("default"), dict)] == []
    assert all("Without it: `{" in field["description"] for field in unions)
    assert len(with_files) >= 5
    assert {content[-1] for content in with_files} == {"text/csv"}


def test_the_config_of_the_python_generator_knows_every_media_type_of_a_body(
    document: dict[str, Any], repository: Path
) -> None:
    config = yaml.safe_load(
        (repository / "docs" / "clients" / "openapi-python-client.yaml").read_text(encoding="utf-8")
    )
    sent = {
        media
        for _, _, operation in operations(document)
        for media in operation.get("requestBody", {}).get("content", {})
    }

    assert set(config["content_type_overrides"]) == sent - {"application/json", "application/octet-stream"}
