"""One publication in a process that can be stopped at any of its system calls; run as a module, it is that process.

Importing the store takes a second, so one process imports it and forks for each crash point; strace then takes hold
of the fork, which waits for a line before it begins.
"""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import store.session
from store.blobs import Blob, LocalBlobStore, open_blobs
from store.jobs import claim, finish, get_job, take_back, write_running
from store.models import publish
from store.session import Database, open_database

SYSCALLS = (
    ("write",),
    ("pwrite64",),
    ("fsync",),
    ("fdatasync",),
    ("rename", "renameat", "renameat2"),
    ("unlink", "unlinkat"),
    ("ftruncate",),
)
"""Everything by which the protocol changes a disk; the ones of a group are counted together."""
CHECKPOINTS = (b"checkpoint one" * 40, b"checkpoint two" * 40)
ARTIFACT = b"weights" * 30_000  # more than one buffer of the hash, less than a second of anything
PR_SET_PTRACER = 0x59616D61
PR_SET_PTRACER_ANY = ctypes.c_ulong(-1)


@dataclass(frozen=True)
class Place:
    """A database and a data folder that hold one queued job."""

    url: str
    data: str
    job_id: str

    def copy(self, folder: Path) -> "Place":
        """The same state elsewhere."""
        shutil.copytree(self.data, folder)
        file = Path(self.url.removeprefix("sqlite:///")).name
        return Place(f"sqlite:///{folder / file}", str(folder), self.job_id)


def publish_right(database: Database, blobs: LocalBlobStore, job_id: str) -> None:
    """A job's writes as a worker makes them: claim, two checkpoints, artifact, publication, clean-up."""
    with database.begin() as tx:
        hold = claim(tx, job_id, "worker_crash")
    assert hold is not None
    before: str | None = None
    for epoch, content in enumerate(CHECKPOINTS, start=1):
        checkpoint = _stored(blobs, content)
        with database.begin() as tx:
            values = {"sha256": checkpoint.sha256, "num_bytes": checkpoint.num_bytes, "epoch": epoch}
            write_running(tx, hold, [("checkpoint", {"epoch": epoch})], checkpoint=values)
        if before is not None:
            blobs.delete(before)
        before = checkpoint.sha256
    artifact = _stored(blobs, ARTIFACT)
    with database.begin() as tx:
        version = publish(tx, job_id=job_id, dataset_id=None, artifact=artifact, manifest={}, model_name="rice")
        result = {"model": "rice", "version": version.version}
        finish(tx, hold, "succeeded", result=result, checkpoint=None)
    if before is not None:
        blobs.delete(before)


def publish_wrong(database: Database, blobs: LocalBlobStore, job_id: str) -> None:
    """The control: the model is announced before its file is in place."""
    with database.begin() as tx:
        hold = claim(tx, job_id, "worker_crash")
    assert hold is not None
    staged = blobs.staging_path()
    staged.write_bytes(ARTIFACT)
    elsewhere = LocalBlobStore(Path(blobs.root).parent / "elsewhere")
    blob = _stored(elsewhere, ARTIFACT)
    with database.begin() as tx:
        version = publish(tx, job_id=job_id, dataset_id=None, artifact=blob, manifest={}, model_name="rice")
        finish(tx, hold, "succeeded", result={"model": "rice", "version": version.version})
    blobs.put_file(staged)


ORDERS: dict[str, Callable[[Database, LocalBlobStore, str], None]] = {"right": publish_right, "wrong": publish_wrong}


def _stored(blobs: LocalBlobStore, content: bytes) -> Blob:
    staged = blobs.staging_path()
    staged.write_bytes(content)
    return blobs.put_file(staged)


def run_once(place: Place, order: str) -> None:
    """One publication in this process."""
    with opened(place.url) as database:
        ORDERS[order](database, open_blobs(Path(place.data)), place.job_id)


def recover(place: Place, order: str) -> None:
    """What happens after a worker's death: the job is taken back, and another attempt runs it to its end."""
    with opened(place.url) as database:
        with database.begin() as tx:
            job = get_job(tx, place.job_id)
            status = job.status
            if status == "running":
                take_back(tx, job)
        if status != "succeeded":
            ORDERS[order](database, open_blobs(Path(place.data)), place.job_id)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database, closed again."""
    database = open_database(url)
    try:
        yield database
    finally:
        database.dispose()


class Forks:
    """The process that imports once and forks for each crash point."""

    def __init__(self, *, wal: bool):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.workers.crash_points", "wal" if wal else "default"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            bufsize=0,
        )

    def run(self, place: Place, order: str, syscalls: tuple[str, ...], when: int) -> bool:
        """True when the process was killed at the `when`-th of these calls, False when it ended before."""
        pid = int(self._ask(json.dumps({"place": vars(place), "order": order})))
        names = ",".join(f"?{name}" for name in syscalls)  # `?`: not every machine has each of them
        rule = f"inject={names}:signal=KILL:when={when}"
        with subprocess.Popen(
            ["strace", "-f", "-p", str(pid), "-o", os.devnull, "-e", f"trace={names}", "-e", rule],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as strace:
            assert strace.stderr is not None
            attached = strace.stderr.readline()
            if "attached" not in attached:
                self.close()
                raise AssertionError(f"strace cannot hold a process here: {attached}{strace.stderr.read()}")
            code = int(self._ask("go"))
            strace.communicate()
        if code not in (0, -9):
            raise AssertionError(f"the publication itself failed with status {code} at {syscalls[0]} {when}")
        return code == -9

    def close(self) -> None:
        """End it; a fork that waits reads the end of its input and ends too."""
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()
        self._process.wait(10)

    def _ask(self, line: str) -> str:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(line.encode() + b"\n")
        answer = stdout.readline().decode()
        if not re.fullmatch(r"-?\d+\n", answer):
            raise AssertionError(f"the forking process answered {answer!r}")
        return answer


def main(journal: str) -> None:
    """Fork for each line of JSON; print the fork's id, and its exit code once it has ended."""
    if journal == "wal":
        store.session.WAL_SAFE_FROM = (0, 0, 0)  # type: ignore[assignment]
    # Where processes may only trace their own descendants, this one lets strace in all the same.
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0)
    while line := _line():
        order: dict[str, Any] = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _forked(order)
        os.write(1, b"%d\n" % pid)
        os.write(1, b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _forked(order: dict[str, Any]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0)  # not inherited by a fork
    code = 1
    try:
        if _line():
            run_once(Place(**order["place"]), order["order"])
            code = 0
    finally:
        os._exit(code)


def _line() -> bytes:
    # Byte by byte: what follows the line is for another process.
    line = b""
    while (byte := os.read(0, 1)) not in (b"", b"\n"):
        line += byte
    return line


if __name__ == "__main__":
    main(sys.argv[1])
