"""The compiled loops that read sequences with fixed kernels: each row alone, one thread, without the interpreter's lock."""

# Axes: N rows, T steps (a kernel's middle stands once on each), F channels, K kernels, J distances between the steps that a
# kernel sees, P numbers that a kernel makes of a row, C combinations of distance and kernel.
# All compiled code is in this file, for Numba's cache on disk asks whether this file has changed, and no other.

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import float32, int64
from numba.extending import register_jitable

from classifier.table.kept_code import kept

HALF = 4
"""Steps that a kernel sees on either side of its middle."""


@functools.cache
def compiled() -> Callable[..., None]:
    """`_count`: a few seconds of compiling, or a third of one where a folder has it from before."""
    index, numbers = int64[::1], float32[:, ::1]
    signature = (float32[:, :, :], index, index, index, int64[:, ::1], index, index, numbers, float32[:, :, ::1])
    return kept(_count, signature)


def _count(
    x_NTF: Any,
    length_N: Any,
    distance_J: Any,
    end_J: Any,
    triple_K3: Any,
    end_C: Any,
    channels: Any,
    bias_PK: Any,
    out_NPK: Any,
) -> None:
    """For each row and number the share of its real steps on which its kernel gives more than the number's bias.

    Distance j makes the numbers from `end_J[j - 1]` to before `end_J[j]`; combination `j * K + k` adds up the `channels` from
    `end_C[j * K + k - 1]` to before `end_C[j * K + k]`.
    """
    num_zeros = HALF * distance_J.max()
    num_rows, num_steps, num_channels = x_NTF.shape
    row_FT = np.empty((num_channels, num_steps + 2 * num_zeros), np.float32)
    sum_FT = np.empty((num_channels, num_steps), np.float32)
    place_T = np.empty(num_steps, np.float32)
    for n in range(num_rows):
        length = length_N[n]
        out_T = place_T[:length]
        _pad(x_NTF[n], length, num_zeros, row_FT)
        first = 0
        for j in range(len(distance_J)):
            _sum(row_FT, length, num_zeros, distance_J[j], sum_FT)
            for k in range(len(triple_K3)):
                combination = j * len(triple_K3) + k
                start = 0 if combination == 0 else end_C[combination - 1]
                used = channels[start : end_C[combination]]
                _weigh(row_FT, sum_FT, length, num_zeros, distance_J[j], triple_K3[k], used, out_T)
                for p in range(first, end_J[j]):
                    out_NPK[n, p, k] = _share(out_T, bias_PK[p, k])
            first = end_J[j]


@register_jitable
def _pad(x_TF: Any, length: Any, num_zeros: Any, row_FT: Any) -> None:
    """The row's real steps, channel by channel, between zeros."""
    for f in range(x_TF.shape[1]):
        row_FT[f, :num_zeros] = 0
        row_FT[f, num_zeros + length :] = 0
        for t in range(length):
            row_FT[f, num_zeros + t] = x_TF[t, f]


@register_jitable
def _sum(row_FT: Any, length: Any, num_zeros: Any, distance: Any, sum_FT: Any) -> None:
    """Of each channel, the nine steps that a kernel sees from each step."""
    for f in range(row_FT.shape[0]):
        sum_T = sum_FT[f, :length]
        sum_T[:] = 0
        for i in range(2 * HALF + 1):
            start = num_zeros + (i - HALF) * distance
            step_T = row_FT[f, start : start + length]
            for t in range(length):
                sum_T[t] += step_T[t]


@register_jitable
def _weigh(
    row_FT: Any, sum_FT: Any, length: Any, num_zeros: Any, distance: Any, triple_3: Any, channels: Any, out_T: Any
) -> None:
    """A kernel on each step: its three chosen steps times three, less all nine; added up over channels."""
    a = num_zeros + (triple_3[0] - HALF) * distance
    b = num_zeros + (triple_3[1] - HALF) * distance
    c = num_zeros + (triple_3[2] - HALF) * distance
    for i in range(len(channels)):
        f = channels[i]
        a_T, b_T, c_T = row_FT[f, a : a + length], row_FT[f, b : b + length], row_FT[f, c : c + length]
        sum_T = sum_FT[f, :length]
        if i == 0:
            for t in range(length):
                out_T[t] = np.float32(3) * (a_T[t] + b_T[t] + c_T[t]) - sum_T[t]
        else:
            for t in range(length):
                out_T[t] += np.float32(3) * (a_T[t] + b_T[t] + c_T[t]) - sum_T[t]


@register_jitable(fastmath={"reassoc"})
def _share(out_T: Any, bias: Any) -> Any:
    """Additions in any order, eight at a time: whole numbers below 2^24 add up to the same."""
    above = np.float32(0)
    for t in range(len(out_T)):
        above += np.float32(1) if out_T[t] > bias else np.float32(0)
    return above / np.float32(len(out_T))
