"""What simple answers reach on the same split: the majority class, the class shares, logistic regression."""

# Axes: N rows, D numbers, C classes.

import warnings
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from classifier.metrics.report import evaluate
from classifier.spec.report import Baselines, BaseRateBaseline, LogisticBaseline, MajorityBaseline

MAX_LOGISTIC_ROWS = 50_000  # past this the fit gets slower but its accuracy no longer moves by a tenth of a point
MAX_ITERATIONS = 1_000
# Multiplications of all iterations together, about 10 s of one core. A table that would need more iterations than this
# leaves is fitted on fewer rows: the worst allowed one (2,000 columns, 1,000 classes) would else run for days.
BUDGET = 2e11
FEWEST_ITERATIONS = 50

Float32s = npt.NDArray[np.float32]
Int64s = npt.NDArray[np.int64]


def baselines(
    x_train_ND: Float32s, y_train_N: Int64s, x_test_ND: Float32s, y_test_N: Int64s, classes: Sequence[str]
) -> Baselines:
    """The three baselines, fitted on the training and measured on the test rows; the same arguments, the same answer.

    Shape: encoded rows `[N, D]` and labels `[N]` in `0..C-1`. The columns are standardized here, so that the figures
    do not depend on the run's normalization. A logistic regression that cannot be fitted is null with a note.
    Raises: `ValueError` when there is no test row.
    """
    share_C = np.bincount(y_train_N, minlength=len(classes)) / len(y_train_N)
    majority = int(share_C.argmax())
    constant_NC = np.zeros((len(y_test_N), len(classes)))
    constant_NC[:, majority] = 1.0
    most_frequent = evaluate(constant_NC, y_test_N, classes=classes)
    base_rate = evaluate(np.tile(share_C, (len(y_test_N), 1)), y_test_N, classes=classes)
    present_C = share_C[share_C > 0]
    logistic, notes = _logistic(x_train_ND, y_train_N, x_test_ND, y_test_N, classes)
    return Baselines(
        majority_class=MajorityBaseline(
            label=classes[majority], accuracy=most_frequent.accuracy, macro_f1=most_frequent.macro_f1
        ),
        base_rate=BaseRateBaseline(log_loss=base_rate.log_loss, entropy=float(-(present_C * np.log(present_C)).sum())),
        logistic_regression=logistic,
        notes=notes,
    )


def _logistic(
    x_train_ND: Float32s, y_train_N: Int64s, x_test_ND: Float32s, y_test_N: Int64s, classes: Sequence[str]
) -> tuple[LogisticBaseline | None, list[str]]:
    from sklearn.linear_model import LogisticRegression

    num_rows, max_iterations = _affordable(*x_train_ND.shape, num_classes=len(classes))
    notes = []
    if num_rows < len(classes) * 2:
        return None, ["Logistic regression was left out: so many columns and classes would take too long."]
    if num_rows < len(y_train_N):
        notes.append(
            f"Logistic regression was fitted on a seeded sample of {num_rows} of {len(y_train_N)} training rows."
        )
        order_N = np.argsort(np.random.PCG64(0).random_raw(len(y_train_N)), kind="stable")
        sample = np.sort(order_N[:num_rows])
        x_train_ND, y_train_N = x_train_ND[sample], y_train_N[sample]
    try:
        mean_D = x_train_ND.mean(axis=0, dtype=np.float64)
        std_D = x_train_ND.std(axis=0, dtype=np.float64)
        std_D[std_D == 0] = 1.0
        model = LogisticRegression(max_iter=max_iterations)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `converged` tells of the bound; a sample with many classes is meant
            model.fit((x_train_ND - mean_D) / std_D, y_train_N)
        p_NC = np.zeros((len(y_test_N), len(classes)))  # a sample may lack a class
        p_NC[:, model.classes_] = model.predict_proba((x_test_ND - mean_D) / std_D)
        measured = evaluate(p_NC, y_test_N, classes=classes)
    except Exception as error:  # a figure to compare with must never cost the user the model
        return None, [*notes, f"Logistic regression could not be fitted: {type(error).__name__}: {error}"]
    return LogisticBaseline(
        accuracy=measured.accuracy,
        macro_f1=measured.macro_f1,
        roc_auc=measured.roc_auc,
        pr_auc=measured.pr_auc,
        log_loss=measured.log_loss,
        brier=measured.brier,
        ece=measured.ece,
        num_train_rows=num_rows,
        converged=bool(max(model.n_iter_) < max_iterations),
    ), notes


def _affordable(num_rows: int, num_numbers: int, *, num_classes: int) -> tuple[int, int]:
    """Rows and iterations that stay inside the budget.

    >>> _affordable(14_548, 10, num_classes=2)
    (14548, 1000)
    """
    cost_of_row = 4 * num_numbers * (1 if num_classes == 2 else num_classes)  # forward and gradient
    rows = min(num_rows, MAX_LOGISTIC_ROWS, max(100, int(BUDGET / FEWEST_ITERATIONS / cost_of_row)))
    return rows, max(1, min(MAX_ITERATIONS, int(BUDGET / (rows * cost_of_row))))
