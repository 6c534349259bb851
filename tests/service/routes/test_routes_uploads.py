"""Uploads: a streamed file becomes one dataset and one job, or nothing at all."""

import gzip
import json
from pathlib import Path

import anyio
import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from classifier.spec.limits import Limits
from service.dependencies import Services
from store.tables import Dataset, Job
from tests.service.routes.conftest import CSV, Work, World

TINY = b"a,b\n1,x\n2,y\n3,x\n"


def counts(services: Services) -> tuple[int, int]:
    """Datasets and jobs that there are."""
    with services.database.read() as tx:
        tables = [tx.scalar(select(func.count()).select_from(table)) or 0 for table in (Dataset, Job)]
    return tables[0], tables[1]


def files(services: Services) -> list[Path]:
    """Staged and stored blobs."""
    return sorted(
        path for root in (services.blobs.root, services.blobs.staging) for path in root.rglob("*") if path.is_file()
    )


def test_an_upload_is_a_dataset_being_read_and_the_job_that_reads_it(client: TestClient, services: Services) -> None:
    answer = client.post("/v1/datasets?name=tiny", content=TINY, headers=CSV)

    dataset = answer.json()
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/v1/datasets/{dataset['id']}"
    assert answer.headers["Retry-After"] == "1"
    assert (dataset["object"], dataset["name"], dataset["status"]) == ("dataset", "tiny", "profiling")
    assert (dataset["format"], dataset["gzip"], dataset["source_bytes"]) == ("csv", False, len(TINY))
    assert dataset["schema"] is None
    job = client.get(f"/v1/jobs/{dataset['profile_job_id']}").json()
    assert (job["kind"], job["status"], job["dataset_id"]) == ("profile", "queued", dataset["id"])


def test_a_dataset_is_ready_once_its_file_was_read(client: TestClient, worker: Work) -> None:
    dataset = client.post("/v1/datasets", content=TINY, headers=CSV).json()

    worker(dataset["profile_job_id"])

    ready = client.get(f"/v1/datasets/{dataset['id']}").json()
    assert (ready["status"], ready["num_rows"], ready["num_columns"]) == ("ready", 3, 2)
    assert [column["name"] for column in ready["schema"]["columns"]] == ["a", "b"]
    assert ready["error"] is None


def test_waiting_for_an_upload_that_is_read_meanwhile_answers_201(
    client: TestClient, worker: Work, services: Services
) -> None:
    answer = wait_while(client, services, worker, TINY, wait="20s")

    assert (answer.status_code, answer.json()["status"]) == (201, "ready")


def test_waiting_for_an_upload_that_cannot_be_read_answers_what_is_wrong(
    client: TestClient, worker: Work, services: Services
) -> None:
    answer = wait_while(client, services, worker, b"a,b\n1,2\n1,2,3\n", wait="20")

    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["errors"][0]["line"] == 3
    failed = client.get("/v1/datasets", params={"name": "waited"}).json()["data"][0]
    assert (failed["status"], failed["error"]["code"]) == ("failed", problem["code"])


