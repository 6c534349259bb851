"""Hostile texts through every door: they stay text, no file outside is opened, no answer tells of the insides."""

import csv
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from classifier.errors import DomainError
from service.dependencies import Services
from service.errors import status_of
from service.settings import ApiSettings
from tests.service.hostile_strings import FORMULAS, STORABLE, UNSTORABLE, traversals
from tests.service.routes.conftest import CSV, free_memory, work
from tests.service.test_service_errors import import_everything, subclasses

INSIDES = re.compile(
    r"Traceback|site-packages|sqlalchemy|sqlite3?\.|psycopg|pydantic_core|\.py\b|RuntimeError"
    f"|{re.escape(tempfile.gettempdir())}|{re.escape(str(Path(__file__).parents[2]))}"
)
HUGE = (2**31, 2**53 + 1, 2**63 - 1, 2**63, 2**64, -(2**63) - 1, 10**30, -1)

opened: list[str] = []


@pytest.fixture(scope="session", autouse=True)
def watch_files() -> None:
    """Note every path that Python opens; a hook can never be taken away again."""
    sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file beside the data folder that nobody has a reason to open."""
    file = tmp_path / "canary.txt"
    file.write_text("the canary sings", encoding="utf-8")
    return file


@pytest.fixture
def watched(client: TestClient, settings: ApiSettings, canary: Path) -> Iterator[TestClient]:
    """A client; after the test the canary was not opened, and nothing was written beside the data folder."""
    before = {path.name for path in canary.parent.iterdir()}
    opened.clear()
    yield client
    found = set(opened)
    resolved = {Path(path).resolve() for path in found if "\0" not in path and not path.isdigit()}
    assert canary.resolve() not in resolved
    assert not [path for path in resolved if path in (Path("/etc/passwd"), Path("/etc/shadow"))]
    assert {path.name for path in canary.parent.iterdir()} - before <= {settings.data_dir.name}


def checked(answer: Response) -> Response:
    """The answer: no 5xx, nothing of the insides, and JSON that a strict reader takes."""
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        problem = answer.json()
        assert problem["code"], problem
        # What was sent may be told again; what is ours may not.
        told = json.dumps({name: value for name, value in problem.items() if name != "instance"})
        assert not INSIDES.search(told), told
    if answer.headers.get("Content-Type", "").endswith("json"):
        json.loads(answer.content.decode("utf-8"), parse_constant=lambda name: pytest.fail(f"{name} in an answer"))
    return answer


# --- names


@pytest.mark.parametrize("text", STORABLE)
def test_a_hostile_name_is_kept_as_it_is_and_matches_itself_alone(watched: TestClient, text: str) -> None:
    plain = checked(watched.post("/v1/datasets", params={"name": "plain"}, content="a\n1\n", headers=CSV)).json()
    made = checked(watched.post("/v1/datasets", params={"name": text}, content="a\n1\n", headers=CSV))

    assert made.status_code == 202, made.text
    assert made.json()["name"] == text
    found = checked(watched.get("/v1/datasets", params={"name": text})).json()["data"]
    assert [dataset["id"] for dataset in found] == [made.json()["id"]]
    everything = checked(watched.get("/v1/datasets")).json()["data"]
    assert [dataset["id"] for dataset in everything] == [made.json()["id"], plain["id"]]
    assert all("\n" not in value and "Set-Cookie" not in made.headers for value in made.headers.values())


@pytest.mark.parametrize("text", UNSTORABLE)
def test_a_name_that_cannot_be_kept_is_refused(watched: TestClient, text: str) -> None:
    raw = quote(text.encode("utf-8", "surrogatepass"))

    made = checked(watched.post(f"/v1/datasets?name={raw}", content="a\n1\n", headers=CSV))
    named = {"dataset_id": "ds_x", "spec": {"target": text}}
    spec = checked(
        watched.post("/v1/training-jobs", content=json.dumps(named), headers={"Content-Type": "application/json"})
    )

    # A URL's bytes that are no UTF-8 are replaced before they reach us: then it is another name, and a good one.
    assert made.status_code in (400, 422) or "\ufffd" in made.json()["name"]
    assert spec.status_code in (400, 422)


@pytest.mark.parametrize("text", STORABLE)
def test_a_hostile_text_in_a_header_or_a_parameter_is_refused_or_ignored(watched: TestClient, text: str) -> None:
    raw = text.encode("utf-8").replace(b"\r", b"").replace(b"\n", b"")
    for name in ("Idempotency-Key", "X-Request-Id", "Last-Event-ID", "Accept", "Content-Type", "Content-Encoding"):
        headers = {b"Content-Type": b"text/csv", name.encode(): raw}
        answer = checked(watched.post("/v1/datasets", content="a\n1\n", headers=headers))
        assert re.fullmatch(r"[A-Za-z0-9._-]{1,64}", answer.headers["X-Request-Id"])
    for query in ("limit", "after", "status", "kind", "name"):
        checked(watched.get("/v1/jobs", params={query: text}))
    for query in ("wait", "encoding", "delimiter", "missing_values", "overrides"):
        checked(watched.post("/v1/datasets", params={query: text}, content="a\n1\n", headers=CSV))


def test_five_hundred_ways_up_lead_nowhere(watched: TestClient, canary: Path) -> None:
    ways = traversals(str(canary)) + traversals("etc/passwd")
    routes = (
        "/v1/datasets/{}",
        "/v1/datasets/{}/preview",
        "/v1/models/{}",
        "/v1/models/{}/versions/1",
        "/v1/scoring-jobs/{}/output",
        "/v1/jobs/{}/events",
        "/docs/assets/{}",
        "/{}",
    )

    for number, way in enumerate(ways):
        answer = checked(watched.get(routes[number % len(routes)].format(way)))
        assert answer.status_code in (400, 404, 405, 422), (way, answer.status_code)
        assert "sings" not in answer.text
        assert "root:" not in answer.text
    assert len(ways) >= 500


def test_the_watch_sees_what_is_opened(canary: Path) -> None:
    opened.clear()

    canary.read_text(encoding="utf-8")

    assert str(canary) in opened


# --- columns, cells and labels


def test_hostile_columns_cells_and_labels_stay_text_from_upload_to_spreadsheet(
    watched: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    free_memory(monkeypatch)
    texts = [text for text in STORABLE if text == text.strip() and len(text) < 200 and text.isprintable()]
    names = [*dict.fromkeys([*texts, "id"])]
    labels = ["=1+1", "@SUM(A1)"]
    rows = [
        {
            name: texts[(row + column) % len(texts)] if column % 2 else row * (column + 1) % 17 - 8
            for column, name in enumerate(names)
        }
        | {"id": f"+id{row}", "label": labels[row % 2]}
        for row in range(80)
    ]
    file = io.StringIO()
    writer = csv.DictWriter(file, [*names, "label"])
    writer.writeheader()
    writer.writerows(rows)

    made = checked(
        watched.post("/v1/datasets?overrides=" + quote('{"id": {"role": "id"}}'), content=file.getvalue(), headers=CSV)
    ).json()
    work(services, made["profile_job_id"])
    dataset = checked(watched.get(f"/v1/datasets/{made['id']}")).json()
    assert dataset["status"] == "ready", dataset
    assert {column["name"] for column in dataset["schema"]["columns"]} >= {*texts, "label"} - {"e\u0301"}
    for path in ("profile", "preview", "findings"):
        checked(watched.get(f"/v1/datasets/{made['id']}/{path}"))
    spec = {"target": "label", "model": {"hidden": [4]}, "training": {"epochs": 1}}
    job = checked(
        watched.post("/v1/training-jobs", json={"dataset_id": made["id"], "spec": spec, "model_name": "hostile"})
    ).json()
    work(services, job["id"])
    assert checked(watched.get("/v1/models/hostile/versions/1")).json()["classes"] == sorted(labels)
    schema = checked(watched.get("/v1/models/hostile/versions/1/schema")).json()
    predicted = checked(watched.post("/v1/models/hostile/predict", json={"rows": [schema["example"]]}))
    assert predicted.json()["predictions"][0]["label"] in labels

    scoring = {"model": "hostile", "dataset_id": made["id"], "output": {"columns": "all"}}
    scored = checked(watched.post("/v1/scoring-jobs", json=scoring)).json()
    work(services, scored["id"])
    output = checked(watched.get(f"/v1/scoring-jobs/{scored['id']}/output"))
    assert output.headers["Content-Disposition"] == f'attachment; filename="{scored["id"]}.csv"'
    _is_safe_in_a_spreadsheet(output.content.decode("utf-8"), rows)


def _is_safe_in_a_spreadsheet(text: str, rows: list[dict[str, Any]]) -> None:
    header, *lines = csv.reader(io.StringIO(text))
    assert len(lines) == len(rows)
    numbers = quoted = 0
    for line in [header, *lines]:
        for cell in line:
            if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                float(cell)  # only numbers begin like a formula
                numbers += 1
            quoted += cell.startswith("'")
    assert numbers > 0
    assert quoted >= len(rows)
    by_name = dict(zip(header, lines[1], strict=True))
    assert by_name["id"] == "'+id1"
    assert by_name["label"] in ("'=1+1", "'@SUM(A1)")
    assert {f"'{text}" for text in FORMULAS if text[0] in "=@"} <= set(header)


# --- numbers


def test_integers_of_any_size_are_refused_or_taken_and_never_break_anything(watched: TestClient) -> None:
    for number in HUGE:
        for query in ("limit", "after"):
            for path in (
                "/v1/jobs",
                "/v1/datasets",
                "/v1/models",
                "/v1/jobs/job_x/events",
                "/v1/scoring-jobs/job_x/errors",
            ):
                checked(watched.get(f"{path}?{query}={number}"))
        for path in (
            f"/v1/models/m/versions/{number}",
            f"/v1/datasets/ds_x/preview?rows={number}",
            f"/v1/training-jobs/job_x/metrics?max_points={number}",
            f"/v1/jobs/job_x?wait={number}",
            f"/v1/jobs/{number}",
        ):
            assert checked(watched.get(path)).status_code in (404, 422)
        spec = {"target": "t", "split": {"seed": number, "test_rows": [number]}, "schedule": {"step_size": number}}
        bodies = {
            "/v1/training-jobs": [{"dataset_id": "ds_x", "spec": spec}, {"dataset_id": "ds_x", "priority": number}],
            "/v1/scoring-jobs": [{"model": "m", "dataset_id": "ds_x", "version": number, "max_seconds": number}],
            "/v1/models/m/predict": [{"rows": [{"a": number}]}, {"rows": [{"a": 1}], "decimals": number}],
            "/v1/models/m/explain": [{"rows": [{"a": number}]}, {"rows": [{"a": 1}], "max_evaluations": number}],
        }
        for path, asked in bodies.items():
            for body in asked:
                assert checked(watched.post(path, json=body)).status_code in (400, 404, 422)


# --- errors


def test_every_error_that_a_client_can_cause_has_a_remedy() -> None:
    import_everything()
    import workers.jobs.context  # the errors of jobs are shown as well

    assert workers.jobs.context.DatasetGone.hint
    without = [
        kind.__qualname__
        for kind in dict.fromkeys(subclasses(DomainError))
        if (status_of(kind) < 500 or status_of(kind) == 507) and not kind.hint
    ]
    assert without == []


def test_a_place_of_several_types_is_one_fault_that_names_them_all(client: TestClient) -> None:
    spec = {"target": "t", "training": {"epochs": 0}}

    problem = checked(client.post("/v1/training-jobs", json={"dataset_id": "ds_x", "spec": spec})).json()

    [fault] = problem["errors"]
    assert (fault["code"], fault["pointer"]) == ("greater_than_equal", "/spec/training/epochs")
    assert fault["message"] == "Input should be greater than or equal to 1, or 'auto'"


def test_a_full_database_is_told_as_full_storage(app: FastAPI, client: TestClient, services: Services) -> None:
    with services.database.begin() as tx:
        pages = tx.connection().exec_driver_sql("pragma page_count").scalar()

    def is_full(connection: Any, *_: Any) -> None:
        connection.execute(f"pragma max_page_count = {pages}")

    from sqlalchemy import event

    event.listen(services.database.engine, "checkout", is_full)
    services.database.engine.pool.dispose()
    answers = [
        client.post("/v1/datasets", params={"name": "n" * 256}, content=f"a\n{row}\n", headers=CSV) for row in range(40)
    ]

    refused = [answer for answer in answers if answer.status_code != 202]
    assert refused
    for answer in refused:
        assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
        assert answer.json()["hint"]
    assert client.get("/v1/datasets").status_code == 200
