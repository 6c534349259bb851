"""Datasets once they are uploaded: what is shown, corrected and deleted."""

from starlette.testclient import TestClient

from service.dependencies import Services
from tests.service.routes.conftest import CSV, Work, World


def failed(client: TestClient, worker: Work) -> str:
    """Id of a dataset whose file cannot be read."""
    dataset = client.post("/v1/datasets", content=b"a,a\n1,2\n", headers=CSV).json()
    worker(dataset["profile_job_id"])
    dataset_id: str = dataset["id"]
    return dataset_id


def unread(client: TestClient) -> str:
    """Id of a dataset that no worker has read yet."""
    dataset_id: str = client.post("/v1/datasets?name=unread", content=b"a,b\n1,2\n3,4\n", headers=CSV).json()["id"]
    return dataset_id


def test_a_profile_counts_what_the_columns_hold(client: TestClient, world: World) -> None:
    profile = client.get(f"/v1/datasets/{world.dataset_id}/profile").json()

    assert (profile["num_rows"], profile["num_columns"]) == (120, 6)
    colour = next(column for column in profile["columns"] if column["name"] == "colour")
    assert {entry["value"]: entry["count"] for entry in colour["top_categories"]} == {
        "red": 40,
        "green": 40,
        "blue": 40,
    }


def test_a_preview_shows_the_first_rows_as_they_were_understood(client: TestClient, world: World) -> None:
    preview = client.get(f"/v1/datasets/{world.dataset_id}/preview?rows=2").json()

    assert [column["name"] for column in preview["columns"]] == ["id", "width", "height", "colour", "seen", "shape"]
    assert len(preview["rows"]) == 2
    first = preview["rows"][0]
    assert (first["id"], first["colour"], first["seen"]) == ("item-0000", "red", "2024-01-11T00:00:00Z")
    assert isinstance(first["width"], float)


def test_a_preview_shows_missing_cells_as_null(client: TestClient, worker: Work) -> None:
    made = client.post("/v1/datasets", content=b"a,b\n1.5,x\nNA,y\n,z\n", headers=CSV).json()
    worker(made["profile_job_id"])

    preview = client.get(f"/v1/datasets/{made['id']}/preview").json()

    assert [row["a"] for row in preview["rows"]] == [1.5, None, None]


def test_a_preview_has_from_1_to_1000_rows(client: TestClient, world: World) -> None:
    path = f"/v1/datasets/{world.dataset_id}/preview"

    assert client.get(f"{path}?rows=1000").status_code == 200
    assert [client.get(f"{path}?rows={rows}").status_code for rows in (0, -1, 1001, "many")] == [422] * 4


def test_findings_tell_that_the_id_is_left_out(client: TestClient, world: World) -> None:
    findings = client.get(f"/v1/datasets/{world.dataset_id}/findings").json()["findings"]

    assert "id" in {finding["column"] for finding in findings}
    summary = client.get(f"/v1/datasets/{world.dataset_id}").json()["findings_summary"]
    assert sum(summary.values()) == len(findings)


def test_what_needs_a_read_file_is_a_409_until_then(client: TestClient, world: World) -> None:
    dataset_id = unread(client)

    for part in ("profile", "preview", "findings"):
        answer = client.get(f"/v1/datasets/{dataset_id}/{part}")

        assert (answer.status_code, answer.json()["code"]) == (409, "dataset_not_ready")
        assert answer.headers["Retry-After"] == "1"


def test_what_needs_a_readable_file_is_a_422_with_the_cause(client: TestClient, worker: Work) -> None:
    dataset_id = failed(client, worker)

    codes = set()
    for part in ("profile", "preview", "findings"):
        answer = client.get(f"/v1/datasets/{dataset_id}/{part}")
        assert answer.status_code == 422
        codes.add(answer.json()["code"])

    assert codes == {client.get(f"/v1/datasets/{dataset_id}").json()["error"]["code"]}


def test_an_unknown_dataset_is_a_404(client: TestClient, world: World) -> None:
    assert client.get("/v1/datasets/ds_nothing").json()["code"] == "not_found"
    assert client.delete("/v1/datasets/ds_nothing").status_code == 404
    assert client.patch("/v1/datasets/ds_nothing", json={"overrides": {"a": {}}}).status_code == 404
    for part in ("profile", "preview", "findings"):
        assert client.get(f"/v1/datasets/ds_nothing/{part}").status_code == 404


def test_an_id_that_cannot_be_one_is_a_422(client: TestClient, world: World) -> None:
    for odd in ("x" * 65, "%20", "a%2e%2e", "%F0%9F%98%80"):
        assert client.get(f"/v1/datasets/{odd}").status_code == 422, odd


def test_datasets_are_listed_newest_first_page_by_page(client: TestClient, world: World) -> None:
    ids = [unread(client) for _ in range(3)]

    first = client.get("/v1/datasets?limit=2").json()
    second = client.get("/v1/datasets", params={"limit": 2, "after": first["next_cursor"]}).json()

    listed = [dataset["id"] for dataset in first["data"] + second["data"]]
    assert listed == [*sorted(ids, reverse=True), world.dataset_id]
    assert (first["has_more"], second["has_more"], second["next_cursor"]) == (True, False, None)


