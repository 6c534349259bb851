"""One temperature for all logits: how it is fitted, and whether it earns its place."""

# Axes: N rows, C classes.

import math

import numpy as np
import numpy.typing as npt

from classifier.spec.decision import Calibration, CalibrationReport

# Beyond these a network is not badly calibrated but broken.
LOWEST, HIGHEST = 0.05, 20.0
NUM_FOLDS = 5
MIN_ROWS = 20  # below, a fold has three rows or fewer, and one surprising label decides
NUM_HALVINGS = 24  # of ln T's range of 6: T to 4e-7 of itself

Floats = npt.NDArray[np.floating]
Float64s = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]


def fit_temperature(logits_NC: Floats, y_N: Int64s) -> float:
    """The T in 0.05..20 with the lowest log-loss of softmax(logits / T); 1 when every T gives the same.

    Shape: `[N, C]` finite float with C at least 2, `[N]` int64 in `0..C-1`, N at least 1. A model whose answer is a mean
    of members' probabilities has their logarithms as logits. Labels are smoothed by 1 / (N + 1), as if one row more were
    of any class: where all rows are right the plain log-loss would have T as low as it goes, and the first wrong row that
    is served would cost what all others gained (Platt 1999 smooths for the same reason). The log-loss is convex in 1 / T,
    so its slope has one root, which is found by halving the range of ln T.
    Raises: `ValueError` for no rows, shapes that do not fit, labels out of range and values that are not finite.
    Source: Guo et al. 2017, arXiv:1706.04599, section 4.2.

    >>> round(fit_temperature(np.array([[0.0, 4.0]] * 1000), np.array([1] * 800 + [0] * 200)), 2)  # 4 / ln(0.8 / 0.2)
    2.89
    """
    return _fit(_above_label(logits_NC, y_N))


def choose_temperature(logits_NC: Floats, y_N: Int64s, mode: Calibration, seed: int) -> CalibrationReport:
    """The temperature of a model by the logits of its validation rows; arguments as `fit_temperature` takes them.

    `auto` keeps it if the log-loss of rows that it was not fitted on falls by more than one standard error of their
    paired differences, and never for fewer than 20 rows: on the rows it was fitted on it always seems to gain.
    `temperature` keeps it always, `none` never. `seed` deals the rows, by class, into five folds.
    Raises: `ValueError` as `fit_temperature`.
    """
    z_NC = _above_label(logits_NC, y_N)
    before_N, after_N = _log_losses(z_NC), None
    if mode != "none" and len(y_N) >= MIN_ROWS:
        after_N, fold_N = np.empty(len(y_N)), _folds(y_N, seed)
        for fold in range(NUM_FOLDS):
            held_N = fold_N == fold
            after_N[held_N] = _log_losses(z_NC[held_N] / _fit(z_NC[~held_N]))
    kept = mode == "temperature" or (mode == "auto" and after_N is not None and _gains(before_N - after_N))
    return CalibrationReport(
        mode=mode,
        kept=kept,
        temperature=_fit(z_NC) if kept else 1.0,
        log_loss_before=float(before_N.mean()),
        log_loss_after=None if after_N is None else float(after_N.mean()),
        num_rows=len(y_N),
    )


def _above_label(logits_NC: Floats, y_N: Int64s) -> Float64s:
    """`[N, C]`: how far each logit lies above the label's, which is all that the log-loss sees of them."""
    if logits_NC.ndim != 2 or logits_NC.shape[1] < 2 or len(y_N) == 0 or y_N.shape != (len(logits_NC),):
        raise ValueError(f"cannot fit a temperature to logits {logits_NC.shape} and labels {y_N.shape}")
    if y_N.min() < 0 or y_N.max() >= logits_NC.shape[1]:
        raise ValueError(f"labels must lie in 0..{logits_NC.shape[1] - 1}, got {y_N.min()}..{y_N.max()}")
    if not np.isfinite(logits_NC).all():
        raise ValueError("logits hold a value that is not finite")
    z_NC = logits_NC.astype(np.float64)
    z_NC -= z_NC[np.arange(len(y_N)), y_N][:, None]
    return z_NC


def _log_losses(z_NC: Float64s) -> Float64s:
    """`[N]`: -ln p(label) of each row, in nats."""
    top_N = z_NC.max(axis=1)
    return np.asarray(np.log(np.exp(z_NC - top_N[:, None]).sum(axis=1)) + top_N)


def _fit(z_NC: Float64s) -> float:
    smooth = float(z_NC.mean()) / (len(z_NC) + 1)  # the smoothed label's own logit, in the mean over rows
    slope = _mean_logit(z_NC, 1.0) - smooth
    if slope == 0.0:
        return 1.0
    low, high = (LOWEST, 1.0) if slope < 0 else (1.0, HIGHEST)  # below 0 a lower temperature is better
    if slope < 0 and _mean_logit(z_NC, LOWEST) <= smooth:
        return LOWEST
    if slope > 0 and _mean_logit(z_NC, HIGHEST) >= smooth:
        return HIGHEST
    for _ in range(NUM_HALVINGS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if _mean_logit(z_NC, middle) < smooth else (middle, high)
    return math.sqrt(low * high)


def _mean_logit(z_NC: Float64s, temperature: float) -> float:
    """E_p[z], mean over rows: less the label's logit it is the derivative of the log-loss by 1 / T."""
    share_NC = np.exp((z_NC - z_NC.max(axis=1, keepdims=True)) / temperature)
    return float(((share_NC * z_NC).sum(axis=1) / share_NC.sum(axis=1)).mean())


def _folds(y_N: Int64s, seed: int) -> Int64s:
    """`[N]`: 0..4, rows of each class dealt in a seeded order, one class going on where the last one stopped."""
    shuffled_N = np.argsort(np.random.PCG64(seed).random_raw(len(y_N)), kind="stable")
    order_N = shuffled_N[np.argsort(y_N[shuffled_N], kind="stable")]
    fold_N = np.empty(len(y_N), dtype=np.int64)
    fold_N[order_N] = np.arange(len(y_N)) % NUM_FOLDS
    return fold_N


def _gains(gain_N: Float64s) -> bool:
    """Whether the mean is above one standard error of it."""
    return bool(gain_N.mean() > gain_N.std(ddof=1) / math.sqrt(len(gain_N)))
