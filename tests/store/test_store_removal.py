"""Versions and models are removed when nothing needs them, and refused by the names of what does."""

import pytest
from sqlalchemy import func, select

from classifier.errors import NotFound
from classifier.spec.counts import Agreement, ServingCounts, ShadowCounts
from classifier.spec.decision import DecisionSettings
from store.aliases import Target, delete_alias, get_alias, set_alias
from store.blobs import Blob
from store.changes import list_changes
from store.decisions import AS_TRAINED, current_decision, list_decisions, set_decision
from store.jobs import create_job, request_cancel
from store.models import (
    ModelInUse,
    VersionInUse,
    delete_model,
    delete_version,
    describe,
    get_model,
    get_version,
    lock_model,
    publish,
)
from store.queue import Queue
from store.served import served_model
from store.serving import WindowKey, add_counts, counts_since, shadow_counts_since
from store.session import Database
from store.tables import Job, ModelDecision, ModelVersion, ServingCounter, utc_now


@pytest.fixture(autouse=True)
def three_versions(database: Database) -> None:
    """Versions 1 to 3 of rice; the default is 3."""
    with database.begin() as tx:
        for number in (1, 2, 3):
            blob = Blob(f"{number:064x}", number)
            publish(tx, job_id=f"job_{number}", dataset_id=None, artifact=blob, manifest={}, model_name="rice")


def point(database: Database, alias: str, target: Target) -> None:
    with database.begin() as tx:
        lock_model(tx, "rice")
        set_alias(tx, "rice", alias, target, actor="key")


def job(database: Database, queue: Queue, kind: str, **spec: object) -> Job:
    with database.begin() as tx:
        return create_job(tx, kind=kind, spec=spec, queue=queue)  # type: ignore[arg-type]


def removed(database: Database, version: int) -> None:
    with database.begin() as tx:
        delete_version(tx, "rice", version, actor="key", why="old")


def count(database: Database, table: type) -> int:
    with database.read() as tx:
        return tx.scalar(select(func.count()).select_from(table)) or 0


def test_a_version_goes_with_its_counts_and_decisions(database: Database) -> None:
    with database.begin() as tx:
        version = get_version(tx, "rice", 1)
        set_decision(tx, version, DecisionSettings(threshold=0.3), actor="key")
        add_counts(tx, WindowKey.at(version.id, 0.0, 60), ServingCounts(rows=1))
    assert (count(database, ModelDecision), count(database, ServingCounter)) == (1, 1)

    removed(database, 1)

    assert (count(database, ModelDecision), count(database, ServingCounter)) == (0, 0)
    with database.read() as tx:
        with pytest.raises(NotFound):
            get_version(tx, "rice", 1)
        change = list_changes(tx, "rice", limit=1)[0]
        assert (change.action, change.subject, change.actor, change.why) == ("version_deleted", "1", "key", "old")


def test_a_number_is_not_given_twice(database: Database) -> None:
    point(database, "default", Target(1))
    removed(database, 3)

    with database.begin() as tx:
        made = publish(tx, job_id="job_4", dataset_id=None, artifact=Blob("f" * 64, 1), manifest={}, model_name="rice")

    assert made.version == 4


@pytest.mark.parametrize(
    "target", [Target(1), Target(3, {3: 0.9, 1: 0.1}), Target(3, shadow=1)], ids=["version", "weights", "shadow"]
)
def test_a_version_that_an_alias_names_stays(database: Database, target: Target) -> None:
    point(database, "beta", target)

    with pytest.raises(VersionInUse, match="'beta'") as refused:
        removed(database, 1)

    assert [(fault.code, fault.got) for fault in refused.value.faults] == [("alias_names_it", "beta")]
    removed(database, 2)  # the control: one that it does not name


def test_a_version_that_an_unfinished_scoring_job_needs_stays(database: Database, queue: Queue) -> None:
    scoring = job(database, queue, "score", model="rice", version=1)
    job(database, queue, "score", model="wheat", version=2)  # another model's version of that number

    removed(database, 2)
    with pytest.raises(VersionInUse, match=scoring.id):
        removed(database, 1)

    with database.begin() as tx:
        row = tx.scalars(select(Job).where(Job.id == scoring.id)).one()
        request_cancel(tx, row)
    removed(database, 1)


