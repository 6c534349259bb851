"""The layer before all others answers a prediction exactly as the ordinary way does, or leaves it to that."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from classifier.inference.plan import Plan
from service.dependencies import Services
from service.main import create_app
from service.predictions.gather import Gather
from service.predictions.known import AskedOf
from service.predictions.plain_answers import PlainAnswers
from service.serving.choice import Asked
from service.settings import ApiSettings
from store.keys import create_key, revoke_key
from tests.classifier.inference.plain_bodies import bodies
from tests.databases import SqliteDatabases
from tests.service.routes.conftest import CSV, free_memory, work

KINDS = {"Größe": "numeric", "visits": "numeric", "late": "boolean", "tint": "categorical", "since": "datetime"}
TINTS = ("red", "Grün", 'q"\\', "日本", "", "rare one", "never seen")
ORDINARY = {"Origin": "http://localhost:8000"}
"""A page of the server itself: allowed, and none of the fast layer's business."""

SPECS: dict[str, dict[str, Any]] = {
    "plain": {"target": "shape"},
    "strict": {"target": "shape", "preprocessing": {"unseen_category": "error", "missing_categorical": "most_frequent"}},
    "folds": {"target": "shape", "split": {"folds": 2}, "preprocessing": {"normalization": "symlog"}},
    "ranks": {"target": "three", "preprocessing": {"normalization": "quantile", "categorical_encoding": "embedding"}},
    "robust": {"target": "three", "preprocessing": {"normalization": "robust", "missing_numeric": "mean"}},
}  # fmt: skip


def table() -> str:
    draw = random.Random(3)
    lines = ["Größe,visits,late,tint,since,shape,three"]
    for row in range(160):
        square, lost = row % 2, draw.random() < 0.1
        size = "" if lost else f"{draw.gauss(3 + square, 0.5):.4f}"
        tint = "rare one" if row == 7 else draw.choice(["red", "Grün", '"q""\\"', "日本", ""])
        late = draw.choice(["true", "false", ""])
        since = f"2024-{1 + row % 12:02d}-{1 + row % 28:02d}T{row % 24:02d}:30:00" if draw.random() < 0.9 else ""
        shape = "square" if square else "round%"
        lines.append(f"{size},{draw.expovariate(0.01):.3f},{late},{tint},{since},{shape},{'äbc'[row % 3]}")
    return "\n".join(lines) + "\n"


@dataclass
class Served:
    """A server with one model for each of SPECS, and what the fast layer did."""

    client: TestClient
    services: Services
    answered: list[bool] = field(default_factory=list)
    """For each request that came so far as its body, whether the fast layer answered it."""

    def ask(self, model: str, body: bytes, **headers: str) -> tuple[int, Any]:
        given = {"Content-Type": "application/json", **headers}
        response = self.client.post(f"/v1/models/{model}/predict", content=body, headers=given)
        return response.status_code, json.loads(response.content, object_pairs_hook=_ordered)

    def warm(self, model: str) -> None:
        """The ordinary way has answered just now."""
        body = json.dumps({"rows": [{"Größe": 3, "visits": 2, "late": True, "tint": "red", "since": "2024-05-06"}]})
        assert self.ask(model, body.encode(), **ORDINARY)[0] == 200


def _ordered(pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """An object as its pairs, without what differs between any two answers."""
    return [(key, None if key in ("request_id", "timing_ms") else value) for key, value in pairs]


@pytest.fixture(scope="module")
def running(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, Services]]:
    folder = tmp_path_factory.mktemp("hot")
    app = create_app(ApiSettings(data_dir=folder, database_url=sqlite_databases.fresh(), auth="off"))
    with TestClient(app, base_url="http://localhost:8000") as client, pytest.MonkeyPatch.context() as patch:
        free_memory(patch)
        services: Services = app.state.services
        made = client.post("/v1/datasets?name=hot.csv", content=table().encode(), headers=CSV).json()
        work(services, made["profile_job_id"])
        for name, own in SPECS.items():
            fast = {"training": {"epochs": 2, "batch_size": 32}, "model": {"hidden": [8]}, "features": list(KINDS)}
            answer = client.post(
                "/v1/training-jobs", json={"dataset_id": made["id"], "spec": {**fast, **own}, "model_name": name}
            )
            assert answer.status_code == 202, answer.text
            work(services, answer.json()["id"])
            job = client.get(f"/v1/training-jobs/{answer.json()['id']}").json()
            assert job["status"] == "succeeded", job
        yield client, services


