"""`python -m service`: one API process, on the settings of the environment."""

# ruff: noqa: E402  (what is left out must be so before anything asks for it)
from service.lean import start_lean

start_lean()

import os
import sys

from pydantic import ValidationError

from service.logs import configure_logs
from service.main import create_app
from service.server import make_server
from service.settings import ApiSettings, is_loopback, sentences
from store import tracing


def main() -> int:
    """Run until a signal comes. Exit code 2 when the settings are refused."""
    try:
        settings = ApiSettings()
    except ValidationError as error:
        print(sentences(error), file=sys.stderr)
        return 2
    os.umask(0o077)
    configure_logs(settings.log_level)
    try:
        tracing.start("discern-api", settings.otel_endpoint)
    except tracing.TracingMissing as error:
        print(error, file=sys.stderr)
        return 2
    if not is_loopback(settings.host):
        print(
            f"Note: {settings.host} is reachable from other machines, and this server speaks plain HTTP: put a proxy "
            "that ends TLS before it, and name it in DISCERN_TRUSTED_PROXIES.",
            file=sys.stderr,
        )
    make_server(create_app(settings), settings).run()
    tracing.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
