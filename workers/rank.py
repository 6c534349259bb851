"""`python -m workers.rank ORDER`: one rank but the first of a shared training; it ends when its standard input does."""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import structlog
import torch

from classifier.errors import DomainError
from classifier.neural.device import choose_device
from classifier.neural.observer import Stopped
from classifier.neural.rank_lost import RankLost
from classifier.neural.ranks import joined
from classifier.neural.train import train_classifier
from classifier.spec.report import BestEpoch, EpochReport
from store import tracing
from workers.blocks import take_large_blocks
from workers.child import EXIT_LOST, EXIT_RANK_LOST, die_with_parent
from workers.logs import configure_logs
from workers.ranks import RankOrder

log = structlog.get_logger()

LINGER_SECONDS = 30.0  # rank 0 writes down how the job ended first, and then ends this process


class Ended(Exception):
    """The networks are trained: the rest is rank 0's."""


class Silent:
    """A `RunObserver` that tells nobody and never stops: rank 0 does."""

    def phase(self, name: str) -> None:
        """Raises: `Ended` after the last network."""
        if name == "evaluating":
            raise Ended

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """Rank 0 has reported it."""

    def checkpoint(self, members: range, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        """Rank 0 keeps it."""

    def should_stop(self) -> bool:
        """Never: it is killed."""
        return False


def main() -> None:
    """Exit status: 0 once the networks are trained, else what rank 0 takes for a loss."""
    die_with_parent()
    take_large_blocks()
    order = RankOrder.model_validate_json(Path(sys.argv[1]).read_bytes())
    threading.Thread(target=_end_with_parent, name="watchdog", daemon=True).start()
    configure_logs(order.log_level)
    tracing.start("discern-job", order.otel_endpoint)
    with tracing.span("job rank", parent=order.traceparent, job_id=order.run_id, rank=order.rank):
        code = run_rank(order)
    tracing.stop()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def run_rank(order: RankOrder) -> int:
    """Share a whole training. Returns the exit status."""
    device = choose_device(order.spec.training.device)
    if device.type == "cuda":
        torch.cuda.set_device(order.rank)
    try:
        with joined(order.rank, order.size, order.meeting, device) as ranks:
            train_classifier(
                pq.read_table(order.table),
                order.columns,
                order.spec,
                observer=Silent(),
                resume_from=order.resume_from,
                limits=order.limits,
                missing_tokens=order.missing_tokens,
                run_id=order.run_id,
                ranks=ranks,
            )
    except Ended:
        return 0
    except RankLost:
        return EXIT_RANK_LOST
    except (DomainError, Stopped) as error:
        log.info("a rank ends as rank 0 does", job_id=order.run_id, rank=order.rank, error=type(error).__name__)
        time.sleep(LINGER_SECONDS)
        return 1
    except Exception:
        log.exception("a rank failed by a bug", job_id=order.run_id, rank=order.rank)
        return 1
    return 0


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(EXIT_LOST)


if __name__ == "__main__":
    main()
