"""uvicorn as we run it: with a protocol of our own, and readiness that falls before the socket closes."""

import signal
import time
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from service.protocol import protocol_class
from service.settings import ApiSettings

if TYPE_CHECKING:
    from service.main import Application


class DrainingServer(uvicorn.Server):
    """On SIGTERM or Ctrl-C: first not ready, after `drain_seconds` no new connections, then done when all is answered.

    A second signal does not wait. The exit code after a drain is 0.
    """

    def __init__(self, config: uvicorn.Config, app: FastAPI, drain_seconds: float):
        super().__init__(config)
        self._app = app
        self._drain_seconds = drain_seconds
        self._closes_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The signal handler: it only notes the time, and the loop's next tick does the rest."""
        if self._closes_at is not None:
            self.should_exit = True
            self.force_exit = self.force_exit or sig == signal.SIGINT
            return
        services = getattr(self._app.state, "services", None)
        if services is not None:
            services.lifecycle.draining = True
        self._closes_at = time.monotonic() + self._drain_seconds

    async def on_tick(self, counter: int) -> bool:
        """True when the server shall close; asked ten times a second."""
        if self._closes_at is not None and time.monotonic() >= self._closes_at:
            self.should_exit = True
        return await super().on_tick(counter)


def make_server(app: "Application", settings: ApiSettings) -> DrainingServer:
    """The server of one API process, not yet running."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=protocol_class(settings.header_seconds, app.hot),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        # Without named proxies the headers that a proxy would set are the caller's own words.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    return DrainingServer(config, app, settings.drain_seconds)
