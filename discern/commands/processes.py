"""The server's own processes and its administration: `api`, `worker`, `db`, `key`."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from discern.commands import common
from discern.commands.serve import environment_for, is_loopback

Data = Annotated[
    Path | None, typer.Option(help="Folder of the database, the uploads and the models; else DISCERN_DATA_DIR.")
]
DatabaseUrl = Annotated[
    str | None, typer.Option(help="For example postgresql://user@host/db; else DISCERN_DATABASE_URL.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, nothing else.")]

db = typer.Typer(help="Prepare and check the database.", no_args_is_help=True)
key = typer.Typer(help="Create, list and revoke API keys, next to the database.", no_args_is_help=True)


def api(
    data: Data = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on; else DISCERN_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="Port; else DISCERN_PORT.")] = None,
    no_auth: Annotated[bool, typer.Option("--no-auth", help="Answer without keys; on loopback only.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that share the port; else DISCERN_API_WORKERS.")
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Run the API in place of this process; settings are DISCERN_* variables."""
    if no_auth and not is_loopback(host or os.environ.get("DISCERN_HOST", "127.0.0.1")):
        common.fail_usage("--no-auth needs a loopback --host such as 127.0.0.1")
    environment = environment_for(data, host, port, no_auth=no_auth, database_url=database_url, api_workers=workers)
    become("service", environment)


def worker(data: Data = None, database_url: DatabaseUrl = None) -> None:
    """Run one worker process, in place of this one; settings are DISCERN_* variables."""
    become("workers", environment_for(data, None, None, no_auth=False, database_url=database_url))


@db.command("upgrade")
def upgrade(data: Data = None, database_url: DatabaseUrl = None) -> None:
    """Bring the database to this version's schema."""
    become("store", environment_for(data, None, None, no_auth=False, database_url=database_url), "upgrade")


@db.command("check")
def check(data: Data = None, database_url: DatabaseUrl = None) -> None:
    """Exit with 0 when the database has this version's schema, else with 1."""
    become("store", environment_for(data, None, None, no_auth=False, database_url=database_url), "check")


@key.command("create")
def create_key(
    name: Annotated[str, typer.Option(help="Whom or what it is for.")] = "default",
    scope: Annotated[list[str] | None, typer.Option(help="What it may do; repeatable. Default: admin.")] = None,
    days: Annotated[float | None, typer.Option(help="Valid for so many days; for ever without it.")] = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
    json_output: Json = False,
) -> None:
    """Create a key; it is shown once."""
    scopes = [part for word in scope or ["admin"] for part in ("--scope", word)]
    expiry = [] if days is None else ["--days", str(days)]
    made = administer(["create", "--name", name, *scopes, *expiry], data, database_url)
    if json_output:
        common.print_json(made)
        return
    print(f"{made['key']}\n\nIt is shown only now. Next:\n  export DISCERN_KEY={made['key']}")


@key.command("list")
def list_keys(data: Data = None, database_url: DatabaseUrl = None, json_output: Json = False) -> None:
    """List keys; the secret part of a key is not stored."""
    answer = administer(["list"], data, database_url)
    keys: list[dict[str, Any]] = answer["data"] if isinstance(answer, dict) else answer
    if json_output:
        common.print_json(keys)
        return
    times = ("created_at", "revoked_at")
    rows: list[list[object]] = [
        [
            item["id"],
            item["name"],
            ", ".join(item["scopes"]),
            *(datetime.fromisoformat(item[name]) if item.get(name) else None for name in times),
        ]
        for item in keys
    ]
    common.table_of(["key", "name", "scopes", "created", "revoked"], rows)


@key.command("revoke")
def revoke_key(
    key_id: Annotated[str, typer.Argument(help="Its id or its prefix.")],
    data: Data = None,
    database_url: DatabaseUrl = None,
    json_output: Json = False,
) -> None:
    """Revoke a key: it opens nothing any more."""
    revoked = administer(["revoke", key_id], data, database_url)
    if json_output:
        common.print_json(revoked)
    else:
        print(f"{common.shown(revoked.get('id', key_id))}: revoked")


def become(module: str, environment: dict[str, str], *arguments: str) -> NoReturn:
    """Turn this process into `python -m module`, so that signals and the exit status are its own."""
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", module, *arguments], environment)  # noqa: S606  (our own module)


def administer(arguments: list[str], data: Path | None, database_url: str | None) -> Any:
    """What `python -m service.keys` printed as JSON; when it failed, its message is on stderr already."""
    environment = environment_for(data, None, None, no_auth=False, database_url=database_url)
    command = [sys.executable, "-m", "service.keys", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)  # noqa: S603  (no shell)
    if done.returncode != 0:
        raise typer.Exit(common.REFUSED if done.returncode == 1 else common.USAGE)  # 1: there is no such key
    return json.loads(done.stdout)
