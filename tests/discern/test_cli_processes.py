"""`discern api|worker|db|key` over stand-ins for the programs that they run."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ECHO = """
import json, os, sys
print(json.dumps({"argv": sys.argv[1:], **{k: v for k, v in os.environ.items() if k.startswith("DISCERN_")}}))
sys.exit(int(os.environ.get("ECHO_EXIT", 0)))
"""
KEYS = """
import json, sys
row = {"id": "key_1", "name": "ci", "prefix": "abc", "scopes": ["predict"], "created_at": "2026-01-02T03:04:05Z",
       "revoked_at": None}
match sys.argv[1]:
    case "create": print(json.dumps({**row, "key": "disc_abc_secret", "argv": sys.argv[2:]}))
    case "list": print(json.dumps({"data": [row]}))
    case "revoke":
        if sys.argv[2] != "key_1": sys.exit(1)
        print(json.dumps(row))
"""


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    for module, code in (
        ("service/__main__", ECHO),
        ("service/keys", KEYS),
        ("workers/__main__", ECHO),
        ("store/__main__", ECHO),
    ):
        path = folder / f"{module}.py"
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(code)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
    return subprocess.run(
        [sys.executable, "-m", "discern", *arguments],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["api", "--port", "8123", "--no-auth"], {"argv": [], "DISCERN_PORT": "8123", "DISCERN_AUTH": "off"}),
        (["api", "--workers", "3"], {"argv": [], "DISCERN_API_WORKERS": "3"}),
        (["worker", "--database-url", "sqlite:////x.db"], {"argv": [], "DISCERN_DATABASE_URL": "sqlite:////x.db"}),
        (["db", "upgrade"], {"argv": ["upgrade"]}),
        (["db", "check"], {"argv": ["check"]}),
    ],
)
def test_a_process_gets_what_was_said_and_nothing_else(
    tmp_path: Path, arguments: list[str], told: dict[str, object]
) -> None:
    ran = run(tmp_path, *arguments, DISCERN_KEY="a client's")

    assert (ran.returncode, json.loads(ran.stdout)) == (0, told)


def test_the_exit_status_is_the_processs_own(tmp_path: Path) -> None:
    assert run(tmp_path, "db", "check", ECHO_EXIT="1").returncode == 1


def test_a_relative_data_folder_becomes_absolute(tmp_path: Path) -> None:
    ran = run(tmp_path, "db", "upgrade", "--data", "here")

    assert json.loads(ran.stdout)["DISCERN_DATA_DIR"] == str(tmp_path / "here")


def test_keyless_answers_are_refused_beyond_loopback(tmp_path: Path) -> None:
    assert run(tmp_path, "api", "--no-auth", "--host", "0.0.0.0").returncode == 2
    assert run(tmp_path, "api", "--no-auth", DISCERN_HOST="10.0.0.1").returncode == 2


def test_a_new_key_is_shown_with_its_next_command(tmp_path: Path) -> None:
    ran = run(tmp_path, "key", "create")

    assert ran.stdout.splitlines()[0] == "disc_abc_secret"
    assert "export DISCERN_KEY=disc_abc_secret" in ran.stdout


def test_scopes_and_days_reach_the_program(tmp_path: Path) -> None:
    options = ["--name", "ci", "--scope", "predict", "--scope", "model:read", "--days", "3"]

    ran = run(tmp_path, "key", "create", *options, "--json")

    sent = ["--name", "ci", "--scope", "predict", "--scope", "model:read", "--days", "3.0"]
    assert json.loads(ran.stdout)["argv"] == sent


def test_keys_are_listed_as_a_table_or_as_json(tmp_path: Path) -> None:
    assert "2026-01-02 03:04" in run(tmp_path, "key", "list").stdout
    assert json.loads(run(tmp_path, "key", "list", "--json").stdout)[0]["id"] == "key_1"


def test_revoking_an_unknown_key_is_exit_code_4(tmp_path: Path) -> None:
    assert run(tmp_path, "key", "revoke", "key_1").stdout == "key_1: revoked\n"
    assert run(tmp_path, "key", "revoke", "key_2").returncode == 4