@pytest.fixture
def served(running: tuple[TestClient, Services], monkeypatch: pytest.MonkeyPatch) -> Served:
    found = Served(*running)
    original = PlainAnswers.answer

    def noted(self: PlainAnswers, asked: AskedOf, body: bytes, gather: Gather, done: Callable[[Any], None]) -> bool:
        def take(answered: Any) -> None:
            found.answered.append(answered is not None)
            done(answered)

        is_sure = original(self, asked, body, gather, take)
        if not is_sure:
            found.answered.append(False)
        return is_sure

    monkeypatch.setattr(PlainAnswers, "answer", noted)
    return found


def compare(served: Served, model: str, body: bytes) -> None:
    assert served.ask(model, body) == served.ask(model, body, **ORDINARY)


def holds(served: Served, examples: int = 30) -> None:
    """The property, over every model."""

    @hypothesis_settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def same(data: st.DataObject) -> None:
        for model in SPECS:
            served.warm(model)
            compare(served, model, data.draw(bodies(KINDS, TINTS)))

    same()


def test_both_ways_answer_the_same(served: Served) -> None:
    holds(served)
    assert 0.05 < sum(served.answered) / len(served.answered) < 0.95  # else only one of the two was tried


GOOD = json.dumps(
    {"rows": [{"Größe": 3.25, "visits": 2, "late": True, "tint": "red", "since": "2024-05-06T07:08:09.5+02:00"}]}
).encode()


@pytest.mark.parametrize("model", SPECS)
def test_the_comparison_notices_one_spoilt_number(served: Served, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Plan.encode

    def spoilt(self: Plan, rows: Any) -> Any:
        encoded, warnings = original(self, rows)
        encoded[0][:, 0] += 0.01
        return encoded, warnings

    served.warm(model)
    compare(served, model, GOOD)
    monkeypatch.setattr(Plan, "encode", spoilt)
    with pytest.raises(AssertionError):
        compare(served, model, GOOD)
    assert served.answered == [True, True]


def raw(served: Served, model: str, body: bytes, headers: dict[str, str] | None = None, chunks: int = 1) -> Any:
    """The request as ASGI, in an event loop: `(status, headers, body)`."""
    given = {"host": "localhost:8000", "content-type": "application/json", "content-length": str(len(body))}
    scope = {
        "type": "http", "method": "POST", "path": f"/v1/models/{model}/predict", "query_string": b"", "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in {**given, **(headers or {})}.items()], "client": ("127.0.0.1", 1),
        "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 8000), "raw_path": b"", "asgi": {"version": "3.0"},
    }  # fmt: skip
    step = -(-len(body) // chunks)
    parts = [
        {"type": "http.request", "body": body[at : at + step], "more_body": at + step < len(body)}
        for at in range(0, len(body), step)
    ]
    sent: list[Any] = []

    async def receive() -> Any:
        await asyncio.sleep(0)
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> tuple[int, dict[str, str], bytes]:
        await served.client.app(scope, receive, send)  # type: ignore[arg-type]
        head = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        return sent[0]["status"], head, b"".join(message.get("body", b"") for message in sent[1:])

    return ask()


def test_both_ways_send_the_same_headers(served: Served) -> None:
    served.warm("plain")

    def headers(**given: str) -> dict[str, str]:
        response = served.client.post(
            "/v1/models/plain/predict",
            content=GOOD,
            headers={"Content-Type": "application/json", "X-Request-Id": "i", **given},
        )
        return {**response.headers, "content-length": ""}

    assert headers() == headers(**ORDINARY)
    assert served.answered == [True]


def test_a_body_in_pieces_is_answered_and_a_bad_one_is_handed_on_whole(served: Served) -> None:
    served.warm("plain")
    good = asyncio.run(raw(served, "plain", GOOD, chunks=5))
    bad = asyncio.run(raw(served, "plain", GOOD.replace(b"3.25", b'"x"'), chunks=5))
    assert (good[0], bad[0]) == (200, 422)
    assert json.loads(bad[2])["errors"][0]["pointer"] == "/rows/0/Größe"
    assert served.answered == [True, False]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "http://evil.example"},
        {"content-type": "text/csv"},
        {"content-encoding": "gzip"},
        {"content-length": "100000000"},
        {"content-length": "x"},
    ],
)
def test_what_the_other_layers_refuse_never_reaches_the_fast_one(served: Served, headers: dict[str, str]) -> None:
    served.warm("plain")
    assert asyncio.run(raw(served, "plain", GOOD, headers))[0] >= 400
    assert served.answered == []


