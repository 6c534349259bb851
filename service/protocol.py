"""HTTP/1.1 as we speak it: uvicorn's protocol with a deadline for headers, and a short way for headers that come again."""

import asyncio
import re
from dataclasses import dataclass

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from service.errors import BadRequest, title_of
from service.predictions.heads import Head
from service.predictions.hot import HEAD, WAIT_SECONDS, HotPredictions
from service.problems import MEDIA_TYPE, problem
from store.ids import new_id

MAX_HEADER_BYTES = 65_536  # the parser itself has no bound

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]+)(?=\r\n)", re.IGNORECASE)
_END = b"\r\n\r\n"


class Protocol(HttpToolsProtocol):
    """Waits `header_seconds` for each request's header, where uvicorn itself would wait for ever."""

    header_seconds: float
    _deadline: asyncio.TimerHandle | None = None
    _in_header = True
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        self._start_deadline()

    def data_received(self, data: bytes) -> None:
        """Bytes have come."""
        super().data_received(data)
        if self._in_header:
            self._header_bytes += len(data)
            if self._header_bytes > MAX_HEADER_BYTES and not self.transport.is_closing():
                self.send_400_response("the header is too long")

    def on_message_begin(self) -> None:
        """The parser sees a request."""
        super().on_message_begin()
        self._in_header = True
        self._header_bytes = 0
        self._start_deadline()

    def on_headers_complete(self) -> None:
        """The parser has seen its header."""
        self._in_header = False
        self._stop_deadline()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """What even the outermost layer cannot answer, for it is no request yet: bad HTTP, a URL over 64 KiB."""
        self.transport.write(_bad_request(msg))
        self._close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._stop_deadline()
        super().connection_lost(exc)

    def _start_deadline(self) -> None:
        self._stop_deadline()
        self._deadline = self.loop.call_later(self.header_seconds, self._close)

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


@dataclass(frozen=True, slots=True)
class Repeated:
    """The bytes of a header around the digits of its Content-Length, and what they say."""

    head: Head
    before: bytes
    after: bytes
    """Up to the body."""

    @classmethod
    def of(cls, head: Head, data: bytes) -> "Repeated | None":
        """`data` begins with the header that `head` was read from; None when it ends before the header does."""
        end = data.find(_END)
        found = None if end < 0 else _LENGTH.search(data, 0, end + 2)
        return None if found is None else cls(head, data[: found.start(1)], data[found.end(1) : end + len(_END)])

    def split(self, data: bytes) -> tuple[bytes, bytes] | None:
        """The digits and what has come of the body, when `data` is one request that begins as this one did."""
        if not data.startswith(self.before):
            return None
        start = len(self.before)
        end = data.find(b"\r", start, start + 8)
        if end < 0 or not data.startswith(self.after, end):
            return None
        return data[start:end], data[end + len(self.after) :]


class RepeatingProtocol(Protocol):
    """Answers predictions whose header is, byte for byte, one that the same connection brought before.

    A client sends the same header with each row, but for the body's length. What such a header says is known, so that the
    parser, the ASGI messages and a task are saved: most of a prediction's time. Everything else reaches the parser as it came.
    """

    hot: HotPredictions
    _first = b""
    """What came first of the request that is being read, from its first byte on."""
    _num_begun = 0
    """Requests that began since then: of more than one, `_first` may be another's."""
    _is_between = True
    """Whether the parser stands between two requests."""
    _known: Repeated | None = None
    _part = b""
    """Of a known request, while its body is on its way."""
    _patience: asyncio.TimerHandle | None = None
    _is_asked = False
    """Whether an answer comes at the end of this turn of the event loop."""
    _later = b""
    """What came meanwhile."""
    _is_leaving = False
    _rests_since = 0.0
    """When the last answer was written, as of the loop's clock."""
    _dated: tuple[object, bytes] = None, b""
    """The server's own headers, which are another list each second, and the start of an answer with them."""

    def data_received(self, data: bytes) -> None:
        """Bytes have come."""
        if self._is_asked:
            self._later += data
            return
        if self._part:
            data = self._take_part() + data
        known = self._known
        if known is not None and self._is_between and self._may_answer():
            found = known.split(data)
            if found is not None and self.hot.heads.is_length(found[0]):
                digits, body = found
                if len(body) == int(digits) and self._ask(known.head, body, data):
                    return
                if len(body) < int(digits):
                    self._part = data
                    self._patience = self.loop.call_later(WAIT_SECONDS, self._parse_part)
                    self._unset_keepalive_if_required()
                    return
        self._parse(data)

    def _may_answer(self) -> bool:
        is_idle = self.cycle.response_complete and not self.pipeline
        return is_idle and not self.flow.write_paused and not self.transport.is_closing()

    def _ask(self, head: Head, body: bytes, data: bytes) -> bool:
        """False when the ordinary way must answer."""
        self._is_asked = True

        def done(answer: bytes | None) -> None:
            self._is_asked = False
            if answer is None:
                self._parse(data)
            elif not self.transport.is_closing():
                self.transport.write(self._start_line() + answer)
                self._rest()
            if self._is_leaving:
                self.shutdown()
            elif self._later:
                later, self._later = self._later, b""
                self.data_received(later)

        if not self.hot.again(head, body, done):
            self._is_asked = False
            return False
        return True

    def _start_line(self) -> bytes:
        headers = self.server_state.default_headers
        if self._dated[0] is not headers:
            self._dated = headers, STATUS_LINE[200] + b"".join(b"%b: %b\r\n" % pair for pair in headers)
        return self._dated[1]

    def _rest(self) -> None:
        """What uvicorn does after an answer, but for a timer that is let run: it looks at its end how long nobody asked."""
        self.server_state.total_requests += 1
        self._rests_since = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._wait(self.timeout_keep_alive)

    def _wait(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def timeout_keep_alive_handler(self) -> None:
        """A timer has run out that began with some answer."""
        left = self._rests_since + self.timeout_keep_alive - self.loop.time()
        if self._is_asked:
            self._wait(self.timeout_keep_alive)
        elif left > 0:
            self._wait(left)
        else:
            super().timeout_keep_alive_handler()

    def _take_part(self) -> bytes:
        part, self._part = self._part, b""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        return part

    def _parse_part(self) -> None:
        if self._part:
            self._parse(self._take_part())

    def _parse(self, data: bytes) -> None:
        if self._is_between:
            self._first, self._num_begun = data, 0
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The parser sees a request."""
        self._is_between = False
        self._num_begun += 1
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """The parser has seen all of a request."""
        self._is_between = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer has been written."""
        if self._num_begun == 1 and self.cycle.response_complete and self.cycle.keep_alive:
            head = self.cycle.scope.get(HEAD)
            self._known = None
            if isinstance(head, Head):
                self._known = Repeated.of(self.hot.heads.same(head), self._first)
            self._first, self._num_begun = b"", 0
        super().on_response_complete()

    def eof_received(self) -> None:
        """The client sends no more."""
        self._parse_part()
        super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._take_part()
        self._later = b""
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The server ends: what was begun is answered."""
        self._is_leaving = True
        self._parse_part()
        if not self._is_asked:
            super().shutdown()


def protocol_class(header_seconds: float, hot: HotPredictions) -> type[RepeatingProtocol]:
    """What uvicorn makes for each connection."""
    return type("ServedProtocol", (RepeatingProtocol,), {"header_seconds": header_seconds, "hot": hot})


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
