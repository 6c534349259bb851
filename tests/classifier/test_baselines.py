"""The baselines: right on cases worked out by hand, quiet, repeatable, never a reason to fail."""

import math
import time
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from classifier.metrics import baselines as module
from classifier.spec.report import Baselines


def baselines(x_train: Any, y_train: Any, x_test: Any, *more: Any, **said: Any) -> Baselines:
    """The figures, without the answers of logistic regression behind them."""
    return module.answered_baselines(x_train, y_train, [x_test], *more, **said)[0]


def blobs(num_rows: int, seed: int = 0, gap: float = 3.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    y_N = rng.integers(0, 2, num_rows)
    x_ND = rng.normal(size=(num_rows, 4))
    x_ND[:, 0] += gap * y_N
    return x_ND.astype(np.float32), y_N


def test_majority_and_base_rate_are_those_of_the_training_rows() -> None:
    x_ND = np.zeros((8, 1), dtype=np.float32)
    x_ND[:, 0] = np.arange(8)
    y_train = np.array([0] * 6 + [1] * 2)
    y_test = np.array([0, 1, 1, 1])

    found = baselines(x_ND, y_train, x_ND[:4], y_test, ["a", "b"])

    assert found.majority_class.label == "a"
    assert found.majority_class.accuracy == 0.25
    assert found.majority_class.macro_f1 == pytest.approx(0.4 / 2)
    assert found.base_rate.log_loss == pytest.approx(-(math.log(0.75) + 3 * math.log(0.25)) / 4)
    assert found.base_rate.entropy == pytest.approx(-(0.75 * math.log(0.75) + 0.25 * math.log(0.25)))


def test_logistic_regression_learns_what_is_linear_and_nothing_from_noise() -> None:
    x_ND, y_N = blobs(600)
    noise_ND, noise_y_N = blobs(600, gap=0.0)

    learnt = baselines(x_ND[:400], y_N[:400], x_ND[400:], y_N[400:], ["a", "b"]).logistic_regression
    guessed = baselines(noise_ND[:400], noise_y_N[:400], noise_ND[400:], noise_y_N[400:], ["a", "b"])

    assert learnt is not None
    assert learnt.accuracy > 0.88
    assert learnt.converged
    assert learnt.num_train_rows == 400
    assert guessed.logistic_regression is not None
    assert guessed.logistic_regression.accuracy < 0.62


def test_the_figures_do_not_depend_on_the_scale_of_the_columns() -> None:
    x_ND, y_N = blobs(400)

    plain = baselines(x_ND[:300], y_N[:300], x_ND[300:], y_N[300:], ["a", "b"]).logistic_regression
    raw_ND = x_ND * 5_000 + 20_000
    raw = baselines(raw_ND[:300], y_N[:300], raw_ND[300:], y_N[300:], ["a", "b"]).logistic_regression

    assert plain is not None
    assert raw is not None
    assert raw.log_loss == pytest.approx(plain.log_loss, rel=1e-3)
    assert raw.converged


def test_perfectly_separated_rows_and_constant_columns_give_no_warning() -> None:
    x_ND = np.zeros((100, 3), dtype=np.float32)
    x_ND[50:, 0] = 1e6
    y_N = np.repeat([0, 1], 50)

    found = baselines(x_ND, y_N, x_ND, y_N, ["a", "b"])  # warnings are errors here

    assert found.logistic_regression is not None
    assert found.logistic_regression.accuracy == 1.0


def test_rows_past_the_bound_are_sampled_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LOGISTIC_ROWS", 200)
    x_ND, y_N = blobs(600)

    found = baselines(x_ND[:500], y_N[:500], x_ND[500:], y_N[500:], ["a", "b"])

    assert found.logistic_regression is not None
    assert found.logistic_regression.num_train_rows == 200
    assert found.notes == ["Logistic regression was fitted on a seeded sample of 200 of 500 training rows."]
    assert found == baselines(x_ND[:500], y_N[:500], x_ND[500:], y_N[500:], ["a", "b"])


def test_a_class_that_the_sample_lacks_has_probability_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LOGISTIC_ROWS", 20)
    x_ND, y_N = blobs(300)
    y_N[0] = 2

    found = baselines(x_ND, y_N, x_ND, y_N, ["a", "b", "c"])

    assert found.logistic_regression is not None
    assert found.logistic_regression.accuracy > 0.5


def test_a_fit_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ITERATIONS", 1)
    x_ND, y_N = blobs(300)

    found = baselines(x_ND, y_N, x_ND, y_N, ["a", "b"]).logistic_regression

    assert found is not None
    assert not found.converged


def test_a_fit_that_fails_is_a_note_and_no_failure() -> None:
    x_ND, y_N = blobs(100)
    x_ND[3, 1] = np.nan

    found = baselines(x_ND, y_N, x_ND, y_N, ["a", "b"])

    assert found.logistic_regression is None
    assert found.notes[0].startswith("Logistic regression could not be fitted: ValueError")
    assert found.majority_class.accuracy > 0


def test_a_problem_far_too_large_is_left_out() -> None:
    x_ND = np.zeros((2_100, 2_000), dtype=np.float32)
    y_N = np.arange(2_100) % 1_000

    found = baselines(x_ND, y_N, x_ND[:50], y_N[:50], [str(c) for c in range(1_000)])

    assert found.logistic_regression is None
    assert "too long" in found.notes[0]


def test_a_table_of_the_size_of_the_rice_takes_no_time_that_matters() -> None:
    x_ND, y_N = blobs(14_548 + 3_637)
    baselines(x_ND[:50], y_N[:50], x_ND[:50], y_N[:50], ["a", "b"])  # imports scikit-learn

    start = time.perf_counter()
    baselines(x_ND[:14_548], y_N[:14_548], x_ND[14_548:], y_N[14_548:], ["a", "b"])

    assert time.perf_counter() - start < 1.0  # 0.03 s on an idle core; the bound is for a busy one


def test_rows_of_any_shape_are_made_a_matrix_each_by_itself_and_what_that_leaves_out_is_noted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PART_NUMBERS", 100)
    x_ND, y_N = blobs(400)
    x_NHW = x_ND.reshape(400, 2, 2)
    seen = []

    def first_row_of_pixels(x_NHW: np.ndarray) -> np.ndarray:
        seen.append(len(x_NHW))
        return x_NHW[:, 0]

    plain = baselines(x_ND[:300, :2], y_N[:300], x_ND[300:, :2], y_N[300:], ["a", "b"])
    shaped = baselines(
        x_NHW[:300],
        y_N[:300],
        x_NHW[300:],
        y_N[300:],
        ["a", "b"],
        as_matrix=first_row_of_pixels,
        notes=["half of the pixels were left out"],
    )

    assert shaped.logistic_regression == plain.logistic_regression
    assert shaped.notes == ["half of the pixels were left out"]
    assert max(seen) == 50  # 100 numbers of two columns


def test_rows_of_many_columns_are_sampled_to_bound_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LOGISTIC_NUMBERS", 1_000)
    x_ND, y_N = blobs(600)

    found = baselines(x_ND[:500], y_N[:500], x_ND[500:], y_N[500:], ["a", "b"]).logistic_regression

    assert found is not None
    assert found.num_train_rows == 250


def test_small_products_are_computed_by_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    from sklearn.linear_model import LogisticRegression

    fit, seen = LogisticRegression.fit, []

    def noted(self: LogisticRegression, *args: Any) -> LogisticRegression:
        seen.extend(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
        fitted: LogisticRegression = fit(self, *args)
        return fitted

    monkeypatch.setattr(LogisticRegression, "fit", noted)
    x_ND = np.random.default_rng(0).standard_normal((40, 3)).astype(np.float32)
    y_N = np.arange(40) % 2
    with threadpool_limits(2, user_api="blas"):
        before = [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]
        module.answered_baselines(x_ND, y_N, [x_ND], y_N, ["a", "b"])

    assert max(before) == 2, "the control"
    assert set(seen) == {1}