def wait_while(client: TestClient, services: Services, worker: Work, body: bytes, wait: str):  # type: ignore[no-untyped-def]
    """The answer to an upload with `wait`, during which a worker reads the file."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        upload = pool.submit(client.post, f"/v1/datasets?name=waited&wait={wait}", content=body, headers=CSV)
        for _ in range(200):
            with services.database.read() as tx:
                job_id = tx.scalar(select(Job.id).where(Job.kind == "profile", Job.status == "queued"))
            if job_id:
                break
            anyio.run(anyio.sleep, 0.02)
        assert job_id
        worker(job_id)
        return upload.result()


def test_waiting_ends_at_the_servers_limit(client: TestClient) -> None:
    answer = client.post("/v1/datasets?wait=99999", content=TINY, headers=CSV)

    assert (answer.status_code, answer.json()["status"]) == (202, "profiling")


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ("text/csv", "csv"),
        ("TEXT/CSV; header=present", "csv"),
        ("application/vnd.apache.parquet", "parquet"),
        ("application/x-parquet", "parquet"),
        ("application/x-ndjson", "ndjson"),
        ("application/x-npz", "npz"),
        ("application/zip", "zip"),
    ],
)
def test_the_content_type_names_the_format(client: TestClient, media: str, expected: str) -> None:
    answer = client.post("/v1/datasets", content=b"anything", headers={"Content-Type": media})

    assert (answer.status_code, answer.json()["format"]) == (202, expected)


def test_the_charset_chooses_the_encoding(client: TestClient, worker: Work) -> None:
    body = "città,b\n1,x\n2,y\n".encode("latin-1")
    dataset = client.post("/v1/datasets", content=body, headers={"Content-Type": "text/csv; charset=ISO-8859-1"}).json()

    worker(dataset["profile_job_id"])

    ready = client.get(f"/v1/datasets/{dataset['id']}").json()
    assert ready["schema"]["columns"][0]["name"] == "città"


def test_a_gzipped_upload_is_kept_as_sent_and_read(client: TestClient, worker: Work) -> None:
    body = gzip.compress(TINY)
    dataset = client.post("/v1/datasets", content=body, headers={**CSV, "Content-Encoding": "gzip"}).json()

    worker(dataset["profile_job_id"])

    ready = client.get(f"/v1/datasets/{dataset['id']}").json()
    assert (ready["status"], ready["gzip"], ready["source_bytes"]) == ("ready", True, len(body))


def test_parse_options_and_overrides_reach_the_reader(client: TestClient, worker: Work) -> None:
    body = b"a;b\n1;x\nnope;y\n-;z\n"
    query = {"delimiter": ";", "missing_values": ["nope", "-"], "overrides": json.dumps({"b": {"role": "target"}})}
    dataset = client.post("/v1/datasets", content=body, params=query, headers=CSV).json()

    worker(dataset["profile_job_id"])

    first, second = client.get(f"/v1/datasets/{dataset['id']}").json()["schema"]["columns"]
    assert (first["kind"], second["role"]) == ("numeric", "target")


def test_how_a_long_table_is_read_is_kept_and_shown(client: TestClient, services: Services) -> None:
    series = {"id": "who", "time": "t", "label": None, "channels": ["a", "b"]}
    body = b"who,t,a,b\n1,0,1,2\n1,1,3,4\n"

    dataset = client.post("/v1/datasets", content=body, params={"series": json.dumps(series)}, headers=CSV).json()

    assert dataset["series"] == series
    assert client.get(f"/v1/datasets/{dataset['id']}").json()["series"] == series
    with services.database.read() as tx:
        assert tx.get_one(Dataset, dataset["id"]).parse["series"] == series
    assert client.post("/v1/datasets", content=body, headers=CSV).json()["series"] is None


def test_the_same_upload_under_one_key_is_one_dataset(client: TestClient, services: Services) -> None:
    before = counts(services)
    headers = {**CSV, "Idempotency-Key": "k-1"}

    first = client.post("/v1/datasets?name=once", content=TINY, headers=headers)
    second = client.post("/v1/datasets?name=once", content=TINY, headers=headers)

    assert second.json() == first.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert second.headers["Location"] == first.headers["Location"]
    assert counts(services) == (before[0] + 1, before[1] + 1)


def test_another_file_under_the_same_key_is_refused(client: TestClient, services: Services) -> None:
    headers = {**CSV, "Idempotency-Key": "k-2"}
    client.post("/v1/datasets", content=TINY, headers=headers)
    before = counts(services)

    answer = client.post("/v1/datasets", content=TINY + b"4,z\n", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert counts(services) == before


def test_the_limits_of_these_tests_are_small_ones(services: Services, world: World) -> None:
    assert services.settings.limits.max_queued_jobs < Limits().max_queued_jobs
