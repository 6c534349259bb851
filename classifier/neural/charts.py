"""What a version's charts are drawn of, measured once the members are trained; and what each column is worth."""

# Axes: N rows, C classes, R repeats.

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.inference.predictor import Float32s, Predictor, probabilities
from classifier.metrics.charts import curves, reliability, threshold_table
from classifier.metrics.decision import predict_index
from classifier.metrics.report import log_loss
from classifier.neural.evaluate import Measured
from classifier.spec.charts import Charts, ColumnImportance, Importance
from classifier.table.encode import encode
from classifier.table.parts import RowReader

REPEATS = 3
MAX_ROWS = 1_000  # that columns are judged on
MAX_COLUMNS = 200
SECONDS = 1.0  # that judging the columns may add to a run

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
    if any(encoder.whole is not None for encoder in predictor.encoders):
        return _skipped("the input is one sequence or image, not columns")
    if len(columns) > MAX_COLUMNS:
        return _skipped(f"there are {len(columns)} columns, more than {MAX_COLUMNS}")
    rows = rows[:: max(1, -(-len(rows) // MAX_ROWS))]
    if len(rows) == 0:
        return _skipped("no row was held out from every member")
    parts = [table for _, table in reader.parts(columns, predictor.num_numbers, rows)]
    encoded = [encode(encoder, pa.concat_tables(parts)) for encoder in predictor.encoders]
    good_N = np.setdiff1d(np.arange(len(rows)), np.concatenate([one.bad_rows for one in encoded]))
    if len(good_N) == 0:
        return _skipped("no held-out row can be answered")
    x, y_N = [one.x_NX[good_N] for one in encoded], y_N[rows[good_N]]
    started = clock()
    base = _measures(predictor, x, y_N)
    needed = (clock() - started) * len(columns)
    repeats = min(REPEATS, int(SECONDS // max(needed, 1e-9)))
    if repeats == 0:
        return _skipped(f"one look at each column would take about {needed:.0f} s, more than {SECONDS:.0f}")
    draw = np.random.default_rng(seed)
    found = []
    for name in (column.name for column in columns):
        blocks = [
            [slice(start, end) for feature, start, end in encoder.offsets if name in feature.columns]
            for encoder in predictor.encoders
        ]
        worse = []
        for _ in range(repeats):
            order_N = draw.permutation(len(good_N))
            loss, accuracy = _measures(predictor, _dealt(x, blocks, order_N), y_N)
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
    return Importance(num_rows=len(good_N), repeats=repeats, columns=found, skipped=None)


def _dealt(x: Sequence[Float32s], blocks: Sequence[Sequence[slice]], order_N: Int64s) -> Iterator[Float32s]:
    """The rows as each encoder made them, with what it made of one column dealt to other rows.

    A column's numbers depend on that column alone, so that this is dealing its cells, without encoding all others again.
    """
    for x_NX, own in zip(x, blocks, strict=True):
        dealt_NX = x_NX.copy()
        for block in own:
            dealt_NX[:, block] = x_NX[order_N, block]
        yield dealt_NX


def _measures(predictor: Predictor, x: Iterable[Float32s], y_N: Int64s) -> tuple[float, float]:
    p_NC = probabilities(predictor.logits(x))
    return log_loss(p_NC, y_N), float((predict_index(p_NC, predictor.threshold) == y_N).mean())


def _skipped(reason: str) -> Importance:
    return Importance(num_rows=0, repeats=0, columns=[], skipped=reason)
