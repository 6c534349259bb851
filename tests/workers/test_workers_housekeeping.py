"""The sweep removes what no row names, and nothing else."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from classifier.spec.counts import ServingCounts
from classifier.spec.table import FileFormat, ParseOptions
from store.blobs import Blob, LocalBlobStore, open_blobs
from store.datasets import create_dataset
from store.jobs import claim, create_job, finish, get_job, write_running
from store.models import delete_version, publish
from store.partial import PartialFiles
from store.scoring import add_shard
from store.serving import WindowKey, add_counts
from store.tables import (
    Dataset,
    IdempotencyRecord,
    Job,
    JobEvent,
    ModelAlias,
    ModelVersion,
    ScoreShard,
    ServingCounter,
    Upload,
    utc_now,
)
from store.uploads import note_received, open_upload
from tests.workers.conftest import Rows
from workers.housekeeping import sweep
from workers.settings import WorkerSettings

A_DAY_AND_AN_HOUR = 25 * 3600.0


@pytest.fixture
def blobs(settings: WorkerSettings) -> LocalBlobStore:
    return open_blobs(settings.data_dir)


def old_blob(blobs: LocalBlobStore, content: str) -> Blob:
    with blobs.stage() as staged:
        staged.write(content.encode())
        blob = staged.commit()
    with blobs.path(blob.sha256) as path:
        age(path)
    return blob


def age(path: Path) -> None:
    then = time.time() - A_DAY_AND_AN_HOUR
    os.utime(path, (then, then))


def stored(blobs: LocalBlobStore) -> set[str]:
    return {path.name for path in blobs.root.glob("??/*")}


def test_a_blob_that_a_row_names_stays_and_goes_with_that_row(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    names = ("source", "table", "artifact", "checkpoint", "output", "errors")
    made = {name: old_blob(blobs, name) for name in names}
    orphan = old_blob(blobs, "orphan")
    with rows.database.begin() as tx:
        dataset = create_dataset(
            tx,
            name="rice",
            file_format=FileFormat.csv,
            gzip=False,
            source=made["source"],
            parse=ParseOptions(),
            overrides={},
            queue=rows.queue,
        )
        dataset.table_sha256 = made["table"].sha256
    train, hold = rows.running("worker_a")
    with rows.database.begin() as tx:
        write_running(tx, hold, checkpoint={"sha256": made["checkpoint"].sha256, "num_bytes": 1, "epoch": 1})
        publish(tx, job_id=train.id, dataset_id=None, artifact=made["artifact"], manifest={}, model_name="rice")
    _, scoring = rows.running("worker_a")
    result = {"output_sha256": made["output"].sha256, "errors_sha256": made["errors"].sha256}
    with rows.database.begin() as tx:
        finish(tx, scoring, "succeeded", result=result)

    assert sweep(rows.database, rows.queue, settings)["blobs"] == 1
    assert stored(blobs) == {blob.sha256 for blob in made.values()}
    assert orphan.sha256 not in stored(blobs)

    # The control: without the rows the same blobs go.
    with rows.database.begin() as tx:
        for table in (JobEvent, Job, Dataset, ModelAlias, ModelVersion):
            tx.execute(delete(table))
    assert sweep(rows.database, rows.queue, settings)["blobs"] == len(names)
    assert stored(blobs) == set()


def test_the_file_of_a_deleted_version_goes_unless_another_version_has_the_same(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    own, shared = old_blob(blobs, "own"), old_blob(blobs, "shared")
    with rows.database.begin() as tx:
        for number, blob in enumerate((own, shared, shared)):
            publish(tx, job_id=f"job_{number}", dataset_id=None, artifact=blob, manifest={}, model_name="rice")
    with rows.database.begin() as tx:
        for version in (1, 2):
            delete_version(tx, "rice", version, actor="key")

    assert sweep(rows.database, rows.queue, settings)["blobs"] == 1
    assert stored(blobs) == {shared.sha256}


def test_a_young_blob_stays_for_its_row_may_not_be_committed_yet(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    with blobs.stage() as staged:
        staged.write(b"just renamed")
        staged.commit()

    assert sweep(rows.database, rows.queue, settings)["blobs"] == 0


def test_what_a_killed_writer_left_is_swept_after_a_day(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    left, writing = blobs.staging_path(), blobs.staging_path()
    left.write_bytes(b"half")
    writing.write_bytes(b"an upload of this minute")
    age(left)

    assert sweep(rows.database, rows.queue, settings)["blobs"] == 1
    assert (left.exists(), writing.exists()) == (False, True)


def test_answers_kept_for_repetition_are_forgotten_after_their_time(rows: Rows, settings: WorkerSettings) -> None:
    hours = {"old": settings.limits.idempotency_hours + 1, "young": 1.0}
    with rows.database.begin() as tx:
        for key, age_hours in hours.items():
            made = utc_now() - timedelta(hours=age_hours)
            tx.add(
                IdempotencyRecord(
                    key=key, owner="key_1", fingerprint="f", status=202, headers={}, body="", created_at=made
                )
            )

    assert sweep(rows.database, rows.queue, settings)["records"] == 1
    with rows.database.read() as tx:
        assert [record.key for record in tx.query(IdempotencyRecord)] == ["young"]


def test_the_engine_forgets_jobs_that_ended_long_ago_and_the_jobs_themselves_stay(
    rows: Rows, settings: WorkerSettings
) -> None:
    ended, waiting = rows.job(), rows.job()
    table = "workflow_status" if rows.database.is_sqlite else "dbos.workflow_status"
    with rows.database.begin() as tx:
        tx.execute(
            text(f"update {table} set status='SUCCESS', updated_at=1 where workflow_uuid=:job"), {"job": ended.id}
        )
        tx.execute(text(f"update {table} set updated_at=1 where workflow_uuid=:job"), {"job": waiting.id})

    assert sweep(rows.database, rows.queue, settings)["engine_rows"] == 1
    assert rows.engine_state(waiting) == "ENQUEUED"
    with rows.database.read() as tx:
        assert get_job(tx, ended.id).id == ended.id


def test_counts_of_served_rows_go_when_they_are_old(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    artifact = old_blob(blobs, "artifact")
    now = utc_now()
    with rows.database.begin() as tx:
        version = publish(tx, job_id="job_1", dataset_id=None, artifact=artifact, manifest={}, model_name="rice")
        for days in (settings.keep_counters_days + 1, settings.keep_counters_days - 1):
            add_counts(tx, WindowKey(version.id, now - timedelta(days=days), 3600), ServingCounts(rows=int(days)))

    assert sweep(rows.database, rows.queue, settings)["windows"] == 1

    with rows.database.read() as tx:
        assert [row.counts["rows"] for row in tx.scalars(select(ServingCounter))] == [89]


def test_what_a_scoring_job_needs_stays_until_it_has_ended(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    source, part = old_blob(blobs, "sent to be scored"), old_blob(blobs, "part")
    with rows.database.begin() as tx:
        spec = {"model": "rice", "source_sha256": source.sha256}
        job = create_job(tx, kind="score", spec=spec, queue=rows.queue)
    with rows.database.begin() as tx:
        hold = claim(tx, job.id, "worker_a")
        assert hold is not None
        shard = ScoreShard(job_id=job.id, number=0, attempt=1, num_rows=1, num_refused=0, num_faults=0)
        shard.part_sha256 = part.sha256
        add_shard(tx, hold, shard, {})

    assert sweep(rows.database, rows.queue, settings)["blobs"] == 0
    with rows.database.begin() as tx:
        finish(tx, hold, "failed")
    assert sweep(rows.database, rows.queue, settings)["blobs"] == 2
    assert stored(blobs) == set()


def test_an_upload_that_nobody_goes_on_with_is_swept_with_its_bytes(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    partials = PartialFiles(blobs)
    with rows.database.begin() as tx:
        waiting, abandoned = (
            open_upload(
                tx,
                owner="key_1",
                name=name,
                size_bytes=9,
                content_type="text/csv",
                content_encoding="identity",
                limits=settings.limits,
            )
            for name in ("waiting", "abandoned")
        )
        abandoned.expires_at = utc_now() - timedelta(seconds=1)
        for upload in (waiting, abandoned):
            partials.create(upload.id)
            age(partials.folder / upload.id)
    partials.create("upl_nobodys")  # young: its row may not be committed yet

    assert sweep(rows.database, rows.queue, settings)["uploads"] == 1

    assert {path.name for path in partials.folder.iterdir()} == {waiting.id, "upl_nobodys"}
    with rows.database.read() as tx:
        assert [upload.name for upload in tx.scalars(select(Upload))] == ["waiting"]


def test_the_blob_of_an_upload_stays_until_that_is_used_or_has_expired(
    rows: Rows, settings: WorkerSettings, blobs: LocalBlobStore
) -> None:
    whole = old_blob(blobs, "all of it came")
    with rows.database.begin() as tx:
        upload = open_upload(
            tx,
            owner="key_1",
            name="whole",
            size_bytes=whole.num_bytes,
            content_type="text/csv",
            content_encoding="identity",
            limits=settings.limits,
        )
        note_received(tx, upload.id, whole.num_bytes, settings.limits, sha256=whole.sha256)
    assert sweep(rows.database, rows.queue, settings)["blobs"] == 0

    with rows.database.begin() as tx:
        tx.execute(delete(Upload))

    assert sweep(rows.database, rows.queue, settings)["blobs"] == 1
