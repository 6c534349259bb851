"""Aliases and the log of changes: moved by publications and by hand, numbered in the order of the commits."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from classifier.errors import NotFound
from store import changes
from store.aliases import DEFAULT_ALIAS, Target, delete_alias, etag_of, get_alias, set_alias
from store.blobs import Blob
from store.changes import ChangeBell, changed_since, list_changes, newest_change
from store.models import lock_model, publish
from store.served import served_model
from store.session import Database
from store.tables import ModelAlias, ModelVersion, RegistryChange


def published(database: Database, number: int, *, promote: bool = True, model: str = "rice") -> ModelVersion:
    with database.begin() as tx:
        return publish(
            tx,
            job_id=f"job_{model}_{number}",
            dataset_id=None,
            artifact=Blob(f"{number:064x}", number),
            manifest={},
            model_name=model,
            promote=promote,
        )


def moved(database: Database, alias: str, target: Target, model: str = "rice") -> ModelAlias:
    with database.begin() as tx:
        lock_model(tx, model)
        return set_alias(tx, model, alias, target, actor="key_1", why="because")


def test_a_publication_moves_the_default_alias_and_both_are_recorded(database: Database) -> None:
    published(database, 1)
    published(database, 2)

    with database.read() as tx:
        assert get_alias(tx, "rice", DEFAULT_ALIAS).version == 2
        found = [(c.action, c.subject, c.actor, c.before, c.after) for c in list_changes(tx, "rice")]
    old, new = ({"version": number, "weights": None, "shadow": None} for number in (1, 2))
    assert found == [
        ("alias_set", "default", "job_rice_2", old, new),
        ("published", "2", "job_rice_2", None, {"version": 2}),
        ("alias_set", "default", "job_rice_1", None, old),
        ("published", "1", "job_rice_1", None, {"version": 1}),
    ]


def test_a_publication_that_is_not_to_be_promoted_leaves_the_default_alias_unless_there_is_none(
    database: Database,
) -> None:
    published(database, 1, promote=False)
    published(database, 2, promote=False)

    with database.read() as tx:
        assert get_alias(tx, "rice", DEFAULT_ALIAS).version == 1
        assert list_changes(tx, "rice", limit=1)[0].action == "published"


def test_a_publication_ends_weights_and_shadow_of_the_default_alias(database: Database) -> None:
    published(database, 1)
    published(database, 2)
    moved(database, DEFAULT_ALIAS, Target(1, {1: 0.9, 2: 0.1}))

    published(database, 3)

    with database.read() as tx:
        assert Target.of(get_alias(tx, "rice", DEFAULT_ALIAS)) == Target(3)


def test_weights_and_shadow_come_back_as_they_were_written(database: Database) -> None:
    for number in (1, 2, 3):
        published(database, number)
    target = Target(1, {1: 0.75, 2: 0.25}, shadow=3)

    moved(database, "canary", target)

    with database.read() as tx:
        assert Target.of(get_alias(tx, "rice", "canary")) == target
        model = served_model(tx, "rice")
    assert model is not None
    assert (sorted(model.versions), model.aliases) == ([1, 2, 3], {"canary": target, "default": Target(3)})


def test_weights_that_do_not_name_the_version_are_from_before_it_was_moved_by_an_older_worker(
    database: Database,
) -> None:
    for number in (1, 2, 3):
        published(database, number)
    moved(database, DEFAULT_ALIAS, Target(1, {1: 0.5, 2: 0.5}))

    with database.begin() as tx:
        get_alias(tx, "rice", DEFAULT_ALIAS).version = 3  # all that the release before knows of

    with database.read() as tx:
        assert Target.of(get_alias(tx, "rice", DEFAULT_ALIAS)) == Target(3)


def test_every_move_gives_another_tag_also_one_back_again(database: Database) -> None:
    published(database, 1)
    published(database, 2)

    tags = [etag_of(moved(database, "a", target)) for target in (Target(1), Target(2), Target(1), Target(1, shadow=2))]

    assert len(set(tags)) == 4
    with database.read() as tx:
        assert etag_of(get_alias(tx, "rice", "a")) == tags[-1]


def test_a_deleted_alias_is_gone_and_its_end_recorded(database: Database) -> None:
    published(database, 1)
    moved(database, "a", Target(1))

    with database.begin() as tx:
        delete_alias(tx, get_alias(tx, "rice", "a"), actor="key_2", why="done")

    with database.read() as tx:
        with pytest.raises(NotFound, match="no alias 'a'"):
            get_alias(tx, "rice", "a")
        last = list_changes(tx, "rice", limit=1)[0]
    assert (last.action, last.subject, last.after, last.actor, last.why) == (
        "alias_deleted",
        "a",
        None,
        "key_2",
        "done",
    )


def test_who_has_seen_a_change_never_misses_a_smaller_one(database: Database) -> None:
    """Numbers are drawn before they are committed: without turns a reader would see 8 before 7."""
    for model in ("a", "b", "c", "d"):
        published(database, 1, model=model)
    stop, missed = threading.Event(), []

    def watch() -> None:
        seen, known = 0, set()
        while not stop.is_set():
            with database.read() as tx:
                rows = {row.seq for row in tx.query(RegistryChange).filter(RegistryChange.seq > 0)}
            missed.extend(seq for seq in rows - known if seq < seen)
            known |= rows
            seen = max(rows, default=0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: moved(database, "x", Target(1), model="abcd"[n % 4]), range(60)))
    stop.set()
    watcher.join()

    assert missed == []
    with database.read() as tx:
        assert len(list_changes(tx, "a", limit=100)) == 2 + 15


def test_changes_are_told_by_model_with_the_newest_number(database: Database) -> None:
    published(database, 1, model="a")
    with database.read() as tx:
        seen = newest_change(tx)
    published(database, 1, model="b")
    moved(database, "x", Target(1), model="b")

    with database.read() as tx:
        assert changed_since(tx, seen) == {"b": newest_change(tx)} == {"b": newest_change(tx, "b")}
        assert changed_since(tx, newest_change(tx)) == {}
        assert served_model(tx, "nobody") is None


def test_pages_of_changes_follow_each_other(database: Database) -> None:
    for number in (1, 2, 3):
        published(database, number)

    with database.read() as tx:
        whole = [change.seq for change in list_changes(tx, "rice", limit=100)]
        pages, before = [], None
        while page := list_changes(tx, "rice", limit=4, before_seq=before):
            pages += [change.seq for change in page]
            before = page[-1].seq

    assert pages == whole == sorted(whole, reverse=True)


def test_the_bell_tells_of_a_change_that_was_committed_and_of_no_other(database: Database) -> None:
    bell, stop = ChangeBell(database), threading.Event()
    assert bell.wait(stop) == 0

    published(database, 1)

    assert bell.wait(stop) == 2
    bell.close()


def test_postgres_rings_at_once(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "POSTGRES_POLL_SECONDS", 30.0)
    database = Database(postgres_url)
    bell, stop = ChangeBell(database), threading.Event()
    bell._open()  # listens

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(bell.wait, stop)
        published(database, 1)
        assert waiting.result(5) == 2
    bell.close()
    database.dispose()


def test_the_bell_opens_its_connection_again_when_it_was_lost(database: Database) -> None:
    bell, stop = ChangeBell(database), threading.Event()
    published(database, 1)
    bell.wait(stop)
    bell._connection.close()

    assert bell.wait(stop) is None
    assert bell.wait(stop) == 2
    bell.close()


def test_nothing_in_the_code_alters_or_removes_a_change(repository: Path) -> None:
    for package in ("service", "store", "workers"):
        for path in (repository / package).rglob("*.py"):
            text = path.read_text()
            assert not any(f"{verb}(RegistryChange" in text for verb in ("update", "delete")), path
