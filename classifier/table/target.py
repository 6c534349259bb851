"""The label column: class names as the file spells them, and each row's class number."""

# Axes: N rows.

import re
from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import SpecInvalid
from classifier.table.spelling import spell, spelling_of
from classifier.table.stored import StoredTable

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def label_column(table: pa.Table | StoredTable, target: str) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Class number of each row and the class names, `(y_N, classes)`; -1 where the label is missing.

    Shape: `[N]` int64 in `-1..C-1`. Classes stand in numeric order when all are numbers, else in text order.
    Raises: `SpecInvalid` when there is no such column.

    >>> y_N, classes = label_column(pa.table({"y": [10, 9, None, 10]}), "y")
    >>> y_N.tolist(), classes
    ([1, 0, -1, 1], ['9', '10'])
    """
    if target not in table.column_names:
        raise SpecInvalid(f"There is no column {target!r} to learn.")
    encoded = table.column(target).dictionary_encode().unify_dictionaries()
    in_file = spelling_of(table.schema.field(target))
    values = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
    canonical = [None if value is None or value != value else spell(value) for value in values]  # NaN is missing
    spelled = [None if text is None else in_file.get(text, text) for text in canonical]
    classes = sort_labels(name for name in set(spelled) if name is not None)
    number = {name: i for i, name in enumerate(classes)}
    code_of_entry = np.array([-1 if name is None else number[name] for name in spelled] + [-1], dtype=np.int64)
    entries = [chunk.indices.fill_null(len(values)).to_numpy() for chunk in encoded.chunks]
    entry_N = np.concatenate([np.empty(0, dtype=np.int32), *entries])
    return code_of_entry[entry_N], classes


def sort_labels(labels: Iterable[str]) -> list[str]:
    """Labels in numeric order when every one is a number, else in text order.

    >>> sort_labels(["10", "9"]), sort_labels(["10", "9", "b"])
    (['9', '10'], ['10', '9', 'b'])
    """
    names = sorted(labels)
    if all(_NUMBER.fullmatch(name) for name in names):
        names.sort(key=Decimal)  # exact past 2^53; stable, so that "01" stays before "1"
    return names
