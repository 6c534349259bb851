"""The columns of a CSV, those of plainly written numbers read as numbers while the file goes by.

A column of numbers costs eight bytes a cell instead of its text, and is parsed once, while its bytes are at hand. Whatever
is not plain stays text, and the whole column decides, as ever: what comes out is what the text would have given.
"""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from classifier.spec.table import ColumnKind, ParseOptions
from classifier.table.cells import PADDING, missing_tokens, sampled, take_missing
from classifier.table.csv_blocks import CsvBlock
from classifier.table.plain import PlainNumbers, has_number, read_plain
from classifier.table.record_blocks import Block, RecordBlocks

MIN_ROWS = 4_096  # of one reading: below, what a call costs is more than its cells
MAX_BYTES = 64 << 20  # of text in one reading, however wide the table
HEAD_ROWS = 100  # words are told by them: Arrow writes a message for each cell that is no number, 0.6 us
MOST_WAITING = 3  # blocks that are read or ready
MAX_SPELLINGS = 1_000  # labels of one target at most; a column of more values is no target


@dataclass(frozen=True)
class NumberColumn:
    """A column whose every cell is a plainly written number or missing; some cell is a number."""

    values: pa.ChunkedArray
    """int64 when all are whole numbers, else float64; missing ones null."""
    missing: dict[str, int]
    """Token -> cells it made missing."""
    words: dict[str, int | float]
    """Cell as the file writes it -> its number; empty when there are over 1,000 such, or all are spelt as we do."""


@dataclass(frozen=True)
class ReadBlock:
    """Columns of a block, by their places."""

    block: CsvBlock
    numbers: dict[int, PlainNumbers]
    text: dict[int, pa.StringArray]

    @property
    def num_rows(self) -> int:
        """Of the block."""
        return self.block.num_rows

    def text_of(self, column: int) -> pa.StringArray:
        """Read here and now if it is not."""
        return self.text[column] if column in self.text else self.block.text(column)


class CsvColumns:
    """Takes the batches of a CSV, and gives its columns."""

    def __init__(self, names: Sequence[str], parse: ParseOptions, keep_text: Collection[str]):
        tokens = missing_tokens(ColumnKind.numeric, parse)
        self._names = list(names)
        self._numbers = {name: _Numbers(tokens) for name in names if name not in keep_text}
        self._text: dict[str, list[pa.Array]] = {name: [] for name in names if name in keep_text}
        self._num_taken = 0
        self.lost: set[str] = set()
        """Columns that were no numbers after all, once the text of their first rows was gone."""

    def take(self, batch: pa.Table) -> None:
        """The next rows, as text."""
        for name, column in zip(batch.column_names, batch.columns, strict=True):
            if name in self._text:
                self._text[name] += column.chunks
            elif name in self._numbers:
                self._take(name, column.chunk(0) if column.num_chunks == 1 else column.combine_chunks())
        self._num_taken += batch.num_rows

    def read(self, block: CsvBlock) -> ReadBlock:
        """What `take_block` will most likely want of a later block; reads nothing that changes meanwhile."""
        places = {name: place for place, name in enumerate(self._names)}
        numbers: dict[int, PlainNumbers] = {}
        for whole in (True, False):  # whose memory is let go of together, when whole numbers become integers
            some = [
                places[name]
                for name, column in list(self._numbers.items())
                if column.is_plain and column.whole == whole
            ]
            numbers |= block.numbers(some)
        return ReadBlock(block, numbers, {places[name]: block.text(places[name]) for name in list(self._text)})

    def take_block(self, read: ReadBlock) -> None:
        """The next rows, of which `read` has been read."""
        for place, name in enumerate(self._names):
            if name in self._text:
                self._text[name].append(read.text_of(place))
            elif name in self._numbers and not self._numbers[name].take_plain(read.numbers.get(place)):
                self._take(name, read.text_of(place))
        self._num_taken += read.block.num_rows

    def _take(self, name: str, text: pa.StringArray) -> None:
        """The next cells of a column that has been numbers so far."""
        if not self._numbers[name].take(text):
            del self._numbers[name]
            if self._num_taken:
                self.lost.add(name)
            else:
                self._text[name] = [text]

    def numbers(self) -> dict[str, NumberColumn]:
        """The columns of numbers, once all rows were taken."""
        found = {}
        while self._numbers:
            name, column = self._numbers.popitem()
            if (read := column.column()) is not None:
                found[name] = read
            else:
                self.lost.add(name)
        return found

    def take_lost(self, batch: pa.Table) -> None:
        """The next rows of the `lost` columns, read once more."""
        for name, column in zip(batch.column_names, batch.columns, strict=True):
            self._text.setdefault(name, []).extend(column.chunks)

    def text(self, name: str) -> pa.ChunkedArray:
        """A column that is not numbers, as it stands in the file."""
        return pa.chunked_array(self._text[name], pa.string())


