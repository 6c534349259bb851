"""The API without its measures, to see what they cost: `python -m benchmarks.serving.unobserved`."""

from collections.abc import Callable

from service.__main__ import main
from service.metrics import Metrics
from service.serving.counters import ServedPlain, ServingCounters


def _nothing(seconds: float) -> None:
    pass


def _observer(self: Metrics, method: str, route: str, status: int) -> Callable[[float], None]:
    return _nothing


def _note_plain(self: ServingCounters, model_version_id: str, served: ServedPlain) -> bool:
    return False


if __name__ == "__main__":
    Metrics.observer = _observer  # type: ignore[method-assign]
    ServingCounters.note_plain = _note_plain  # type: ignore[method-assign]
    raise SystemExit(main())
