"""Scoring in shards: each is kept once it is done, is not scored again, and makes the same file as an unbroken run."""

import random
import threading
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from classifier.table import pieces, record_blocks
from service.dependencies import Services
from store.jobs import Claim, LeaseLost, claim, release
from store.scoring import shards_of
from store.tables import Job, ScoreShard
from tests.service.routes.conftest import CSV, World, free_memory
from workers.jobs import score
from workers.jobs.context import JobContext, Stopped
from workers.jobs.score_rows import RowScorer, Scored
from workers.settings import WorkerSettings

NUM_ROWS = 90
SHARD_ROWS = 20


def a_table() -> bytes:
    """Rows with line ends and quotes inside their notes, and a width that is no number in every ninth."""
    draw = random.Random(3)
    lines = ["note,width,height,colour,seen"]
    for row in range(NUM_ROWS):
        note = f'"row {row}\nsays ""hello"", again"' if row % 4 == 0 else f"row {row}"
        width = "wide" if row % 9 == 5 else f"{draw.gauss(4, 1):.3f}"
        lines.append(f"{note},{width},{draw.gauss(3, 0.5):.3f},{('red', 'green', 'blue')[row % 3]},2024-01-11")
    return "\n".join(lines).encode()


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a small file has many shards."""
    small = record_blocks.RecordBlocks.__init__.__defaults__
    assert small == (record_blocks.BLOCK_BYTES,)
    monkeypatch.setattr(record_blocks.RecordBlocks.__init__, "__defaults__", (300,))


class Attempts:
    """Attempts of one job, each ended when so many pieces were scored."""

    def __init__(self, services: Services, monkeypatch: pytest.MonkeyPatch):
        self.services, self._patch = services, monkeypatch
        self.stop = threading.Event()
        self.scored: list[int] = []
        """First rows of the pieces that were scored."""
        self._call = RowScorer.__call__

    def begin(self, job_id: str) -> JobContext:
        with self.services.database.begin() as tx:
            hold = claim(tx, job_id, "worker-test")
        assert hold is not None
        return self.context(hold)

    def context(self, hold: Claim) -> JobContext:
        url, data = self.services.settings.url, self.services.settings.data_dir
        settings = WorkerSettings(data_dir=data, database_url=url, score_shard_rows=SHARD_ROWS)
        return JobContext(self.services.database, self.services.blobs, hold, settings, self.stop)

    def run(self, context: JobContext, *, die_at_row: int | None = None) -> None:
        """One attempt; it dies, as by kill -9, when it comes to that row."""

        def watched(scorer: RowScorer, raw: Any, first_row: int) -> Scored:
            if die_at_row is not None and first_row >= die_at_row:
                raise Killed
            self.scored.append(first_row)
            return self._call(scorer, raw, first_row)

        self._patch.setattr(RowScorer, "__call__", watched)
        score.run(context)

    def give_back(self, context: JobContext) -> None:
        with self.services.database.begin() as tx:
            assert release(tx, context.hold, crashed=False, message="killed")


class Killed(BaseException):
    """What no code of a job catches."""


@pytest.fixture
def attempts(services: Services, monkeypatch: pytest.MonkeyPatch) -> Attempts:
    free_memory(monkeypatch)
    return Attempts(services, monkeypatch)


def sent(client: TestClient, world: World, **query: Any) -> str:
    """Id of a job for the table."""
    asked = {"model": world.model, "columns": "all", **query}
    answer = client.post("/v1/scoring-jobs/file", params=asked, content=a_table(), headers=CSV)
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["id"]
    return job_id


def files(client: TestClient, job_id: str) -> tuple[bytes, bytes]:
    """Its output and its errors."""
    path = f"/v1/scoring-jobs/{job_id}"
    output, errors = client.get(f"{path}/output"), client.get(f"{path}/errors", params={"format": "ndjson"})
    assert (output.status_code, errors.status_code) == (200, 200)
    return output.content, errors.content


def result_of(services: Services, job_id: str) -> dict[str, Any]:
    with services.database.read() as tx:
        return tx.scalars(select(Job).where(Job.id == job_id)).one().result or {}


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
def test_a_killed_job_goes_on_after_its_last_shard_and_writes_the_same_bytes(
    client: TestClient, world: World, attempts: Attempts, services: Services, form: str
) -> None:
    unbroken = sent(client, world, format=form)
    attempts.run(attempts.begin(unbroken))
    all_pieces, attempts.scored = attempts.scored, []
    job_id = sent(client, world, format=form)
    first = attempts.begin(job_id)
    with pytest.raises(Killed):
        attempts.run(first, die_at_row=60)
    with services.database.read() as tx:
        done = shards_of(tx, job_id)
    attempts.give_back(first)
    scored_before, attempts.scored = attempts.scored, []

    attempts.run(attempts.begin(job_id))

    assert files(client, job_id) == files(client, unbroken)
    assert len(done) >= 2
    assert min(attempts.scored) == sum(shard.num_rows for shard in done)
    assert sorted({*scored_before, *attempts.scored}) == sorted(all_pieces)
    result = result_of(services, job_id)
    assert (result["num_rows"], result["num_refused"], result["num_shards_resumed"]) == (NUM_ROWS, 10, len(done))
    assert {name: value for name, value in result.items() if name != "num_shards_resumed"} == {
        name: value for name, value in result_of(services, unbroken).items() if name != "num_shards_resumed"
    }


def test_a_finished_job_leaves_no_shards_behind(
    client: TestClient, world: World, attempts: Attempts, services: Services
) -> None:
    job_id = sent(client, world)
    before = {path.name for path in services.blobs.root.glob("??/*")}

    attempts.run(attempts.begin(job_id))

    result = result_of(services, job_id)
    after = {path.name for path in services.blobs.root.glob("??/*")} - before
    assert after == {result["output_sha256"], result["errors_sha256"]}
    with services.database.read() as tx:
        assert not tx.scalars(select(ScoreShard)).all()


def test_shards_whose_blobs_are_gone_are_scored_again(
    client: TestClient, world: World, attempts: Attempts, services: Services
) -> None:
    unbroken, job_id = sent(client, world), sent(client, world)
    attempts.run(attempts.begin(unbroken))
    first = attempts.begin(job_id)
    with pytest.raises(Killed):
        attempts.run(first, die_at_row=60)
    attempts.give_back(first)
    with services.database.read() as tx:
        lost = shards_of(tx, job_id)[1]
    services.blobs.delete(lost.part_sha256)

    attempts.run(attempts.begin(job_id))

    assert files(client, job_id) == files(client, unbroken)
    assert result_of(services, job_id)["num_shards_resumed"] == 1


def test_a_cancelled_job_keeps_the_rows_it_had_scored(
    client: TestClient, world: World, attempts: Attempts, services: Services
) -> None:
    unbroken, job_id = sent(client, world), sent(client, world)
    attempts.run(attempts.begin(unbroken))
    context = attempts.begin(job_id)
    taken = score._Scoring._take

    def take(self: Any, output: Any, scored: Scored) -> None:
        taken(self, output, scored)
        if self._done.num_rows >= 50 and not attempts.stop.is_set():
            assert client.post(f"/v1/scoring-jobs/{job_id}/cancel").status_code == 202
            attempts.stop.set()

    attempts._patch.setattr(score._Scoring, "_take", take)
    attempts.run(context)

    job = client.get(f"/v1/scoring-jobs/{job_id}").json()
    result = job["result"]
    assert (job["status"], result["partial"]) == ("cancelled", True)
    assert 50 <= result["num_rows"] < NUM_ROWS
    assert result["num_scored"] + result["num_refused"] == result["num_rows"]
    output, errors = files(client, job_id)
    whole_output, whole_errors = files(client, unbroken)
    assert 0 < len(output) < len(whole_output)
    assert whole_output.startswith(output)
    assert whole_errors.startswith(errors)
    assert output.count(b"2024-01-11") == result["num_scored"]


def test_a_job_whose_worker_stops_is_not_ended(client: TestClient, world: World, attempts: Attempts) -> None:
    job_id = sent(client, world)
    context = attempts.begin(job_id)
    attempts.stop.set()

    with pytest.raises(Stopped):
        attempts.run(context)

    assert client.get(f"/v1/scoring-jobs/{job_id}").json()["status"] == "running"
    assert client.get(f"/v1/scoring-jobs/{job_id}/output").json()["code"] == "job_not_finished"


def test_an_attempt_that_was_taken_over_writes_no_shard(
    client: TestClient, world: World, attempts: Attempts, services: Services
) -> None:
    job_id = sent(client, world)
    stale = attempts.begin(job_id)
    attempts.give_back(stale)
    attempts.begin(job_id)

    with pytest.raises(LeaseLost):
        attempts.run(stale)

    with services.database.read() as tx:
        assert shards_of(tx, job_id) == []


def test_a_row_that_is_lost_on_the_way_fails_the_job(
    client: TestClient, world: World, attempts: Attempts, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = sent(client, world)
    context = attempts.begin(job_id)
    whole = RowScorer._table

    def shorter(self: RowScorer, *of: Any) -> Any:
        table = whole(self, *of)
        return table.slice(1) if of[2] == 0 else table

    monkeypatch.setattr(RowScorer, "_table", shorter)

    with pytest.raises(RuntimeError, match=r"90 rows came in, 79 out and 10 were refused"):
        attempts.run(context)


def test_progress_tells_how_much_is_left(client: TestClient, world: World, attempts: Attempts) -> None:
    job_id = sent(client, world)
    attempts._patch.setattr(score, "TELL_SECONDS", 0.0)

    attempts.run(attempts.begin(job_id))

    events = client.get(f"/v1/scoring-jobs/{job_id}/events").json()["data"]
    told = [event["data"] for event in events if event["type"] == "progress"]
    assert [one["fraction"] for one in told] == sorted(one["fraction"] for one in told)
    assert all(one["eta_seconds"] >= 0 for one in told)
    shards = [event["data"]["shard"] for event in events if event["type"] == "checkpoint"]
    assert len(shards) >= 3
    assert shards == list(range(len(shards)))


def test_pieces_are_where_the_patch_expects_them() -> None:
    assert pieces.RecordBlocks is record_blocks.RecordBlocks  # so small blocks reach the job
