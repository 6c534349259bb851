"""Records the examples of the OpenAPI document: `python -m tests.service.routes.examples` asks a real server and keeps its answers.

Long lists are cut, so that the document stays one that people open. A test holds what is kept against the schemas.
"""

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from service.main import create_app
from service.settings import ApiSettings
from store.migrate import upgrade
from store.tables import Worker
from tests.service.routes.conftest import free_memory, work

FILE = Path(__file__).parents[3] / "service" / "examples" / "examples.json"

MOST_ITEMS = 6  # of a list that is kept, but for those whose length is the point
MOST_LARGE = 2  # of jobs, families and the like
MOST_FIELDS = 40  # of an object whose names are data
WHOLE = {
    "hidden",
    "scopes",
    "classes",
    "confusion",
    "counts",
    "columns",
    "features",
    "thresholds",
    "epochs",
    "required",
}

ROW = {
    "Area": 15231,
    "Perimeter": 525.58,
    "Major_Axis_Length": 229.75,
    "Minor_Axis_Length": 85.09,
    "Eccentricity": 0.9289,
    "Convex_Area": 15617,
    "Extent": 0.5729,
}


def record(folder: Path) -> dict[str, Any]:
    """Request and answer by operation."""
    settings = ApiSettings(data_dir=folder, database_url=f"sqlite:///{folder / 'discern.db'}", auth="off")
    upgrade(settings.url)
    app = create_app(settings)
    kept: dict[str, Any] = {}
    with TestClient(app, base_url="http://localhost:8000") as client, pytest.MonkeyPatch.context() as patch:
        free_memory(patch)
        services: Services = app.state.services
        with services.database.begin() as tx:
            beat = services.database.now(tx)
            tx.add(
                Worker(
                    id="wrk_1", host="worker-1", pid=7, queues=["profile", "train", "score"], device="cpu", beat=beat
                )
            )

        def ask(operation: str, method: str, path: str, body: Any = None, **options: Any) -> Any:
            answer = client.request(method, path, json=body, **options)
            assert answer.status_code < 300, (operation, answer.status_code, answer.text)
            told = answer.json() if answer.content else None
            kept[operation] = {
                "status": answer.status_code,
                **({} if body is None else {"request": body}),
                **({} if told is None else {"response": shortened(told)}),
            }
            return told

        ask("list_samples", "GET", "/v1/samples")
        made = ask("create_sample_dataset", "POST", "/v1/samples/rice")
        work(services, made["profile_job_id"])
        dataset = f"/v1/datasets/{made['id']}"
        csv = {"Content-Type": "text/csv"}
        ask("create_dataset", "POST", "/v1/datasets?name=grains.csv", content="Area,Class\n1,a\n2,b\n", headers=csv)
        part = b"Area,Class\n1,a\n2,b\n"
        upload = {"name": "grains.csv", "size_bytes": len(part), "content_type": "text/csv"}
        begun = ask("create_upload", "POST", "/v1/uploads", upload)
        ask("list_uploads", "GET", "/v1/uploads")
        place = f"/v1/uploads/{begun['id']}"
        ask("get_upload", "GET", place)
        sent = {"Content-Type": "application/partial-upload", "Upload-Offset": "0"}
        ask("append_upload", "PATCH", place, content=part, headers=sent)
        ask("create_dataset_of_upload", "POST", f"{place}/dataset")
        ask("get_dataset", "GET", dataset)
        ask("list_datasets", "GET", "/v1/datasets")
        ask("get_dataset_profile", "GET", f"{dataset}/profile")
        ask("get_dataset_preview", "GET", f"{dataset}/preview?rows=3")
        ask("get_dataset_findings", "GET", f"{dataset}/findings")
        spec = {
            "target": "Class",
            "model": {"family": "mlp", "hidden": [16]},
            "training": {"epochs": 5},
            "split": {"folds": None},
        }
        request = {"dataset_id": made["id"], "spec": spec, "model_name": "rice"}
        ask("validate_training_job", "POST", "/v1/training-jobs:validate", request)
        job = ask("create_training_job", "POST", "/v1/training-jobs", request)
        ask("get_queue", "GET", "/v1/queue")
        work(services, job["id"])
        training = f"/v1/training-jobs/{job['id']}"
        ask("get_training_job", "GET", training)
        ask("list_training_jobs", "GET", "/v1/training-jobs")
        ask("list_training_job_events", "GET", f"{training}/events?limit=8")
        ask("get_training_job_metrics", "GET", f"{training}/metrics")
        ask("get_training_job_findings", "GET", f"{training}/findings")
        ask("list_jobs", "GET", "/v1/jobs")
        ask("get_job", "GET", f"/v1/jobs/{job['id']}")
        ask("list_job_events", "GET", f"/v1/jobs/{job['id']}/events?limit=8")
        ask("list_job_log_lines", "GET", f"/v1/jobs/{job['id']}/logs?tail=6")
        slow = {**request, "spec": {**spec, "optimizer": {"name": "adam", "learning_rate": 1e-7}}}
        stuck = client.post("/v1/training-jobs", json=slow).json()["id"]
        work(services, stuck)
        found = client.get(f"/v1/training-jobs/{stuck}/findings").json()["findings"]
        fixed = next(one["id"] for one in found if one["fix"])
        mended = ask("apply_training_job_finding", "POST", f"/v1/training-jobs/{stuck}/findings/{fixed}/apply")
        client.post(f"/v1/jobs/{mended['id']}/cancel")
        again = ask("retry_job", "POST", f"/v1/jobs/{job['id']}/retry", {"spec": {"training": {"epochs": 8}}})
        ask("cancel_job", "POST", f"/v1/jobs/{again['id']}/cancel")
        other = client.post("/v1/training-jobs", json=request).json()["id"]
        ask("cancel_training_job", "POST", f"/v1/training-jobs/{other}/cancel")
        score = ask("create_scoring_job", "POST", "/v1/scoring-jobs", {"model": "rice", "dataset_id": made["id"]})
        work(services, score["id"])
        scoring = f"/v1/scoring-jobs/{score['id']}"
        ask("get_scoring_job", "GET", scoring)
        of_file = "/v1/scoring-jobs/file?model=rice&output_format=csv"
        ask("create_scoring_job_of_file", "POST", of_file, content=",".join(ROW) + "\n", headers=csv)
        ask("list_scoring_jobs", "GET", "/v1/scoring-jobs")
        ask("list_scoring_job_events", "GET", f"{scoring}/events?limit=8")
        ask("list_scoring_job_errors", "GET", f"{scoring}/errors")
        third = client.post("/v1/scoring-jobs", json={"model": "rice", "dataset_id": made["id"]}).json()["id"]
        ask("cancel_scoring_job", "POST", f"/v1/scoring-jobs/{third}/cancel")
        model, version = "/v1/models/rice", "/v1/models/rice/versions/1"
        ask("list_models", "GET", "/v1/models")
        ask("get_model", "GET", model)
        ask("list_model_versions", "GET", f"{model}/versions")
        ask("get_model_version", "GET", version)
        ask("get_model_version_schema", "GET", f"{version}/schema")
        ask("get_model_version_report", "GET", f"{version}/report")
        ask("get_model_version_decision", "GET", f"{version}/decision")
        ask("list_model_version_exports", "GET", f"{version}/exports")
        ask("list_model_aliases", "GET", f"{model}/aliases")
        ask("get_model_alias", "GET", f"{model}/aliases/default")
        ask("list_model_changes", "GET", f"{model}/audit")
        ask("get_model_version_findings", "GET", f"{version}/findings")
        ask("get_model_version_monitoring", "GET", f"{version}/monitoring")
        etag = {"If-Match": client.get(f"{version}/decision").headers["ETag"]}
        ask("put_model_version_decision", "PUT", f"{version}/decision", {"threshold": 0.4}, headers=etag)
        etag = {"If-Match": client.get(f"{version}/decision").headers["ETag"]}
        ask("reset_model_version_decision", "DELETE", f"{version}/decision", headers=etag)
        ask("put_model_alias", "PUT", f"{model}/aliases/canary", {"version": 1})
        ask("update_model", "PATCH", model, {"description": "Varieties of rice by the shape of a grain."})
        ask("update_model_version", "PATCH", version, {"tags": {"stage": "review"}})
        for end, place in (("", model), ("_with_alias", f"{model}/aliases/default"), ("_with_version", version)):
            ask(f"predict{end}", "POST", f"{place}/predict", {"rows": [ROW]})
            ask(f"explain{end}", "POST", f"{place}/explain", {"rows": [ROW]})
        for operation, path in (
            ("get_oip_server", "/v2"),
            ("get_oip_liveness", "/v2/health/live"),
            ("get_oip_readiness", "/v2/health/ready"),
            ("get_oip_model", "/v2/models/rice"),
            ("get_oip_model_version", "/v2/models/rice/versions/1"),
            ("get_oip_model_readiness", "/v2/models/rice/ready"),
            ("get_oip_model_version_readiness", "/v2/models/rice/versions/1/ready"),
            ("get_liveness", "/livez"),
            ("get_readiness", "/readyz"),
            ("list_model_families", "/v1/model-families"),
            ("get_model_family", "/v1/model-families/logistic"),
            ("list_presets", "/v1/presets"),
            ("get_preset", "/v1/presets/best"),
            ("list_finding_kinds", "/v1/finding-kinds"),
            ("get_finding_kind", "/v1/finding-kinds/data.missing"),
            ("get_limits", "/v1/limits"),
            ("get_me", "/v1/me"),
            ("get_session", "/v1/session"),
            ("list_workers", "/v1/workers"),
        ):
            ask(operation, "GET", path)
        key = ask("create_key", "POST", "/v1/keys", {"name": "dashboard", "scopes": ["predict", "model:read"]})
        ask("list_keys", "GET", "/v1/keys")
        ask("create_session", "POST", "/v1/session", {"key": key["key"]})
        ask("update_dataset", "PATCH", dataset, {"overrides": {"Extent": {"role": "ignored"}}})
    named = {op["operationId"] for item in app.openapi()["paths"].values() for op in item.values()}
    unknown = set(kept) - named
    assert not unknown, (unknown, sorted(named))
    return kept


def shortened(value: Any, name: str = "") -> Any:
    """The value with long lists cut."""
    if isinstance(value, dict):
        return {key: shortened(item, key) for key, item in list(value.items())[:MOST_FIELDS]}
    if isinstance(value, list):
        # A reference inside an example would be taken for one of the document's own.
        value = [item for item in value if '"$ref"' not in json.dumps(item)]
        most = len(value) if name in WHOLE else MOST_LARGE if is_large(value) else MOST_ITEMS
        return [shortened(item, name) for item in value[:most]]
    return value


def is_large(items: list[Any]) -> bool:
    """Whether a list is one of objects that take a page each."""
    return bool(items) and len(json.dumps(items[0])) > 600


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        kept = record(Path(folder))
    text = json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    FILE.write_text(re.sub(r"disc_([0-9a-f]{8})_[\w-]{43}", r"disc_\1_EXAMPLE", text), encoding="utf-8")
    print(f"{FILE.name}: {len(kept)} operations, {FILE.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
