"""What an answer costs the server: queries of a page, bytes of a preview, no writer kept waiting by a reader."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from service.datasets import actions as datasets
from service.datasets import previews
from service.dependencies import Services
from service.predictions import actions as predictions
from store.blobs import LocalBlobStore
from store.tables import Model, ModelAlias
from tests.service.routes.conftest import CSV, Work, World, a_row

PARQUET = {"Content-Type": "application/vnd.apache.parquet"}


@contextmanager
def queries(services: Services) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(services.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(services.database.engine, "before_cursor_execute", note)


def queue(client: TestClient, world: World, num_jobs: int) -> None:
    """Queue training jobs of rising and falling priority."""
    for number in range(num_jobs):
        body = {"dataset_id": world.dataset_id, "spec": {"target": "shape"}, "priority": (5, 0, 9, 5)[number % 4]}
        assert client.post("/v1/training-jobs", json=body).status_code == 202


@pytest.mark.parametrize("path", ["/v1/jobs", "/v1/models", "/v1/datasets", "/v1/training-jobs"])
def test_a_page_of_many_takes_as_many_queries_as_a_page_of_one(
    client: TestClient, services: Services, world: World, path: str
) -> None:
    queue(client, world, 4)
    with services.database.begin() as tx:
        for number in range(4):
            tx.add(Model(name=f"m{number}"))
    client.post("/v1/datasets", content=b"a,b\n1,2\n", headers=CSV)

    with queries(services) as of_one:
        one = client.get(f"{path}?limit=1").json()["data"]
    with queries(services) as of_many:
        many = client.get(f"{path}?limit=50").json()["data"]

    assert len(one) == 1 < len(many)
    assert len(of_many) == len(of_one)


def test_a_page_tells_the_same_place_in_the_queue_as_the_job_itself(client: TestClient, world: World) -> None:
    queue(client, world, 4)

    page = client.get("/v1/training-jobs?status=queued").json()["data"]

    assert [job["queue"]["position"] for job in page] == [2, 3, 0, 1]
    assert [client.get(f"/v1/jobs/{job['id']}").json()["queue"] for job in page] == [job["queue"] for job in page]


def test_a_page_of_models_names_the_aliases_of_each(client: TestClient, services: Services, world: World) -> None:
    with services.database.begin() as tx:
        tx.add(Model(name="bare"))
        tx.add(ModelAlias(model_name="strict", alias="champion", version=1))

    listed = {model["name"]: model["aliases"] for model in client.get("/v1/models").json()["data"]}

    assert listed == {
        "bare": {},
        "shapes": {"default": 1},
        "strict": {"default": 1, "champion": 1},
        "trio": {"default": 1},
    }


def test_a_page_of_datasets_reads_no_profile(client: TestClient, services: Services, world: World) -> None:
    with queries(services) as seen:
        assert client.get("/v1/datasets").json()["data"][0]["id"] == world.dataset_id

    assert [query for query in seen if "dataset.profile," in query or "dataset.profile " in query] == []
    assert any("dataset.schema" in query for query in seen)


def read(client: TestClient, worker: Work, content: bytes, headers: dict[str, str] = CSV) -> str:
    """Id of a dataset that was read."""
    made = client.post("/v1/datasets", content=content, headers=headers).json()
    worker(made["profile_job_id"])
    dataset_id: str = made["id"]
    return dataset_id


def test_the_first_rows_of_a_table_are_a_group_of_their_own(
    client: TestClient, services: Services, worker: Work
) -> None:
    dataset_id = read(client, worker, b"a,b\n" + b"".join(b"%d,%d\n" % (i, i * i) for i in range(2_500)))

    with services.database.read() as tx:
        table_sha256 = datasets.usable(tx, dataset_id).table_sha256 or ""
    with services.blobs.path(table_sha256) as path:
        metadata = pq.read_metadata(path)

    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [1_000, 1_500]
    preview = client.get(f"/v1/datasets/{dataset_id}/preview?rows=1000").json()
    assert preview["rows"][-1] == {"a": 999, "b": 999 * 999}


def test_a_preview_of_a_very_wide_table_has_fewer_rows(
    client: TestClient, worker: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "_CELLS", 100)
    monkeypatch.setattr(previews, "_DECODED_CELLS", 30)
    table = pa.table({f"c{number}": list(range(40)) for number in range(12)})
    file = io.BytesIO()
    pq.write_table(table, file)
    dataset_id = read(client, worker, file.getvalue(), PARQUET)

    preview = client.get(f"/v1/datasets/{dataset_id}/preview?rows=40").json()

    assert [list(row) for row in preview["rows"]] == [[f"c{number}" for number in range(12)]] * 8
    assert set(preview["rows"][7].values()) == {7}


def test_a_preview_cuts_long_texts(client: TestClient, worker: Work) -> None:
    dataset_id = read(client, worker, b"a,b\n" + b"x" * 256 + b",1\n" + b"y" * 257 + b",2\n")

    cells = [row["a"] for row in client.get(f"/v1/datasets/{dataset_id}/preview").json()["rows"]]

    assert cells == ["x" * 256, "y" * 255 + "…"]


def test_a_preview_tells_columns_with_dots_apart(client: TestClient, worker: Work) -> None:
    dataset_id = read(client, worker, b"a,a.b,a.b.c\n1,2,x\n4,5,y\n")

    preview = client.get(f"/v1/datasets/{dataset_id}/preview").json()

    assert preview["rows"] == [{"a": 1, "a.b": 2, "a.b.c": "x"}, {"a": 4, "a.b": 5, "a.b.c": "y"}]


def test_a_preview_whose_file_is_lost_is_a_404_without_its_name(
    client: TestClient, services: Services, world: World
) -> None:
    with services.database.read() as tx:
        table_sha256 = datasets.usable(tx, world.dataset_id).table_sha256 or ""
    services.blobs.delete(table_sha256)

    answer = client.get(f"/v1/datasets/{world.dataset_id}/preview")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert table_sha256[:12] not in answer.text


def test_no_transaction_is_open_while_a_file_is_read(
    client: TestClient, services: Services, worker: Work, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"model": "shapes", "dataset_id": read(client, worker, csv_with_a_bad_row())}
    job = client.post("/v1/scoring-jobs", json=body).json()
    worker(job["id"])
    engine, held = services.database.engine, []
    open_blob, path_of = LocalBlobStore.open, LocalBlobStore.path

    def opened(blobs: LocalBlobStore, sha256: str) -> Any:
        held.append(engine.pool.checkedout())  # type: ignore[attr-defined]
        return open_blob(blobs, sha256)

    def pathed(blobs: LocalBlobStore, sha256: str) -> Any:
        held.append(engine.pool.checkedout())  # type: ignore[attr-defined]
        return path_of(blobs, sha256)

    monkeypatch.setattr(LocalBlobStore, "open", opened)
    monkeypatch.setattr(LocalBlobStore, "path", pathed)

    for path in (f"/v1/scoring-jobs/{job['id']}/errors", f"/v1/datasets/{world.dataset_id}/preview"):
        assert client.get(path).status_code == 200
    assert client.post("/v1/models/shapes/predict", json={"rows": [a_row()]}).status_code == 200

    assert len(held) >= 3
    assert set(held) == {0}


def csv_with_a_bad_row() -> bytes:
    rows = [a_row(), a_row(width="wide")]
    return "\n".join([",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]).encode()


def test_an_answer_holds_so_many_probabilities_and_not_one_row_more(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(predictions, "MAX_PROBABILITIES", 9)

    def ask(model: str, num_rows: int) -> Any:
        return client.post(f"/v1/models/{model}/predict", json={"rows": [{**a_row(), "shape": "round"}] * num_rows})

    assert [ask("shapes", 4).status_code, ask("trio", 3).status_code] == [200, 200]
    refused = [ask("shapes", 5), ask("trio", 4)]
    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(413, "too_large")] * 2
    assert [answer.json()["errors"][0]["expected"] for answer in refused] == ["at most 4", "at most 3"]


def test_a_key_that_stands_twice_among_thousands_is_found_at_once(client: TestClient, world: World) -> None:
    keys = [*(f"c{number}" for number in range(8_000)), "c7999"]
    body = '{"rows": [{' + ",".join(f'"{key}":1' for key in keys) + "}]}"

    headers = {"Content-Type": "application/json"}

    answer = client.post("/v1/models/shapes/predict", content=body.encode(), headers=headers)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/rows/0/c7999")
