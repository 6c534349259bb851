"""Counts of served rows: processes add up, windows are read by time, old ones go."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from classifier.spec.counts import ServingCounts
from store.blobs import Blob
from store.models import publish
from store.serving import WindowKey, add_counts, counts_since, forget_counts
from store.session import Database, open_database
from store.tables import ModelVersion, ServingCounter

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def version_id(database: Database) -> str:
    with database.begin() as tx:
        made = publish(tx, job_id="job_1", dataset_id=None, artifact=Blob("a" * 64, 1), manifest={}, model_name="rice")
        return made.id


def some(rows: int = 1) -> ServingCounts:
    faults = {"not_a_number": {"Area": rows}}
    return ServingCounts(rows=rows, refused=rows, faults=faults, columns=[rows, 0, 2 * rows], labels=[0, rows])


def add(database: Database, key: WindowKey, counts: ServingCounts) -> None:
    with database.begin() as tx:
        add_counts(tx, key, counts)


def read(database: Database, version_id: str, since: datetime = NOON - timedelta(days=1)) -> ServingCounts:
    with database.read() as tx:
        return counts_since(tx, version_id, since)[0]


def test_counts_of_the_same_window_add_up(database: Database, version_id: str) -> None:
    key = WindowKey(version_id, NOON, 3600)

    for rows in (1, 2, 3):
        add(database, key, some(rows))

    assert read(database, version_id) == some(6)
    with database.read() as tx:
        assert tx.scalar(select(func.count()).select_from(ServingCounter)) == 1


def test_processes_that_write_at_the_same_time_lose_nothing(database: Database, version_id: str) -> None:
    others = [open_database(database.url) for _ in range(4)]
    keys = [WindowKey(version_id, NOON + timedelta(hours=hour), 3600) for hour in (0, 1)]

    def write(place: int) -> None:
        for turn in range(10):
            add(others[place], keys[(place + turn) % 2], some())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    for other in others:
        other.dispose()

    assert read(database, version_id) == some(40)


def test_windows_are_those_of_the_time_asked_for(database: Database, version_id: str) -> None:
    for hour in range(5):
        add(database, WindowKey(version_id, NOON + timedelta(hours=hour), 3600), some(10**hour))
    add(database, WindowKey(version_id, NOON + timedelta(hours=4), 60), some(10**5))  # of an earlier setting

    with database.read() as tx:
        counts, first = counts_since(tx, version_id, NOON + timedelta(hours=3, minutes=30))

    assert (counts.rows, first) == (111_000, NOON + timedelta(hours=3))
    with database.read() as tx:
        assert counts_since(tx, version_id, NOON + timedelta(hours=9)) == (ServingCounts(), None)
        assert counts_since(tx, "mv_other", NOON) == (ServingCounts(), None)


def test_old_windows_are_forgotten(database: Database, version_id: str) -> None:
    for hour in range(3):
        add(database, WindowKey(version_id, NOON + timedelta(hours=hour), 3600), some())

    with database.begin() as tx:
        assert forget_counts(tx, NOON + timedelta(hours=2)) == 2

    assert read(database, version_id) == some()


def test_counts_go_with_their_model_version(database: Database, version_id: str) -> None:
    add(database, WindowKey(version_id, NOON, 3600), some())

    with database.begin() as tx:
        tx.execute(delete(ModelVersion))

    assert read(database, version_id).rows == 0
    with pytest.raises(IntegrityError):
        add(database, WindowKey(version_id, NOON, 3600), some())


def test_a_window_begins_at_a_whole_multiple_of_its_length() -> None:
    key = WindowKey.at("mv_1", NOON.timestamp() + 3_599.9, 3600)

    assert key == WindowKey("mv_1", NOON, 3600)
    assert WindowKey.at("mv_1", NOON.timestamp() + 3_600, 3600).window_start == NOON + timedelta(hours=1)


def test_counts_of_two_models_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="not of the same model"):
        ServingCounts(columns=[1, 2]).plus(ServingCounts(columns=[1]))
