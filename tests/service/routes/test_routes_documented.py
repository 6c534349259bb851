"""Answers are what the OpenAPI document says, name no blob, and are kept under a key only when they succeeded."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from classifier.findings.make import make
from service.dependencies import Services
from service.main import create_app
from service.settings import ApiSettings
from store.tables import Dataset
from tests.service.routes.conftest import CSV, Work, World, a_row

Check = Callable[[str, str, Any], None]

GETS = [
    "/v1/datasets",
    "/v1/datasets/{dataset_id}",
    "/v1/datasets/{dataset_id}/profile",
    "/v1/datasets/{dataset_id}/preview",
    "/v1/datasets/{dataset_id}/findings",
    "/v1/uploads",
    "/v1/uploads/{upload_id}",
    "/v1/training-jobs",
    "/v1/training-jobs/{job_id}",
    "/v1/training-jobs/{job_id}/events",
    "/v1/training-jobs/{job_id}/metrics",
    "/v1/training-jobs/{job_id}/findings",
    "/v1/scoring-jobs",
    "/v1/scoring-jobs/{scoring_id}",
    "/v1/scoring-jobs/{scoring_id}/events",
    "/v1/scoring-jobs/{scoring_id}/errors",
    "/v1/jobs",
    "/v1/jobs/{job_id}",
    "/v1/jobs/{job_id}/events",
    "/v1/jobs/{job_id}/logs",
    "/v1/queue",
    "/v1/samples",
    "/v1/session",
    "/v1/models",
    "/v1/models/{name}",
    "/v1/models/{name}/aliases",
    "/v1/models/{name}/aliases/{alias}",
    "/v1/models/{name}/audit",
    "/v1/models/{name}/versions",
    "/v1/models/{name}/versions/{version}",
    "/v1/models/{name}/versions/{version}/schema",
    "/v1/models/{name}/versions/{version}/decision",
    "/v1/models/{name}/versions/{version}/report",
    "/v1/models/{name}/versions/{version}/exports",
    "/v1/models/{name}/versions/{version}/findings",
    "/v1/models/{name}/versions/{version}/monitoring",
    "/v1/model-families",
    "/v1/model-families/{family}",
    "/v1/presets",
    "/v1/presets/{preset}",
    "/v1/finding-kinds",
    "/v1/finding-kinds/{code}",
    "/v1/train-spec/schema",
    "/v1/limits",
    "/v1/me",
    "/v2",
    "/v2/health/live",
    "/v2/health/ready",
    "/v2/models/{name}",
    "/v2/models/{name}/ready",
    "/v2/models/{name}/versions/{version}",
    "/v2/models/{name}/versions/{version}/ready",
]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The OpenAPI document."""
    app: FastAPI = create_app(ApiSettings(data_dir=tmp_path_factory.mktemp("unused")))
    return app.openapi()