def test_datasets_are_found_by_name(client: TestClient, world: World) -> None:
    unread(client)

    found = client.get("/v1/datasets", params={"name": "shapes.csv"}).json()["data"]

    assert [dataset["id"] for dataset in found] == [world.dataset_id]


def test_a_page_holds_at_most_the_servers_limit(client: TestClient, services: Services, world: World) -> None:
    most = services.settings.limits.max_page_size

    assert client.get(f"/v1/datasets?limit={most}").status_code == 200
    answer = client.get(f"/v1/datasets?limit={most + 1}")
    assert (answer.status_code, answer.json()["code"]) == (422, "page_too_large")


def test_a_cursor_of_ones_own_making_is_refused(client: TestClient, world: World) -> None:
    for cursor in ("nonsense", "AA==", "!", "AA", "-"):
        answer = client.get("/v1/datasets", params={"after": cursor})

        assert (answer.status_code, answer.json()["code"]) == (422, "cursor_invalid"), cursor


def test_an_override_has_the_file_read_again(client: TestClient, worker: Work, world: World) -> None:
    answer = client.patch(f"/v1/datasets/{world.dataset_id}", json={"overrides": {"id": {"role": "ignored"}}})

    assert (answer.status_code, answer.json()["status"]) == (202, "profiling")
    worker(answer.json()["profile_job_id"])
    column = client.get(f"/v1/datasets/{world.dataset_id}").json()["schema"]["columns"][0]
    assert (column["role"], column["overridden"]) == ("ignored", True)


def test_an_override_of_an_unknown_column_names_it(client: TestClient, world: World) -> None:
    answer = client.patch(f"/v1/datasets/{world.dataset_id}", json={"overrides": {"a/b": {"role": "id"}}})

    fault = answer.json()["errors"][0]
    assert (answer.status_code, fault["pointer"], fault["column"]) == (422, "/overrides/a~1b", "a/b")


def test_an_override_says_something(client: TestClient, world: World) -> None:
    for body in ({}, {"overrides": {}}, {"overrides": {"id": {"role": "king"}}}, {"overrides": {"id": {}}, "more": 1}):
        assert client.patch(f"/v1/datasets/{world.dataset_id}", json=body).status_code == 422


def test_a_dataset_that_a_job_needs_is_neither_deleted_nor_changed(client: TestClient, world: World) -> None:
    body = {"dataset_id": world.dataset_id, "spec": {"target": "shape"}}
    job_id = client.post("/v1/training-jobs", json=body).json()["id"]

    deleted = client.delete(f"/v1/datasets/{world.dataset_id}")
    changed = client.patch(f"/v1/datasets/{world.dataset_id}", json={"overrides": {"id": {"role": "ignored"}}})

    for answer in (deleted, changed):
        assert (answer.status_code, answer.json()["code"]) == (409, "dataset_in_use")
        assert job_id in answer.json()["detail"]


def test_a_deleted_dataset_is_gone_and_its_models_stay(client: TestClient, world: World) -> None:
    assert client.delete(f"/v1/datasets/{world.dataset_id}").status_code == 204

    assert client.get(f"/v1/datasets/{world.dataset_id}").status_code == 404
    assert client.get(f"/v1/training-jobs/{world.job_id}").json()["dataset_id"] is None
    assert client.get("/v1/models/shapes/versions/1").status_code == 200


def test_waiting_for_a_ready_dataset_answers_at_once(client: TestClient, world: World) -> None:
    assert client.get(f"/v1/datasets/{world.dataset_id}?wait=30s").json()["status"] == "ready"


def test_cancelling_the_reading_of_a_file_fails_its_dataset(client: TestClient, world: World) -> None:
    dataset = client.get(f"/v1/datasets/{unread(client)}").json()

    assert client.post(f"/v1/jobs/{dataset['profile_job_id']}/cancel").json()["status"] == "cancelled"

    assert client.get(f"/v1/datasets/{dataset['id']}").json()["status"] == "failed"


def test_overrides_are_shown_and_taken_back_one_by_one(client: TestClient, world: World, worker: Work) -> None:
    path = f"/v1/datasets/{world.dataset_id}"
    assert client.get(path).json()["overrides"] == {}
    for overrides in ({"id": {"role": "ignored"}, "colour": {"role": "ignored"}}, {"colour": {}}):
        changed = client.patch(path, json={"overrides": overrides}).json()
        worker(changed["profile_job_id"])

    dataset = client.get(path).json()

    roles = {column["name"]: column["role"] for column in dataset["schema"]["columns"]}
    assert dataset["overrides"] == {"id": {"kind": None, "role": "ignored"}, "colour": {"kind": None, "role": None}}
    assert (roles["id"], roles["colour"]) == ("ignored", "feature")