def test_a_model_goes_whole_when_nothing_needs_it(database: Database, queue: Queue) -> None:
    scoring = job(database, queue, "score", model="rice", version=3)
    training = job(database, queue, "train", model_name="rice")
    point(database, "beta", Target(1))

    def remove() -> None:
        with database.begin() as tx:
            delete_model(tx, "rice", actor="key")

    with pytest.raises(ModelInUse) as refused:
        remove()
    assert [fault.got for fault in refused.value.faults] == ["beta", scoring.id, training.id]

    with database.begin() as tx:
        for row in tx.scalars(select(Job)):
            request_cancel(tx, row)
    with pytest.raises(ModelInUse, match="'beta'"):
        remove()
    with database.begin() as tx:
        delete_alias(tx, get_alias(tx, "rice", "beta"), actor="key")
    remove()

    assert count(database, ModelVersion) == 0
    with database.read() as tx:
        with pytest.raises(NotFound):
            get_model(tx, "rice")
        assert list_changes(tx, "rice", limit=1)[0].action == "model_deleted"
        assert served_model(tx, "rice") is None


def test_decisions_are_numbered_and_the_newest_holds(database: Database) -> None:
    with database.begin() as tx:
        version = get_version(tx, "rice", 2)
        assert current_decision(tx, version) == AS_TRAINED
        for settings in (DecisionSettings(threshold=0.3), None, DecisionSettings(cost_matrix=[[0, 1], [2, 0]])):
            set_decision(tx, version, settings, actor="key")

    with database.read() as tx:
        version = get_version(tx, "rice", 2)
        now = current_decision(tx, version)
        model = served_model(tx, "rice")
        history = [(row.revision, row.decision) for row in list_decisions(tx, version, limit=10)]
    assert model is not None
    assert (now.revision, now.settings) == (3, DecisionSettings(cost_matrix=[[0, 1], [2, 0]]))
    assert {number: served.decision for number, served in model.versions.items()} == {
        1: AS_TRAINED,
        2: now,
        3: AS_TRAINED,
    }
    assert history == [(3, {"cost_matrix": [[0, 1], [2, 0]]}), (2, None), (1, {"threshold": 0.3})]


def test_what_is_said_of_a_model_is_recorded_when_it_changes(database: Database) -> None:
    with database.begin() as tx:
        for _ in range(2):
            describe(tx, lock_model(tx, "rice"), description="two kinds", tags={"owner": "ml"}, actor="key")

    with database.read() as tx:
        changes = [c.after for c in list_changes(tx, "rice", limit=100) if c.action == "described"]
        assert (get_model(tx, "rice").tags, changes) == (
            {"owner": "ml"},
            [{"description": "two kinds", "tags": {"owner": "ml"}}],
        )


def test_rows_shown_to_a_shadow_are_counted_beside_those_answered(database: Database) -> None:
    with database.begin() as tx:
        version = get_version(tx, "rice", 1)
        now = utc_now()
        answered, shown = (
            WindowKey.at(version.id, now.timestamp(), 3600, is_shadow=shadow) for shadow in (False, True)
        )
        for version_number in ("1", "2"):
            against = {version_number: Agreement(rows=3, agreed=2, apart=0.5), "7": Agreement(rows=1, apart=1.0)}
            add_counts(tx, shown, ShadowCounts(rows=3, labels=[1, 2], against=against))
        add_counts(tx, shown, ServingCounts(rows=1, labels=[0, 1]))
        since = WindowKey.at(version.id, now.timestamp() - 7200, 3600).window_start
        assert counts_since(tx, version.id, since) == (ServingCounts(), None)
        add_counts(tx, answered, ServingCounts(rows=1, labels=[1, 0]))

        assert counts_since(tx, version.id, since)[0] == ServingCounts(rows=1, labels=[1, 0])
        assert shadow_counts_since(tx, version.id, since)[0] == ShadowCounts(
            rows=7,
            labels=[2, 5],
            against={
                "1": Agreement(rows=3, agreed=2, apart=0.5),
                "2": Agreement(rows=3, agreed=2, apart=0.5),
                "7": Agreement(rows=2, apart=2.0),
            },
        )
