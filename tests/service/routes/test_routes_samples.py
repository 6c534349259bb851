"""The samples that come with the server become datasets by one request."""

import csv
import io

import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from service.samples.catalogue import SAMPLES, content
from tests.service.routes.conftest import Work


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_is_said_of_it(name: str) -> None:
    sample, file = SAMPLES[name], content(SAMPLES[name])

    header, *rows = csv.reader(io.StringIO(file.decode()))

    assert sample.name == name
    assert (len(file), len(rows), len(header)) == (sample.num_bytes, sample.num_rows, sample.num_columns)
    assert sample.target in header


def test_every_sample_becomes_a_dataset_that_can_be_trained_on(
    client: TestClient, services: Services, worker: Work
) -> None:
    listed = client.get("/v1/samples").json()
    assert [sample["name"] for sample in listed["data"]] == list(SAMPLES)
    for sample in listed["data"]:
        made = client.post(f"/v1/samples/{sample['name']}")
        assert (made.status_code, made.json()["status"]) == (202, "profiling")
        assert made.headers["Location"] == made.json()["links"]["self"]
        worker(made.json()["profile_job_id"])

        dataset = client.get(made.headers["Location"]).json()
        assert (dataset["status"], dataset["num_rows"]) == ("ready", sample["num_rows"])
        checked = client.post(
            "/v1/training-jobs:validate", json={"dataset_id": dataset["id"], "spec": {"target": sample["target"]}}
        ).json()
        assert checked["valid"], checked


def test_the_same_request_twice_makes_one_dataset(client: TestClient) -> None:
    ids = [client.post("/v1/samples/rice", headers={"Idempotency-Key": "once"}).json()["id"] for _ in range(2)]

    assert ids[0] == ids[1]


@pytest.mark.parametrize("name", ["wheat", "..%2frice", "rice.csv", "__init__"])
def test_a_name_that_is_no_sample_answers_404(client: TestClient, name: str) -> None:
    assert client.post(f"/v1/samples/{name}").status_code == 404
