"""What a version's charts are drawn of, measured once the members are trained; and what each column is worth."""

# Axes: N rows, C classes, R repeats.

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.inference.predictor import Predictor
from classifier.metrics.charts import curves, reliability, threshold_table
from classifier.metrics.decision import predict_index
from classifier.metrics.report import log_loss
from classifier.neural.evaluate import Measured
from classifier.spec.charts import Charts, ColumnImportance, Importance
from classifier.spec.table import ColumnKind
from classifier.table.parts import RowReader

REPEATS = 3
MAX_ROWS = 2_000  # that columns are judged on: the log-loss of so many is known to a few hundredths
MAX_COLUMNS = 200
SECONDS = 5.0  # that judging the columns may add to a run

Int64s = npt.NDArray[np.int64]


def measure_charts(
    measured: Measured, reader: RowReader, y_N: Int64s, *, seed: int, clock: Callable[[], float] = time.perf_counter
) -> Charts:
    """The charts of the rows that `measured` holds out, and the importance of columns on those that no member knows."""
    held, classes = measured.held, measured.served.classes
    roc, precision_recall = curves(held.answers, classes)
    threshold = measured.threshold
    return Charts(
        part=held.part,
        num_rows=len(held.answers),
        roc=roc,
        precision_recall=precision_recall,
        reliability=reliability(held.answers),
        thresholds=None if threshold is None else threshold_table(held.answers, threshold),
        importance=_importance(measured.served, reader, y_N, held.unlearnt, seed, clock),
    )


def _importance(
    predictor: Predictor, reader: RowReader, y_N: Int64s, rows: Int64s, seed: int, clock: Callable[[], float]
) -> Importance:
    columns = predictor.input_columns
    if any(column.kind in (ColumnKind.sequence, ColumnKind.image) for column in columns):
        return _skipped("the input is one sequence or image, not columns")
    if len(columns) > MAX_COLUMNS:
        return _skipped(f"there are {len(columns)} columns, more than {MAX_COLUMNS}")
    rows = rows[:: max(1, -(-len(rows) // MAX_ROWS))]
    if len(rows) == 0:
        return _skipped("no row was held out from every member")
    names = [column.name for column in columns]
    parts = [table.select(names) for _, table in reader.parts(columns, predictor.num_numbers, rows)]
    table = pa.concat_tables(parts).combine_chunks()
    started = clock()
    first = predictor.predict(table)
    seconds = clock() - started
    good = np.setdiff1d(np.arange(len(rows)), first.bad_rows)
    if len(good) == 0:
        return _skipped("no held-out row can be answered")
    repeats = min(REPEATS, int(SECONDS // max(seconds * len(columns), 1e-9)))
    if repeats == 0:
        needed = seconds * len(columns)
        return _skipped(f"one look at each column would take about {needed:.0f} s, more than {SECONDS:.0f}")
    table, y_N = table.take(pa.array(good)), y_N[rows[good]]
    base = _measures(predictor, table, y_N)
    draw = np.random.default_rng(seed)
    found = []
    for place, name in enumerate(names):
        worse = []
        for _ in range(repeats):
            dealt = table.column(place).take(pa.array(draw.permutation(len(good))))
            loss, accuracy = _measures(predictor, table.set_column(place, table.schema.field(place), dealt), y_N)
            worse.append((loss - base[0], base[1] - accuracy))
        loss_R, accuracy_R = np.array(worse).T
        found.append(
            ColumnImportance(
                column=name,
                log_loss=float(loss_R.mean()),
                log_loss_std=float(loss_R.std(ddof=1)) if repeats > 1 else 0.0,
                accuracy=float(accuracy_R.mean()),
            )
        )
    found.sort(key=lambda column: -column.log_loss)
    return Importance(num_rows=len(good), repeats=repeats, columns=found, skipped=None)


def _measures(predictor: Predictor, table: pa.Table, y_N: Int64s) -> tuple[float, float]:
    p_NC = predictor.predict(table).probabilities_NC
    return log_loss(p_NC, y_N), float((predict_index(p_NC, predictor.threshold) == y_N).mean())


def _skipped(reason: str) -> Importance:
    return Importance(num_rows=0, repeats=0, columns=[], skipped=reason)