def test_gathered_requests_each_get_their_own_answer(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.warm("plain")
    choice = served.services.registry.peek("plain", Asked())
    assert choice is not None
    known = served.services.known.find(choice.version)
    assert known is not None
    monkeypatch.setattr(known[1].runtime, "any_batch", True, raising=False)
    calls = []
    original = Plan.encode
    monkeypatch.setattr(Plan, "encode", lambda self, rows: calls.append(len(rows)) or original(self, rows))
    sent = [GOOD.replace(b"3.25", b"%d.5" % place) for place in range(40)]
    sent[7] = GOOD.replace(b"3.25", b'"x"')

    async def all_at_once() -> list[Any]:
        for _ in range(2):  # the first turn tells that there are several
            found = await asyncio.gather(*(raw(served, "plain", body) for body in sent))
        return list(found)

    found = asyncio.run(all_at_once())
    assert max(calls) > 20
    assert [status for status, _, _ in found] == [422 if place == 7 else 200 for place in range(40)]
    for body, (_, _, answer) in zip(sent, found, strict=True):
        alone = served.ask("plain", body, **ORDINARY)[1]
        together = json.loads(answer, object_pairs_hook=_ordered)
        np.testing.assert_allclose(_numbers(together), _numbers(alone), rtol=1e-5)


def _numbers(value: Any) -> list[float]:
    if isinstance(value, float):
        return [value]
    return [number for part in value for number in _numbers(part)] if isinstance(value, list | tuple) else []


def test_what_the_fast_layer_answers_is_counted_and_measured(served: Served) -> None:
    served.warm("plain")

    def counted() -> tuple[float, ...]:
        found = served.client.get("/v1/models/plain/versions/1/monitoring").json()
        text = served.client.get("/metrics").text
        of_version = '{model="plain",version="1"}'
        names = (f"predictions_rows_total{of_version} ", f"prediction_duration_seconds_count{of_version} ")
        lines = [next(line for line in text.splitlines() if line.startswith(name)) for name in names]
        return found["rows"], *(float(line.split()[1]) for line in lines)

    before = counted()
    assert served.ask("plain", GOOD)[0] == 200
    after = counted()
    assert served.answered == [True]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1]


@pytest.mark.parametrize("model", SPECS)
@pytest.mark.parametrize("form", ["rows", "columns"])
def test_a_large_body_is_answered_as_its_parts_are(served: Served, model: str, form: str) -> None:
    draw = random.Random(5)
    rows = [
        {"Größe": draw.gauss(3, 1), "visits": draw.choice([None, 2]), "late": True, "tint": draw.choice(TINTS[:4]),
         "since": draw.choice(["2024-05-06", None])}
        for _ in range(1_200)
    ]  # fmt: skip
    sent = {"rows": rows} if form == "rows" else {"columns": {name: [row[name] for row in rows] for name in rows[0]}}
    body = json.dumps(sent).encode()
    served.warm(model)
    assert (form == "columns") == (len(body) < 65_536)
    whole = dict(served.ask(model, body)[1])
    parts = [
        dict(served.ask(model, json.dumps({"rows": rows[at : at + 100]}).encode(), **ORDINARY)[1])
        for at in range(0, 1_200, 100)
    ]
    expected = [prediction for part in parts for prediction in part["predictions"]]
    assert len(whole["predictions"]) == len(rows)
    for got, want in zip(map(dict, whole["predictions"]), map(dict, expected), strict=True):
        assert {**want, "row": 0, "probabilities": 0} == {**got, "row": 0, "probabilities": 0}
        assert [name for name, _ in got["probabilities"]] == [name for name, _ in want["probabilities"]]
        np.testing.assert_allclose(_numbers(got["probabilities"]), _numbers(want["probabilities"]), rtol=1e-5)


