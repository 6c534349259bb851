"""A block of plain CSV, whole rows with quotes around cells at most, split into cells and read by compiled loops.

Nothing is decided here. What is unusual, a block or a column of one, is left to who reads any CSV.
"""

# Axes: B bytes, M marks (the byte that ends a cell), N rows, W columns, C of them that may be numbers.

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.spec.limits import Limits
from classifier.table.plain import PlainNumbers

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True)
class CsvBlock:
    """Where the cells of some rows are."""

    data: bytes
    mark_NW: npt.NDArray[np.int32]  # noqa: N815
    """Place of the delimiter or line end behind each cell."""
    ending: int
    """Bytes before a row's mark that belong to the line end: 1 where it is a carriage return and a line feed."""

    @classmethod
    def split(cls, data: bytes, width: int, delimiter: str, limits: Limits) -> Self | None:
        """None when a row is not of `width` cells (at least two), a quote is not around a cell, or a cell is too long.

        >>> CsvBlock.split(b'1,"x, x"\\n2,y', 2, ",", Limits()).text(1).to_pylist()
        ['x, x', 'y']
        """
        from classifier.table.csv_loops import compiled

        if width < 2:
            return None
        if not data.endswith(b"\n"):
            data += b"\n"
        byte_B = np.frombuffer(data, dtype=np.uint8)
        num_quotes, num_returns = (compiled().count(byte_B, mark[0]) if mark in data else 0 for mark in (b'"', b"\r"))
        mark_M = np.empty(len(data) + 1, dtype=np.int32)  # what is never written takes no memory
        for mark in (compiled().mark, compiled().mark_unquoted) if num_quotes else (compiled().mark,):
            num = mark(byte_B, ord(delimiter), mark_M)
            if num % width:
                continue
            mark_NW = mark_M[:num].reshape(-1, width)
            num_quoted, num_endings, longest = compiled().rows(byte_B, mark_NW)
            if num_quotes == 2 * num_quoted:
                plain = longest <= limits.max_field_bytes and num_returns == num_endings in (0, len(mark_NW))
                return cls(data, mark_NW, ending=int(num_returns > 0)) if plain else None
        return None

    @property
    def num_rows(self) -> int:
        """N."""
        return len(self.mark_NW)

    def text(self, column: int) -> pa.StringArray:
        """The cells as they stand there; an empty one is `""`."""
        from classifier.table.csv_loops import compiled

        num_rows = self.num_rows
        byte_B = np.frombuffer(self.data, dtype=np.uint8)
        start_N, to_N = np.empty(num_rows, dtype=np.int32), _array(num_rows + 1, np.int32)
        compiled().places(byte_B, self.mark_NW, column, self.ending, start_N, to_N)
        out_B = _array(int(to_N[-1]) + 8, np.uint8)
        compiled().copy(byte_B, start_N, to_N, out_B)
        return pa.StringArray.from_buffers(num_rows, pa.py_buffer(to_N), pa.py_buffer(out_B))

    def numbers(self, columns: Collection[int]) -> dict[int, PlainNumbers]:
        """Those columns whose cells are all empty, which is null, or numbers as they are mostly written."""
        from classifier.table.csv_loops import MINUS_ZERO, POINTED, UNUSUAL, compiled

        column_C = np.array(list(columns), dtype=np.int64)
        value_CN = _array(len(column_C) * self.num_rows, np.float64).reshape(len(column_C), self.num_rows)
        found_C, num_empty_C = np.zeros((2, len(column_C)), dtype=np.int64)
        byte_B = np.frombuffer(self.data, dtype=np.uint8)
        compiled().numbers(byte_B, self.mark_NW, self.ending, column_C, value_CN, found_C, num_empty_C)
        read = {}
        for c, (column, found, num_empty) in enumerate(
            zip(column_C.tolist(), found_C.tolist(), num_empty_C.tolist(), strict=True)
        ):
            if found & UNUSUAL:
                continue
            values = pa.array(value_CN[c], from_pandas=num_empty > 0)  # NaN is null
            read[column] = PlainNumbers(values, whole=not found & POINTED, ours=not found & (POINTED | MINUS_ZERO))
        return read


def _array(size: int, kind: type[T]) -> npt.NDArray[T]:
    """In Arrow's memory, which goes back to the system: what NumPy frees of such sizes stays with its thread."""
    return np.frombuffer(pa.allocate_buffer(size * np.dtype(kind).itemsize), dtype=kind)
