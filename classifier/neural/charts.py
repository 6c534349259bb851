"""What a version's charts are drawn of, measured once the members are trained; and what each column is worth."""

# Axes: N rows, C classes, R repeats.

import time
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.inference.predictor import Float32s, Predictor, probabilities
from classifier.metrics.charts import curves, reliability, threshold_table
from classifier.metrics.decision import predict_index
from classifier.metrics.report import log_loss
from classifier.neural.evaluate import Measured
from classifier.spec.charts import Charts, ColumnImportance, Importance
from classifier.table.encode import Encoder, encode
from classifier.table.parts import RowReader

REPEATS = 3
MAX_ROWS = 1_000  # that columns are judged on
STACKED_ROWS, STACKED_NUMBERS = 4_096, 2**22  # that go through the network at once, 16 MiB at most
MAX_COLUMNS = 200
SECONDS = 1.0  # that judging the columns may add to a run

Int64s = npt.NDArray[np.int64]
Float64s = npt.NDArray[np.float64]


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
    base = _told(predictor, probabilities(predictor.logits(x)), y_N)
    needed = (clock() - started) * len(columns)
    repeats = min(REPEATS, int(SECONDS // max(needed, 1e-9)))
    if repeats == 0:
        return _skipped(f"one look at each column would take about {needed:.0f} s, more than {SECONDS:.0f}")
    draw = np.random.default_rng(seed)
    dealt = [(column.name, draw.permutation(len(good_N))) for column in columns for _ in range(repeats)]
    at_once = max(1, min(STACKED_ROWS, STACKED_NUMBERS // predictor.num_numbers) // len(good_N))
    looks = [
        look
        for start in range(0, len(dealt), at_once)
        for look in _looks(predictor, x, y_N, dealt[start : start + at_once])
    ]
    found = []
    for place, column in enumerate(columns):
        loss_R, accuracy_R = np.array(looks[place * repeats : (place + 1) * repeats]).T
        found.append(
            ColumnImportance(
                column=column.name,
                log_loss=float((loss_R - base[0]).mean()),
                log_loss_std=float(loss_R.std(ddof=1)) if repeats > 1 else 0.0,
                accuracy=float((base[1] - accuracy_R).mean()),
            )
        )
    found.sort(key=lambda column: -column.log_loss)
    return Importance(num_rows=len(good_N), repeats=repeats, columns=found, skipped=None)


def _looks(
    predictor: Predictor, x: Sequence[Float32s], y_N: Int64s, dealt: Sequence[tuple[str, Int64s]]
) -> list[tuple[float, float]]:
    """Log-loss and accuracy with one column's cells dealt to other rows, for each of `dealt`: a column and the rows' order.

    What becomes of a column depends on that column alone, so that its numbers are dealt, and nothing is encoded again. All
    go through the network together: of a few hundred rows most of the time is no arithmetic.
    """

    def stacked(encoder: Encoder, x_NX: Float32s) -> Float32s:
        stack_LNX = np.repeat(x_NX[None], len(dealt), axis=0)
        for look_NX, (name, order_N) in zip(stack_LNX, dealt, strict=True):
            for feature, start, end in encoder.offsets:
                if name in feature.columns:
                    look_NX[:, start:end] = x_NX[order_N, start:end]
        return stack_LNX.reshape(-1, *x_NX.shape[1:])

    stacks = (stacked(encoder, x_NX) for encoder, x_NX in zip(predictor.encoders, x, strict=True))
    p_LNC = probabilities(predictor.logits(stacks)).reshape(len(dealt), len(y_N), -1)
    return [_told(predictor, p_NC, y_N) for p_NC in p_LNC]


def _told(predictor: Predictor, p_NC: Float64s, y_N: Int64s) -> tuple[float, float]:
    return log_loss(p_NC, y_N), float((predict_index(p_NC, predictor.threshold) == y_N).mean())


def _skipped(reason: str) -> Importance:
    return Importance(num_rows=0, repeats=0, columns=[], skipped=reason)
