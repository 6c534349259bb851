"""One training run seen from outside: its trace through all processes, its worker's measures, and its log lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.databases import SqliteDatabases
from tests.journeys.collector import Collector, Seen, collecting
from tests.journeys.processes import free_port, until
from tests.journeys.stack import Stack
from tests.journeys.tables import QUICK, cloud_rows, csv_of

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
CALLER = "b7ad6b7169203331"
HEADERS = {"traceparent": f"00-{TRACE_ID}-{CALLER}-01", "X-Request-Id": "observed-1"}


class Watched:
    """A stack whose spans are collected and whose worker is measured."""

    def __init__(self, stack: Stack, collector: Collector, port: int):
        self.stack, self.collector, self.port = stack, collector, port
        table = stack.upload(csv_of(cloud_rows(120)))
        self.job_id = stack.train(table["id"], QUICK, **HEADERS)
        stack.ended(self.job_id, "succeeded")

    def measured(self, name: str, **labels: str) -> float | None:
        text = httpx.get(f"http://127.0.0.1:{self.port}/metrics", trust_env=False).text
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return float(sample.value)
        return None


@pytest.fixture(scope="module")
def watched(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    port = free_port()
    with collecting() as collector:
        folder, url = tmp_path_factory.mktemp("watched"), sqlite_databases.fresh()
        more = {
            "DISCERN_OTEL_ENDPOINT": collector.endpoint,
            "DISCERN_METRICS_PORT": str(port),
            "OTEL_BSP_SCHEDULE_DELAY": "200",
        }
        with Stack(folder, url, **more) as stack:
            stack.start_api()
            stack.start_worker()
            yield Watched(stack, collector, port)


def test_one_trace_spans_the_request_the_queue_the_worker_and_the_child(watched: Watched) -> None:
    def whole() -> dict[str, Seen] | None:
        found = {span.name: span for span in watched.collector.of_trace(TRACE_ID)}
        return found if {"job attempt", "job train", "training"} <= found.keys() else None

    spans = until(whole, "the spans of the run")

    request, wait, attempt, run = (
        spans[name] for name in ("POST /v1/training-jobs", "job queue wait", "job attempt", "job train")
    )
    assert [span.service for span in (request, wait, attempt, run)] == [
        "discern-api",
        "discern-worker",
        "discern-worker",
        "discern-job",
    ]
    assert [span.parent_id for span in (request, wait, attempt, run)] == [
        CALLER,
        request.span_id,
        request.span_id,
        attempt.span_id,
    ]
    phases = [span for span in spans.values() if span.parent_id == run.span_id]
    assert {"training", "evaluating"} <= {span.name for span in phases}, phases
    assert spans["preflight"].events == ("epoch",)  # the untrained network
    assert spans["training"].events == ("epoch",) * 3
    assert request.began <= wait.began <= wait.ended
    assert attempt.began <= run.began <= run.ended <= attempt.ended


def test_a_prediction_of_the_fast_layer_has_its_span_in_the_callers_trace(watched: Watched) -> None:
    body = {"rows": [{"length": 190.0, "width": 0.9, "noise": 15_000.0}]}
    caller = "00-11111111111111111111111111111111-b7ad6b7169203331-01"
    for _ in range(3):  # the first loads the model, in the ordinary way
        watched.stack.json("POST", "/v1/models/rice/predict", json=body, headers={"traceparent": caller})

    def three() -> bool:
        names = [span.name for span in watched.collector.of_trace("1" * 32)]
        return names == ["POST /v1/models/{name}/predict"] * 3

    until(three, "the spans of three predictions")


def test_the_worker_measures_its_jobs(watched: Watched) -> None:
    def counted() -> bool:
        return watched.measured("jobs_finished_total", kind="train", outcome="succeeded", code="") == 1

    until(counted, "the end of the training in the worker's measures")
    assert watched.measured("job_attempts_total", kind="train") == 1
    assert watched.measured("job_queue_wait_seconds_count", kind="train") == 1
    assert watched.measured("job_duration_seconds_count", kind="train", outcome="succeeded") == 1
    assert watched.measured("jobs_finished_total", kind="profile", outcome="succeeded", code="") == 1
    assert watched.measured("job_lease_expired_total") == watched.measured("job_lease_lost_total") == 0
    assert (watched.measured("worker_memory_bytes") or 0) > 10**7


def test_a_jobs_log_lines_name_the_job_and_the_request_that_made_it(watched: Watched) -> None:
    def lines(name: str) -> list[dict[str, Any]]:
        log: Path = watched.stack.named(name)[0].log
        return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]

    def told() -> list[dict[str, Any]] | None:
        found = [line for line in lines("worker") if line.get("job_id") == watched.job_id]
        return found if any(line["event"] == "a child ended" for line in found) else None

    found = until(told, "the worker's lines of the job")
    assert {line["request_id"] for line in found} == {"observed-1"}
    assert {line["trace_id"] for line in found} == {TRACE_ID}
    made = next(line for line in lines("api") if line.get("request_id") == "observed-1")
    assert made["trace_id"] == TRACE_ID
    first = watched.stack.events(watched.job_id)[0]
    assert first["data"]["request_id"] == "observed-1"
