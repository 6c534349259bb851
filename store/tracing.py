"""Spans for OpenTelemetry. Nothing is imported and nothing happens until `start` is given an endpoint (`discern[otel]`).

One trace spans a request, the job that it made, the worker's attempt and the child's phases: the request's W3C traceparent lies in
the job's first event (https://www.w3.org/TR/trace-context/).
"""

import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
"""OpenTelemetry's own variables; the exporter reads them, and the others that it has, by itself."""

FLUSH_SECONDS = 2.0  # a collector that is away holds no process up for longer

_provider: "TracerProvider | None" = None
_tracer: "Tracer | None" = None


class TracingMissing(Exception):
    """Traces are asked for, and the packages that send them are not installed."""


def start(service: str, endpoint: str | None) -> None:
    """Send this process's spans to a collector, as OTLP over HTTP; without an endpoint do nothing.

    `endpoint`: its address, e.g. `http://127.0.0.1:4318`; null takes OpenTelemetry's own variables. Raises: `TracingMissing`.
    """
    global _provider, _tracer
    if endpoint is None and not any(os.environ.get(name) for name in ENDPOINTS):
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise TracingMissing(f"traces need the extra packages: pip install 'discern[otel]' ({error})") from error
    own = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": service}
    exporter = OTLPSpanExporter(endpoint=None if endpoint is None else f"{endpoint.rstrip('/')}/v1/traces")
    _provider = TracerProvider(resource=Resource.create({**own, "process.pid": os.getpid()}), shutdown_on_exit=False)
    _provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracer = _provider.get_tracer("discern")


def stop() -> None:
    """Send what waits, for two seconds at most."""
    global _provider, _tracer
    if _provider is not None:
        # In a thread that is left behind: the exporter tries again and again, and heeds no deadline of ours.
        flush = threading.Thread(target=_provider.force_flush, daemon=True)
        flush.start()
        flush.join(FLUSH_SECONDS)
        _provider = _tracer = None


def is_on() -> bool:
    """Whether spans are sent."""
    return _tracer is not None


@contextmanager
def span(name: str, *, parent: str | None = None, **attributes: Any) -> Iterator["Span | None"]:
    """A span around the block, in the trace of the traceparent `parent` or else of the span around it; None when off."""
    if _tracer is None:
        yield None
        return
    with _tracer.start_as_current_span(name, context=_context(parent), attributes=_named(attributes)) as made:
        yield made


@contextmanager
def request_span(method: str, parent: str | None) -> Iterator["Span | None"]:
    """The span of one request to this server; it is named once its route is known."""
    if _tracer is None:
        yield None
        return
    from opentelemetry.trace import SpanKind

    with _tracer.start_as_current_span(method, context=_context(parent), kind=SpanKind.SERVER) as made:
        yield made


def name_request(made: "Span", method: str, route: str, status: int, request_id: str) -> None:
    """Say what became of a request, in OpenTelemetry's words for HTTP."""
    made.update_name(f"{method} {route}")
    made.set_attributes(_of_request(method, route, status, request_id))
    if status >= 500:
        from opentelemetry.trace import StatusCode

        made.set_status(StatusCode.ERROR)


def past_request(method: str, route: str, status: int, request_id: str, *, parent: str | None, seconds: float) -> None:
    """The span of a request that was answered this moment."""
    if _tracer is None:
        return
    from opentelemetry.trace import SpanKind

    ended = time.time_ns()
    made = _tracer.start_span(
        f"{method} {route}",
        context=_context(parent),
        kind=SpanKind.SERVER,
        attributes=_of_request(method, route, status, request_id),
        start_time=ended - int(seconds * 1e9),
    )
    made.end(ended)


def past_span(name: str, *, parent: str | None, since: datetime, **attributes: Any) -> None:
    """A span from `since` until now."""
    if _tracer is not None:
        began = int(since.timestamp() * 1e9)
        _tracer.start_span(name, context=_context(parent), attributes=_named(attributes), start_time=began).end()


def traceparent() -> str | None:
    """The current span, as W3C writes it; None when there is none."""
    if _tracer is None:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent")


def trace_id(parent: str | None) -> str | None:
    """The trace that a traceparent names.

    >>> trace_id("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    '0af7651916cd43dd8448eb211c80319c'
    """
    parts = (parent or "").split("-")
    return parts[1] if len(parts) >= 4 else None


class Steps:
    """Spans one after the other: each begins where the one before ends."""

    def __init__(self) -> None:
        self._span: Span | None = None

    def begin(self, name: str) -> None:
        """End the step of now and begin another, inside the current span."""
        self.end()
        if _tracer is not None:
            self._span = _tracer.start_span(name)

    def event(self, name: str, attributes: Mapping[str, Any]) -> None:
        """Something that happened in the step of now."""
        if self._span is not None:
            self._span.add_event(name, _named(attributes))

    def end(self) -> None:
        """End the step of now."""
        if self._span is not None:
            self._span.end()
            self._span = None


def _context(parent: str | None) -> "Context | None":
    if parent is None:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({"traceparent": parent})


def _of_request(method: str, route: str, status: int, request_id: str) -> dict[str, Any]:
    return {
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
        "discern.request_id": request_id,
    }


def _named(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {f"discern.{name}": value for name, value in attributes.items() if value is not None}
