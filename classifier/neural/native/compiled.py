"""The kernel compiled for this machine: once for a folder that can keep it, else once for a process."""

import functools
from collections.abc import Callable
from typing import Any

import numba

from classifier.neural.native import kernel
from classifier.table.kept_code import kept

SCRATCH = 8
"""Arrays in the kernel's scratch."""


@functools.cache
def compiled(number: str) -> Callable[..., tuple[int, int]]:
    """`kernel.run` for "float32" or "float64": 4 s of compiling, or 0.3 s where a folder has it from before."""
    return kept(kernel.run, signature(number), **kernel.ENTRANCE)


def signature(number: str) -> tuple[Any, ...]:
    """Types of what `kernel.run` is called with, for weights of this type."""
    real, real64, int64 = getattr(numba, number), numba.float64, numba.int64
    row, matrix = real[::1], real[:, ::1]
    return (
        *(real[:, :, ::1], matrix, matrix, int64[:, ::1], int64, real64[::1], int64[:, ::1]),
        *(int64, int64, real64, int64, real64, real64, numba.boolean, real64),
        *(matrix, matrix, matrix, matrix, row, numba.types.UniTuple(row, SCRATCH), real64[:, ::1], real64[:, ::1]),
    )
