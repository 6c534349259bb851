"""The stacks of the journeys: an API that a file's tests share, on either database, with workers of each test's own.

They run some files at a time; tests marked `alone` wait until nobody else is at it.
"""

import contextlib
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.conftest import KINDS
from tests.databases import Databases
from tests.journeys.stack import Stack
from tests.journeys.turns import turn

FAILED = pytest.StashKey[bool]()
SECONDS = 900.0  # for one test, setup and all: the longest takes two minutes of an idle machine
FIRST = ("test_journey_kills", "test_journey_aliases", "test_openapi_fuzz", "test_journey_random_kills")
"""Files that begin first: those with tests that are alone, while what runs beside them is short; then the longest."""


class Groups(LoadScopeScheduling):
    """What runs in one process: the tests of a file on one kind of database, which share a server."""

    def _split_scope(self, nodeid: str) -> str:
        return "-".join((nodeid.partition("::")[0], *(kind for kind in KINDS if kind in nodeid.partition("[")[2])))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups | None:
    """In place of whole files, which `--dist loadfile` keeps together."""
    return Groups(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test its time; put the longest files first, and in them those alone."""
    for item in items:
        if Path(__file__).parent in item.path.parents and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(SECONDS))
    items.sort(key=lambda item: (rank(item), rank(item) < len(FIRST) and item.get_closest_marker("alone") is None))


def rank(item: pytest.Item) -> int:
    """The place of a test's file among those that begin first."""
    return FIRST.index(item.path.stem) if item.path.stem in FIRST else len(FIRST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Beside others, also where the test itself is to be alone."""
    with turn_beside_others(alone=False):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Wait for a turn, where several processes run journeys."""
    with turn_beside_others(alone=item.get_closest_marker("alone") is not None):
        return (yield)


def turn_beside_others(*, alone: bool) -> contextlib.AbstractContextManager[None]:
    """A turn, where there may be others beside it."""
    return turn(alone=alone) if "PYTEST_XDIST_WORKER" in os.environ else contextlib.nullcontext()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember on the test whether it failed, so that its fixtures can show the logs."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="module", params=KINDS)
def fresh_url(request: pytest.FixtureRequest) -> str:
    """URL of a migrated database for one file's tests; they run on SQLite and on PostgreSQL."""
    name = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    databases: Databases = request.getfixturevalue(name)
    return databases.fresh()


@pytest.fixture(scope="module")
def shared_stack(fresh_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """An API for all tests of a file; starting one for each would be most of their time."""
    with Stack(tmp_path_factory.mktemp("stack"), fresh_url) as stack:
        stack.start_api()
        yield stack


@pytest.fixture
def stack(shared_stack: Stack, request: pytest.FixtureRequest) -> Iterator[Stack]:
    """The shared API, and after the test no job of it and one worker at most."""
    yield shared_stack
    if request.node.stash.get(FAILED, False):
        shared_stack.show_logs()
    shared_stack.clear()


@pytest.fixture(scope="session")
def example() -> Path:
    """The table that the repository ships."""
    return Path(__file__).parents[2] / "examples" / "data" / "rice.csv"
