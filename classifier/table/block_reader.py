"""A block of CSV records as a raw table of the columns that are wanted, plain numbers read as such at once."""

# Axes: V cells that are not missing.

import re
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.csv as pcsv

from classifier.spec.limits import Limits
from classifier.spec.table import ParseOptions
from classifier.table.csv_rows import refuse_long_fields
from classifier.table.plain import has_number
from classifier.table.read import RawTable
from classifier.table.record_blocks import Block, RecordBlocks
from classifier.table.spelling import MAX_EXACT

_COLUMN = re.compile(r"column #(\d+)")


class BlockReader:
    """Reads blocks of one file; from several threads at once.

    A column of `numbers` (name -> its tokens of missing values) becomes float64 as Arrow parses it, in a fifth of the time
    of text that is parsed afterwards. Where a cell is no plain number, the column is text, in that block and from then on:
    what a cell means is for `classifier.table.cells` alone to say, and what is read here is what it would have read.
    """

    def __init__(
        self,
        source: RecordBlocks,
        parse: ParseOptions,
        limits: Limits,
        *,
        wanted: Sequence[str],
        numbers: Mapping[str, tuple[str, ...]],
    ):
        self._source, self._limits = source, limits
        self._delimiter = parse.delimiter
        names = source.header.names
        self._keys = [str(i) for i in range(len(names))]
        self._wanted = [i for i, name in enumerate(names) if name in set(wanted)]
        if not self._wanted:  # rows without a column would be no rows
            self._wanted = [0]
        self._names = [names[i] for i in self._wanted]
        typed = [i for i in self._wanted if names[i] in numbers]
        # Arrow takes one list of tokens for all columns; a token that is itself a number is one as a text only.
        self._tokens = next((numbers[names[i]] for i in typed), ())
        self._typed = {i for i in typed if numbers[names[i]] == self._tokens and not has_number(self._tokens)}

    def __call__(self, block: Block) -> RawTable:
        """The block's rows. Raises: `DataInvalid` where its records are unsound; `TooLarge`."""
        while True:
            typed = frozenset(self._typed)
            try:
                table = self._parse(block.data, typed)
            except pa.ArrowInvalid as error:
                told = str(error)
                if not typed or "onversion error" not in told:
                    self._source.refuse_faults()
                    raise
                column = _COLUMN.search(told)
                self._typed -= {int(column[1])} if column else typed
                continue
            strange = {
                i for i, cells in zip(self._wanted, table.columns, strict=True) if i in typed and _strange(cells)
            }
            if not strange:
                break
            self._typed -= strange
        refuse_long_fields(table, self._limits, first_row=None)
        header = self._source.header
        return RawTable(table, self._source.encoding, text=True, first_line=block.begin.line, renamed=header.renamed)

    def _parse(self, data: bytes, typed: frozenset[int]) -> pa.Table:
        table = pcsv.read_csv(
            pa.BufferReader(data),
            read_options=pcsv.ReadOptions(
                use_threads=False,
                block_size=max(1 << 16, len(data) + 1),  # one batch
                column_names=self._keys,
                autogenerate_column_names=False,
            ),
            parse_options=pcsv.ParseOptions(
                delimiter=self._delimiter, newlines_in_values=True, ignore_empty_lines=len(self._keys) > 1
            ),
            convert_options=pcsv.ConvertOptions(
                check_utf8=False,
                strings_can_be_null=False,
                quoted_strings_can_be_null=True,
                null_values=list(self._tokens),
                column_types={key: pa.float64() if i in typed else pa.string() for i, key in enumerate(self._keys)},
                include_columns=[self._keys[i] for i in self._wanted],
            ),
        )
        return table.rename_columns(self._names)


def _strange(cells: pa.ChunkedArray) -> bool:
    """Whether one of the numbers may not be one: infinity, NaN, or a whole number that float64 cannot tell from others."""
    for chunk in cells.chunks:
        number_V = chunk.drop_null().to_numpy() if chunk.null_count else chunk.to_numpy()
        if len(number_V) and not (number_V.min() > -MAX_EXACT and number_V.max() < MAX_EXACT):
            return True
    return False
