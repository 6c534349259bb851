"""One process's memory of the registry: no query for what it knows, and every change of another within two seconds."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest
from sqlalchemy import event

from classifier.errors import NotFound
from service.serving import registry as module
from service.serving.choice import Asked
from service.serving.loader import ModelUnusable, PredictorCache
from service.serving.registry import Registry
from store.aliases import Target, delete_alias, get_alias, set_alias
from store.blobs import Blob, LocalBlobStore
from store.models import delete_model, delete_version, lock_model, publish
from store.served import ServedModel, ServedVersion
from store.session import Database, open_database

SECONDS = 2.0  # within which every process follows


class Loads:
    """Stands for the cache of loaded models: notes what is warmed."""

    def __init__(self) -> None:
        self.warmed: list[int] = []
        self.before: Callable[[int], None] = lambda version: None

    def warm(self, blobs: object, version: ServedVersion) -> None:
        self.before(version.version)
        self.warmed.append(version.version)


class Other:
    """Another process."""

    def __init__(self, url: str):
        self.database = open_database(url)

    def publish(self, number: int, model: str = "rice") -> None:
        with self.database.begin() as tx:
            blob = Blob(f"{number:064x}", 1)
            publish(tx, job_id=f"{model}{number}", dataset_id=None, artifact=blob, manifest={}, model_name=model)

    def move(self, target: Target, alias: str = "default") -> None:
        with self.database.begin() as tx:
            lock_model(tx, "rice")
            set_alias(tx, "rice", alias, target, actor="key")


@pytest.fixture
def other(database_url: str) -> Iterator[Other]:
    made = Other(database_url)
    for number in (1, 2, 3):
        made.publish(number)
    yield made
    made.database.dispose()


@pytest.fixture
def loads() -> Loads:
    return Loads()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def registry(database: Database, loads: Loads, other: Other) -> Iterator[Registry]:
    made = Registry(database, cast("LocalBlobStore", None), cast("PredictorCache", loads))
    with made.following():
        yield made


def answering(registry: Registry, asked: Asked = Asked()) -> int:  # noqa: B008  (frozen)
    return registry.choose("rice", asked).version.version


def within_two_seconds(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + SECONDS
    while not (found := is_so()) and time.monotonic() < until:
        time.sleep(0.01)
    return found


def test_another_process_is_followed_within_two_seconds(registry: Registry, other: Other) -> None:
    assert answering(registry) == 3

    for version in (1, 2, 3):
        other.move(Target(version))

        assert within_two_seconds(lambda version=version: answering(registry) == version)  # type: ignore[misc]


def test_a_publication_is_followed_within_two_seconds(registry: Registry, other: Other, loads: Loads) -> None:
    assert answering(registry) == 3

    other.publish(4)

    assert within_two_seconds(lambda: answering(registry) == 4)
    assert loads.warmed == [4]


def test_what_is_known_costs_no_query(registry: Registry, database: Database) -> None:
    answering(registry)
    seen: list[Any] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))

    for asked in (Asked(), Asked(version=2), Asked(routing_key="k")):
        answering(registry, asked)
    assert seen == []

    with pytest.raises(NotFound):  # the control
        answering(registry, Asked(alias="nobody"))
    assert seen


def test_what_has_just_come_is_found_at_once(registry: Registry, other: Other) -> None:
    answering(registry)
    other.publish(4)
    assert answering(registry, Asked(version=4)) == 4

    other.move(Target(2), alias="new")
    assert answering(registry, Asked(alias="new")) == 2

    other.publish(1, model="wheat")
    assert registry.choose("wheat", Asked()).version.model_name == "wheat"


def test_the_old_version_answers_while_the_new_one_is_loaded(registry: Registry, other: Other, loads: Loads) -> None:
    answering(registry)
    loading, go_on = threading.Event(), threading.Event()

    def slow(version: int) -> None:
        loading.set()
        assert go_on.wait(10)

    loads.before = slow
    other.move(Target(1))

    assert loading.wait(SECONDS)
    assert answering(registry) == 3
    go_on.set()
    assert within_two_seconds(lambda: answering(registry) == 1)
    assert loads.warmed == [1]


def test_an_alias_stays_where_it_was_while_its_new_version_cannot_be_served_and_moves_when_it_can(
    registry: Registry, other: Other, loads: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(registry)
    is_broken = threading.Event()
    is_broken.set()
    tried = threading.Event()

    def broken(version: int) -> None:
        tried.set()
        if is_broken.is_set():
            raise ModelUnusable("no disk")

    loads.before = broken
    other.move(Target(1))
    assert tried.wait(SECONDS)
    assert not within_two_seconds(lambda: answering(registry) != 3)

    is_broken.clear()
    monkeypatch.setattr(module, "READ_AGAIN_SECONDS", 0.0)

    assert within_two_seconds(lambda: answering(registry) == 1)


def test_a_shadow_that_cannot_be_loaded_holds_nobody_back(registry: Registry, other: Other, loads: Loads) -> None:
    answering(registry)

    def broken(version: int) -> None:
        if version == 2:
            raise ModelUnusable("no disk")

    loads.before = broken
    other.move(Target(1, shadow=2))

    assert within_two_seconds(lambda: answering(registry) == 1)


def test_what_is_deleted_is_no_longer_served(registry: Registry, other: Other) -> None:
    other.move(Target(1), alias="old")
    assert answering(registry, Asked(alias="old")) == 1

    def refuses(asked: Asked) -> bool:
        try:
            return answering(registry, asked) == 0
        except NotFound:
            return True

    with other.database.begin() as tx:
        delete_version(tx, "rice", 2, actor="key")
        delete_alias(tx, get_alias(tx, "rice", "old"), actor="key")
    assert within_two_seconds(lambda: refuses(Asked(version=2)) and refuses(Asked(alias="old")))
    assert answering(registry) == 3

    with other.database.begin() as tx:
        delete_model(tx, "rice", actor="key")
    assert within_two_seconds(lambda: refuses(Asked()))


def test_a_reading_that_began_before_a_deletion_brings_nothing_back(
    registry: Registry, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Registry._read
    entered, go_on = threading.Event(), threading.Event()

    def slow(self: Registry, name: str) -> ServedModel | None:
        found = read(self, name)
        if not entered.is_set():
            entered.set()
            assert go_on.wait(10)
        return found

    monkeypatch.setattr(Registry, "_read", slow)
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(registry.refresh, "rice")
        assert entered.wait(5)
        with other.database.begin() as tx:
            delete_model(tx, "rice", actor="key")
        assert registry.refresh("rice") is None
        go_on.set()

        assert late.result() is None
    assert not registry.has("rice", 3)


def test_changes_that_nobody_told_of_are_found_by_reading_again(
    registry: Registry, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(registry)
    time.sleep(0.6)  # when it starts to follow, everything is read once
    with other.database.begin() as tx:
        get_alias(tx, "rice", "default").version = 1  # as a worker of an older release does
    time.sleep(0.6)
    assert answering(registry) == 3

    monkeypatch.setattr(module, "READ_AGAIN_SECONDS", 0.0)

    assert within_two_seconds(lambda: answering(registry) == 1)


def test_predictions_go_on_without_a_database(
    registry: Registry, database: Database, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(registry)
    with monkeypatch.context() as patch:
        patch.setattr(type(database), "read", lambda self: 1 / 0)
        other.move(Target(1))
        time.sleep(0.5)
        assert answering(registry) == 3

    assert within_two_seconds(lambda: answering(registry) == 1)


def test_a_reading_that_was_overtaken_is_not_served(registry: Registry, other: Other, loads: Loads) -> None:
    """Two threads read one model; who read first is the last to be done."""
    answering(registry)
    entered, go_on = threading.Event(), threading.Event()

    def slow(version: int) -> None:
        if version == 1:
            entered.set()
            assert go_on.wait(10)

    loads.before = slow
    with ThreadPoolExecutor(1) as pool:
        other.move(Target(1))
        late = pool.submit(registry.refresh, "rice")
        assert entered.wait(5)
        other.move(Target(2))
        registry.refresh("rice")
        go_on.set()
        late.result()

        assert answering(registry) == 2
