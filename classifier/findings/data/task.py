"""What is to be learnt from what: a table's target, its features and each row's class."""

# Axes: N rows.
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.spec.check_data import FEATURE_KINDS, WHOLE_KINDS, auto_features
from classifier.spec.table import Column, ColumnKind, Schema
from classifier.table.stored import StoredTable
from classifier.table.target import label_column

Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Task:
    """A target and the columns it is learnt from."""

    table: pa.Table | StoredTable
    schema: Schema
    target: str
    features: list[str]
    y_N: Int64s  # noqa: N815
    """Class number of each row, -1 where the label is missing."""
    classes: list[str]

    @property
    def is_whole(self) -> bool:
        """Whether a row's input is one sequence or image."""
        return any(column.kind in WHOLE_KINDS for column in self.columns)

    @property
    def columns(self) -> list[Column]:
        """The features as the schema describes them."""
        known = {column.name: column for column in self.schema.columns}
        return [known[name] for name in self.features if name in known and known[name].kind in FEATURE_KINDS]

    @property
    def datetimes(self) -> list[str]:
        """Features that are times."""
        return [column.name for column in self.columns if column.kind is ColumnKind.datetime]


def task_of(table: pa.Table | StoredTable, schema: Schema, target: str, features: Sequence[str] | None = None) -> Task:
    """The task of learning `target`, from the features that "auto" would take unless they are named."""
    y_N, classes = label_column(table, target)
    return Task(table, schema, target, list(features or auto_features(schema, target)), y_N, classes)
