"""The Grafana dashboard of docs/grafana/discern.json, written from the list of panels below: `python -m docs.dashboard`."""

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "grafana" / "discern.json"

RATE = "[$__rate_interval]"
SERVED = f"prediction_duration_seconds_bucket{{model=~'$model'}}{RATE}"


def _by_version(measure: str) -> str:
    return f"sum by (model, version) (rate(predictions_shadow_{measure}_total{{model=~'$model'}}{RATE}))"


PANELS: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "Requests": [
        (
            "Requests by status",
            "reqps",
            {"{{status}}": f"sum by (status) (rate(http_server_request_duration_seconds_count{RATE}))"},
        ),
        (
            "Time of a request",
            "s",
            {
                f"p{share}": f"histogram_quantile(0.{share}, sum by (le) (rate(http_server_request_duration_seconds_bucket{RATE})))"
                for share in (50, 99)
            },
        ),
        ("Requests being answered", "short", {"{{instance}}": "http_server_active_requests"}),
        ("Turned away, by reason", "reqps", {"{{reason}}": f"sum by (reason) (rate(requests_shed_total{RATE}))"}),
    ],
    "Predictions": [
        (
            "Rows by version",
            "rowsps",
            {
                "{{model}} {{version}}": f"sum by (model, version) (rate(predictions_rows_total{{model=~'$model'}}{RATE}))"
            },
        ),
        (
            "99 % of predictions within",
            "s",
            {"{{model}} {{version}}": f"histogram_quantile(0.99, sum by (le, model, version) (rate({SERVED})))"},
        ),
        (
            "Shadows: rows, and requests by outcome",
            "short",
            {
                "{{model}} {{version}}": f"sum by (model, version) (rate(predictions_shadow_rows_total{{model=~'$model'}}{RATE}))",
                "{{outcome}}": f"sum by (outcome) (rate(predictions_shadow_requests_total{RATE}))",
            },
        ),
        (
            "Shadow: 99 % within",
            "s",
            {
                "{{model}} {{version}}": "histogram_quantile(0.99, sum by (le, model, version) "
                f"(rate(prediction_shadow_duration_seconds_bucket{{model=~'$model'}}{RATE})))"
            },
        ),
        (
            "Shadow: share of rows with the answer's label",
            "percentunit",
            {"{{model}} {{version}}": f"{_by_version('agreed_rows')} / {_by_version('compared_rows')}"},
        ),
        (
            "Shadow: mean difference of the answered label's probability",
            "percentunit",
            {"{{model}} {{version}}": f"{_by_version('probability_difference')} / {_by_version('compared_rows')}"},
        ),
        (
            "Requests scored together, mean",
            "short",
            {
                "mean": f"sum(rate(predictions_gathered_requests_sum{RATE})) / sum(rate(predictions_gathered_requests_count{RATE}))"
            },
        ),
        (
            "Model cache",
            "short",
            {
                "models": "sum(model_cache_models)",
                "hits a second": f"sum(rate(model_cache_hits_total{RATE}))",
                "loads a second": f"sum(rate(model_cache_loads_total{RATE}))",
                "evictions a second": f"sum(rate(model_cache_evictions_total{RATE}))",
            },
        ),
        ("Model cache, bytes", "bytes", {"{{instance}}": "model_cache_bytes"}),
        (
            "Model files checked and damaged",
            "short",
            {
                "checked": "sum(increase(artifact_verifications_total[1h]))",
                "damaged": "sum(increase(artifact_checksum_failures_total[1h]))",
            },
        ),
    ],
    "Jobs": [
        ("Waiting jobs", "short", {"{{kind}}": "max by (kind) (jobs_queued)", "running": "max(jobs_running)"}),
        ("Oldest waiting job", "s", {"{{kind}}": "max by (kind) (jobs_oldest_queued_seconds)"}),
        (
            "Wait in the queue, 95 % within",
            "s",
            {"{{kind}}": f"histogram_quantile(0.95, sum by (le, kind) (rate(job_queue_wait_seconds_bucket{RATE})))"},
        ),
        (
            "Time of a job, median",
            "s",
            {
                "{{kind}} {{outcome}}": "histogram_quantile(0.5, sum by (le, kind, outcome) "
                f"(rate(job_duration_seconds_bucket{RATE})))"
            },
        ),
        (
            "Ended jobs",
            "short",
            {"{{kind}} {{outcome}} {{code}}": "sum by (kind, outcome, code) (increase(jobs_finished_total[1h]))"},
        ),
        (
            "Attempts, crashes, lost and expired leases",
            "short",
            {
                "attempts": "sum(increase(job_attempts_total[1h]))",
                "crashes": "sum(increase(job_crashes_total[1h]))",
                "leases lost": "sum(increase(job_lease_lost_total[1h]))",
                "leases expired": "sum(increase(job_lease_expired_total[1h]))",
            },
        ),
        ("Age of the oldest checkpoint", "s", {"oldest": "max(job_checkpoint_age_seconds)"}),
        ("Silence of a worker", "s", {"longest": "max(worker_heartbeat_age_seconds)"}),
    ],
    "Machines": [
        ("Free storage", "bytes", {"{{instance}}": "storage_free_bytes"}),
        (
            "Memory",
            "bytes",
            {"API {{instance}}": "process_resident_memory_bytes", "worker {{instance}}": "worker_memory_bytes"},
        ),
        (
            "Memory of GPUs",
            "bytes",
            {
                "{{instance}} {{device}}": "gpu_memory_bytes",
                "of {{instance}} {{device}}": "gpu_memory_size_bytes",
            },
        ),
        ("Database connections in use", "short", {"{{instance}}": "db_pool_in_use", "workers": "max(workers)"}),
        (
            "Uploads",
            "short",
            {
                "bytes a second": f"sum(rate(upload_bytes_total{RATE}))",
                "refused {{reason}}": f"sum by (reason) (increase(upload_rejected_total{RATE}))",
            },
        ),
        ("Processes", "short", {"{{version}}": "count by (version) (discern_build_info)"}),
    ],
}
"""By row: each panel's title, unit and queries by legend."""

