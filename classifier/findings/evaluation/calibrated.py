"""Whether probabilities mean what they say."""

# Axes: N rows, C classes.

import numpy as np

from classifier.findings.evaluation.noise import SIGNIFICANT
from classifier.findings.evaluation.seen import Seen
from classifier.findings.evaluation.simple_answers import NO_TEST
from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.metrics.answers import Answers, Float64s, Int64s
from classifier.metrics.calibration import fit_temperature
from classifier.metrics.report import expected_calibration_error
from classifier.spec.finding import Severity
from classifier.spec.train import TrainSpec

LEAST_GAIN = 0.03
"""Nats a row. Half of the healthy runs could gain a few thousandths of a nat, which changes no decision."""
LEAST_ECE = 0.05
"""Calibration error beyond what perfect probabilities would show on as many rows."""
LEAST_ROWS = 50
MAX_FITTED = 5_000  # a temperature to a hundredth, in milliseconds
SMALLEST = 1e-12  # of a probability whose logarithm is taken: a temperature has to see finite logits


def miscalibrated(spec: TrainSpec, seen: Seen) -> Outcome:
    """Probabilities too sharp or too flat: a temperature fitted on other rows lowers the log-loss of the test rows."""
    test = seen.test
    if test is None:
        return NO_TEST
    if len(test) < LEAST_ROWS:
        return Skip(f"{len(test)} test rows are too few to tell; {LEAST_ROWS} are needed.")
    if spec.loss.class_weights != "none" or spec.loss.pos_weight is not None:
        return Skip("Weights of classes shift the probabilities on purpose.")
    fitted_on, judged = _halves(test) if seen.in_folds else (seen.validation, test)
    fitted_on = fitted_on.only(np.arange(0, len(fitted_on), -(-len(fitted_on) // MAX_FITTED)))
    temperature = fit_temperature(_logits(fitted_on.p_NC), fitted_on.y_N)
    after = Answers(judged.y_N, _sharpened(judged.p_NC, temperature), judged.given_N)
    gain_N = judged.log_loss_N - after.log_loss_N
    gain, standard_error = float(gain_N.mean()), float(gain_N.std() / np.sqrt(len(gain_N)))
    if gain < max(LEAST_GAIN, SIGNIFICANT * standard_error):
        return None
    error, by_chance = expected_calibration_error(judged.p_NC, judged.y_N), _ece_by_chance(judged)
    if error - by_chance < LEAST_ECE:
        return None
    fixable = not seen.in_folds and seen.temperature == 1.0
    confidence = float(judged.p_NC.max(axis=1).mean())
    accuracy = float((judged.p_NC.argmax(axis=1) == judged.y_N).mean())
    return make(
        "evaluation.miscalibrated",
        {
            "temperature": temperature,
            "confidence": confidence,
            "accuracy": accuracy,
            "ece": error,
            "ece_by_chance": by_chance,
            "ece_after": expected_calibration_error(after.p_NC, after.y_N),
            "log_loss": float(judged.log_loss_N.mean()),
            "log_loss_after": float(after.log_loss_N.mean()),
            "standard_error": standard_error,
            "num_rows": len(judged),
            "num_fitted_on": len(fitted_on),
        },
        severity=None if spec.calibration == "none" else Severity.info,  # `auto` looked, and found no surer gain
        fix=change(spec, calibration="temperature") if fixable else None,
        words={"how": "too sure" if confidence > accuracy else "not sure enough"},
    )


def _logits(p_NC: Float64s) -> Float64s:
    return np.asarray(np.log(np.maximum(p_NC, SMALLEST)))


def _sharpened(p_NC: Float64s, temperature: float) -> Float64s:
    z_NC = _logits(p_NC) / temperature
    z_NC = np.exp(z_NC - z_NC.max(axis=1, keepdims=True))
    return np.asarray(z_NC / z_NC.sum(axis=1, keepdims=True))


def _halves(answers: Answers) -> tuple[Answers, Answers]:
    """Every second row, and the others: in folds no row but these is answered by the mean of all members."""
    rows: Int64s = np.arange(len(answers))
    return answers.only(rows[::2]), answers.only(rows[1::2])


def _ece_by_chance(answers: Answers) -> float:
    """The mean error of labels drawn from these very probabilities: what binning alone makes of so many rows."""
    generator = np.random.Generator(np.random.PCG64(0))
    confidence_N = answers.p_NC.max(axis=1)
    drawn = []
    for _ in range(10):
        right_N = generator.random(len(answers)) < confidence_N
        top_N = answers.p_NC.argmax(axis=1)
        drawn.append(
            expected_calibration_error(answers.p_NC, np.where(right_N, top_N, (top_N + 1) % answers.num_classes))
        )
    return float(np.mean(drawn))
