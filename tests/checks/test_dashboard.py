"""The dashboard and docs/observability.md ask for measures that exist, and for all of them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from docs import dashboard
from service.main import create_app
from service.settings import ApiSettings
from tests.checks.sources import ROOT
from workers.metrics import WorkerMetrics

OF_THE_CLIENT = re.compile(r"(process|python)_")
WORDS = {"sum", "by", "le", "rate", "increase", "histogram_quantile", "max", "min", "count", "label_values"}
LABELS = {"model", "version", "kind", "outcome", "code", "status", "reason", "instance", "device", "__rate_interval"}


def names_in(query: str) -> set[str]:
    """The measures that a PromQL expression names."""
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]", "", query)
    return set(re.findall(r"\b[a-z_][a-z0-9_]*", bare)) - WORDS - LABELS


def families(registry: CollectorRegistry) -> dict[str, str]:
    return {family.name: family.type for family in registry.collect()}


def samples(kinds: dict[str, str]) -> Iterator[str]:
    """Every name that a series of these families has."""
    ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}
    for name, kind in kinds.items():
        yield from (name + end for end in ends.get(kind, ("",)))


@pytest.fixture(scope="module")
def existing(tmp_path_factory: pytest.TempPathFactory, sqlite_databases: object) -> set[str]:
    """The names of an API's and a worker's measures."""
    url = sqlite_databases.fresh()  # type: ignore[attr-defined]
    settings = ApiSettings(data_dir=tmp_path_factory.mktemp("data"), database_url=url, auth="off")
    with TestClient(create_app(settings), base_url="http://localhost:8000") as client:
        api = {family.name: family.type for family in text_string_to_metric_families(client.get("/metrics").text)}
    return {*samples(api), *samples(families(WorkerMetrics(gpus=lambda: {"0": (1, 2)}).registry))}


def queries() -> list[str]:
    panels = json.loads(dashboard.FILE.read_text(encoding="utf-8"))["panels"]
    return [target["expr"] for panel in panels for target in panel.get("targets", [])]


def test_the_dashboards_file_is_what_its_panels_say() -> None:
    assert dashboard.FILE.read_text(encoding="utf-8") == dashboard.text(), "run `python -m docs.dashboard`"


def test_every_query_asks_for_measures_that_exist(existing: set[str]) -> None:
    assert len(queries()) > 20

    unknown = {query: names for query in queries() if (names := names_in(query) - existing)}
    assert unknown == {}


def test_a_query_for_a_measure_that_does_not_exist_is_caught(existing: set[str]) -> None:
    assert names_in("sum by (kind) (rate(jobs_imagined_total{kind='a'}[5m]))") - existing == {"jobs_imagined_total"}


def test_every_measure_of_ours_is_on_the_dashboard_and_in_the_document(existing: set[str]) -> None:
    def family(name: str) -> str:
        return re.sub(r"_(bucket|sum|count)$", "", name)

    ours = {family(name) for name in existing if not OF_THE_CLIENT.match(name) and not name.endswith("_created")}
    shown = {family(name) for query in queries() for name in names_in(query)}
    page = Path(ROOT / "docs" / "observability.md").read_text(encoding="utf-8")

    assert ours - shown == set()
    assert {name for name in ours if f"`{name}`" not in page} == set()


def test_alert_rules_ask_for_measures_that_exist(existing: set[str]) -> None:
    page = Path(ROOT / "docs" / "observability.md").read_text(encoding="utf-8")
    rules = re.findall(r"^ +(?:- )?expr: (.+)$", page, re.MULTILINE)
    assert len(rules) >= 5

    assert {rule: names for rule in rules if (names := names_in(rule) - existing)} == {}


PROMISED = """
http_server_request_duration_seconds_bucket{method,route,status} http_server_active_requests requests_shed_total{reason}
jobs_queued{kind} jobs_running jobs_finished_total{kind,outcome,code} job_queue_wait_seconds_bucket{kind}
job_duration_seconds_bucket{kind,outcome} job_lease_expired_total job_attempts_total{kind} predictions_rows_total{model,version}
prediction_duration_seconds_bucket{model,version} upload_bytes_total upload_rejected_total{reason}
artifact_checksum_failures_total storage_free_bytes db_pool_in_use worker_memory_bytes gpu_memory_bytes{device}
"""
"""Names and labels that dashboards of others may build on: no release takes one away or renames a label."""


def test_the_measures_that_others_build_on_are_there_with_their_labels(existing: set[str]) -> None:
    page = Path(ROOT / "docs" / "observability.md").read_text(encoding="utf-8")
    for promised in PROMISED.split():
        name, _, labels = promised.rstrip("}").partition("{")
        assert name in existing, promised
        [row] = [
            line for line in page.splitlines() if line.startswith("|") and f"`{name.removesuffix('_bucket')}`" in line
        ]
        assert re.findall(r"`(\w+)`", row.split("|")[2]) == [label for label in labels.split(",") if label], promised
