"""uvicorn as we run it: a deadline for headers, and readiness that falls before the socket closes."""

import asyncio
import signal
import time
from types import FrameType

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from service.errors import BadRequest, title_of
from service.problems import MEDIA_TYPE, problem
from service.settings import ApiSettings
from store.ids import new_id

MAX_HEADER_BYTES = 65_536  # the parser itself has no bound


def protocol_class(header_seconds: float) -> type[asyncio.Protocol]:
    """uvicorn's HTTP protocol that closes connections whose header is too slow or too long."""

    class DeadlineProtocol(HttpToolsProtocol):
        """Waits `header_seconds` for each request's header; uvicorn itself would wait for ever."""

        _deadline: asyncio.TimerHandle | None = None
        _in_header = True
        _header_bytes = 0

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._start_deadline()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._in_header:
                self._header_bytes += len(data)
                if self._header_bytes > MAX_HEADER_BYTES and not self.transport.is_closing():
                    self.send_400_response("the header is too long")

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._in_header = True
            self._header_bytes = 0
            self._start_deadline()

        def on_headers_complete(self) -> None:
            self._in_header = False
            self._stop_deadline()
            super().on_headers_complete()

        def send_400_response(self, msg: str) -> None:
            """What even the outermost layer cannot answer, for it is no request yet: bad HTTP, a URL over 64 KiB."""
            self.transport.write(_bad_request(msg))
            self._close()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_deadline()
            super().connection_lost(exc)

        def _start_deadline(self) -> None:
            self._stop_deadline()
            self._deadline = self.loop.call_later(header_seconds, self._close)

        def _stop_deadline(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

        def _close(self) -> None:
            if not self.transport.is_closing():
                self.transport.close()

    return DeadlineProtocol


def _bad_request(detail: str) -> bytes:
    request_id = new_id("req")
    told = problem(400, BadRequest.code, title_of(BadRequest), detail, instance="", request_id=request_id)
    body = told.model_dump_json().encode()
    head = (
        "HTTP/1.1 400 Bad Request\r\n"
        f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nx-request-id: {request_id}\r\n"
        "x-content-type-options: nosniff\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body


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


def make_server(app: FastAPI, settings: ApiSettings) -> DrainingServer:
    """The server of one API process, not yet running."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=protocol_class(settings.header_seconds),
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
