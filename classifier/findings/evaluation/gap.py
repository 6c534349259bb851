"""Whether the model is far better on the rows it was trained on than on others."""

import math

from classifier.findings.evaluation.noise import SIGNIFICANT
from classifier.findings.evaluation.remedy import learn_again
from classifier.findings.evaluation.seen import Seen
from classifier.findings.evaluation.simple_answers import NO_TEST, against_logistic, behind_logistic
from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.metrics.answers import Answers
from classifier.spec.finding import Severity
from classifier.spec.train import TrainSpec

LEAST_GAP = 0.1
"""Of accuracy: networks that know their training rows by heart lie 3 to 8 points apart on healthy sets."""


def train_test_gap(spec: TrainSpec, seen: Seen) -> Outcome:
    """Accuracy on training rows far above that on test rows; a warning only where a simple model does better."""
    train, test = seen.train_alone, seen.test_alone
    if test is None:
        return NO_TEST
    if train is None:
        return Skip("No training row could be measured again.")
    gap = train.accuracy - test.accuracy
    standard_error = math.hypot(_standard_error(train), _standard_error(test))
    if gap < max(LEAST_GAP, SIGNIFICANT * standard_error):
        return None
    harmful, logistic_accuracy = False, None
    if seen.test is not None and seen.logistic is not None:
        apart = against_logistic(spec, seen.test, seen.logistic)
        harmful = behind_logistic(spec, seen, apart)
        logistic_accuracy = seen.logistic.accuracy
    return make(
        "evaluation.train_test_gap",
        {
            "train_accuracy": train.accuracy,
            "test_accuracy": test.accuracy,
            "gap": gap,
            "standard_error": standard_error,
            "train_log_loss": float(train.log_loss_N.mean()),
            "test_log_loss": float(test.log_loss_N.mean()),
            "logistic_accuracy": logistic_accuracy,
            "num_train": len(train),
            "num_test": len(test),
        },
        severity=Severity.warning if harmful else None,
        fix=change(spec, **learn_again(spec, seen)) if harmful else None,
    )


def _standard_error(answers: Answers) -> float:
    """Of the accuracy, with one right and one wrong row added, for a share of 1 is not without error."""
    share = (float(answers.right_N.sum()) + 1) / (len(answers) + 2)
    return math.sqrt(share * (1 - share) / len(answers))
