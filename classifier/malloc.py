"""How much freed memory glibc keeps for the next block in place of giving it back to the kernel."""

import ctypes
from contextlib import suppress

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of malloc.h; setting the first alone would fix the second at 128 KiB


def keep_freed_blocks(kept_bytes: int, largest_block: int) -> None:
    """Keep `kept_bytes` at the end of the heap, and blocks of up to `largest_block` bytes, 32 MiB at most, on it.

    For the whole process and the children of its forks. Does nothing where the C library is another one.
    """
    with suppress(OSError, AttributeError):
        tune = ctypes.CDLL(None).mallopt
        tune(_M_TRIM_THRESHOLD, kept_bytes)
        tune(_M_MMAP_THRESHOLD, largest_block)
