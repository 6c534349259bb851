"""A temperature is fitted on validation rows, and kept only where rows that it never saw gain by it."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from classifier.metrics.calibration import choose_temperature, fit_temperature
from classifier.spec.decision import CalibrationReport


def draw(
    num_rows: int, num_classes: int, too_sure_by: float, seed: int, spread: float = 2.0
) -> tuple[np.ndarray, np.ndarray]:
    """Logits `[N, C]` and labels drawn from softmax(logits / too_sure_by)."""
    generator = np.random.default_rng(seed)
    z_NC = generator.normal(size=(num_rows, num_classes)) * spread
    y_N = (z_NC + generator.gumbel(size=z_NC.shape)).argmax(axis=1)
    return z_NC * too_sure_by, y_N


def log_loss(z_NC: np.ndarray, y_N: np.ndarray, smoothing: float = 0.0) -> float:
    log_p_NC = z_NC - np.logaddexp.reduce(z_NC, axis=1)[:, None]
    log_p_N = log_p_NC[np.arange(len(y_N)), y_N]
    return float(-((1 - smoothing) * log_p_N + smoothing * log_p_NC.mean(axis=1)).mean())


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 200), st.integers(2, 6), st.floats(0.1, 10.0), st.floats(0.1, 5.0), st.integers(0, 10_000))
def test_no_temperature_within_the_bounds_has_a_lower_log_loss(
    num_rows: int, num_classes: int, too_sure_by: float, spread: float, seed: int
) -> None:
    z_NC, y_N = draw(num_rows, num_classes, too_sure_by, seed, spread)
    found = fit_temperature(z_NC, y_N)
    assert 0.05 <= found <= 20.0

    def loss(log_temperature: float) -> float:
        return log_loss(z_NC / np.exp(log_temperature), y_N, smoothing=1 / (num_rows + 1))

    best = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20.0)), method="bounded", options={"xatol": 1e-9})
    assert loss(np.log(found)) <= best.fun + 1e-9
    if 0.06 < found < 18 and loss(np.log(found) + 1e-2) > best.fun + 1e-6:
        assert found == pytest.approx(float(np.exp(best.x)), rel=1e-3)


@pytest.mark.parametrize("num_classes", [2, 5])
@pytest.mark.parametrize("too_sure_by", [0.3, 1.0, 2.5])
def test_many_rows_tell_how_much_too_sure_a_model_is(num_classes: int, too_sure_by: float) -> None:
    assert fit_temperature(*draw(20_000, num_classes, too_sure_by, seed=1)) == pytest.approx(too_sure_by, rel=0.04)


def test_neither_an_offset_of_a_row_nor_huge_logits_matter() -> None:
    z_NC, y_N = draw(500, 3, 2.0, seed=2)
    offset_N1 = np.random.default_rng(0).normal(size=(500, 1)) * 100
    assert fit_temperature(z_NC + offset_N1, y_N) == pytest.approx(fit_temperature(z_NC, y_N), rel=1e-5)
    assert np.isfinite(fit_temperature(z_NC * 1e30, y_N))
    assert fit_temperature(z_NC.astype(np.float32), y_N) == pytest.approx(fit_temperature(z_NC, y_N), rel=1e-4)


def test_logits_that_say_nothing_leave_the_temperature_at_1() -> None:
    assert fit_temperature(np.full((30, 3), 4.0), np.arange(30) % 3) == 1.0
    assert choose_temperature(np.full((30, 3), 4.0), np.arange(30) % 3, "auto", 0).kept is False


def test_the_bounds_hold_for_models_that_are_always_wrong_or_hardly_say_what_they_know() -> None:
    y_N = np.arange(100) % 2
    right_NC = np.eye(2)[y_N]
    assert fit_temperature(-right_NC, y_N) == 20.0
    assert fit_temperature(right_NC * 0.01, y_N) == 0.05


def test_right_rows_only_do_not_make_a_model_certain() -> None:
    """Served to rows of which one in 50 is wrong, the certainty that the plain log-loss asks for would cost the most."""
    z_NC, y_N = np.eye(2)[np.arange(40) % 2] * 3.0, np.arange(40) % 2
    found = choose_temperature(z_NC, y_N, "auto", 0)
    assert found.kept
    served_NC, truth_N = np.tile(z_NC, (5, 1)), np.tile(y_N, 5)
    truth_N[::50] = 1 - truth_N[::50]
    served = log_loss(served_NC / found.temperature, truth_N)
    assert served < log_loss(served_NC, truth_N) + 0.02
    assert served < log_loss(served_NC / 0.05, truth_N) / 5, "the control: the lowest log-loss on the 40 rows"


@pytest.mark.parametrize("num_rows", [20, 60, 300])
def test_a_calibrated_model_keeps_its_temperature_nearly_always(num_rows: int) -> None:
    """The control: on the rows that it is fitted on a temperature gains in every run."""
    kept, gained_inside = 0, 0
    for seed in range(60):
        z_NC, y_N = draw(num_rows, 3, 1.0, seed)
        found = choose_temperature(z_NC, y_N, "auto", seed)
        kept += found.kept
        fitted = fit_temperature(z_NC, y_N)
        gained_inside += log_loss(z_NC / fitted, y_N, 1 / (num_rows + 1)) <= log_loss(z_NC, y_N, 1 / (num_rows + 1))
    assert kept <= 15
    assert gained_inside == 60


@pytest.mark.parametrize("too_sure_by", [0.5, 2.0])
def test_a_model_that_is_too_sure_or_not_sure_enough_gets_one_and_gains_by_it(too_sure_by: float) -> None:
    z_NC, y_N = draw(1_000, 3, too_sure_by, seed=5)
    found = choose_temperature(z_NC, y_N, "auto", 0)
    assert found.kept
    assert found.temperature == fit_temperature(z_NC, y_N)
    assert found.log_loss_before == pytest.approx(log_loss(z_NC, y_N))
    assert found.log_loss_after is not None
    assert found.log_loss_after < found.log_loss_before
    assert found.log_loss_after > log_loss(z_NC / found.temperature, y_N), "measured on rows that it was not fitted on"
    other_NC, other_N = draw(20_000, 3, too_sure_by, seed=6)
    gain = log_loss(other_NC, other_N) - log_loss(other_NC / found.temperature, other_N)
    assert gain == pytest.approx(found.log_loss_before - found.log_loss_after, abs=0.05)
    assert gain > 0.01


def test_below_20_rows_none_is_kept_unless_asked_for() -> None:
    y_N = np.arange(20) % 2
    z_NC = 6.0 * np.eye(2)[np.where(np.arange(20) % 3 == 0, 1 - y_N, y_N)]  # very sure, and a third are wrong
    assert choose_temperature(z_NC, y_N, "auto", 0).kept
    few = choose_temperature(z_NC[:19], y_N[:19], "auto", 0)
    assert (few.kept, few.temperature, few.log_loss_after, few.num_rows) == (False, 1.0, None, 19)
    asked = choose_temperature(z_NC[:19], y_N[:19], "temperature", 0)
    assert asked.kept
    assert asked.temperature == fit_temperature(z_NC[:19], y_N[:19]) > 1.0
    assert asked.log_loss_after is None


def test_temperature_is_always_kept_and_none_never() -> None:
    calibrated = draw(400, 2, 1.0, seed=3)
    assert not choose_temperature(*calibrated, "auto", 0).kept
    always = choose_temperature(*calibrated, "temperature", 0)
    assert always.kept
    assert always.log_loss_after is not None
    never = choose_temperature(*draw(400, 2, 5.0, seed=3), "none", 0)
    assert (never.mode, never.kept, never.temperature, never.log_loss_after) == ("none", False, 1.0, None)
    assert CalibrationReport.model_validate_json(always.model_dump_json()) == always


def test_folds_hold_each_class_and_the_seed_deals_them() -> None:
    from classifier.metrics.calibration import _folds

    y_N = np.array([0] * 50 + [1] * 10 + [2] * 3)
    fold_N = _folds(y_N, 0)
    assert np.bincount(fold_N).tolist() == [13, 13, 13, 12, 12]
    assert [int(((fold_N == k) & (y_N == 1)).sum()) for k in range(5)] == [2] * 5
    assert [int(((fold_N == k) & (y_N == 0)).sum()) for k in range(5)] == [10] * 5
    assert (fold_N == _folds(y_N, 0)).all()
    assert (fold_N != _folds(y_N, 1)).any()
    z_NC, y_N = draw(100, 2, 2.0, seed=1)
    losses = [choose_temperature(z_NC, y_N, "auto", seed).log_loss_after for seed in (0, 0, 1)]
    assert losses[0] == losses[1] != losses[2]


@pytest.mark.parametrize(
    ("logits_NC", "y_N", "why"),
    [
        (np.zeros((0, 2)), np.zeros(0, np.int64), "cannot fit"),
        (np.zeros((3, 1)), np.zeros(3, np.int64), "cannot fit"),
        (np.zeros((3, 2)), np.zeros(2, np.int64), "cannot fit"),
        (np.zeros((3, 2)), np.array([0, 1, 2]), r"0\.\.1, got 0\.\.2"),
        (np.zeros((3, 2)), np.array([0, 1, -1]), r"got -1\.\.1"),
        (np.array([[0.0, -np.inf]]), np.array([0]), "not finite"),
    ],
)
def test_what_cannot_be_fitted_is_refused(logits_NC: np.ndarray, y_N: np.ndarray, why: str) -> None:
    for call in (fit_temperature, lambda z, y: choose_temperature(z, y, "none", 0)):
        with pytest.raises(ValueError, match=why):
            call(logits_NC, y_N)


def test_decisions_cost_numpy_only() -> None:
    code = (
        "import sys, classifier.metrics.calibration, classifier.metrics.threshold\n"
        "print([name for name in ('torch', 'scipy', 'sklearn', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
