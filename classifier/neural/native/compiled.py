"""The kernel compiled for this machine: once for a folder that can keep it, else once for a process."""

import functools
from collections.abc import Callable
from typing import Any

import numba

from classifier.neural.native import kernel

SCRATCH = 8
"""Arrays in the kernel's scratch."""


@functools.cache
def compiled(number: str) -> Callable[..., tuple[int, int]]:
    """`kernel.run` for "float32" or "float64": 4 s of compiling, or 0.3 s where a folder has it from before.

    Numba keeps it in NUMBA_CACHE_DIR when that is set, else beside the source, else in the user's cache folder.
    """
    try:
        return _compile(number, cache=True)
    except Exception:
        # No folder may be written, the disk is full or a file is damaged: what is kept saves time and nothing else. A
        # fault of the kernel itself comes up again.
        return _compile(number, cache=False)


def _compile(number: str, *, cache: bool) -> Callable[..., tuple[int, int]]:
    real, real64, int64 = getattr(numba, number), numba.float64, numba.int64
    row, matrix = real[::1], real[:, ::1]
    signature = (
        *(real[:, :, ::1], matrix, matrix, int64[:, ::1], int64, real64[::1], int64[:, ::1]),
        *(int64, int64, real64, int64, real64, real64, numba.boolean, real64),
        *(matrix, matrix, matrix, matrix, row, numba.types.UniTuple(row, SCRATCH), real64[:, ::1], real64[:, ::1]),
    )
    made: Any = numba.njit(signature, cache=cache, **kernel.ENTRANCE)(kernel.run)
    return made  # type: ignore[no-any-return]
