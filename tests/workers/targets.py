"""Processes for tests of children: one that ends when asked, one that does not, one that needs memory."""

import signal
import sys
import time

from workers.memory import limit_memory


def ignore_sigterm() -> None:
    """Live on, whatever is asked."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def take_memory(limit_bytes: int, taken_bytes: int) -> None:
    """Exit status 0 when so much memory could be had under the limit, 9 when it was refused."""
    limit_memory(limit_bytes)
    try:
        taken = bytearray(taken_bytes)
    except MemoryError:
        sys.exit(9)
    sys.exit(0 if taken else 1)
