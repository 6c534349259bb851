"""A thousand moves of an alias under load, with two API processes: no prediction fails, and both follow."""

import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial

import httpx
import pytest

from store.blobs import Blob
from store.models import get_version, publish
from tests.journeys.processes import WAIT_SECONDS, crowding, free_port, until
from tests.journeys.stack import Stack
from tests.journeys.tables import QUICK, cloud_rows, csv_of

FLIPS = 1_000
READERS = 4
SECONDS = 2.0  # the promise: so long after a move every process answers by it


@pytest.fixture(scope="module")
def two_versions(shared_stack: Stack) -> str:
    """A model with two versions of the same file; path of its default alias."""
    stack = shared_stack
    stack.worker()
    dataset = stack.upload(csv_of(cloud_rows(60)))
    stack.ended(stack.train(dataset["id"], {"target": "Class", **QUICK}, "flipped"), "succeeded")
    with stack.database.begin() as tx:
        first = get_version(tx, "flipped", 1)
        blob = Blob(first.artifact_sha256, first.artifact_bytes)
        publish(
            tx,
            job_id=f"{first.job_id}_again",
            dataset_id=None,
            artifact=blob,
            manifest=first.manifest,
            model_name="flipped",
        )
    return "/v1/models/flipped/aliases/default"


@pytest.fixture(scope="module")
def second(shared_stack: Stack) -> Iterator[httpx.Client]:
    """Another API process on the same data."""
    port, stack = free_port(), shared_stack
    api = stack.start("second", "-m", "service", DISCERN_PORT=str(port))
    headers = {"Authorization": f"Bearer {stack.key}"}
    with httpx.Client(
        base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=WAIT_SECONDS, trust_env=False
    ) as client:

        def ready() -> bool:
            assert api.alive, api.tail()
            try:
                return client.get("/readyz").status_code == 200
            except httpx.TransportError:
                return False

        until(ready, "the second API's readiness")
        yield client
    api.kill()


@pytest.mark.timeout(1200)  # half a second a move on a machine with five times as much to do as it has cores
def test_an_alias_is_moved_a_thousand_times_and_no_prediction_fails(
    stack: Stack, second: httpx.Client, two_versions: str
) -> None:
    body = {"rows": [stack.json("GET", "/v1/models/flipped/versions/1/schema")["example"]]}
    stop, answers, problems, resets = threading.Event(), Counter[tuple[str, int]](), list[str](), list[str]()

    def read(client: httpx.Client, name: str) -> None:
        while not stop.is_set():
            try:
                answer = client.post("/v1/models/flipped/predict", json=body)
            except httpx.TransportError as error:
                # A crowded machine may hold this thread back for longer than the server keeps an idle connection, which it
                # then closes under the request: RFC 9112, section 9.3.1, has the client ask again.
                resets.append(repr(error))
                continue
            if answer.status_code == 200:
                answers[name, answer.json()["version"]] += 1
            else:
                problems.append(answer.text)
            stop.wait(0.1)  # the moves want some of the machine too

    readers = [
        threading.Thread(target=read, args=(client, name))
        for client, name in ((stack.http, "first"), (second, "second"))
        for _ in range(READERS // 2)
    ]
    for reader in readers:
        reader.start()
    try:
        etag = stack.http.get(two_versions).headers["ETag"]
        for flip in range(FLIPS):
            version = 1 + flip % 2
            moved = stack.http.put(two_versions, json={"version": version}, headers={"If-Match": etag})
            assert moved.status_code == 200, moved.text
            etag = moved.headers["ETag"]
            if flip % 50 == 0:  # what this process was told, it answers with at once
                assert stack.json("POST", "/v1/models/flipped/predict", json=body)["version"] == version
        until(
            lambda: second.post("/v1/models/flipped/predict", json=body).json()["version"] == version,
            "the second process to follow",
        )
    finally:
        stop.set()
        for reader in readers:
            reader.join()

    assert problems == []
    assert len(resets) <= READERS, resets  # one a connection; a server that drops requests drops more
    assert set(answers) == {(name, version) for name in ("first", "second") for version in (1, 2)}
    page = stack.json("GET", "/v1/models/flipped/audit?limit=1")["data"]
    assert page[0]["after"]["version"] == version


@pytest.mark.alone
def test_another_process_follows_a_move_within_two_seconds(
    stack: Stack, second: httpx.Client, two_versions: str
) -> None:
    body = {"rows": [stack.json("GET", "/v1/models/flipped/versions/1/schema")["example"]]}

    def answers_with(version: int) -> bool:
        return bool(second.post("/v1/models/flipped/predict", json=body).json()["version"] == version)

    def move(version: int) -> None:
        etag = stack.http.get(two_versions).headers["ETag"]
        assert stack.http.put(two_versions, json={"version": version}, headers={"If-Match": etag}).is_success

    move(1)
    until(partial(answers_with, 1), "the second process to follow, and to load the model")
    for version in (2, 1, 2):
        seconds = SECONDS * crowding()
        move(version)
        until(partial(answers_with, version), "the second process to follow", seconds)
