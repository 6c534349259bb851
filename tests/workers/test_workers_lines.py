"""What a job's process says is kept for the job's log: bounded, and without secrets."""

import json
import logging
import subprocess
import sys
import threading

import pytest

from store.blobs import open_blobs
from store.jobs import events_after
from tests.checks.sources import ROOT
from tests.workers.conftest import Rows
from workers.child import _fail
from workers.jobs.context import JobContext
from workers.lines import MOST_CHARS, MOST_LINES, JobLines
from workers.settings import WorkerSettings

SAY = """
import json, logging, warnings, structlog
from workers.lines import JobLines, take_libraries
from workers.logs import configure_logs
lines = JobLines()
configure_logs("info", lines)
take_libraries()
log = structlog.get_logger()
log.debug("too fine")
log.info("shared", ranks=2, job_id="job_1")
logging.getLogger("some.library").warning("recording %s", "failed")
warnings.warn("lr_scheduler.step() came first", UserWarning)
try:
    raise ValueError("cell 'private'")
except ValueError as error:
    log.error("a job failed by a bug", exc_info=error)
print(json.dumps([data for _, data in lines.take()]))
"""


def test_own_lines_library_lines_and_warnings_are_kept_and_an_exceptions_text_is_not() -> None:
    done = subprocess.run([sys.executable, "-c", SAY], cwd=ROOT, capture_output=True, text=True, check=True)

    assert [(line["level"], line["message"]) for line in json.loads(done.stdout)] == [
        ("info", "shared ranks=2"),
        ("warning", "recording failed logger=some.library"),
        ("warning", "UserWarning: lr_scheduler.step() came first"),
        ("error", "a job failed by a bug ValueError"),
    ]
    written = [json.loads(line) for line in done.stderr.splitlines()]
    assert len(written) == 4  # the worker's own log has them too, the exception's text included
    assert "cell 'private'" in written[-1]["exception"]


@pytest.mark.parametrize(
    "text",
    [
        "cannot connect to postgresql+psycopg://me:pw@db/discern",
        "key disc_0123abcd_hunter2-hunter2_hunter2 is wrong",
    ],
)
def test_no_secret_gets_into_a_line(text: str) -> None:
    lines = JobLines()
    lines.add("error", text)

    [(_, data)] = lines.take()

    assert "hunter2" not in data["message"]
    assert "me:pw" not in data["message"]
    assert "…" in data["message"]


def test_a_library_that_never_stops_does_not_fill_the_database() -> None:
    lines = JobLines()
    for number in range(2 * MOST_LINES):
        lines.add("info", f"{number}" + "x" * 2 * MOST_CHARS)

    kept = [data["message"] for _, data in lines.take()]

    assert len(kept) == MOST_LINES
    assert kept[-1].startswith(f"more than {MOST_LINES - 1} lines")
    assert max(map(len, kept)) == MOST_CHARS
    assert lines.take() == []


def test_lines_become_events_with_the_next_write_and_before_a_failure(rows: Rows, settings: WorkerSettings) -> None:
    job, hold = rows.running(rows.worker())
    lines = JobLines()
    context = JobContext(rows.database, open_blobs(settings.data_dir), hold, settings, threading.Event(), lines)
    lines.add("warning", "first")
    context.phase("preflight", "preflight")
    context.tell()
    lines.add("warning", "last words")

    _fail(context, ZeroDivisionError("a bug"))

    with rows.database.read() as tx:
        told = [(event.type, event.data.get("message")) for event in events_after(tx, job.id, 2)]
    assert told[:3] == [("log", "first"), ("state", "preflight"), ("log", "last words")]
    assert [kind for kind, _ in told[3:]] == ["state", "done"]


def test_standard_logging_is_left_alone_elsewhere() -> None:
    assert not any(type(handler).__name__ == "ToStructlog" for handler in logging.getLogger().handlers)
