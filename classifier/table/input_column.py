"""A column that a model asks for, as rows and files are read for it."""

from dataclasses import dataclass

import pyarrow as pa

from classifier.spec.table import ColumnKind
from classifier.table.cells import STORED
from classifier.table.sequence_cell import sequence_type


@dataclass(frozen=True)
class InputColumn:
    """One column that a model asks for."""

    name: str
    kind: ColumnKind
    missing_tokens: tuple[str, ...]
    """Cells that count as missing; `classifier.table.cells.missing_tokens(kind)` when nothing else was said."""
    num_channels: int | None = None
    """Channels of every sequence; None takes those of the first row."""
    channels: tuple[str, ...] | None = None
    """Their names in the model's order, where they are known; a file that names its own is read by them."""

    @property
    def stored(self) -> pa.DataType:
        """Type of the column in a converted table."""
        return sequence_type(self.num_channels or 1) if self.kind is ColumnKind.sequence else STORED[self.kind]
