"""A publication killed at every one of its writes leaves the old state or the new one, and can always be finished."""

import contextlib
import itertools
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from classifier.errors import ArtifactCorrupt, NotFound
from store.blobs import open_blobs
from store.jobs import create_job, get_job
from store.queue import Queue
from store.tables import Job, Model, ModelVersion
from tests.databases import SqliteDatabases
from tests.workers.crash_points import ARTIFACT, SYSCALLS, Forks, Place, opened, recover, run_once

MOST_CALLS = 400  # of one kind in one publication; beyond, the enumeration itself is broken

pytestmark = [
    pytest.mark.skipif(
        shutil.which("strace") is None and os.environ.get("CI") != "true",
        reason="strace is not installed (apt-get install strace)",
    ),
    pytest.mark.timeout(240),
]


@pytest.fixture
def place(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Place:
    """A folder with a migrated database and one queued job."""
    folder = tmp_path / "template"
    folder.mkdir()
    url = f"sqlite:///{folder / 'discern.db'}"
    shutil.copyfile(sqlite_databases.fresh().removeprefix("sqlite:///"), folder / "discern.db")
    open_blobs(folder)
    with opened(url) as database:
        queue = Queue(database)
        with database.begin() as tx:
            job = create_job(tx, kind="train", spec={"model_name": "rice"}, queue=queue)
        queue.close()
    return Place(url, str(folder), job.id)


def problems(place: Place) -> list[str]:
    """What is wrong with the state on disk; nothing may ever be, wherever a process was killed."""
    found: list[str] = []
    file = place.url.removeprefix("sqlite:///")
    with opened(place.url) as database, database.read() as tx:
        blobs = open_blobs(Path(place.data))
        job = get_job(tx, place.job_id)
        versions = list(tx.scalars(select(ModelVersion)))
        expected = 1 if job.status == "succeeded" else 0
        if len(versions) != expected:
            found.append(f"{len(versions)} versions of a job that is {job.status}")
        if job.status not in ("queued", "running", "succeeded"):
            found.append(f"the job is {job.status}")
        model = tx.scalar(select(Model))
        if (model.last_version if model else 0) != len(versions):
            found.append("a version number was given away")
        named = [version.artifact_sha256 for version in versions] + (
            [job.checkpoint["sha256"]] if job.checkpoint else []
        )
        for sha256 in named:
            try:
                blobs.verify(sha256)
            except (ArtifactCorrupt, NotFound) as error:
                found.append(f"a row names a blob that is not there: {error}")
    with contextlib.closing(sqlite3.connect(file)) as connection:
        found += [row[0] for row in connection.execute("pragma integrity_check") if row[0] != "ok"]
        found += [f"foreign key {row}" for row in connection.execute("pragma foreign_key_check")]
    return found


def problems_after_recovery(place: Place) -> list[str]:
    """What is wrong once another attempt has run: the job has succeeded, once, and the rubbish can be swept."""
    found = problems(place)
    with opened(place.url) as database:
        blobs = open_blobs(Path(place.data))
        with database.read() as tx:
            job = tx.scalars(select(Job)).one()
            artifacts = [version.artifact_sha256 for version in tx.scalars(select(ModelVersion))]
        if job.status != "succeeded" or len(artifacts) != 1:
            found.append(f"after recovery the job is {job.status} with {len(artifacts)} versions")
        blobs.sweep(lambda sha256: sha256 in artifacts, older_than_seconds=-48 * 3600.0)
        left = [path for folder in (blobs.root, blobs.staging) for path in folder.rglob("*") if path.is_file()]
        if not found and ([path.name for path in left] != artifacts or left[0].read_bytes() != ARTIFACT):
            found.append(f"after the sweep there is {[path.name for path in left]}")
    return found


def enumerate_points(
    place: Place, folder: Path, order: str, *, wal: bool, groups: tuple[tuple[str, ...], ...] = SYSCALLS
) -> dict[str, list[list[str]]]:
    """For each system call, what was wrong after the kill at its first, second ... time, until it came no more."""

    def one_group(syscalls: tuple[str, ...]) -> list[list[str]]:
        with forking(wal=wal) as forks:
            results = []
            for when in itertools.count(1):
                assert when < MOST_CALLS
                here = place.copy(folder / f"{syscalls[0]}-{when}")
                killed = forks.run(here, order, syscalls, when)
                wrong = problems(here)
                if not wrong:
                    recover(here, order)
                    wrong = problems_after_recovery(here)
                if not killed:
                    assert wrong == []
                    return results
                results.append(wrong)
                shutil.rmtree(here.data)
        raise AssertionError("unreachable")

    with ThreadPoolExecutor(2) as pool:
        return {group[0]: result for group, result in zip(groups, pool.map(one_group, groups), strict=True)}


@contextlib.contextmanager
def forking(*, wal: bool) -> Iterator[Forks]:
    forks = Forks(wal=wal)
    try:
        yield forks
    finally:
        forks.close()


@pytest.mark.parametrize("wal", [False, True], ids=["rollback-journal", "write-ahead-log"])
def test_a_publication_killed_at_any_write_is_whole_or_not_there(place: Place, tmp_path: Path, wal: bool) -> None:
    began = time.monotonic()

    points = enumerate_points(place, tmp_path, "right", wal=wal)

    print({name: len(found) for name, found in points.items()}, f"{time.monotonic() - began:.1f} s")
    assert [(name, n, wrong) for name, found in points.items() for n, wrong in enumerate(found, 1) if wrong] == []
    # The renames of two checkpoints and an artifact, the flushes of each file and folder, the database's own.
    assert len(points["rename"]) >= 3
    assert len(points["fsync"]) + len(points["fdatasync"]) >= 9
    assert sum(map(len, points.values())) >= 30


def test_the_same_check_finds_a_publication_in_the_wrong_order(place: Place, tmp_path: Path) -> None:
    groups = tuple(group for group in SYSCALLS if group[0] in ("fsync", "rename"))

    points = enumerate_points(place, tmp_path, "wrong", wal=False, groups=groups)

    bad = [wrong for found in points.values() for wrong in found if wrong]
    print({name: len(found) for name, found in points.items()}, f"{len(bad)} bad")
    assert len(bad) >= 1
    assert any("names a blob that is not there" in text for wrong in bad for text in wrong)


def test_the_same_check_is_content_with_a_publication_that_nobody_stops(place: Place) -> None:
    assert problems(place) == []

    run_once(place, "right")

    assert problems(place) == []
    assert problems_after_recovery(place) == []
