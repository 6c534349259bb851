"""A file in pieces, each read apart from the others, and from any of them on."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from classifier.spec.limits import Limits
from classifier.spec.table import FileFormat, ParseOptions
from classifier.table.block_reader import BlockReader
from classifier.table.read import RawTable, iter_source
from classifier.table.record_blocks import Place, RecordBlocks
from classifier.table.source import Source, file_source


@dataclass(frozen=True)
class Piece:
    """Some rows of a file, in order."""

    read: Callable[[], RawTable]
    """The rows; may be called from another thread. Raises: as `read_source`."""
    end: Place | None
    """Where the next piece begins, in a CSV; elsewhere rows are counted."""


@dataclass(frozen=True)
class Wanted:
    """What a reader needs of a file."""

    columns: Sequence[str] | None
    """Names of the columns to read where reading less is less work; None takes all."""
    numbers: Mapping[str, tuple[str, ...]]
    """Columns that are read as numbers, whose text nobody asks for, with their tokens of missing values."""


class Pieces:
    """The pieces of the file at `path`; a CSV is read in parallel, other formats as their reader goes."""

    def __init__(
        self, path: Path, file_format: FileFormat, *, gzip: bool, parse: ParseOptions, limits: Limits, most_rows: int
    ):
        self._path, self._format, self._gzip = path, file_format, gzip
        self._parse, self._limits, self._most_rows = parse, limits, most_rows
        self.num_bytes = path.stat().st_size
        self.num_read = 0
        """Bytes of the file taken so far, compressed as they are; stays 0 for a format that is not read in order."""
        self._blocks: RecordBlocks | None = None
        self._first: RawTable | None = None
        if file_format is FileFormat.csv and parse.series is None:
            self._blocks = RecordBlocks(self._metered(), parse, limits)
            self.names = list(self._blocks.header.names)
            """Columns of the file, of its first rows where later ones may have more."""
        else:
            self._tables = self._iterate()
            self._first = next(self._tables)
            self.names = self._first.table.column_names

    def __call__(self, wanted: Wanted, *, rows_done: int = 0, place: Place | None = None) -> Iterator[Piece]:
        """The pieces after the first `rows_done` rows, which end at `place`. Raises: as `read_source`."""
        if self._blocks is not None:
            columns = self.names if wanted.columns is None else wanted.columns
            reader = BlockReader(self._blocks, self._limits, wanted=columns, numbers=wanted.numbers)
            for block in self._blocks.blocks(place):
                yield Piece(lambda block=block: reader(block), block.end)  # type: ignore[misc]
            return
        assert self._first is not None  # noqa: S101 (typing only)
        first, self._first = self._first, None
        for raw in chain([first], self._tables):
            if raw.table.num_rows <= rows_done:
                rows_done -= raw.table.num_rows
                continue
            if rows_done:
                raw, rows_done = replace(raw, table=raw.table.slice(rows_done)), 0
            yield Piece(lambda raw=raw: raw, None)  # type: ignore[misc]

    def share(self, end: Place | None) -> float | None:
        """How much of the file lies before `end`, 0 to 1; None where only rows tell. Of one that must be decoded, roughly."""
        if self._blocks is None:
            return None
        is_plain = not self._gzip and self._blocks.encoding in ("utf-8", "utf-8-sig")
        num_bytes = (end.num_bytes if end else 0) if is_plain else self.num_read
        return min(1.0, num_bytes / max(1, self.num_bytes))

    def _iterate(self) -> Iterator[RawTable]:
        return iter_source(
            self._path,
            self._format,
            gzip=self._gzip,
            parse=self._parse,
            limits=self._limits,
            batch_rows=self._most_rows,
        )

    def _metered(self) -> Source:
        plain = file_source(self._path, gzip=self._gzip)
        return replace(plain, open=lambda: cast(BinaryIO, _Metered(self._path, self)))


class _Metered(io.FileIO):
    """A file that tells how far it is read."""

    def __init__(self, path: Path, pieces: Pieces):
        super().__init__(path, "rb")
        self._pieces = pieces

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self._pieces.num_read = self.tell()
        return data or b""
