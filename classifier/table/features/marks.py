"""What a column tells of the rows it has written: what was missing, never seen, cut or cannot be used."""

# Axes: N rows.

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from classifier.errors import Fault

MAX_FAULTS = 1_000  # a file may hold millions of refused cells; the first ones tell what is wrong

Bools = npt.NDArray[np.bool_]
Float32s = npt.NDArray[np.float32]
Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]

NO_ROWS: Int64s = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Marks:
    """Row numbers, rising, for each thing that a row may have to be told of."""

    missing: Int64s = field(default_factory=lambda: NO_ROWS)
    """A value was missing and is taken as something."""
    unseen: Int64s = field(default_factory=lambda: NO_ROWS)
    """A category that had never been seen."""
    cut: Int64s = field(default_factory=lambda: NO_ROWS)
    """A sequence longer than the network reads."""
    unusable: Int64s = field(default_factory=lambda: NO_ROWS)
    """A whole input that is not there or cannot be read: the row must not be answered."""
    faults: list[Fault] = field(default_factory=list)
    """Of `unusable`, at most 1,000."""
