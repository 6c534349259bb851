"""Fixed kernels over steps: a sequence becomes how often each kernel gives more than a bias, fitted on training rows."""

# Axes: N rows, T steps, W numbers of a step (channels, then the mask), K kernels, J distances between the steps that a kernel
# sees, P numbers that a kernel makes of a row, D = P * K numbers of a row, C = J * K combinations of distance and kernel.

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Self

import numpy as np
from pydantic import Field, model_validator

from classifier.spec.base import FiniteFloat, Spec
from classifier.spec.kernels import KERNEL_STEPS, TRIPLES, count_slots, slot_distances
from classifier.spec.models import RocketSpec
from classifier.table.features.marks import Float32s, Float64s, Int64s

MOST_FITTED_ROWS = 1_000  # mean and deviation of a number to 3 % of the deviation
MOST_CHANNELS = 9  # that one kernel adds up
GOLDEN = (5**0.5 - 1) / 2  # its multiples, less their whole parts, fill 0..1 evenly however many are taken
# Deviation of a number, times the root of their count: so much that the optimizers' usual rates suit a linear layer that adds
# up thousands of them, none of which says much alone.
SPREAD = 15.0
LEAST_SCALE = 1e-4  # a number that hardly moves is left at about 0
DIGITS = 6  # of what is fitted, so that an artifact stays small: a bias of a normal value to a millionth


class Kernels(Spec):
    """What a row's steps become: for each of D numbers the share of real steps above its bias, standardized.

    A kernel's middle stands on each real step in turn; what it sees beyond both ends, padding too, is 0. Several channels are
    added up, a few of them for each kernel and distance.
    """

    distances: list[int] = Field(min_length=1)
    """P: between the steps that a kernel sees, rising, with repeats."""
    channels: list[list[int]] = Field(min_length=1)
    """C: which channels are added up, for each distinct distance in turn and, within it, each kernel."""
    biases: list[FiniteFloat]
    """D: for each of `distances` in turn and, within it, each kernel. So are the next two."""
    center: list[FiniteFloat]
    scale: list[FiniteFloat]
    num_channels: int = Field(ge=1)
    """Of a step, missing-value indicators included."""

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Self:
        num_combinations = len(set(self.distances)) * len(TRIPLES)
        if self.distances != sorted(self.distances) or self.distances[0] < 1:
            raise ValueError("distances must rise from at least 1")
        if len(self.channels) != num_combinations or not all(self.channels):
            raise ValueError(f"{num_combinations} kernels need channels each")
        if any(not 0 <= channel < self.num_channels for each in self.channels for channel in each):
            raise ValueError(f"a channel is not in 0..{self.num_channels - 1}")
        if {len(self.biases), len(self.center), len(self.scale)} != {self.num_features}:
            raise ValueError(f"biases, center and scale must have {self.num_features} numbers")
        if min(self.scale) <= 0:
            raise ValueError("scale must be above 0")
        return self

    @property
    def num_features(self) -> int:
        """D."""
        return len(self.distances) * len(TRIPLES)

    def write(self, x_NTW: Float32s, out_ND: Float32s) -> None:
        """Fill the rows; each depends on its own real steps alone."""
        _write_shares(self._arrays, x_NTW, out_ND)
        out_ND -= np.array(self.center, dtype=np.float32)
        out_ND *= np.float32(SPREAD * self.num_features**-0.5) / np.array(self.scale, dtype=np.float32)

    def of_steps(self, x_NTW: Float32s) -> Float32s:
        """`[N, T, W]` as the encoder writes sequences -> `[N, D]`."""
        out_ND = np.empty((len(x_NTW), self.num_features), dtype=np.float32)
        self.write(x_NTW, out_ND)
        return out_ND

    @cached_property
    def _arrays(self) -> "_Arrays":
        return _arrays(self.distances, self.channels, self.biases)


