"""Rows of a member that are not held: each epoch reads them anew, row group by row group, and mixes them on the way."""

# Axes: N rows, X all axes of an encoded row, B rows of the buffer, R rows of a piece.
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from classifier.errors import SpecInvalid
from classifier.neural.device import derived_seed
from classifier.neural.loss import Loss
from classifier.neural.rows import MEASURE, SHUFFLE, Piece, Rows, cuts, make_piece
from classifier.spec.limits import Limits
from classifier.spec.streaming import FLOAT_BYTES, Streaming
from classifier.table.encode import Encoded, Encoder
from classifier.table.parts import RowReader

SAMPLE_ROWS = 50_000  # more training rows than an epoch measures; a quantile is known to 0.2 % of the rows
GROUPS = 1  # what a generator is for, beside (seed, epoch, SHUFFLE)
PLACE_BYTES = 16  # beside a buffered row: which row it is, and its turn

Int64s = npt.NDArray[np.int64]
Numbers = tuple[slice, npt.NDArray[np.float32]]


@dataclass(frozen=True)
class StreamedRows:
    """What `Rows` offers the loop, of rows that stay in the table; labels, targets and weights are in memory."""

    reader: RowReader
    encoder: Encoder
    rows: Int64s
    """Of the table, rising."""
    target_N: Tensor  # noqa: N815
    weight_N: Tensor  # noqa: N815
    y_N: Int64s  # noqa: N815
    device: torch.device
    seed: int
    limits: Limits | None = None

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def num_numbers(self) -> int:
        """Of one row."""
        return self.encoder.num_features

    @cached_property
    def some(self) -> Rows:
        """A seeded sample, read once."""
        num_rows = min(len(self), SAMPLE_ROWS, max(1, self._sizes.part_bytes // (FLOAT_BYTES * self.num_numbers)))
        generator = torch.Generator().manual_seed(derived_seed(self.seed, 0, MEASURE))
        index = torch.randperm(len(self), generator=generator)[:num_rows].sort().values
        index_N, of_device = index.numpy(), index.to(self.device)
        x_NX = torch.from_numpy(self.reader.held(self.encoder, self.rows[index_N], limits=self.limits).x_NX)
        return Rows(x_NX.to(self.device), self.target_N[of_device], self.weight_N[of_device], self.y_N[index_N])

    def parts(self, size: int) -> Iterator[tuple[slice, Tensor]]:
        """Every row in the table's order, at most `size` at a time."""
        for place, x_NX in self._numbers(None):
            for start in range(0, len(x_NX), size):
                some = torch.from_numpy(x_NX[start : start + size])
                first = place.start + start
                yield slice(first, first + len(some)), some.to(self.device)

    def pieces(self, size: int, *, seed: int, epoch: int, first_alone: bool) -> Iterator[Piece]:
        """Every row once: row groups in an order drawn from (seed, epoch), mixed in a buffer of bounded size.

        A full buffer gives away half of its rows, drawn anew each time, so that a row meets those of the groups before
        and after its own. Raises: `SpecInvalid` for a batch of more rows than half a buffer.
        """
        room = self._room(size)
        # Its own generator: rows that fit into the buffer at once then have the order that `Rows` would give them.
        visits = torch.Generator().manual_seed(derived_seed(seed, epoch, SHUFFLE, GROUPS))
        order = torch.randperm(len(self.reader.groups), generator=visits).tolist()
        generator = torch.Generator().manual_seed(derived_seed(seed, epoch, SHUFFLE))
        x_BX = torch.empty((room, *self.encoder.shape))
        row_B, free_B = torch.empty(room, dtype=torch.int64), torch.arange(room)
        left, given = len(self), room // 2 // size * size
        for place, x_NX in self._numbers(order):
            start = 0
            while start < len(x_NX):
                into = free_B[: len(x_NX) - start]
                x_BX[into] = torch.from_numpy(x_NX[start : start + len(into)])
                row_B[into] = torch.arange(place.start + start, place.start + start + len(into))
                start, free_B, left = start + len(into), free_B[len(into) :], left - len(into)
                if len(free_B) == 0 and left:
                    free_B = torch.randperm(room, generator=generator)[:given]
                    yield from self._cut(x_BX, row_B, free_B, size, first_alone=first_alone)
                    first_alone = False
        filled = torch.ones(room, dtype=torch.bool)
        filled[free_B] = False
        rest_B = filled.nonzero().squeeze(1)
        rest_B = rest_B[torch.randperm(len(rest_B), generator=generator)]
        yield from self._cut(x_BX, row_B, rest_B, size, first_alone=first_alone)

    def _cut(self, x_BX: Tensor, row_B: Tensor, turn: Tensor, size: int, *, first_alone: bool) -> Iterator[Piece]:
        """The buffered rows whose turn it is."""
        for cut in cuts(len(turn), size, self.num_numbers, first_alone=first_alone):
            x_RX = x_BX[turn[cut]].to(self.device)
            row_R = row_B[turn[cut]].to(self.device)
            target_R, weight_R = self.target_N[row_R], self.weight_N[row_R]
            yield make_piece(x_RX.unsqueeze(0), target_R.unsqueeze(0), weight_R.unsqueeze(0), [len(row_R)], size)

    def _room(self, size: int) -> int:
        """Rows of the buffer."""
        room = min(len(self), self._sizes.buffer_bytes // (FLOAT_BYTES * self.num_numbers + PLACE_BYTES))
        if size > room // 2 and room < len(self):
            raise SpecInvalid(
                f"A batch of {size} rows of {self.num_numbers} numbers needs more than half of the buffer in which this "
                f"worker mixes a table that does not fit into its memory, {self._sizes.buffer_bytes} bytes.",
                hint=f"Set training.batch_size to {max(1, room // 2)} or less, or give the worker more memory.",
            )
        return room

    def _numbers(self, order: list[int] | None) -> Iterator[Numbers]:
        return _ahead(self.reader.encoded(self.encoder, self.rows, limits=self.limits, order=order))

    @property
    def _sizes(self) -> Streaming:
        if self.reader.streaming is None:
            raise ValueError("the reader holds its table")
        return self.reader.streaming


def _ahead(parts: Iterator[tuple[slice, Encoded]]) -> Iterator[Numbers]:
    """The same, with the next one read and encoded while this one is used."""
    with ThreadPoolExecutor(1, thread_name_prefix="rows") as pool:
        waiting = pool.submit(next, parts, None)
        while (found := waiting.result()) is not None:
            waiting = pool.submit(next, parts, None)
            yield found[0], found[1].x_NX


def stream_rows(
    reader: RowReader,
    encoder: Encoder,
    rows: Int64s,
    y_N: Int64s,
    loss: Loss,
    weight_C: npt.NDArray[np.float64],
    device: torch.device,
    seed: int,
    limits: Limits | None,
) -> StreamedRows:
    """`rows` of the table, rising, of whose rows `y_N` are the classes; as `make_rows` otherwise."""
    own_y_N = y_N[rows]
    weight_N = torch.from_numpy(weight_C.astype(np.float32)[own_y_N])
    targets = loss.targets(own_y_N).to(device)
    return StreamedRows(reader, encoder, rows, targets, weight_N.to(device), own_y_N, device, seed, limits)


def answerable(reader: RowReader, encoder: Encoder, rows: Int64s, limits: Limits | None) -> Int64s:
    """Which of `rows`, which rise, serving would answer: their places, rising."""
    if not encoder.may_refuse:
        return np.arange(len(rows))
    refused = [place.start + encoded.bad_rows for place, encoded in reader.encoded(encoder, rows, limits=limits)]
    return np.setdiff1d(np.arange(len(rows)), np.concatenate(refused))