@pytest.fixture
def names(client: TestClient, worker: Work, world: World) -> dict[str, str]:
    """What stands for the parameters of paths; the scoring job has a refused row."""
    rows = [a_row(), a_row(width="wide")]
    text = "\n".join([",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)])
    made = client.post("/v1/datasets", content=text, headers=CSV).json()
    worker(made["profile_job_id"])
    job = client.post("/v1/scoring-jobs", json={"model": "shapes", "dataset_id": made["id"]}).json()
    worker(job["id"])
    upload = client.post("/v1/uploads", json={"name": "large", "size_bytes": 9, "content_type": "text/csv"}).json()
    return {
        "dataset_id": world.dataset_id,
        "upload_id": upload["id"],
        "job_id": world.job_id,
        "scoring_id": job["id"],
        "name": "shapes",
        "alias": "default",
        "version": "1",
        "family": "tabm",
        "preset": "s2",
        "code": "data.imbalance",
    }


def refusals(document: dict[str, Any], template: str, method: str, status: int, body: Any) -> list[str]:
    """What in `body` the document does not allow."""
    path = template.replace("{scoring_id}", "{job_id}")
    schema = document["paths"][path][method]["responses"][str(status)]["content"]["application/json"]["schema"]
    whole = {**schema, "components": document["components"]}
    return [str(error.message) for error in jsonschema_rs.Draft202012Validator(whole).iter_errors(body)]


def test_every_get_answers_what_the_document_says(
    client: TestClient, document: dict[str, Any], names: dict[str, str]
) -> None:
    described = {path.replace("{scoring_id}", "{job_id}") for path in GETS}
    undescribed = {
        path
        for path, item in document["paths"].items()
        if "get" in item and "application/json" in item["get"]["responses"]["200"].get("content", {})
    } - described

    for template in GETS:
        answer = client.get(template.format(**names))

        assert answer.status_code == 200, answer.text
        assert refusals(document, template, "get", 200, answer.json()) == [], template
    assert undescribed <= {"/v1/keys", "/v1/workers", "/livez", "/readyz", "/openapi.json"}


def test_every_post_answers_what_the_document_says(
    client: TestClient, document: dict[str, Any], names: dict[str, str], world: World, edit: Callable[..., None]
) -> None:
    fix = [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
    edit(world.job_id, findings=[make("data.text_column", {}, fix=fix, words={"reason": ""}).model_dump(mode="json")])
    training = {"dataset_id": world.dataset_id, "spec": {"target": "shape"}}
    posts: list[tuple[str, str, Any]] = [
        ("/v1/training-jobs", "/v1/training-jobs", training),
        ("/v1/training-jobs:validate", "/v1/training-jobs:validate", training),
        ("/v1/training-jobs:validate", "/v1/training-jobs:validate", {**training, "spec": {"target": "no"}}),
        (
            "/v1/training-jobs/{job_id}/findings/{finding_id}/apply",
            f"/v1/training-jobs/{world.job_id}/findings/data.text_column/apply",
            None,
        ),
        ("/v1/scoring-jobs", "/v1/scoring-jobs", {"model": "shapes", "dataset_id": world.dataset_id}),
        ("/v1/models/{name}/predict", "/v1/models/shapes/predict", {"rows": [a_row(colour="mauve", width=None)]}),
        (
            "/v1/models/{name}/aliases/{alias}/predict",
            "/v1/models/shapes/aliases/default/predict",
            {"rows": [a_row()]},
        ),
        (
            "/v1/models/{name}/versions/{version}/predict",
            "/v1/models/trio/versions/1/predict",
            {"rows": [{**a_row(), "shape": "round"}, {}], "on_invalid": "skip", "decimals": 3},
        ),
        ("/v1/models/{name}/predict", "/v1/models/shapes/predict", {"rows": [a_row()], "explain": True}),
        ("/v1/models/{name}/explain", "/v1/models/shapes/explain", {"rows": [a_row(colour="mauve", width=None)]}),
        (
            "/v1/models/{name}/aliases/{alias}/explain",
            "/v1/models/shapes/aliases/default/explain",
            {"rows": [a_row()], "max_evaluations": 64},
        ),
        (
            "/v1/models/{name}/versions/{version}/explain",
            "/v1/models/trio/versions/1/explain",
            {"rows": [{**a_row(), "shape": "round"}, {}], "on_invalid": "skip", "explained_class": "red"},
        ),
    ]
    for template, path, body in posts:
        answer = client.post(path, json=body)

        assert answer.status_code in (200, 202), answer.text
        assert refusals(document, template, "post", answer.status_code, answer.json()) == [], path


def test_a_schema_holds_for_its_own_example_and_for_training_rows_only(client: TestClient, world: World) -> None:
    for model in ("shapes", "strict", "trio"):
        told = client.get(f"/v1/models/{model}/versions/1/schema").json()
        schema = jsonschema_rs.Draft202012Validator(told["json_schema"])

        schema.validate(told["example"])
        for name in told["json_schema"]["required"]:
            lacking = {key: value for key, value in told["example"].items() if key != name}
            assert not schema.is_valid(lacking)
            assert client.post(f"/v1/models/{model}/predict", json={"rows": [lacking]}).status_code == 422
            assert schema.is_valid({**told["example"], name: None})
        answered = client.post(f"/v1/models/{model}/predict", json={"rows": [told["example"]]})
        assert answered.json()["predictions"][0]["warnings"] == []


def test_no_answer_names_a_stored_file_or_a_folder(
    client: TestClient, services: Services, names: dict[str, str], world: World
) -> None:
    with services.database.read() as tx:
        public = {dataset.source_sha256 for dataset in tx.query(Dataset)}  # hashes of what the user sent
    secret = {path.name for path in services.blobs.root.glob("??/*")} - public
    job_paths = [template for template in GETS if "version" not in template]  # a version's lineage is made of hashes

    for template in job_paths:
        text = client.get(template.format(**names)).text

        assert not [name for name in secret if name[:12] in text], template
        assert str(services.settings.data_dir) not in text, template
    assert len(secret) >= 5


def test_a_refused_request_leaves_its_key_free(client: TestClient, world: World) -> None:
    headers = {"Idempotency-Key": "again"}
    body = {"dataset_id": world.dataset_id, "spec": {"target": "shpae"}}

    refused = client.post("/v1/training-jobs", json=body, headers=headers)
    accepted = client.post("/v1/training-jobs", json={**body, "spec": {"target": "shape"}}, headers=headers)

    assert (refused.status_code, accepted.status_code) == (422, 202)
    assert "Idempotency-Replayed" not in accepted.headers


def test_an_upload_refused_for_a_full_queue_leaves_its_key_free(client: TestClient, services: Services) -> None:
    headers, body = {**CSV, "Idempotency-Key": "full"}, b"a,b\n1,2\n3,4\n"
    queued = [
        client.post(f"/v1/datasets?name={number}", content=body, headers=CSV).json()["profile_job_id"]
        for number in range(services.settings.limits.max_queued_jobs)
    ]

    refused = client.post("/v1/datasets", content=body, headers=headers)
    client.post(f"/v1/jobs/{queued[0]}/cancel")
    accepted = client.post("/v1/datasets", content=body, headers=headers)

    assert (refused.status_code, accepted.status_code) == (429, 202)


def test_a_repeated_upload_says_so_also_when_it_waits(client: TestClient, worker: Work) -> None:
    headers, body = {**CSV, "Idempotency-Key": "patient"}, b"a,b\n1,x\n2,y\n"
    first = client.post("/v1/datasets?wait=0.001", content=body, headers=headers)
    worker(first.json()["profile_job_id"])

    again = client.post("/v1/datasets?wait=0.001", content=body, headers=headers)

    assert (first.status_code, again.status_code) == (202, 201)
    assert again.json()["id"] == first.json()["id"]
    assert (first.headers.get("Idempotency-Replayed"), again.headers.get("Idempotency-Replayed")) == (None, "true")


def test_a_link_leads_to_an_answer(client: TestClient, names: dict[str, str], world: World) -> None:
    for template in GETS:
        if re.search(r"/(events|logs|metrics|profile|preview|findings|errors)$", template):
            continue
        body = client.get(template.format(**names)).json()
        for link, path in body.get("links", {}).items():
            if link not in ("cancel", "predict", "retry") and not (link == "dataset" and "/uploads/" in path):
                assert client.get(path).status_code == 200, (link, path)


WITHOUT_EXAMPLE = {"get_train_spec_schema", "get_liveness", "get_readiness", "infer", "infer_with_version"}
"""The schema of a spec is as long as all examples; of the others nobody makes a page."""


def test_every_operation_has_an_example_that_its_schemas_take(document: dict[str, Any]) -> None:
    wrong: dict[str, list[str]] = {}
    bare, checked = set(), 0
    for path, item in document["paths"].items():
        for method, operation in item.items():
            name = operation["operationId"]
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json")
                if status >= "300" or content is None:
                    continue
                if "example" in content:
                    checked += 1
                    wrong[name] = refusals(document, path, method, int(status), content["example"])
                elif not any(
                    "example" in other.get("content", {}).get("application/json", {}) for other in answers(operation)
                ):
                    bare.add(name)

    assert {name: found for name, found in wrong.items() if found} == {}
    assert {name for name in bare if "oip" not in name} <= WITHOUT_EXAMPLE | {
        "get_scoring_job_output",
        "create_scoring_job_of_file",
        "apply_training_job_finding",
        "reset_model_version_decision",
    }
    assert checked > 60


def answers(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Those that are no errors."""
    return [answer for status, answer in operation["responses"].items() if status < "300"]


def test_an_example_that_does_not_fit_is_found(document: dict[str, Any]) -> None:
    example = document["paths"]["/v1/queue"]["get"]["responses"]["200"]["content"]["application/json"]["example"]

    assert refusals(document, "/v1/queue", "get", 200, {**example, "depth": 3}) != []


def test_no_example_tells_of_the_machine_or_holds_a_key(document: dict[str, Any], repository: Path) -> None:
    text = (repository / "service" / "examples" / "examples.json").read_text(encoding="utf-8")

    assert re.findall(r"disc_[0-9a-f]{8}_(?!EXAMPLE)", text) == []
    assert "/tmp" not in text
