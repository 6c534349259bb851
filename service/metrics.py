"""What Prometheus is told of one API process: route templates, kinds, models and versions as labels, never an id or a path."""

import os
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from service.serving.measures import VersionMeasures

# OpenTelemetry's buckets for http.server.request.duration.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SHED = (429, 503)
"""Statuses of requests that were turned away, though nothing is wrong with them."""
UPLOADS = "/v1/datasets"


class Metrics:
    """The measures of one API process, in a registry of their own."""

    def __init__(self, version: str):
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "http_server_request_duration_seconds",
            "Time from a request's header to its whole answer.",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.active = Gauge("http_server_active_requests", "Requests being answered now.", registry=self.registry)
        self._shed = Counter(
            "requests_shed_total",
            "Requests turned away by load or limits; the reason is the problem's code.",
            ("reason",),
            registry=self.registry,
        )
        self.versions = VersionMeasures()
        self.registry.register(self.versions)
        self.gathered = Histogram(
            "predictions_gathered_requests",
            "Requests of one turn of the event loop that were scored together.",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128),
            registry=self.registry,
        )
        self.shadows = Counter(
            "predictions_shadow_requests_total",
            "Requests that an alias's shadow was shown, or was not for want of room (`skipped`).",
            ("outcome",),
            registry=self.registry,
        )
        self.upload_bytes = Counter(
            "upload_bytes_total", "Bytes of uploaded files that came whole.", registry=self.registry
        )
        self._uploads_rejected = Counter(
            "upload_rejected_total",
            "Uploads answered with an error; the reason is the problem's code.",
            ("reason",),
            registry=self.registry,
        )
        # Several processes behind one port take turns in being scraped: this tells that it is so.
        build = Gauge(
            "discern_build_info", "1, with the version and the process.", ("version", "process"), registry=self.registry
        )
        build.labels(version, str(os.getpid())).set(1)
        ProcessCollector(registry=self.registry)

    def answered(self, *, method: str, route: str, status: int, code: str, seconds: float) -> None:
        """Count one answered request. `code`: the problem's, or empty."""
        self.observer(method, route, status)(seconds)
        if code and status in SHED:
            self._shed.labels(code).inc()
        if code and (method, route) == ("POST", UPLOADS):
            self._uploads_rejected.labels(code).inc()

    def observer(self, method: str, route: str, status: int) -> Callable[[float], None]:
        """What counts answers of one sort by their seconds; to be kept where there are many."""
        method = method if method in METHODS else "OTHER"
        observe: Callable[[float], None] = self._seconds.labels(method, route, str(status)).observe
        return observe

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)
