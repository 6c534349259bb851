"""Settings of a worker: what is refused, and how its times hang together."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from workers.settings import WorkerSettings


@pytest.mark.parametrize("queues", ['{"dream": 1}', "{}", '{"train": 0}', '{"train": 1, "dream": 2}'])
def test_only_known_queues_with_at_least_one_place_are_taken(queues: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCERN_QUEUES", queues)

    with pytest.raises(ValidationError, match="name some of profile, train and score"):
        WorkerSettings()


def test_a_worker_may_take_one_kind_of_job_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCERN_QUEUES", '{"train": 1}')

    assert WorkerSettings().queues == {"train": 1}


@pytest.mark.parametrize("lease", [1.0, 3.0, 30.0, 600.0])
def test_a_cut_off_child_stops_before_anybody_else_may_begin_its_job(lease: float) -> None:
    settings = WorkerSettings(lease_seconds=lease)

    # Even when the worker's last sign of life left a heartbeat after the one that the database saw.
    assert settings.watchdog_seconds + settings.beat_seconds < lease
    assert settings.beat_seconds * 3 <= settings.watchdog_seconds


def test_a_cancelled_child_has_less_than_the_promised_two_seconds() -> None:
    from workers.supervisor import WATCH_SECONDS

    assert WorkerSettings().cancel_grace_seconds + WATCH_SECONDS <= 1.5


def test_the_database_is_a_file_in_the_data_folder_unless_it_is_named(tmp_path: Path) -> None:
    assert WorkerSettings(data_dir=tmp_path).url == f"sqlite:///{tmp_path}/discern.db"
    assert WorkerSettings(database_url="postgresql://me@db/discern").url == "postgresql://me@db/discern"


def test_settings_do_not_change_while_a_worker_runs() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        WorkerSettings().lease_seconds = 5.0  # type: ignore[misc]
