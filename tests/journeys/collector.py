"""A collector of OpenTelemetry's spans for tests: OTLP over HTTP on a free port of the loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)


@dataclass(frozen=True)
class Seen:
    """One span."""

    service: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str
    events: tuple[str, ...]
    began: int
    ended: int


@dataclass
class Collector:
    """What has come so far."""

    endpoint: str
    spans: list[Seen] = field(default_factory=list)

    def of_trace(self, trace_id: str) -> list[Seen]:
        """The spans of one trace."""
        return [span for span in list(self.spans) if span.trace_id == trace_id]


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            for sent in ExportTraceServiceRequest.FromString(body).resource_spans:
                named = {item.key: item.value.string_value for item in sent.resource.attributes}
                for scope in sent.scope_spans:
                    found.spans.extend(
                        Seen(
                            named["service.name"],
                            span.name,
                            span.trace_id.hex(),
                            span.span_id.hex(),
                            span.parent_span_id.hex(),
                            tuple(event.name for event in span.events),
                            span.start_time_unix_nano,
                            span.end_time_unix_nano,
                        )
                        for span in scope.spans
                    )
            answer = ExportTraceServiceResponse().SerializeToString()
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Collector(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
