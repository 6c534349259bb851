"""What a column of sequences holds, counted over all real steps."""

import math

import numpy as np
import pyarrow as pa

from classifier.spec.table import SequenceProfile
from classifier.table.running import Running
from classifier.table.sequence_cell import channels_of, steps_of


def profile_sequences(table: pa.Table, name: str) -> SequenceProfile | None:
    """Counts over the rows that have a sequence; None when none has."""
    steps = steps_of(table.column(name))
    present_N = steps.steps_N[steps.steps_N > 0]
    if not len(present_N):
        return None
    there = steps.x_SF[~np.isnan(steps.x_SF)]
    running = Running()
    with np.errstate(over="ignore", invalid="ignore"):  # numbers near 1e308
        running.add(there)
    return SequenceProfile(
        num_channels=steps.num_channels,
        channels=channels_of(table.schema.field(name)),
        min_steps=int(present_N.min()),
        max_steps=int(present_N.max()),
        mean_steps=float(present_N.mean()),
        num_missing_values=steps.x_SF.size - len(there),
        minimum=float(there.min()) if len(there) else None,
        maximum=float(there.max()) if len(there) else None,
        mean=running.mean if len(there) and math.isfinite(running.mean) else None,
        std=running.std if len(there) and math.isfinite(running.std) else None,
    )
