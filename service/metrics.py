"""What Prometheus is told: route templates and job kinds as labels, never an id or a path."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

# OpenTelemetry's buckets for http.server.request.duration.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


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
        self.shed = Counter(
            "requests_shed_total", "Requests refused before they reached a route.", ("reason",), registry=self.registry
        )
        self.prediction_rows = Counter("predictions_rows_total", "Rows predicted over HTTP.", registry=self.registry)
        self.shadow_rows = Counter(
            "predictions_shadow_rows_total",
            "Rows shown to an alias's shadow version; `skipped` requests count as one.",
            ("outcome",),
            registry=self.registry,
        )
        self._queued = Gauge("jobs_queued", "Jobs that wait.", ("kind",), registry=self.registry)
        self._running = Gauge("jobs_running", "Jobs that run, cancelling ones included.", registry=self.registry)
        Gauge("discern_build_info", "1, with the version as a label.", ("version",), registry=self.registry).labels(
            version=version
        ).set(1)

    def observe(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self.observer(method, route, status)(seconds)

    def observer(self, method: str, route: str, status: int) -> Callable[[float], None]:
        """What counts answers of one sort by their seconds; to be kept where there are many."""
        method = method if method in METHODS else "OTHER"
        observe: Callable[[float], None] = self._seconds.labels(method, route, str(status)).observe
        return observe

    def set_jobs(self, counts: dict[tuple[str, str], int]) -> None:
        """Take the numbers of jobs by kind and status, as the database has them now."""
        for kind in ("profile", "train", "score"):
            self._queued.labels(kind=kind).set(counts.get((kind, "queued"), 0))
        self._running.set(sum(count for (_, status), count in counts.items() if status in ("running", "cancelling")))

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)
