"""What each model version has predicted: numbers that a prediction adds to in 0.3 µs."""

import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator

from prometheus_client.metrics_core import CounterMetricFamily, HistogramMetricFamily, Metric

from classifier.spec.counts import Agreement
from store.served import ServedVersion

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
MOST_SERIES = 200  # of versions; each is 15 lines of a scrape

_LABELS = ("model", "version")


class VersionSeries:
    """Of one version, and of one sort: what it answered, or what it was shown as a shadow.

    Only the event loop's thread writes, so nothing is locked: a histogram and a counter of `prometheus_client`, with a lock
    for each number, took four times as long. A scrape may see one request's rows and not yet its time.
    """

    __slots__ = ("agreement", "counts", "labels", "rows", "seconds", "used")

    def __init__(self, labels: tuple[str, str]) -> None:
        self.labels = labels
        self.rows = 0
        self.seconds = 0.0
        self.counts = [0] * (len(SECONDS) + 1)
        """Requests by the first bound that their time does not pass."""
        self.used = 0.0
        self.agreement = Agreement()
        """Of a shadow, with those that answered."""

    def note(self, num_rows: int, seconds: float, at: float) -> None:
        """Count one request that took `seconds`; `at`: now, as of `time.perf_counter`."""
        self.rows += num_rows
        self.seconds += seconds
        self.counts[bisect_left(SECONDS, seconds)] += 1
        self.used = at

    def note_agreement(self, agreement: Agreement) -> None:
        """Count how far a shadow agrees with the answer to one request."""
        self.agreement = self.agreement.plus(agreement)


class VersionMeasures:
    """Series by version, the least recently used dropped when they are too many, and those of deleted versions at a scrape."""

    def __init__(self, most: int = MOST_SERIES) -> None:
        self._most = most
        self._lock = threading.Lock()
        """Around what adds and removes; looking up needs none."""
        self._answered: dict[str, VersionSeries] = {}
        self._shown: dict[str, VersionSeries] = {}

    def of(self, version: ServedVersion, *, is_shadow: bool = False) -> VersionSeries:
        """The series of a version; ask anew for each request, for it may have been dropped."""
        series = self._shown if is_shadow else self._answered
        if (found := series.get(version.id)) is not None:
            return found
        with self._lock:
            if len(series) >= self._most:
                del series[min(series, key=lambda key: series[key].used)]
            made = series[version.id] = VersionSeries((version.model_name, str(version.version)))
            return made

    def drop_gone(self, is_there: Callable[[str, int], bool]) -> None:
        """Drop the series of versions that are no more. `is_there`: of a model's name and a version's number."""
        with self._lock:
            for series in (self._answered, self._shown):
                for key in [key for key, one in series.items() if not is_there(one.labels[0], int(one.labels[1]))]:
                    del series[key]

    def collect(self) -> Iterator[Metric]:
        """For Prometheus."""
        with self._lock:
            answered, shown = list(self._answered.values()), list(self._shown.values())
        rows = CounterMetricFamily("predictions_rows", "Rows predicted over HTTP.", labels=_LABELS)
        shadow_rows = CounterMetricFamily(
            "predictions_shadow_rows", "Rows that a version scored as an alias's shadow.", labels=_LABELS
        )
        seconds = HistogramMetricFamily(
            "prediction_duration_seconds", "Time from a prediction's header to its answer.", labels=_LABELS
        )
        shadow_seconds = HistogramMetricFamily(
            "prediction_shadow_duration_seconds", "Time in which a shadow scored a request's rows.", labels=_LABELS
        )
        for series, of_rows, of_seconds in ((answered, rows, seconds), (shown, shadow_rows, shadow_seconds)):
            for one in series:
                of_rows.add_metric(one.labels, one.rows)
                of_seconds.add_metric(one.labels, _cumulative(list(one.counts)), one.seconds)
        yield from (rows, seconds, shadow_rows, shadow_seconds)
        yield from _agreements(shown)


def _agreements(shown: list[VersionSeries]) -> Iterator[Metric]:
    compared = CounterMetricFamily(
        "predictions_shadow_compared_rows", "Rows that the shadow and the answer could both read.", labels=_LABELS
    )
    agreed = CounterMetricFamily(
        "predictions_shadow_agreed_rows", "Of these, the rows with the same label from both.", labels=_LABELS
    )
    apart = CounterMetricFamily(
        "predictions_shadow_probability_difference",
        "Sum over these of the absolute difference of the answered label's probability.",
        labels=_LABELS,
    )
    for one in shown:
        compared.add_metric(one.labels, one.agreement.rows)
        agreed.add_metric(one.labels, one.agreement.agreed)
        apart.add_metric(one.labels, one.agreement.apart)
    yield from (compared, agreed, apart)


def _cumulative(counts: list[int]) -> list[tuple[str, float]]:
    """Prometheus' buckets: of each bound, the requests that did not pass it.

    >>> _cumulative([2, 1] + [0] * 12)[:2]
    [('0.0005', 2.0), ('0.001', 3.0)]
    """
    total, buckets = 0, []
    for bound, count in zip((*map(str, SECONDS), "+Inf"), counts, strict=True):
        total += count
        buckets.append((bound, float(total)))
    return buckets
