"""`discern serve`: the whole service on one machine, with one command."""

import contextlib
import ipaddress
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from discern.commands import common

ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  (recognized here, bound only on request)
EXAMPLE = "discern train examples/data/rice.csv --target Class"


def serve(
    data: Annotated[Path, typer.Option(help="Folder of the database, the uploads and the models.")] = Path("data"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port to listen on.")] = 8000,
    no_auth: Annotated[bool, typer.Option("--no-auth", help="Answer without keys; on loopback only.")] = False,
    workers: Annotated[int, typer.Option(min=0, max=64, help="Worker processes, which run jobs.")] = 1,
    api_workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="API processes; else DISCERN_API_WORKERS.", show_default="1")
    ] = None,
    database_url: Annotated[
        str | None, typer.Option(help="For example postgresql://user@host/db; default is SQLite in the data folder.")
    ] = None,
    log_level: Annotated[
        str | None, typer.Option(help="debug, info, warning or error; else DISCERN_LOG_LEVEL.", show_default="warning")
    ] = None,
    grace_seconds: Annotated[float, typer.Option(min=0, help="Time for draining before children are killed.")] = 40.0,
) -> None:
    """Start the API and its workers; Ctrl-C drains and stops them."""
    if no_auth and not is_loopback(host):
        common.fail_usage(f"--no-auth needs a loopback --host such as 127.0.0.1, got {host}: anybody could come in")
    check_port(host, port)
    environment = environment_for(data, host, port, no_auth=no_auth, database_url=database_url, api_workers=api_workers)
    # One line for each request would bury the key that the first start shows.
    environment["DISCERN_LOG_LEVEL"] = log_level or os.environ.get("DISCERN_LOG_LEVEL") or "warning"
    started = time.monotonic()
    first_key = bootstrap(environment)
    from discern.supervisor import Supervisor

    url = f"http://{shown_host(host)}:{port}"

    def announce() -> None:
        say_ready(url, first_key, no_auth=no_auth, seconds=time.monotonic() - started)

    supervisor = Supervisor(
        environment=environment,
        ready_url=f"{url}/readyz",
        num_workers=workers,
        grace_seconds=grace_seconds,
        on_ready=announce,
        tell=lambda message: print(f"discern: {message}", file=sys.stderr, flush=True),
    )
    raise typer.Exit(supervisor.run())


def is_loopback(host: str) -> bool:
    """True for addresses that only this machine reaches."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def shown_host(host: str) -> str:
    """The host for a URL on this machine.

    >>> shown_host("0.0.0.0"), shown_host("::1")
    ('127.0.0.1', '[::1]')
    """
    if host in ANY_ADDRESS:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def check_port(host: str, port: int) -> None:
    """Exit code 2 when the address cannot be listened on: better now than after the start of four processes."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            common.fail_usage(f"cannot listen on {host} port {port}: {error.strerror}; choose another --port")


def environment_for(
    data: Path | None,
    host: str | None,
    port: int | None,
    *,
    no_auth: bool,
    database_url: str | None,
    api_workers: int | None = None,
) -> dict[str, str]:
    """The environment of the server's processes; what was not said stays as it is in ours."""
    said: dict[str, Any] = {
        "DISCERN_DATA_DIR": data.expanduser().absolute() if data is not None else None,
        "DISCERN_HOST": host,
        "DISCERN_PORT": port,
        "DISCERN_DATABASE_URL": database_url,
        "DISCERN_AUTH": "off" if no_auth else None,
        "DISCERN_API_WORKERS": api_workers,
    }
    # A client's key has no business in a server.
    environment = {name: value for name, value in os.environ.items() if name not in ("DISCERN_KEY", "DISCERN_URL")}
    return {**environment, **{name: str(value) for name, value in said.items() if value is not None}}


def bootstrap(environment: dict[str, str]) -> str | None:
    """Migrate the database; the first key when this made one. Exit code 2 when it could not be done."""
    command = [sys.executable, "-m", "service.bootstrap"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)  # noqa: S603  (our own module)
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    if done.returncode != 0 or not lines:
        common.fail_usage(f"the database could not be prepared (status {done.returncode}); see above")
    key: str | None = json.loads(lines[-1])["key"]
    return key


def say_ready(url: str, first_key: str | None, *, no_auth: bool, seconds: float) -> None:
    """Where the server is, its first key, and what to do next."""
    from rich.text import Text

    console = common.stdout()

    def line(text: str | Text) -> None:
        console.print(text, soft_wrap=True, highlight=False)

    line(Text.assemble("Discern is ready at ", (url, "bold green"), f" after {seconds:.1f} s  (docs: {url}/docs)"))
    exports = [] if url == "http://127.0.0.1:8000" else [f"export DISCERN_URL={url}"]
    if no_auth:
        line("Keys are off: everything on this machine may use it.")
    elif first_key is not None:
        line(Text.assemble("API key, shown only now: ", (first_key, "bold yellow")))
        # What follows the # stays in the browser: the console signs in with it and takes it out of the address bar.
        line(f"Open the console, signed in: {url}/#key={first_key}")
        exports.append(f"export DISCERN_KEY={first_key}")
    else:
        line("The key was shown at the first start; `discern key create` makes another.")
    line("Next, in another terminal:")
    for command in [*exports, EXAMPLE]:
        line(f"  {command}")
    line("Ctrl-C stops it.")
    sys.stdout.flush()
