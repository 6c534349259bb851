"""Rows of a table as a plain matrix for probing models: ranks, so that any rising map of a column gives the same."""

# Axes: N sampled rows, D columns.
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.findings.data.task import Task
from classifier.spec.table import ColumnKind
from classifier.spec.train import TrainSpec
from classifier.table.baseline_matrix import baseline_matrix
from classifier.table.encode import encode, fit_encoder

MAX_WHOLE_ROWS = 1_000  # images are decoded one by one: 1,000 of 28 x 28 take 0.1 s
MAX_WHOLE_NUMBERS = 400
IMAGE_SIZE = (16, 16)

Float32s = npt.NDArray[np.float32]
Int64s = npt.NDArray[np.int64]


def matrix_of(task: Task, rows_N: Int64s) -> Float32s:
    """`[N, D]` float32, finite."""
    table = task.table.select(task.features).take(pa.array(rows_N))
    if task.is_whole:
        return _whole(task, table)
    return np.column_stack([ranks(table.column(name)) for name in task.features]).astype(np.float32)


def ranks(column: pa.ChunkedArray) -> Int64s:
    """Place of each cell's value among the column's values, words in order of frequency; -1 where it is missing."""
    if pa.types.is_string(column.type):
        encoded = column.combine_chunks().dictionary_encode()
        code_N = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        count = np.bincount(code_N[code_N >= 0], minlength=len(encoded.dictionary))
        place = np.empty(len(count) + 1, dtype=np.int64)
        place[np.argsort(-count, kind="stable")] = np.arange(len(count))
        place[-1] = -1
        placed_N: Int64s = place[code_N]
        return placed_N
    missing_N = np.asarray(column.is_null().to_numpy(), dtype=np.bool_)
    if pa.types.is_timestamp(column.type) or pa.types.is_boolean(column.type):
        column = column.cast(pa.int64())
    value_N = column.fill_null(pa.scalar(0, column.type)).to_numpy()
    rank_N: Int64s = np.unique(value_N, return_inverse=True)[1].astype(np.int64)
    rank_N[missing_N] = -1
    return rank_N


def _whole(task: Task, table: pa.Table) -> Float32s:
    """Numbers of sequences or images, every so many of them where there are too many."""
    name = next(column.name for column in task.columns if column.kind in (ColumnKind.sequence, ColumnKind.image))
    spec = TrainSpec.model_validate({"target": task.target, "features": [name], "preprocessing": _PREPROCESSING})
    encoder = fit_encoder(table, task.schema, spec, np.arange(table.num_rows))
    x_ND = baseline_matrix(encoder, encode(encoder, table).x_NX)
    return np.ascontiguousarray(x_ND[:, :: max(1, -(-x_ND.shape[1] // MAX_WHOLE_NUMBERS))])


_PREPROCESSING = {"normalization": "standard", "image_size": IMAGE_SIZE}
