"""What served rows say: counted once however they came, whichever process had them, and never at a caller's cost."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from classifier.inference.model_file import KIND
from classifier.neural.tensor_file import read_tensor_file
from service.dependencies import Services
from service.main import create_app
from service.serving import counters
from service.settings import ApiSettings
from store.models import get_version
from store.tables import Job, ServingCounter
from tests.service.conftest import MakeKey, Running
from tests.service.routes.conftest import CSV, Work, World, a_row
from workers.jobs import score, score_rows

PREDICT = "/v1/models/shapes/predict"
FINDINGS = "/v1/models/shapes/versions/1/findings"
MONITORING = "/v1/models/shapes/versions/1/monitoring"


def rows(count: int, *, shift: float = 0.0, seed: int = 1) -> list[dict[str, object]]:
    """Rows as those of training, or with another width."""
    draw = random.Random(seed)
    made = []
    for row in range(count):
        width, height = draw.gauss(3 + 2 * (row % 2) + shift, 0.5), draw.gauss(3, 0.5)
        colour = ("red", "green", "blue")[draw.randrange(3)]
        made.append(a_row(width=width, height=height, colour=colour, seen=f"2024-0{1 + draw.randrange(9)}-11"))
    return made


def send(client: TestClient, sent: list[dict[str, object]], path: str = PREDICT, **options: object) -> None:
    """Twenty rows a request, as many as this server takes."""
    for start in range(0, len(sent), 20):
        answer = client.post(path, json={"rows": sent[start : start + 20], **options})
        assert answer.status_code == 200, answer.text


def shown(client: TestClient, path: str = MONITORING) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def warnings(body: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(found["code"], found["column"]) for found in body["findings"] if found["severity"] != "info"]


def test_three_hundred_rows_of_another_width_are_found_to_have_drifted(client: TestClient, world: World) -> None:
    send(client, rows(300, shift=3.0))

    body = shown(client, FINDINGS)

    assert (body["rows"], body["refused"], body["window_seconds"]) == (300, 0, 86_400)
    assert ("serving.feature_drift", "width") in warnings(body)
    assert ("serving.out_of_range", "width") in warnings(body)
    assert ("serving.prediction_drift", None) in warnings(body)
    finding = next(found for found in body["findings"] if found["code"] == "serving.feature_drift")
    assert finding["fix"] is None
    assert finding["evidence"]["psi"] > finding["evidence"]["limit"]
    assert (finding["docs"], finding["phase"]) == ("docs/findings/serving.feature_drift.md", "serving")
    assert {"serving.schema_drift", "serving.unseen_categories"} <= set(body["checks_passed"])


def test_three_hundred_rows_like_those_of_training_pass_every_check(client: TestClient, world: World) -> None:
    send(client, rows(300))

    body = shown(client, FINDINGS)

    assert warnings(body) == []
    assert body["checks_skipped"] == []


def test_too_few_rows_are_no_pass(client: TestClient, world: World) -> None:
    send(client, rows(87, shift=3.0))

    body = shown(client, FINDINGS)

    assert (body["findings"], body["checks_passed"]) == ([], [])
    assert {skipped["reason"] for skipped in body["checks_skipped"]} == {"87 rows in the window; 200 are needed."}


def test_rows_are_counted_alike_in_every_form(client: TestClient, world: World) -> None:
    sent = rows(20)
    text = "\n".join([",".join(sent[0]), *(",".join(map(str, row.values())) for row in sent)])
    client.post(PREDICT, content=text, headers=CSV)
    once = shown(client)

    send(client, sent)
    for row in sent:
        send(client, [row])
    client.post(PREDICT, content="\n".join(map(json.dumps, sent)), headers={"Content-Type": "application/x-ndjson"})

    body = shown(client)
    assert (once["rows"], body["rows"]) == (20, 80)
    for before, after in zip(once["columns"], body["columns"], strict=True):
        assert after["counts"] == [4 * count for count in before["counts"]]
    assert body["labels"] == {label: 4 * count for label, count in once["labels"].items()}
    assert body["probabilities"] == [4 * count for count in once["probabilities"]]


def test_the_counts_are_those_of_a_naive_recount(client: TestClient, world: World) -> None:
    sent = [*rows(30), a_row(width=None), a_row(colour="mauve"), a_row(colour=None), a_row(width=1e6)]
    labels = []
    for row in sent:
        labels.append(client.post(PREDICT, json={"rows": [row]}).json()["predictions"][0]["label"])

    body = shown(client)

    columns = {column["column"]: dict(zip(column["bins"], column["counts"], strict=True)) for column in body["columns"]}
    assert list(columns) == ["width", "height", "colour", "seen"]
    assert (columns["width"]["missing"], columns["colour"]["missing"]) == (1, 1)
    assert columns["colour"]["unseen categories"] == 1
    assert columns["colour"]["'red'"] == sum(row["colour"] == "red" for row in sent)
    assert body["columns"][0]["out_of_range"] >= 1
    assert all(sum(column["counts"]) == len(sent) for column in body["columns"])
    assert body["labels"] == {label: labels.count(label) for label in ("round", "square")}
    assert sum(body["reference_labels"].values()) == sum(body["reference_probabilities"]) > 0


def test_another_threshold_does_not_look_like_drift(client: TestClient, world: World) -> None:
    sent = rows(40)
    send(client, sent)
    once = shown(client)

    send(client, sent, threshold=0.999)

    assert shown(client)["labels"] == {label: 2 * count for label, count in once["labels"].items()}


def test_refused_rows_are_counted_once_by_their_first_fault(client: TestClient, world: World) -> None:
    sent = [a_row(), a_row(width="wide", seen="yesterday"), {"width": 1.0, "height": 2.0, "colour": "red"}, a_row()]
    refused = client.post(PREDICT, json={"rows": sent})
    first = shown(client)
    send(client, sent, on_invalid="skip")
    second = shown(client)

    assert refused.status_code == 422
    assert (first["rows"], first["refused"]) == (0, 2)
    assert (second["rows"], second["refused"]) == (2, 4)
    assert second["faults"] == {"not_a_number": 2, "missing_column": 2}
    assert sum(second["labels"].values()) == 2


def test_a_file_without_a_column_is_a_refusal_of_all_its_rows(client: TestClient, world: World) -> None:
    text = "width,height,seen\n" + "1.0,2.0,2024-03-11\n" * 15

    answer = client.post(PREDICT, content=text, headers=CSV)

    body = shown(client)
    assert answer.status_code == 422
    assert (body["rows"], body["refused"], body["faults"]) == (0, 15, {"missing_column": 15})


def test_many_refused_rows_are_a_finding(client: TestClient, world: World) -> None:
    sent = [{**row, "width": "5,1"} if place % 4 == 0 else row for place, row in enumerate(rows(280))]
    send(client, sent, on_invalid="skip")

    body = shown(client, FINDINGS)

    (finding,) = [found for found in body["findings"] if found["code"] == "serving.schema_drift"]
    assert finding["severity"] == "warning"
    assert finding["evidence"]["faults"] == [{"code": "not_a_number", "column": "width", "rows": 70}]


def test_categories_refused_by_the_models_policy_count_as_unseen(client: TestClient, world: World) -> None:
    sent = [{**row, "colour": "mauve"} if place % 5 == 0 else row for place, row in enumerate(rows(260))]
    send(client, sent, "/v1/models/strict/predict", on_invalid="skip")

    body = shown(client, "/v1/models/strict/versions/1/findings")

    (finding,) = [found for found in body["findings"] if found["code"] == "serving.unseen_categories"]
    assert (finding["column"], finding["evidence"]["unseen"], finding["evidence"]["rows"]) == ("colour", 52, 260)
    assert "serving.schema_drift" in body["checks_passed"]


def test_known_columns_that_no_feature_is_made_of_are_not_strange(client: TestClient, world: World) -> None:
    send(client, [{**row, "id": "item-1", "shape": "round"} for row in rows(40)])
    expected = shown(client)

    send(client, [{**row, "surname": "Smith"} for row in rows(20)])

    body = shown(client)
    assert (expected["unknown_columns"], body["unknown_columns"], body["rows"]) == (0, 20, 60)


def test_nothing_that_was_sent_is_stored(client: TestClient, services: Services, world: World) -> None:
    send(client, [{**a_row(colour="secret-colour"), "surname": "secret-name"}], on_invalid="skip")
    send(client, [a_row(width="secret-width")], on_invalid="skip")
    services.counters.flush()

    with services.database.read() as tx:
        (row,) = tx.scalars(select(ServingCounter))

    assert row.counts["rows"] == row.counts["refused"] == 1
    assert "secret" not in json.dumps(row.counts)


def test_versions_and_models_are_counted_apart(client: TestClient, world: World) -> None:
    send(client, rows(20))
    send(client, rows(5), "/v1/models/strict/predict")

    assert shown(client)["rows"] == 20
    assert shown(client, "/v1/models/strict/versions/1/monitoring")["rows"] == 5
    assert shown(client, "/v1/models/trio/versions/1/monitoring")["rows"] == 0


def test_two_processes_add_up(
    client: TestClient, settings: ApiSettings, running: Running, key: MakeKey, services: Services, world: World
) -> None:
    other = running(create_app(settings))
    other.headers["Authorization"] = f"Bearer {key()}"

    send(client, rows(100, seed=1))
    send(other, rows(120, seed=2))
    services.counters.flush()

    assert shown(other)["rows"] == 220
    assert shown(client)["rows"] == 220


def test_what_was_counted_survives_a_stop(settings: ApiSettings, key: MakeKey, world: World) -> None:
    headers = {"Authorization": f"Bearer {key()}"}
    with TestClient(create_app(settings), base_url="http://localhost", headers=headers) as first:
        send(first, rows(60))

    with TestClient(create_app(settings), base_url="http://localhost", headers=headers) as second:
        assert shown(second)["rows"] == 60


def test_the_background_task_writes_every_few_seconds(settings: ApiSettings, key: MakeKey, world: World) -> None:
    often = settings.model_copy(update={"counters_flush_seconds": 0.05})
    app = create_app(often)
    headers = {"Authorization": f"Bearer {key()}"}
    with TestClient(app, base_url="http://localhost", headers=headers) as client:
        send(client, rows(20))
        for _ in range(200):
            with app.state.services.database.read() as tx:
                if tx.scalar(select(ServingCounter)) is not None:
                    break
            client.get("/livez")
        else:
            pytest.fail("nothing was written")


def test_counts_that_the_database_does_not_take_are_kept(
    client: TestClient, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, rows(20))
    with monkeypatch.context() as patch:
        patch.setattr(counters, "add_counts", broken)
        services.counters.flush()
    send(client, rows(20))

    assert shown(client)["rows"] == 40


def test_a_failure_to_count_never_fails_a_prediction(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counters, "MAX_WAITING_BYTES", 1)  # count at once
    with monkeypatch.context() as patch:
        patch.setattr(counters.ServingCounters, "_counts", broken)
        send(client, rows(20))
    send(client, rows(20))

    assert shown(client)["rows"] == 20


def broken(*_: object) -> None:
    raise RuntimeError("this cannot work")


def test_a_version_of_the_first_format_says_why_it_cannot_be_compared(
    client: TestClient, services: Services, world: World, repository: Path
) -> None:
    golden = repository / "tests/classifier/neural/golden/format_1.safetensors"
    manifest, _ = read_tensor_file(golden, KIND)
    with services.blobs.stage() as staged:
        staged.write(golden.read_bytes())
        blob = staged.commit()
    with services.database.begin() as tx:
        version = get_version(tx, "shapes", 1)
        version.manifest = {**manifest, "lineage": version.manifest["lineage"]}
        version.artifact_sha256, version.artifact_bytes = blob.sha256, blob.num_bytes
    example = client.get("/v1/models/shapes/versions/1/schema").json()["example"]

    send(client, [example] * 220)

    body = shown(client, FINDINGS)
    assert (body["rows"], body["checks_passed"]) == (220, ["serving.schema_drift"])
    assert {skipped["code"] for skipped in body["checks_skipped"]} == {
        "serving.unseen_categories",
        "serving.out_of_range",
        "serving.feature_drift",
        "serving.prediction_drift",
    }
    assert "summarized" in body["checks_skipped"][0]["reason"]
    monitored = shown(client)
    assert (monitored["columns"], monitored["reference_labels"]) == ([], None)
    assert sum(monitored["labels"].values()) == 220


def test_a_scoring_job_is_counted_once_also_when_it_was_killed_and_run_again(
    client: TestClient, worker: Work, services: Services, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = client.post("/v1/scoring-jobs", json={"model": "shapes", "dataset_id": world.dataset_id}).json()["id"]

    class Killed(BaseException):
        """As a signal would."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(score, "add_counts", killed)  # after the row was finished, before the commit
        with pytest.raises(Killed):
            worker(job_id)
    with services.database.begin() as tx:
        job = tx.scalars(select(Job).where(Job.id == job_id)).one()
        assert job.status == "running"
    assert shown(client)["rows"] == 0

    worker(job_id)

    assert client.get(f"/v1/scoring-jobs/{job_id}").json()["status"] == "succeeded"
    body = shown(client)
    assert (body["rows"], body["refused"]) == (120, 0)
    assert sum(body["columns"][0]["counts"]) == 120