SOURCE = {"type": "prometheus", "uid": "${source}"}
WIDTH, HEIGHT = 6, 7  # of a grid of 24 columns


def dashboard() -> dict[str, Any]:
    """The dashboard, as Grafana imports it."""
    panels: list[dict[str, Any]] = []
    top = 0
    for row, content in PANELS.items():
        panels.append(
            {
                "type": "row",
                "title": row,
                "id": len(panels) + 1,
                "gridPos": {"x": 0, "y": top, "w": 24, "h": 1},
                "panels": [],
            }
        )
        top += 1
        for place, (title, unit, queries) in enumerate(content):
            x, y = place % 4 * WIDTH, top + place // 4 * HEIGHT
            panels.append(
                {
                    "type": "timeseries",
                    "title": title,
                    "id": len(panels) + 1,
                    "datasource": SOURCE,
                    "gridPos": {"x": x, "y": y, "w": WIDTH, "h": HEIGHT},
                    "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
                    "targets": [
                        {"refId": chr(ord("A") + number), "datasource": SOURCE, "expr": query, "legendFormat": legend}
                        for number, (legend, query) in enumerate(queries.items())
                    ],
                }
            )
        top += (len(content) + 3) // 4 * HEIGHT
    return {
        "title": "Discern",
        "uid": "discern",
        "tags": ["discern"],
        "schemaVersion": 39,
        "editable": True,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {
            "list": [
                {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"},
                {
                    "name": "model",
                    "type": "query",
                    "datasource": SOURCE,
                    "query": "label_values(predictions_rows_total, model)",
                    "includeAll": True,
                    "multi": True,
                    "allValue": ".*",
                    "refresh": 2,
                },
            ]
        },
        "panels": panels,
    }


def text() -> str:
    """The file's content."""
    return json.dumps(dashboard(), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write it."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
