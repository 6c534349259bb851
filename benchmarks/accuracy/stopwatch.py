"""Wall and CPU seconds of a block, its threads and ended children included; costs the standard library only."""

import resource
import time
from types import TracebackType


class Stopwatch:
    """`with Stopwatch() as watch: ...`, then `watch.seconds` and `watch.cpu_seconds`."""

    seconds = 0.0
    cpu_seconds = 0.0

    def __enter__(self) -> "Stopwatch":
        self._started, self._cpu = time.perf_counter(), _cpu()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds, self.cpu_seconds = time.perf_counter() - self._started, _cpu() - self._cpu


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
