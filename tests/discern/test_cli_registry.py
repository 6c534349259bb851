"""`discern models alias|rollback|tag|delete` and the client's calls behind them, against the real API."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn

from discern.client import Discern
from discern.errors import DiscernError
from service.dependencies import Services
from service.logs import structlog_to_stdlib
from service.main import create_app
from service.settings import ApiSettings
from store.blobs import Blob
from store.models import publish
from tests.discern.conftest import Ran

Run = Callable[..., Ran]

structlog_to_stdlib()  # the server's lines are not the command's output


@pytest.fixture
def api(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """A server without keys, and rice with three versions that nobody needs to load."""
    app = create_app(ApiSettings(data_dir=tmp_path / "data", database_url=sqlite_url, auth="off"))
    config = uvicorn.Config(app, port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    monkeypatch.setenv("DISCERN_URL", f"http://127.0.0.1:{port}")
    services: Services = app.state.services
    monkeypatch.setattr(services.predictors, "warm", lambda blobs, version: None)
    for number in (1, 2, 3):
        with services.database.begin() as tx:
            blob = Blob(f"{number:064x}", 1)
            manifest = {"classes": ["a", "b"], "threshold": 0.5}
            publish(tx, job_id=f"j{number}", dataset_id=None, artifact=blob, manifest=manifest, model_name="rice")
    yield services
    server.should_exit = True
    thread.join()


def aliases(client: Discern) -> dict[str, int]:
    return {alias.alias: alias.version for alias in client.models.aliases("rice")}


def test_an_alias_is_made_moved_and_rolled_back(api: Services, discern: Run) -> None:
    made = discern("models", "alias", "rice", "beta", "1", "--why", "first try")
    moved = discern("models", "alias", "rice", "beta", "1=0.75,2=0.25", "--shadow", "3", "--json")
    back = discern("models", "rollback", "rice", "--alias", "beta")

    assert [ran.code for ran in (made, moved, back)] == [0, 0, 0], moved.err + back.err
    assert made.out == back.out == "rice beta: version 1\n"
    assert json.loads(moved.out)["weights"] == {"1": 0.75, "2": 0.25}
    with Discern() as client:
        changes = [change for change in client.models.audit("rice") if change["subject"] == "beta"]
    assert [change["why"] for change in changes] == ["rollback", None, "first try"]


def test_a_rollback_after_a_publication_is_the_version_before(api: Services, discern: Run) -> None:
    ran = discern("models", "rollback", "rice", "--why", "it drifts")

    assert (ran.code, ran.out) == (0, "rice default: version 2\n")


def test_a_rollback_of_shares_brings_the_shares_back(api: Services) -> None:
    with Discern() as client:
        client.models.set_alias("rice", "default", weights={2: 0.5, 3: 0.5}, shadow=1)
        client.models.set_alias("rice", "default", 3)

        back = client.models.rollback("rice")

    assert (back.weights, back.shadow) == ({2: 0.5, 3: 0.5}, 1)


def test_what_was_never_moved_cannot_be_rolled_back(api: Services, discern: Run) -> None:
    discern("models", "alias", "rice", "beta", "1")

    ran = discern("models", "rollback", "rice", "--alias", "beta")

    assert ran.code == 2
    assert "never moved" in ran.err


def test_a_move_from_where_the_alias_no_longer_is_fails(api: Services) -> None:
    with Discern() as client:
        seen = client.models.alias("rice")
        client.models.set_alias("rice", "default", 1)

        with pytest.raises(DiscernError) as refused:
            client.models.set_alias("rice", "default", 2, etag=seen.etag)

        assert (refused.value.code, aliases(client)) == ("precondition_failed", {"default": 1})


def test_tags_are_set_and_removed(api: Services, discern: Run) -> None:
    first = discern("models", "tag", "rice", "owner=ml", "stage=try=out", "--description", "two kinds of rice")
    second = discern("models", "tag", "rice", "stage-")
    of_version = discern("models", "tag", "rice", "good", "--version", "1")

    assert (first.out, second.out) == ("rice: owner=ml, stage=try=out\n", "rice: owner=ml\n")
    assert of_version.code == 2
    with Discern() as client:
        assert client.models.get("rice").description == "two kinds of rice"


def test_a_version_is_deleted_unless_an_alias_names_it(api: Services, discern: Run) -> None:
    gone, refused = (
        discern("models", "delete", "rice", "--version", "1"),
        discern("models", "delete", "rice", "--version", "3"),
    )

    assert (gone.code, gone.out) == (0, "rice version 1: deleted\n")
    assert refused.code != 0
    assert "default" in refused.err


def test_a_model_is_deleted_whole(api: Services, discern: Run) -> None:
    with Discern() as client:
        client.models.set_alias("rice", "beta", 1)
        client.models.delete_alias("rice", "beta", why="over")

    ran = discern("models", "delete", "rice")

    assert (ran.code, ran.out) == (0, "rice: deleted\n")
    assert discern("models", "show", "rice").code != 0


def test_decisions_are_set_and_reset(api: Services) -> None:
    with Discern() as client:
        by_cost = client.models.set_decision("rice", 1, cost_matrix=[[0, 1], [5, 0]], why="misses")
        by_class = client.models.set_decision("rice", 1, per_class={"a": 0.2, "b": 0.8})
        reset = client.models.set_decision("rice", 1)

    assert by_cost["decision"]["cost_matrix"] == [[0, 1], [5, 0]]
    assert by_class["decision"]["per_class"] == {"a": 0.2, "b": 0.8}
    assert (reset["revision"], reset["decision"]) == (3, reset["trained"])


@pytest.mark.parametrize("text", ["three", "3=x", "3=0.5=1", "=1,2=0"])
def test_a_version_that_is_neither_a_number_nor_shares_is_refused(discern: Run, text: str) -> None:
    ran = discern("models", "alias", "rice", "default", text)

    assert ran.code == 2
    assert re.search("number like 3", ran.err)
