"""The stacks of the journeys: an API that a file's tests share, on either database, with workers of each test's own.

They run some files at a time; tests marked `alone` wait until nobody else is at it.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.conftest import KINDS
from tests.databases import Databases
from tests.journeys.stack import Stack
from tests.journeys.turns import turn

FAILED = pytest.StashKey[bool]()
SECONDS = 900.0  # for one test, setup and all: the longest takes two minutes of an idle machine
LONGEST = ("test_openapi_fuzz", "test_journey_kills", "test_journey_random_kills", "test_journey_aliases")
"""Files that begin first, so that no process is left alone with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, and give each test its time."""
    for item in items:
        if Path(__file__).parent in item.path.parents and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(SECONDS))
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Wait for a turn, where several processes run journeys; before the test's own time begins."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    with turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


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
