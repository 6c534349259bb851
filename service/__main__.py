"""`python -m service`: the API on the settings of the environment, in one process or in several on the same port."""

# ruff: noqa: E402  (what is left out must be so before anything asks for it)
from service.lean import start_lean

start_lean()

import os
import socket
import sys
from typing import TYPE_CHECKING

from pydantic import ValidationError

from service.logs import configure_logs
from service.settings import ApiSettings, is_loopback, sentences
from store import tracing

if TYPE_CHECKING:
    from service.processes.siblings import Siblings


def main() -> int:
    """Run until a signal comes. Exit code 2 when the settings are refused."""
    try:
        settings = ApiSettings()
    except ValidationError as error:
        print(sentences(error), file=sys.stderr)
        return 2
    if not is_loopback(settings.host):
        print(
            f"Note: {settings.host} is reachable from other machines, and this server speaks plain HTTP: put a proxy "
            "that ends TLS before it, and name it in DISCERN_TRUSTED_PROXIES.",
            file=sys.stderr,
        )
    if settings.api_workers == 1:
        return run(settings)
    from service.processes.parent import Processes

    os.umask(0o077)
    configure_logs(settings.log_level)
    try:
        return Processes(settings).run()
    except OSError as error:
        print(f"cannot listen on {settings.host} port {settings.port}: {error.strerror}", file=sys.stderr)
        return 1


def run(settings: ApiSettings, *, listener: int | None = None, siblings: "Siblings | None" = None) -> int:
    """Be one API process; with `listener`, the file of a socket that others listen on too."""
    from service.main import create_app  # the parent of several has no use for it
    from service.server import make_server

    os.umask(0o077)
    configure_logs(settings.log_level)
    try:
        tracing.start("discern-api", settings.otel_endpoint)
    except tracing.TracingMissing as error:
        print(error, file=sys.stderr)
        return 2
    sockets = None if listener is None else [socket.socket(fileno=listener)]
    make_server(create_app(settings, siblings), settings).run(sockets)
    tracing.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
