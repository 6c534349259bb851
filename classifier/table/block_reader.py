"""A block of CSV records as a raw table of the columns that are wanted, plain numbers read as such at once."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from classifier.spec.limits import Limits
from classifier.table.csv_rows import refuse_long_fields
from classifier.table.plain import has_number
from classifier.table.read import RawTable
from classifier.table.record_blocks import Block, RecordBlocks


class BlockReader:
    """Reads blocks of one file; from several threads at once.

    A column of `numbers` (name -> its tokens of missing values) becomes float64 in each plain block whose cells of it are
    empty or plainly written numbers, in a fifth of the time of text that is parsed afterwards; elsewhere it is text. What a
    cell means is for `classifier.table.cells` alone to say, and what is read here is what it would have read.
    """

    def __init__(
        self,
        source: RecordBlocks,
        limits: Limits,
        *,
        wanted: Sequence[str],
        numbers: Mapping[str, tuple[str, ...]],
    ):
        self._source, self._limits = source, limits
        names = source.header.names
        # rows without a column would be no rows
        self._wanted = [i for i, name in enumerate(names) if name in set(wanted)] or [0]
        # A token that is itself a number is one as a text only.
        self._numbers = [i for i in self._wanted if names[i] in numbers and not has_number(numbers[names[i]])]

    def __call__(self, block: Block) -> RawTable:
        """The block's rows. Raises: `DataInvalid` where its records are unsound; `TooLarge`."""
        cells = self._source.cells(block)
        if cells is None:
            table = self._source.text(block, self._wanted)
            refuse_long_fields(table, self._limits, first_row=None)
        else:
            read = cells.numbers(self._numbers)
            arrays = [read[i].values if i in read else cells.text(i) for i in self._wanted]
            table = pa.table(arrays, names=[self._source.header.names[i] for i in self._wanted])
        header = self._source.header
        return RawTable(table, self._source.encoding, text=True, first_line=block.begin.line, renamed=header.renamed)
