"""The other ranks of a training: processes beside the job's child that share its steps, and end with it."""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import structlog
from pydantic import BaseModel, ConfigDict

from classifier.neural.device import choose_device
from classifier.neural.ranks import Ranks, joined
from classifier.spec.limits import Limits
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from store import tracing
from workers.child import EXIT_RANK_LOST

log = structlog.get_logger()

LOOK_SECONDS = 0.2
GRACE_SECONDS = 3.0  # gloo notices a lost rank itself; NCCL would wait for it until its timeout


class RankOrder(BaseModel):
    """What a rank must know: the arguments of `train_classifier`, and which of how many it is."""

    model_config = ConfigDict(frozen=True)

    table: Path
    """The typed table's Parquet file."""
    columns: Schema
    spec: TrainSpec
    """Resolved."""
    resume_from: Path | None
    limits: Limits
    missing_tokens: dict[str, list[str]]
    run_id: str
    log_level: str
    otel_endpoint: str | None = None
    traceparent: str | None = None
    """The span of rank 0's job."""
    rank: int = 0
    size: int = 1
    meeting: Path = Path()
    """A file that all ranks name."""


@contextlib.contextmanager
def shared(order: RankOrder, size: int, *, exit_now: Callable[[int], None] = os._exit) -> Iterator[Ranks | None]:
    """Inside, this process is rank 0 of `size`; the others make the same training, and are killed at the end.

    None when there are no others. A process cannot leave a call of NCCL that waits for a rank that is gone: then it ends
    with `EXIT_RANK_LOST`. Raises: `RankLost` where it can.
    """
    if size == 1:
        yield None
        return
    device = choose_device(order.spec.training.device)
    log.info("a training is shared", job_id=order.run_id, ranks=size, device=device.type)
    over = threading.Event()
    with tempfile.TemporaryDirectory(prefix="discern-ranks-") as folder, contextlib.ExitStack() as stack:
        meeting, others = Path(folder) / "meeting", []
        for rank in range(1, size):
            here = {"rank": rank, "size": size, "meeting": meeting, "traceparent": tracing.traceparent()}
            of_rank = order.model_copy(update=here)
            others.append(_start(of_rank, Path(folder) / f"{rank}.json"))
            stack.callback(_end, others[-1])
        stack.callback(over.set)
        threading.Thread(target=_watch, args=(others, over, exit_now), name="ranks", daemon=True).start()
        with joined(0, size, meeting, device) as ranks:
            yield ranks
        if tracing.is_on():
            _let_end(others)


def _start(order: RankOrder, file: Path) -> subprocess.Popen[bytes]:
    """Not a fork: this process may have touched its GPU, which no fork survives. The pipe ends when this process does."""
    file.write_text(order.model_dump_json(), encoding="utf-8")
    return subprocess.Popen([sys.executable, "-m", "workers.rank", str(file)], stdin=subprocess.PIPE)  # noqa: S603 (our own)


def _let_end(others: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ranks whose part is done end by themselves, once their spans are sent."""
    until = time.monotonic() + tracing.FLUSH_SECONDS
    for process in others:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()  # waits, and closes the pipe


def _watch(others: Sequence[subprocess.Popen[bytes]], over: threading.Event, exit_now: Callable[[int], None]) -> None:
    while not over.wait(LOOK_SECONDS):
        if lost := [process for process in others if process.poll()]:
            log.error("a rank ended", pids=[process.pid for process in lost], codes=[p.returncode for p in lost])
            if not over.wait(GRACE_SECONDS):
                exit_now(EXIT_RANK_LOST)
            return
