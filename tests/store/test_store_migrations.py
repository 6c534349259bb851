"""Migrations: an upgraded empty database is what the models say, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from store.migrate import REVISIONS, SchemaTooNew, _config, fits, is_current, is_ours, upgrade
from store.session import open_database
from store.tables import Base, Dataset, Job, Model, ModelAlias, ModelVersion


def differences(connection: Connection, *, ours_only: bool) -> list[object]:
    options = {"compare_type": True, **({"include_name": is_ours} if ours_only else {})}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def test_upgrading_an_empty_database_gives_the_models(empty_database_url: str) -> None:
    upgrade(empty_database_url)

    database = open_database(empty_database_url)
    with database.engine.connect() as connection:
        assert differences(connection, ours_only=True) == []
    database.dispose()
    assert is_current(empty_database_url)


def test_the_comparison_sees_a_missing_column(empty_database_url: str) -> None:
    upgrade(empty_database_url)
    database = open_database(empty_database_url)

    with database.engine.begin() as connection:
        connection.execute(text("alter table model drop column last_version"))

    with database.engine.connect() as connection:
        assert len(differences(connection, ours_only=True)) == 1
    database.dispose()


def test_upgrading_twice_changes_nothing(empty_database_url: str) -> None:
    upgrade(empty_database_url)
    upgrade(empty_database_url)

    assert is_current(empty_database_url)


def test_the_engines_tables_are_kept_from_autogenerate(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    with database.engine.connect() as connection:
        unfiltered = differences(connection, ours_only=False)
        filtered = differences(connection, ours_only=True)
    database.dispose()

    assert any(isinstance(item, tuple) and item[0] == "remove_table" for item in unfiltered)  # the control
    assert filtered == []


def test_a_database_without_tables_is_not_current(empty_database_url: str) -> None:
    assert not is_current(empty_database_url)


def test_the_files_names_tell_the_order_of_the_migrations(repository: Path) -> None:
    scripts = ScriptDirectory(str(repository / "migrations"))

    assert [script.revision for script in reversed(list(scripts.walk_revisions()))] == REVISIONS


def test_this_code_works_on_a_newer_schema_but_does_not_migrate_it(database_url: str) -> None:
    database = open_database(database_url)
    assert fits(database)

    with database.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))

    assert fits(database)
    with pytest.raises(SchemaTooNew, match="9999"):
        upgrade(database_url)
    with database.engine.begin() as connection:
        connection.execute(text("delete from alembic_version"))
    assert not fits(database)
    database.dispose()


def test_two_processes_may_upgrade_the_same_database_at_once(empty_database_url: str) -> None:
    """Two API processes that start together on an empty database."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "store", "upgrade"],
            env={**os.environ, "DISCERN_DATABASE_URL": empty_database_url},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]

    ends = [(process.communicate(timeout=60)[1], process.returncode) for process in started]

    assert [code for _, code in ends] == [0, 0], ends
    assert is_current(empty_database_url)


def test_epochs_of_the_version_before_become_those_of_member_0(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    row = "insert into epoch_metric (job_id, {member}epoch, attempt, train_loss, train_accuracy, validation_loss, validation_accuracy, learning_rate, seconds) values ('j', {value}3, 1, 1, 1, 1, 1, 1, 1)"
    job = "insert into job (id, kind, status, phase, spec, priority, attempt, crashes, progress, last_event, created_at) values ('j', 'train', 'queued', 'queued', '{}', 5, 0, 0, '{}', 0, '2026-01-01')"
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), "0001")
    with database.engine.begin() as connection:
        connection.execute(text(job))
        connection.execute(text(row.format(member="", value="")))

    upgrade(empty_database_url)

    with database.engine.begin() as connection:
        connection.execute(text(row.format(member="member, ", value="1, ")))  # the same epoch of another member
        found = connection.execute(text("select member, epoch from epoch_metric order by member")).all()
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(
                text(row.format(member="", value=""))
            )  # a second (0, 3), as the version before writes it
        keys = inspect(connection).get_pk_constraint("epoch_metric")
    database.dispose()
    assert [tuple(pair) for pair in found] == [(0, 3), (1, 3)]
    assert keys["constrained_columns"] == ["job_id", "member", "epoch"]