class _Numbers:
    """One column that has been plain numbers so far."""

    def __init__(self, tokens: tuple[str, ...]):
        self._tokens = tokens
        self._always_first = self._tokens_first = has_number(tokens)  # such as -999
        self._chunks: list[pa.Array] = []
        self.whole = True
        self._some_ours = False
        self._missing: dict[str, int] = {}
        self._words: dict[str, None] | None = {}

    def take(self, text: pa.StringArray) -> bool:
        """Read the next cells; False when one is unusual."""
        if not self._chunks and self._read(text.slice(0, HEAD_ROWS)) is None:
            return False
        read = self._read(text)
        if read is None:
            return False
        plain, missing = read
        self._add(plain, missing)
        if not plain.ours and self._words is not None:
            there = text.filter(plain.values.is_valid()) if plain.values.null_count else text
            words = there.unique()  # no dict of them all: each costs more than its number
            many = len(words) > MAX_SPELLINGS
            self._words = None if many else self._words | dict.fromkeys(words.to_pylist())
            if self._words is not None and len(self._words) > MAX_SPELLINGS:
                self._words = None
        return True

    @property
    def is_plain(self) -> bool:
        """Whether the numbers of the next cells may be all that is wanted of them."""
        return bool(self._chunks) and not self._always_first

    def take_plain(self, plain: PlainNumbers | None) -> bool:
        """Take the next cells as they were read, empty ones as null; False when their text is needed."""
        if plain is None or not self.is_plain or not (plain.ours or self._words is None):
            return False
        self._add(plain, {"": plain.values.null_count} if plain.values.null_count else {})
        return True

    def _add(self, plain: PlainNumbers, missing: dict[str, int]) -> None:
        for token, count in missing.items():
            self._missing[token] = self._missing.get(token, 0) + count
        self._chunks.append(plain.values)
        self.whole &= plain.whole
        if plain.ours:
            self._some_ours |= plain.values.null_count < len(plain.values)

    def _read(self, text: pa.StringArray) -> tuple[PlainNumbers, dict[str, int]] | None:
        plain = None if self._tokens_first else read_plain(text)
        if plain is not None:
            return plain, {}
        trimmed, missing = take_missing(pa.chunked_array([text]), self._tokens)
        self._tokens_first = self._always_first or bool(missing)  # trying twice costs more
        plain = read_plain(trimmed.combine_chunks())
        return None if plain is None else (plain, missing)

    def column(self) -> NumberColumn | None:
        """What was read; None when the cells that a kind is guessed from are all missing, or a spelling was passed over."""
        values = pa.chunked_array(self._chunks, pa.float64())
        self._chunks = []
        if all(part.null_count == len(part) for part in sampled(values)):
            return None
        if self._words and self._some_ours:
            return None  # rare: some rows are written 2.50, so many others plainly 2 that no one block has both
        if self.whole:
            values = values.cast(pa.int64())
        words = pa.array(self._words or (), pa.string())
        read = pc.utf8_trim(words, characters=PADDING).cast(pa.float64()).cast(values.type)
        return NumberColumn(values, self._missing, dict(zip(words.to_pylist(), read.to_pylist(), strict=True)))


def read_blocks(source: RecordBlocks, columns: CsvColumns, beside: Executor) -> Iterator[ReadBlock | pa.Table]:
    """The blocks, plain ones as they were read and others as text, for `columns` to take one by one.

    Raises: as `RecordBlocks`.
    """

    def read(block: Block) -> ReadBlock | pa.Table:
        cells = source.cells(block)
        return source.text(block) if cells is None else columns.read(cells)

    waiting: deque[Future[ReadBlock | pa.Table]] = deque()
    blocks, most = source.blocks(), 1  # the first block tells which columns are numbers
    while True:
        while len(waiting) < most and (block := next(blocks, None)) is not None:
            waiting.append(beside.submit(read, block))
        if not waiting:
            return
        yield waiting.popleft().result()
        most = MOST_WAITING


def grouped(batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The batches, several put together while they are short."""
    waiting: list[pa.Table] = []
    num_rows = num_bytes = 0
    for batch in batches:
        if not waiting and batch.num_rows >= MIN_ROWS:
            yield batch
            continue
        waiting.append(batch)
        num_rows, num_bytes = num_rows + batch.num_rows, num_bytes + batch.nbytes
        if num_rows >= MIN_ROWS or num_bytes >= MAX_BYTES:
            yield pa.concat_tables(waiting)
            waiting, num_rows, num_bytes = [], 0, 0
    if waiting:
        yield pa.concat_tables(waiting)
