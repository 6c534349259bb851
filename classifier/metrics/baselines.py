"""What simple answers reach on the same split: the majority class, the class shares, logistic regression."""

# Axes: N rows, P rows of a part, X all axes of one encoded row, D numbers, C classes.

import math
import warnings
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from classifier.metrics.report import evaluate
from classifier.spec.report import Baselines, BaseRateBaseline, LogisticBaseline, MajorityBaseline

MAX_LOGISTIC_ROWS = 50_000  # past this the fit gets slower but its accuracy no longer moves by a tenth of a point
MAX_ITERATIONS = 1_000
PART_NUMBERS = 2**24  # made of encoded rows at once: 128 MB of float64
MAX_LOGISTIC_NUMBERS = 50_000_000  # rows times columns: 400 MB of float64, and as much while they are standardized
# Multiplications of all iterations together, 10 to 15 s of one core. A table that would need more iterations than this
# leaves is fitted on fewer rows: the worst allowed one (2,000 columns, 1,000 classes) would else run for days.
BUDGET = 1e11
# What reading a number costs, in classes: measured 1.7 ns for each number and iteration of 2 classes, 5.6 ns of 10, 19 ns
# of 26 (18,115 x 2,475, 4,000 x 1,024 and 50,000 x 20 numbers).
READING = 2
FEWEST_ITERATIONS = 50

Float32s = npt.NDArray[np.float32]
Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]


def flat(x_NX: Float32s) -> Float32s:
    """`[N, D]`: every number of a row side by side."""
    return x_NX.reshape(len(x_NX), math.prod(x_NX.shape[1:]))


def answered_baselines(
    x_train_NX: Float32s,
    y_train_N: Int64s,
    x_test: Iterable[Float32s],
    y_test_N: Int64s,
    classes: Sequence[str],
    *,
    as_matrix: Callable[[Float32s], Float32s] = flat,
    notes: Sequence[str] = (),
    count_C: Int64s | None = None,
) -> tuple[Baselines, Float64s | None]:
    """As `baselines`, and logistic regression's probabilities of the test rows, `[N, C]`; None when it was not fitted.

    `x_test` has the test rows in one or more parts, which are gone through once. `count_C`: training rows of each class,
    where those given are a sample.
    """
    count_C = np.bincount(y_train_N, minlength=len(classes)) if count_C is None else count_C
    share_C = count_C / count_C.sum()
    majority = int(share_C.argmax())
    constant_NC = np.zeros((len(y_test_N), len(classes)))
    constant_NC[:, majority] = 1.0
    most_frequent = evaluate(constant_NC, y_test_N, classes=classes)
    base_rate = evaluate(np.tile(share_C, (len(y_test_N), 1)), y_test_N, classes=classes)
    present_C = share_C[share_C > 0]
    logistic, p_NC, more = _logistic(x_train_NX, y_train_N, x_test, y_test_N, classes, as_matrix)
    found = Baselines(
        majority_class=MajorityBaseline(
            label=classes[majority], accuracy=most_frequent.accuracy, macro_f1=most_frequent.macro_f1
        ),
        base_rate=BaseRateBaseline(log_loss=base_rate.log_loss, entropy=float(-(present_C * np.log(present_C)).sum())),
        logistic_regression=logistic,
        notes=[*notes, *more],
    )
    return found, p_NC


def _logistic(
    x_train_NX: Float32s,
    y_train_N: Int64s,
    x_test: Iterable[Float32s],
    y_test_N: Int64s,
    classes: Sequence[str],
    as_matrix: Callable[[Float32s], Float32s],
) -> tuple[LogisticBaseline | None, Float64s | None, list[str]]:
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    num_columns = as_matrix(x_train_NX[:1]).shape[1]
    num_rows, max_iterations = _affordable(len(y_train_N), num_columns, num_classes=len(classes))
    notes = []
    rows = np.arange(len(y_train_N))
    if num_rows < len(classes) * 2:
        return None, None, ["Logistic regression was left out: so many columns and classes would take too long."]
    if num_rows < len(y_train_N):
        notes.append(
            f"Logistic regression was fitted on a seeded sample of {num_rows} of {len(y_train_N)} training rows."
        )
        order_N = np.argsort(np.random.PCG64(0).random_raw(len(y_train_N)), kind="stable")
        rows = np.sort(order_N[:num_rows])
    try:
        x_train_ND = np.concatenate([as_matrix(x_train_NX[part]) for part in _parts(rows, num_columns)])
        mean_D = x_train_ND.mean(axis=0, dtype=np.float64)
        std_D = x_train_ND.std(axis=0, dtype=np.float64)
        std_D[std_D == 0] = 1.0
        model = LogisticRegression(max_iter=max_iterations)
        # A second thread of BLAS waits at each of thousands of small products: beside a busy core 128 x 1,461 numbers took
        # 29 s of CPU in place of 0.5.
        with warnings.catch_warnings(), threadpool_limits(1, user_api="blas"):
            warnings.simplefilter("ignore")  # `converged` tells of the bound; a sample with many classes is meant
            model.fit((x_train_ND - mean_D) / std_D, y_train_N[rows])
        p_NC = np.zeros((len(y_test_N), len(classes)))  # a sample may lack a class
        start = 0
        for x_NX in x_test:
            for part in _parts(np.arange(len(x_NX)), num_columns):
                p_PC = model.predict_proba((as_matrix(x_NX[part]) - mean_D) / std_D)
                p_NC[start + part[:, None], model.classes_] = p_PC
            start += len(x_NX)
        measured = evaluate(p_NC, y_test_N, classes=classes)
    except Exception as error:  # a figure to compare with must never cost the user the model
        return None, None, [*notes, f"Logistic regression could not be fitted: {type(error).__name__}: {error}"]
    report = LogisticBaseline(
        accuracy=measured.accuracy,
        macro_f1=measured.macro_f1,
        roc_auc=measured.roc_auc,
        pr_auc=measured.pr_auc,
        log_loss=measured.log_loss,
        brier=measured.brier,
        ece=measured.ece,
        num_train_rows=num_rows,
        converged=bool(max(model.n_iter_) < max_iterations),
    )
    return report, p_NC, notes


def _parts(rows: Int64s, num_columns: int) -> list[Int64s]:
    """The rows in pieces of a bounded number of numbers."""
    return np.array_split(rows, -(-len(rows) * num_columns // PART_NUMBERS) or 1)


def _affordable(num_rows: int, num_numbers: int, *, num_classes: int) -> tuple[int, int]:
    """Rows and iterations that stay inside the budget of time and memory.

    >>> _affordable(14_548, 10, num_classes=2)
    (14548, 1000)
    """
    cost_of_row = 4 * num_numbers * (READING + (1 if num_classes == 2 else num_classes))  # forward and gradient
    rows = min(
        num_rows,
        MAX_LOGISTIC_ROWS,
        MAX_LOGISTIC_NUMBERS // num_numbers,
        max(100, int(BUDGET / FEWEST_ITERATIONS / cost_of_row)),
    )
    return rows, max(1, min(MAX_ITERATIONS, int(BUDGET / (rows * cost_of_row))))
