"""Bodies that are answered by a process of their own: the same answers, errors and counts, and no end of the server with it."""

import json
import os
import signal
import socket
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from classifier.errors import DataInvalid, DomainError, Fault
from service.dependencies import Services
from service.errors import STATUS
from service.large_bodies import messages, pool
from service.main import create_app
from service.predictions import answering
from service.settings import ApiSettings
from tests.classifier.inference.plain_bodies import bodies
from tests.service.routes.conftest import World, a_row
from tests.service.routes.registry import publish_again

COLUMNS = {"width": "numeric", "height": "numeric", "colour": "categorical", "seen": "datetime"}
COLOURS = ("red", "green", "blue", "", "never seen", "q\"'\\")
NEVER = 10**9
ORDINARY = {"Origin": "http://localhost:8000"}
"""A page of the server itself: none of the fast layer's business."""
LARGE = json.dumps({"rows": [a_row()] * 20}) + " " * 70_000


class Ways:
    """Asks the same server both ways."""

    def __init__(self, client: TestClient, services: Services) -> None:
        self.client, self.services = client, services

    def ask(
        self, path: str, body: bytes, media: str = "application/json", **headers: str
    ) -> tuple[int, dict[str, str], Any]:
        response = self.client.post(path, content=body, headers={"Content-Type": media, **ORDINARY, **headers})
        head = {
            name: value for name, value in response.headers.items() if name not in ("x-request-id", "content-length")
        }
        return response.status_code, head, json.loads(response.content, object_pairs_hook=_ordered)

    def here(self, *arguments: Any, **headers: str) -> Any:
        self.services.large_bodies.least_bytes = NEVER
        return self.ask(*arguments, **headers)

    def apart(self, *arguments: Any, **headers: str) -> Any:
        self.services.large_bodies.least_bytes = 0
        return self.ask(*arguments, **headers)

    def compare(self, *arguments: Any, **headers: str) -> int:
        """Both ways; the status."""
        here, apart = self.here(*arguments, **headers), self.apart(*arguments, **headers)
        assert here == apart
        status: int = here[0]
        return status

    def counted(self) -> tuple[Any, Any]:
        """What was counted here and apart since the last call."""
        return dict(self.services.counters.take()), dict(self.services.large_bodies.take_counts())


def _ordered(pairs: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """An object as its pairs, without what differs between any two answers."""
    return [(key, None if key in ("request_id", "timing_ms") else value) for key, value in pairs]


@pytest.fixture
def settings(settings: ApiSettings) -> ApiSettings:
    """A server that takes no counts away by itself."""
    return settings.model_copy(update={"counters_flush_seconds": 1e6})


@pytest.fixture
def ways(client: TestClient, services: Services) -> Ways:
    return Ways(client, services)


def path_of(model: str) -> str:
    return f"/v1/models/{model}/predict"


def test_both_processes_answer_refuse_and_count_the_same(ways: Ways, world: World) -> None:
    seen: set[int] = set()

    @hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from((world.model, world.strict, world.trio)), bodies(COLUMNS, COLOURS))
    def same(model: str, body: bytes) -> None:
        seen.add(ways.compare(path_of(model), body))
        here, apart = ways.counted()
        assert here == apart

    same()
    assert {200, 422} <= seen