def test_jobs_and_datasets_of_the_version_before_have_no_checks_and_keep_their_findings(
    empty_database_url: str,
) -> None:
    database = open_database(empty_database_url)
    job = """insert into job (id, kind, status, phase, spec, priority, attempt, crashes, progress, last_event, findings, created_at)
        values ('j', 'train', 'queued', 'queued', '{}', 5, 0, 0, '{}', 0, '[{"code": "data.missing"}]', '2026-01-01')"""
    dataset = """insert into dataset (id, name, status, format, gzip, source_sha256, source_bytes, parse, overrides, created_at)
        values ('d', 'd', 'ready', 'csv', false, 'a', 1, '{}', '{}', '2026-01-01')"""
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), "0002")
    with database.engine.begin() as connection:
        connection.execute(text(job.replace(":", r"\:")))
        connection.execute(text(dataset))

    upgrade(empty_database_url)

    with database.begin() as tx:
        [old] = tx.scalars(select(Job))
        assert (old.findings, old.checks, old.parent_id) == ([{"code": "data.missing"}], None, None)
        assert [row.checks for row in tx.scalars(select(Dataset))] == [None]
        old.checks, old.parent_id = {"passed": [], "skipped": []}, "job_before"

    with database.engine.begin() as connection:
        command.downgrade(_config(connection), "0002")
    with database.engine.connect() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("job")}
        assert not columns & {"checks", "parent_id"}
        assert connection.execute(text("select count(*) from job")).scalar() == 1
        assert connection.execute(text("select count(*) from dataset")).scalar() == 1

    upgrade(empty_database_url)

    with database.engine.connect() as connection:
        assert differences(connection, ours_only=True) == []
    database.dispose()


def test_the_counters_of_served_rows_come_and_go_with_their_migration(empty_database_url: str) -> None:
    upgrade(empty_database_url)
    database = open_database(empty_database_url)

    with database.engine.begin() as connection:
        command.downgrade(_config(connection), "0003")
    with database.engine.connect() as connection:
        assert not inspect(connection).has_table("serving_counter")
    upgrade(empty_database_url)

    with database.engine.connect() as connection:
        assert inspect(connection).has_table("serving_counter")
        assert differences(connection, ours_only=True) == []
    database.dispose()


def test_models_and_aliases_of_the_version_before_stay_as_they_are(empty_database_url: str) -> None:
    database = open_database(empty_database_url)
    rows = (
        "insert into model (name, last_version, created_at) values ('rice', 1, '2026-01-01')",
        """insert into model_version (id, model_name, version, job_id, artifact_sha256, artifact_bytes, manifest, created_at)
        values ('mv', 'rice', 1, 'j', 'a', 1, '{}', '2026-01-01')""",
        "insert into model_alias (model_name, alias, version, updated_at) values ('rice', 'default', 1, '2026-01-01')",
        """insert into serving_counter (model_version_id, window_start, window_seconds, counts)
        values ('mv', '2026-01-01', 60, '{}')""",
    )
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), "0004")
    with database.engine.begin() as connection:
        for row in rows:
            connection.execute(text(row))

    upgrade(empty_database_url)

    with database.read() as tx:
        [model], [version], [alias] = (
            tx.scalars(select(Model)),
            tx.scalars(select(ModelVersion)),
            tx.scalars(select(ModelAlias)),
        )
        assert (model.description, model.tags, version.description, version.tags) == (None, None, None, None)
        assert (alias.version, alias.weights, alias.shadow) == (1, None, None)

    with database.engine.begin() as connection:
        command.downgrade(_config(connection), "0004")
    with database.engine.connect() as connection:
        for table in ("model", "model_version", "model_alias", "serving_counter"):
            columns = {column["name"] for column in inspect(connection).get_columns(table)}
            assert not columns & {"description", "tags", "weights", "shadow", "shadow_counts"}
            assert connection.execute(select(func.count()).select_from(Base.metadata.tables[table])).scalar() == 1, (
                table
            )
        assert not inspect(connection).has_table("registry_change")

    upgrade(empty_database_url)

    with database.engine.connect() as connection:
        assert differences(connection, ours_only=True) == []
    database.dispose()