def test_a_fault_of_a_column_points_into_the_columns(served: Served) -> None:
    columns: dict[str, list[Any]] = {
        "Größe": [1, "x"],
        "visits": [1, 1],
        "late": [None, True],
        "tint": ["", "Grün"],
        "since": ["", ""],
    }
    status, refused = served.ask("plain", json.dumps({"columns": columns}).encode())
    assert status == 422
    assert dict(dict(refused)["errors"][0])["pointer"] == "/columns/Größe/1"
    columns["tint"] = ["red"]
    status, refused = served.ask("plain", json.dumps({"columns": columns}).encode())
    assert (status, dict(dict(refused)["errors"][0])["code"]) == (422, "columns_of_several_lengths")
    status, refused = served.ask("plain", b"{}")
    assert (status, dict(dict(refused)["errors"][0])["code"]) == (422, "rows_or_columns")


def test_an_answer_in_columns_says_the_same_as_one_in_rows(served: Served) -> None:
    rows = [json.loads(GOOD)["rows"][0], {**json.loads(GOOD)["rows"][0], "tint": "never seen", "visits": 900}]
    in_rows = dict(served.ask("plain", json.dumps({"rows": rows}).encode())[1])
    served.warm("plain")
    found = [
        dict(served.ask("plain", json.dumps({"rows": rows, "answer": "columns"}).encode(), **headers)[1])
        for headers in ({}, ORDINARY)
    ]
    assert found[0] == found[1]
    columns, expected = dict(found[0]["columns"]), [dict(row) for row in in_rows["predictions"]]
    for name in ("row", "label", "label_index"):
        assert columns[name] == [row[name] for row in expected]
    for name, values in columns["probabilities"]:
        assert values == [dict(row["probabilities"])[name] for row in expected]
    assert [dict(told) for told in columns["warnings"]] == [{"row": 1, "warnings": expected[1]["warnings"]}]


@pytest.mark.parametrize(
    "options",
    [
        {"return": ["label"]},
        {"return": ["logits", "probabilities"], "decimals": 4},
        {"top_k": 1},
        {"top_k": 2, "return": ["probabilities"], "answer": "columns"},
        {"return": ["logits", "label"], "answer": "columns"},
    ],
)
@pytest.mark.parametrize("model", SPECS)
def test_the_fast_layer_itself_tells_what_is_asked_for(served: Served, model: str, options: dict[str, Any]) -> None:
    served.warm(model)
    rows = [*json.loads(GOOD)["rows"] * 2, {**json.loads(GOOD)["rows"][0], "visits": None}]
    compare(served, model, json.dumps({"rows": rows, **options}).encode())
    assert served.answered == [True]


@pytest.mark.parametrize(("step", "num_rows"), [("encode", 1), ("encode", 40), ("cells", 40)])
def test_should_the_fast_layer_fail_the_ordinary_way_answers(
    served: Served, monkeypatch: pytest.MonkeyPatch, step: str, num_rows: int
) -> None:
    def broken(self: Plan, given: Any) -> Any:
        raise ZeroDivisionError

    body = json.dumps({"rows": json.loads(GOOD)["rows"] * num_rows}).encode()
    served.warm("plain")
    good = served.ask("plain", body)
    monkeypatch.setattr(Plan, step, broken)
    assert served.ask("plain", body) == good
    assert served.answered == [True, False]


def test_a_revoked_key_stops_within_the_same_second_as_ever(running: tuple[TestClient, Services]) -> None:
    _, services = running
    settings = services.settings.model_copy(update={"auth": "required"})
    with TestClient(create_app(settings), base_url="http://localhost:8000") as strict:
        with services.database.begin() as tx:
            row, secret = create_key(tx, name="short", scopes=["predict"])
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}

        def ask() -> int:
            return strict.post("/v1/models/plain/predict", content=GOOD, headers=headers).status_code

        assert [ask(), ask()] == [200, 200]
        assert (
            strict.post(
                "/v1/models/plain/predict", content=GOOD, headers={**headers, "Authorization": "Bearer x"}
            ).status_code
            == 401
        )
        with services.database.begin() as tx:
            revoke_key(tx, row.id)
        revoked = time.monotonic()
        while ask() == 200:
            assert time.monotonic() - revoked < 3.0  # a second, and the time that a busy machine takes