def fit_kernels(x_NTW: Float32s, model: RocketSpec, *, seed: int) -> Kernels:
    """Kernels for rows like these, which are training rows as their feature writes them, at most `MOST_FITTED_ROWS`.

    The biases of one kernel and distance are quantiles of what it gives on one row. Distances, biases and counting are those
    of arXiv:2012.08791, section 3.1; unlike there, a kernel reads zeros beyond both ends at every distance.
    """
    draw = np.random.default_rng(seed)
    length_N, num_channels = _lengths(x_NTW), x_NTW.shape[2] - 1
    distances = slot_distances(count_slots(model), int(np.median(length_N)))
    distance_J, num_slots_J = np.unique(distances, return_counts=True)
    channels: list[list[int]] = []
    biases: list[Float64s] = []
    num_biases = 0
    for distance, num_slots in zip(distance_J.tolist(), num_slots_J.tolist(), strict=True):
        bias_PK = np.empty((num_slots, len(TRIPLES)))
        for k, triple in enumerate(TRIPLES):
            used = _some_channels(num_channels, draw)
            channels.append(used)
            row = int(draw.integers(len(x_NTW)))
            place_T = place(x_NTW[row, : length_N[row], used], distance, triple)
            share_P = np.arange(num_biases + 1, num_biases + num_slots + 1) * GOLDEN % 1.0
            bias_PK[:, k] = np.quantile(place_T, share_P)
            num_biases += num_slots
        biases.append(bias_PK.ravel())
    bias_D = _short(np.concatenate(biases))
    share_ND = np.empty((len(x_NTW), len(bias_D)), dtype=np.float32)
    _write_shares(_arrays(distances, channels, bias_D), x_NTW, share_ND)
    scale_D = share_ND.std(axis=0, dtype=np.float64)
    return Kernels(
        distances=distances,
        channels=channels,
        biases=bias_D,
        center=_short(share_ND.mean(axis=0, dtype=np.float64)),
        scale=_short(np.where(scale_D < LEAST_SCALE, 1.0, scale_D)),
        num_channels=num_channels,
    )


def place(x_FT: Float32s, distance: int, triple: Sequence[int]) -> Float64s:
    """`[T]`: one kernel on each step of one row, its channels added up.

    >>> place(np.array([[0, 0, 1, 0, 0]], dtype=np.float32), 1, (3, 4, 5))
    array([-1.,  2.,  2.,  2., -1.])
    """
    half = KERNEL_STEPS // 2 * distance
    row_T = np.pad(x_FT.sum(axis=0, dtype=np.float64), half)
    seen = np.lib.stride_tricks.sliding_window_view(row_T, 2 * half + 1)[:, ::distance]
    at_T: Float64s = 3 * seen[:, list(triple)].sum(axis=1) - seen.sum(axis=1)
    return at_T


@dataclass(frozen=True, eq=False)  # never compared: kernels are equal by what they are made from
class _Arrays:
    """Kernels as the compiled loops take them."""

    distance_J: Int64s  # noqa: N815
    end_J: Int64s  # noqa: N815
    triple_K3: Int64s  # noqa: N815
    end_C: Int64s  # noqa: N815
    channels: Int64s
    bias_PK: Float32s  # noqa: N815


def _arrays(distances: Sequence[int], channels: Sequence[Sequence[int]], biases: Sequence[float]) -> _Arrays:
    distance_J = np.unique(distances)
    return _Arrays(
        distance_J.astype(np.int64),
        np.searchsorted(distances, distance_J, side="right").astype(np.int64),
        np.array(TRIPLES, dtype=np.int64),
        np.array(list(accumulate(map(len, channels))), dtype=np.int64),
        np.array([channel for each in channels for channel in each], dtype=np.int64),
        np.array(biases, dtype=np.float32).reshape(len(distances), len(TRIPLES)),
    )


def _write_shares(arrays: _Arrays, x_NTW: Float32s, out_ND: Float32s) -> None:
    from classifier.table.kernel_loops import (
        compiled,
    )  # Numba, half a second: only those who have sequences wait for it

    out_NPK = out_ND.reshape(len(x_NTW), *arrays.bias_PK.shape)
    compiled()(
        x_NTW[..., :-1],
        _lengths(x_NTW),
        arrays.distance_J,
        arrays.end_J,
        arrays.triple_K3,
        arrays.end_C,
        arrays.channels,
        arrays.bias_PK,
        out_NPK,
    )


def _lengths(x_NTW: Float32s) -> Int64s:
    """Real steps of each row; a row that cannot be used is one step of zeros."""
    length_N: Int64s = np.count_nonzero(x_NTW[..., -1], axis=1).astype(np.int64)
    return length_N


def _some_channels(num_channels: int, draw: np.random.Generator) -> list[int]:
    """At least one, small numbers of them as likely as large ones by their logarithm."""
    most = min(num_channels, MOST_CHANNELS)
    count = int(2 ** draw.uniform(0.0, np.log2(most + 1)))
    return sorted(draw.choice(num_channels, count, replace=False).tolist())


def _short(values: Float64s) -> list[float]:
    return [float(f"{value:.{DIGITS}g}") for value in values.tolist()]
