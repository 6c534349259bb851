"""Which calls are repeated, how long is waited before, and what a refusal tells."""

import email.utils
import time

import pytest
from starlette.responses import PlainTextResponse

from discern.client import Discern
from discern.errors import DiscernError, UnreachableError
from discern.transport import backoff_seconds, retry_after_seconds
from tests.discern.discern_fake import FakeServer, problem


def test_a_creating_call_is_repeated_under_the_same_idempotency_key(server: FakeServer, client: Discern) -> None:
    server.script("POST", "/v1/training-jobs", problem(503, "busy"), problem(502, "bad_gateway"))

    job = client.jobs.create_training("ds_1", {"target": "Class"})

    keys = [request.headers["idempotency-key"] for request in server.asked("POST", "/v1/training-jobs")]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert list(server.jobs) == [job.id]


def test_two_calls_have_two_idempotency_keys(server: FakeServer, client: Discern) -> None:
    client.jobs.create_training("ds_1", {"target": "Class"})
    client.jobs.create_training("ds_1", {"target": "Class"})

    keys = {request.headers["idempotency-key"] for request in server.asked("POST", "/v1/training-jobs")}
    assert len(keys) == 2
    assert len(server.jobs) == 2


def test_a_lost_answer_creates_the_job_once(server: FakeServer, client: Discern) -> None:
    server.lost["POST", "/v1/training-jobs"] = 1

    job = client.jobs.create_training("ds_1", {"target": "Class"})

    assert len(server.asked("POST", "/v1/training-jobs")) == 2
    assert list(server.jobs) == [job.id]


def test_a_call_that_is_not_idempotent_is_sent_once(server: FakeServer, client: Discern) -> None:
    server.script("PATCH", "/v1/datasets/ds_1", problem(503, "busy"))

    with pytest.raises(DiscernError, match="busy"):
        client.datasets.override("ds_1", {"Area": {"kind": "text"}})

    assert len(server.asked("PATCH", "/v1/datasets/ds_1")) == 1


def test_retry_after_is_obeyed(server: FakeServer, client: Discern, naps: list[float]) -> None:
    server.script("GET", "/v1/limits", problem(429, "too_many_requests", {"Retry-After": "7"}))

    assert client.limits()["max_predict_rows"] == 4
    assert len(naps) == 1
    assert 7.0 <= naps[0] <= 7.25


def test_a_server_that_asks_for_an_hour_is_told_on_at_once(
    server: FakeServer, client: Discern, naps: list[float]
) -> None:
    server.script("GET", "/v1/limits", problem(429, "too_many_requests", {"Retry-After": "3600"}))

    with pytest.raises(DiscernError) as caught:
        client.limits()

    assert (caught.value.status, naps) == (429, [])


def test_retry_after_may_be_a_date() -> None:
    assert retry_after_seconds(email.utils.formatdate(time.time() + 5, usegmt=True)) == pytest.approx(5, abs=1.5)
    assert retry_after_seconds(email.utils.formatdate(time.time() - 5, usegmt=True)) == 0
    assert retry_after_seconds("nan") is None
    assert retry_after_seconds(None) is None


def test_pauses_grow_and_are_jittered() -> None:
    assert all(0.125 <= backoff_seconds(1) <= 0.25 for _ in range(50))
    assert all(4 <= backoff_seconds(9) <= 8 for _ in range(50))
    assert len({backoff_seconds(3) for _ in range(10)}) > 1


def test_a_server_that_stays_busy_is_given_up_after_five_requests(
    server: FakeServer, client: Discern, naps: list[float]
) -> None:
    server.script("GET", "/v1/limits", *(problem(503, "busy") for _ in range(9)))

    with pytest.raises(DiscernError) as caught:
        client.limits()

    assert (caught.value.attempts, len(naps)) == (5, 4)


def test_a_refused_connection_is_repeated_for_every_call_and_then_told(naps: list[float]) -> None:
    with Discern("http://127.0.0.1:9") as nobody, pytest.raises(UnreachableError) as caught:
        nobody.datasets.override("ds_1", {})

    assert (caught.value.code, caught.value.attempts, len(naps)) == ("unreachable", 5, 4)
    assert "discern serve" in caught.value.hint


def test_a_problem_arrives_whole(server: FakeServer, client: Discern) -> None:
    fault = {"pointer": "/spec/training/epochs", "code": "too_large", "message": "at most 1000", "got": "1e9", "new": 1}
    server.script("POST", "/v1/training-jobs", problem(422, "config_invalid", errors=[fault], hint="Fewer epochs."))

    with pytest.raises(DiscernError) as caught:
        client.jobs.create_training("ds_1", {"target": "Class", "training": {"epochs": 10**9}})

    error = caught.value
    assert (error.status, error.code, error.hint, error.request_id) == (422, "config_invalid", "Fewer epochs.", "req_1")
    assert (error.errors[0].pointer, error.errors[0].got) == ("/spec/training/epochs", "1e9")
    assert "at most 1000" in str(error)


def test_an_answer_that_is_no_problem_document_still_has_a_code(server: FakeServer, client: Discern) -> None:
    server.script("GET", "/v1/models/rice", PlainTextResponse("<html>no</html>", 404, {"X-Request-Id": "req_9"}))

    with pytest.raises(DiscernError) as caught:
        client.models.get("rice")

    assert (caught.value.code, caught.value.request_id) == ("http_404", "req_9")


def test_a_page_that_is_not_discern_is_told(server: FakeServer, client: Discern) -> None:
    server.script("GET", "/v1/limits", PlainTextResponse("It works!"))

    with pytest.raises(DiscernError, match="something other than JSON"):
        client.limits()


def test_the_environment_names_server_and_key(server: FakeServer, client: Discern) -> None:
    client.limits()

    assert client.url == server.url
    assert server.seen[0].headers["authorization"] == "Bearer disc_abcdefgh_secret"


def test_the_key_is_in_no_repr(server: FakeServer, client: Discern) -> None:
    assert "secret" not in repr(client)


def test_an_address_without_a_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match=r"http://127\.0\.0\.1:8000, got 'localhost:8000'"):
        Discern("localhost:8000")


def test_fields_of_a_newer_server_are_kept(server: FakeServer, client: Discern) -> None:
    dataset = client.datasets.upload(b"Area,Class\n1,a\n", file_format="csv")

    assert dataset.to_json()["from_a_newer_server"] == 1
    assert dataset.table_schema is not None
    assert dataset.to_json()["schema"]["columns"][0]["name"] == dataset.table_schema.columns[0].name == "Area"


def test_nan_never_leaves_in_json(server: FakeServer, client: Discern) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        client.jobs.create_training("ds_1", {"target": "Class", "threshold": float("nan")})

    assert server.seen == []