def test_scored_rows_and_predicted_ones_are_counted_together(
    client: TestClient, worker: Work, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_rows, "MAX_BATCH_ROWS", 50)
    send(client, rows(10))
    lines = ["width,height,colour,seen", *("4.0,3.0,red,2024-02-11" for _ in range(95)), "x,3.0,red,2024-02-11"]
    made = client.post("/v1/datasets", content="\n".join(lines), headers=CSV).json()
    worker(made["profile_job_id"])
    job = client.post("/v1/scoring-jobs", json={"model": "shapes", "dataset_id": made["id"]}).json()

    worker(job["id"])

    body = shown(client)
    assert (body["rows"], body["refused"], body["faults"]) == (105, 1, {"not_a_number": 1})


def test_a_failure_to_count_never_fails_a_scoring_job(
    client: TestClient, worker: Work, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_rows.Tally, "count", broken)
    job = client.post("/v1/scoring-jobs", json={"model": "shapes", "dataset_id": world.dataset_id}).json()

    worker(job["id"])

    assert client.get(f"/v1/scoring-jobs/{job['id']}").json()["status"] == "succeeded"
    assert shown(client)["rows"] == 0


def test_a_window_is_between_a_second_and_a_year(client: TestClient, world: World) -> None:
    for seconds, status in [("1", 200), ("0", 422), ("-5", 422), (str(366 * 86_400), 200), ("99999999999", 422)]:
        assert client.get(f"{FINDINGS}?window_seconds={seconds}").status_code == status


def test_a_version_that_is_not_there_is_a_404(client: TestClient, world: World) -> None:
    for path in ("/v1/models/nobody/versions/1/findings", "/v1/models/shapes/versions/9/monitoring"):
        assert client.get(path).json()["code"] == "not_found"


def test_reading_the_findings_needs_the_scope_of_models(anonymous: TestClient, key: MakeKey, world: World) -> None:
    answers = {
        scope: anonymous.get(FINDINGS, headers={"Authorization": f"Bearer {key(scope)}"}).status_code
        for scope in ("predict", "model:read")
    }

    assert answers == {"predict": 403, "model:read": 200}
