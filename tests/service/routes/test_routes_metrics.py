"""What `/metrics` says of predictions, uploads, refusals, the model cache and running jobs."""

from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from starlette.testclient import TestClient

from service.dependencies import Services
from store.tables import Job, ModelVersion, utc_now
from tests.service.routes.conftest import CSV, World

ROWS = {"rows": [{"width": 3.0, "height": 3.0, "colour": "red", "seen": "2024-01-11"}] * 2}


def found(client: TestClient, name: str, **labels: str) -> float | None:
    for family in text_string_to_metric_families(client.get("/metrics").text):
        for sample in family.samples:
            if sample.name == name and sample.labels == labels:
                return float(sample.value)
    return None


def test_predictions_are_measured_by_model_and_version(client: TestClient, world: World) -> None:
    of = {"model": "shapes", "version": "1"}
    for _ in range(2):
        assert client.post("/v1/models/shapes/predict", json=ROWS).status_code == 200
    client.post("/v1/models/shapes/predict", json={"rows": [{"width": "wide"}]})  # refused: not a prediction

    assert found(client, "predictions_rows_total", **of) == 4
    assert found(client, "prediction_duration_seconds_count", **of) == 2
    assert found(client, "prediction_duration_seconds_bucket", **of, le="+Inf") == 2


def test_a_deleted_version_is_measured_no_more(client: TestClient, world: World) -> None:
    of = {"model": "shapes", "version": "1"}
    client.post("/v1/models/shapes/predict", json=ROWS)
    assert found(client, "predictions_rows_total", **of) == 2

    assert client.delete("/v1/models/shapes").status_code == 204

    assert found(client, "predictions_rows_total", **of) is None


def test_the_model_cache_tells_of_loads_hits_and_damage(client: TestClient, services: Services, world: World) -> None:
    for _ in range(2):
        client.post("/v1/models/shapes/predict", json=ROWS)
    assert found(client, "model_cache_models") == found(client, "model_cache_loads_total") == 1
    assert found(client, "artifact_verifications_total") == 1
    assert (found(client, "model_cache_hits_total") or 0) >= 1
    assert (found(client, "model_cache_bytes") or 0) > 2**20
    with services.database.read() as tx:
        sha256 = tx.scalar(select(ModelVersion.artifact_sha256).where(ModelVersion.model_name == "trio"))
    assert sha256
    with services.blobs.path(sha256) as path:
        path.chmod(0o600)
        path.write_bytes(b"damaged")

    assert client.post("/v1/models/trio/predict", json=ROWS).json()["code"] == "artifact_corrupt"

    assert found(client, "artifact_checksum_failures_total") == 1
    assert found(client, "artifact_verifications_total") == 2


def test_uploads_and_refused_ones_are_counted(client: TestClient, world: World) -> None:
    body = b"a,b\n1,2\n"
    assert client.post("/v1/datasets", content=body, headers=CSV).status_code == 202
    assert client.post("/v1/datasets", content=b"", headers=CSV).status_code == 422

    assert found(client, "upload_bytes_total") == len(body)
    assert found(client, "upload_rejected_total", reason="empty_file") == 1


def test_what_is_turned_away_is_counted_by_its_reason(client: TestClient, world: World) -> None:
    for _ in range(7):  # five may wait
        client.post("/v1/datasets", content=b"a,b\n1,2\n", headers=CSV)

    assert (found(client, "requests_shed_total", reason="queue_full") or 0) >= 2


def test_the_wait_of_the_oldest_job_and_the_age_of_checkpoints_are_told(
    client: TestClient, services: Services, world: World
) -> None:
    assert found(client, "jobs_oldest_queued_seconds", kind="train") == 0
    assert found(client, "job_checkpoint_age_seconds") == 0
    now = utc_now()
    with services.database.begin() as tx:
        rows = {"kind": "train", "spec": {}, "progress": {}, "created_at": now - timedelta(seconds=90)}
        tx.add(Job(id="job_waits", status="queued", **rows))
        at = {"at": (now - timedelta(seconds=40)).isoformat()}
        tx.add(Job(id="job_runs", status="running", started_at=now - timedelta(seconds=80), checkpoint=at, **rows))

    assert 90 <= (found(client, "jobs_oldest_queued_seconds", kind="train") or 0) < 100
    assert 40 <= (found(client, "job_checkpoint_age_seconds") or 0) < 50
    with services.database.begin() as tx:
        tx.add(Job(id="job_new", status="running", started_at=now - timedelta(seconds=80), **rows))
    assert 80 <= (found(client, "job_checkpoint_age_seconds") or 0) < 90
