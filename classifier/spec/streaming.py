"""Which runs hold their rows in memory, and how much those that do not may hold of them at once."""

from dataclasses import dataclass
from typing import Self

from classifier.spec.resources import PROCESS, ROW_COPIES

FLOAT_BYTES = 4
# The table, and the rows of a part taken out of it. 400,000 x 50: 944 MiB by the rule, 968 measured; 500,000 x 100: 1,745
# and 1,660 to 1,846.
TABLE_COPIES = 2
MOST_BUFFER, LEAST_BUFFER = 256 * 2**20, 2**20
BUFFER_SHARE = 8  # an eighth of what is left beside the process
PARTS_OF_BUFFER = 4  # parts are read and encoded one ahead, so that two or three of them exist beside the buffer


@dataclass(frozen=True)
class Streaming:
    """Sizes of a run that reads its rows anew each epoch; equal sizes give equal orders, and so equal weights."""

    buffer_bytes: int
    """Encoded rows that wait to be mixed with those read later."""
    part_bytes: int
    """Rows that are read and encoded at once."""

    @classmethod
    def within(cls, memory_bytes: int) -> Self:
        """For a process that may take so much.

        >>> Streaming.within(4 * 2**30).buffer_bytes // 2**20, Streaming.within(2**30).part_bytes // 2**20
        (256, 16)
        """
        spare = (memory_bytes - PROCESS) // BUFFER_SHARE
        buffer_bytes = max(LEAST_BUFFER, min(MOST_BUFFER, spare))
        return cls(buffer_bytes, buffer_bytes // PARTS_OF_BUFFER)

    def holds(self, num_rows: int, num_numbers: int) -> bool:
        """Whether encoded rows are so few that reading them again each epoch saves nothing."""
        return num_rows * num_numbers * FLOAT_BYTES <= self.buffer_bytes

    @property
    def held_bytes(self) -> int:
        """Of rows, however many the table has."""
        return 2 * self.buffer_bytes


def streaming_for(num_rows: int, num_numbers: int, *, table_bytes: int, memory_bytes: int | None) -> Streaming | None:
    """None for rows that fit into memory, as they do when nothing is said of it.

    `num_numbers` is what a row becomes, `table_bytes` what the table takes in Arrow, `memory_bytes` what the process may
    take. Members trained side by side have a bound of their own.

    >>> streaming_for(1_000_000, 20, table_bytes=160 * 2**20, memory_bytes=2 * 2**30) is None
    True
    >>> streaming_for(10_000_000, 250, table_bytes=20 * 2**30, memory_bytes=4 * 2**30) is None
    False
    """
    encoded = num_rows * num_numbers * FLOAT_BYTES * ROW_COPIES
    if memory_bytes is None or PROCESS + TABLE_COPIES * table_bytes + encoded <= memory_bytes:
        return None
    return Streaming.within(memory_bytes)
