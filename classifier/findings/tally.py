"""Counting served rows for one model: what came in, what was refused, what was answered."""

# Axes: N rows, C classes.

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Self

import numpy as np
import pyarrow as pa

from classifier.errors import Fault
from classifier.metrics.decision import predict_index
from classifier.spec.counts import UNTOLD, ServingCounts
from classifier.spec.manifest import members_of
from classifier.spec.reference import Reference, probability_bounds
from classifier.table.convert import Converted
from classifier.table.counting import ColumnCounts, Columns, TableColumns, known_levels
from classifier.table.features.marks import Float64s

PROBABILITY_BINS = 10


class Tally:
    """Counts rows for one model; knows its bins, its classes and which columns its training table had."""

    def __init__(
        self,
        columns: ColumnCounts,
        *,
        classes: Sequence[str],
        threshold: float | None,
        known_columns: Collection[str],
    ):
        self._columns = columns
        self._num_classes, self._threshold = len(classes), threshold
        self._known = frozenset(known_columns)

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Self:
        """Of a model's manifest; one without a reference counts no columns."""
        said = manifest.get("reference")
        references = [] if said is None else Reference.model_validate(said).columns
        levels = known_levels(f for member in members_of(manifest) for f in member["encoder"]["columns"])
        return cls(
            ColumnCounts(references, levels),
            classes=manifest["classes"],
            threshold=manifest["threshold"],
            known_columns={column["name"] for column in manifest["schema"]["columns"]},
        )

    def count(
        self, converted: Converted, p_NC: Float64s | None, bad: Collection[int], faults: Sequence[Fault]
    ) -> ServingCounts:
        """Of one request or batch: its answered rows and its refused ones.

        `p_NC`: probabilities of every row of the table; None when none was answered. `faults` count rows from the
        table's first.
        """
        counted = ServingCounts() if p_NC is None else self.answered(converted.table, p_NC, bad)
        unknown = counted.rows + len(bad) if self.is_strange(converted) else 0
        return counted.plus(ServingCounts(refused=len(bad), unknown=unknown, faults=first_faults(bad, faults)))

    def is_strange(self, converted: Converted) -> bool:
        """Whether rows came with a column that the training table did not have."""
        return any(name not in self._known for name in converted.ignored_columns)

    def joined(self, tables: Sequence[pa.Table]) -> pa.Table:
        """The columns that are counted, of all tables."""
        names = self._columns.names
        parts = [table if table.column_names == names else table.select(names) for table in tables]
        return pa.concat_tables(parts).combine_chunks()

    def answered(self, table: pa.Table, p_NC: Float64s, bad: Collection[int] = ()) -> ServingCounts:
        """Of the rows of a converted table but the bad ones, with their probabilities."""
        if bad:
            good_N = np.setdiff1d(np.arange(table.num_rows), np.fromiter(bad, dtype=np.int64, count=len(bad)))
            table, p_NC = table.select(self._columns.names).take(pa.array(good_N)), p_NC[good_N]
        return self.counted(TableColumns(table), p_NC)

    def counted(self, columns: Columns, p_NC: Float64s) -> ServingCounts:
        """Of rows that were all answered, with their probabilities."""
        labels, probabilities = count_outputs(p_NC, self._threshold)
        # Counted here, so that checking 30,000 numbers again would be a waste.
        return ServingCounts.model_construct(
            rows=len(p_NC), columns=self._columns(columns), labels=labels, probabilities=probabilities
        )


def count_outputs(p_NC: Float64s, threshold: float | None) -> tuple[list[int], list[int]]:
    """Rows by label, and by the probability of the second class of two, else of the likeliest.

    >>> count_outputs(np.array([[0.75, 0.25], [0.0, 1.0]]), 0.5)
    ([1, 1], [0, 0, 1, 0, 0, 0, 0, 0, 0, 1])
    """
    num_classes = p_NC.shape[1]
    labels = np.bincount(predict_index(p_NC, threshold), minlength=num_classes)
    low, high = probability_bounds(num_classes)
    p_N = p_NC[:, 1] if num_classes == 2 else p_NC.max(axis=1)
    bin_N = np.clip((p_N - low) / (high - low) * PROBABILITY_BINS, 0, PROBABILITY_BINS - 1).astype(np.int64)
    return labels.tolist(), np.bincount(bin_N, minlength=PROBABILITY_BINS).tolist()


def first_faults(bad: Collection[int], faults: Sequence[Fault]) -> dict[str, dict[str, int]]:
    """Bad rows by code and column of the first fault of each; a fault without a row is one of all rows."""
    counts: dict[str, dict[str, int]] = {}
    left = set(bad)

    def blame(code: str, column: str, num_rows: int) -> None:
        by_column = counts.setdefault(code, {})
        by_column[column] = by_column.get(column, 0) + num_rows

    for fault in faults:
        if not left:
            break
        if fault.row is None:
            blame(fault.code, fault.column or "", len(left))
            left.clear()
        elif fault.row in left:
            blame(fault.code, fault.column or "", 1)
            left.remove(fault.row)
    if left:
        blame(UNTOLD, "", len(left))
    return counts