def test_the_comparison_notices_another_number(ways: Ways, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    original = answering.write_answer

    def spoilt(*arguments: Any) -> Any:
        written = original(*arguments)
        return answering.Written(written.body.replace(b'"version":1', b'"version":2'), written.num_rows)

    body = json.dumps({"rows": [a_row()]}).encode()
    ways.compare(path_of(world.model), body)
    monkeypatch.setattr("service.predictions.routes.write_answer", spoilt)
    with pytest.raises(AssertionError):
        ways.compare(path_of(world.model), body)


def test_files_images_options_and_their_errors_are_the_same(ways: Ways, world: World) -> None:
    csv = b"width,height,colour,seen\n5.1,3.0,red,2024-03-11\nwide,3.0,red,2024-03-11\n"
    path = path_of(world.model)
    assert ways.compare(path, csv, "text/csv") == 422
    assert ways.compare(path + "?on_invalid=skip&threshold=0.3&decimals=3&answer=columns", csv, "text/csv") == 200
    good = csv.replace(b"wide", b"6.0")
    assert ways.compare(path, good, "text/csv") == 200
    assert ways.compare(path + "?return=label,logits&return=probabilities&top_k=1", good, "text/csv") == 200
    assert ways.compare(path, b"", "text/csv") == 422
    assert ways.compare(path, b"\x89PNG", "image/png") == 422
    assert ways.compare(path, b"{", "application/json") == 400
    assert ways.compare(path_of(world.trio) + "?threshold=0.3", csv, "text/csv") == 422
    many = b"width,height,colour,seen\n" + b"5.1,3.0,red,2024-03-11\n" * 21
    assert ways.compare(path, many, "text/csv") == 413


def test_decisions_travel_with_the_request(ways: Ways, world: World, services: Services) -> None:
    body = json.dumps({"rows": [a_row(), a_row(width=3.0)]}).encode()
    ways.compare(path_of(world.model), body)
    answer = ways.client.put(
        f"/v1/models/{world.model}/versions/1/decision",
        json={"threshold": 0.999},
        headers={"If-Match": '"0"'},
    )
    assert answer.status_code in (200, 201), answer.text
    services.registry.refresh(world.model)

    status, _, document = ways.apart(path_of(world.model), body)

    assert status == 200
    assert dict(document)["decision"] == 1
    ways.compare(path_of(world.model), body)


def test_a_large_body_goes_to_the_other_process_and_a_small_one_does_not(
    ways: Ways, world: World, services: Services
) -> None:
    small = json.dumps({"rows": [a_row()]}).encode()
    assert ways.ask(path_of(world.model), small)[0] == 200
    assert services.large_bodies.pids() == []

    assert ways.ask(path_of(world.model), LARGE.encode())[0] == 200

    (pid,) = services.large_bodies.pids()
    assert psutil.Process(pid).ppid() == os.getpid()
    assert psutil.Process(pid).nice() > psutil.Process().nice()
    files = {Path(mapped.path).name for mapped in psutil.Process(pid).memory_maps()}
    assert any("onnxruntime" in name for name in files)  # a control for the next line
    assert not any(name.startswith(("libtorch", "pandas")) for name in files)


def test_rows_answered_apart_are_flushed_with_the_others(ways: Ways, world: World, services: Services) -> None:
    body = json.dumps({"rows": [a_row(), a_row()]}).encode()
    ways.here(path_of(world.model), body)
    ways.apart(path_of(world.model), body)

    found = ways.client.get(f"/v1/models/{world.model}/versions/1/monitoring").json()

    assert found["rows"] == 4, found


def test_a_shadow_is_shown_large_bodies_by_the_same_process(ways: Ways, world: World, services: Services) -> None:
    publish_again(services, world.model, 2)
    alias = ways.client.get(f"/v1/models/{world.model}/aliases/default")
    moved = ways.client.put(
        f"/v1/models/{world.model}/aliases/default",
        json={"version": 1, "shadow": 2},
        headers={"If-Match": alias.headers["etag"]},
    )
    assert moved.status_code == 200, moved.text
    services.registry.refresh(world.model)

    assert ways.apart(path_of(world.model), json.dumps({"rows": [a_row()]}).encode())[0] == 200

    here, apart = ways.counted()
    assert not here
    assert {(key.is_shadow, counts.rows) for key, counts in apart.items()} == {(False, 1), (True, 1)}
    assert 'predictions_shadow_rows_total{model="shapes",version="2"} 1.0' in services.metrics.text().decode()


def test_a_body_that_kills_the_process_gets_a_503_and_the_next_one_an_answer(
    ways: Ways, world: World, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ways.ask(path_of(world.model), LARGE.encode())[0] == 200
    (pid,) = services.large_bodies.pids()
    os.kill(pid, signal.SIGSTOP)
    original = pool.receive

    def killed(connection: socket.socket) -> messages.Message:
        os.kill(pid, signal.SIGKILL)
        return original(connection)

    with monkeypatch.context() as patch:
        patch.setattr(pool, "receive", killed)  # it has the body, and has not answered
        status, head, document = ways.ask(path_of(world.model), LARGE.encode())

    told = dict(document)
    assert (status, told["code"]) == (503, "large_body_lost"), told
    assert int(head["retry-after"]) >= 1
    assert ways.ask(path_of(world.model), LARGE.encode())[0] == 200
    assert services.large_bodies.pids() != [pid]


def test_a_process_that_died_between_two_bodies_costs_none_of_them(
    ways: Ways, world: World, services: Services
) -> None:
    assert ways.ask(path_of(world.model), LARGE.encode())[0] == 200
    (pid,) = services.large_bodies.pids()
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid)], timeout=0.5)

    assert ways.ask(path_of(world.model), LARGE.encode())[0] == 200


def test_a_process_that_hangs_is_ended_and_its_body_gets_a_503(
    ways: Ways, world: World, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ways.ask(path_of(world.model), LARGE.encode())[0] == 200
    (pid,) = services.large_bodies.pids()
    os.kill(pid, signal.SIGSTOP)

    with monkeypatch.context() as patch:
        patch.setattr(pool, "ANSWER_SECONDS", 0.5)
        assert ways.ask(path_of(world.model), LARGE.encode())[0] == 503
    assert ways.ask(path_of(world.model), LARGE.encode())[0] == 200
    assert not psutil.pid_exists(pid)


def test_it_ends_with_the_server(settings: ApiSettings, world: World) -> None:
    app = create_app(settings.model_copy(update={"auth": "off"}))
    with TestClient(app, base_url="http://localhost:8000") as client:
        headers = {"Content-Type": "application/json"}
        assert client.post(path_of(world.model), content=LARGE.encode(), headers=headers).status_code == 200
        (pid,) = app.state.services.large_bodies.pids()
    assert not psutil.pid_exists(pid)


def test_without_such_processes_the_api_answers_itself(settings: ApiSettings, world: World) -> None:
    app = create_app(settings.model_copy(update={"auth": "off", "large_body_processes": 0}))
    with TestClient(app, base_url="http://localhost:8000") as client:
        headers = {"Content-Type": "application/json"}
        assert client.post(path_of(world.model), content=LARGE.encode(), headers=headers).status_code == 200
        assert app.state.services.large_bodies.pids() == []


@pytest.mark.parametrize("kind", STATUS, ids=lambda kind: kind.__name__)
def test_every_error_arrives_as_it_was_raised(kind: type[DomainError]) -> None:
    error = kind("detail", faults=[Fault(code="c", message="m", row=3)], hint="h", retry_after=2.5)

    found = messages.error_in(messages.error_message(error))

    assert (type(found), found.detail, found.faults, found.remedy, found.extra) == (
        kind, "detail", error.faults, "h", {"retry_after": 2.5},
    )  # fmt: skip


def test_an_error_of_nobody_knows_where_is_not_imported() -> None:
    told = messages.error_message(DataInvalid("x"))
    for module, name in (("os", "system"), ("service.errors", "status_of")):
        header = json.dumps({**json.loads(told.header), "module": module, "name": name}).encode()
        with pytest.raises(ValueError, match="no error"):
            messages.error_in(messages.Message(messages.Kind.error, header))
