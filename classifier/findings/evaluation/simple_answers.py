"""Whether the model is worth its training: against always answering one label, and against logistic regression."""

import numpy as np

from classifier.findings.evaluation.noise import SIGNIFICANT, Difference, equal_classes, paired
from classifier.findings.evaluation.remedy import back_to_auto, learn_again
from classifier.findings.evaluation.seen import Seen
from classifier.findings.fix import change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.metrics.answers import Answers
from classifier.spec.finding import Severity
from classifier.spec.train import TrainSpec

NO_TEST = Skip("There are no test rows.")
SURE = 4.0
"""Standard errors where no choice of the spec is to blame. Wide tables (280 training rows of 500 columns) whose truth is
a straight line lie at 2.6 to 4.1; networks that did not learn at 8 and more on as few test rows."""
LEAST_DIFFERENCE = 0.02
"""Of accuracy or mean recall. On 40,000 test rows half a point is beyond chance, yet nobody would change a model for it."""


def worse_than_majority(spec: TrainSpec, seen: Seen) -> Outcome:
    """Right less often than the commonest training class alone.

    Where weights or a threshold ask for recall in place of accuracy, only if the mean recall is not above chance either.
    """
    test = seen.test
    if test is None:
        return NO_TEST
    majority = int(seen.train_count_C.argmax())
    simple_N = (test.y_N == majority).astype(np.float64)
    apart = paired(test.right_N, simple_N)
    mean_recall, chance = _mean_recall(test), 1 / int((test.support_C > 0).sum())
    recall_apart = paired(test.right_N, np.full(len(test), chance), equal_classes(test))
    if not apart.below(LEAST_DIFFERENCE):
        return None
    if wants_recall(spec) and recall_apart.value > recall_apart.standard_error:
        return None
    return make(
        "evaluation.worse_than_majority",
        {
            "accuracy": test.accuracy,
            "majority_accuracy": float(simple_N.mean()),
            "majority_label": seen.classes[majority],
            "difference": apart.value,
            "standard_error": apart.standard_error,
            "standard_errors": -apart.value / apart.standard_error,
            "mean_recall": mean_recall,
            "chance_recall": chance,
            "num_rows": len(test),
        },
        fix=change(spec, **learn_again(spec, seen)),
    )


def worse_than_logistic(spec: TrainSpec, seen: Seen) -> Outcome:
    """Worse than logistic regression on the same rows, by more than chance and by two points or more."""
    test, logistic = seen.test, seen.logistic
    if test is None:
        return NO_TEST
    if logistic is None:
        return Skip("Logistic regression could not be fitted to compare with; the baselines' notes say why.")
    apart = against_logistic(spec, test, logistic)
    if not behind_logistic(spec, seen, apart):
        return None
    majority = (test.y_N == int(seen.train_count_C.argmax())).astype(np.float64)
    above_majority = paired(test.right_N, majority)
    learnt = above_majority.value > SIGNIFICANT * above_majority.standard_error or wants_recall(spec)
    by = "mean recall" if wants_recall(spec) else "accuracy"
    return make(
        "evaluation.worse_than_logistic",
        {
            "measure": by,
            "model": _mean_recall(test) if wants_recall(spec) else test.accuracy,
            "logistic": _mean_recall(logistic) if wants_recall(spec) else logistic.accuracy,
            "difference": apart.value,
            "standard_error": apart.standard_error,
            "standard_errors": -apart.value / apart.standard_error,
            "num_rows": len(test),
        },
        severity=None if learnt else Severity.error,
        fix=change(spec, **learn_again(spec, seen)),
    )


def against_logistic(spec: TrainSpec, test: Answers, logistic: Answers) -> Difference:
    """The model's accuracy, or mean recall where the spec asks for it, less logistic regression's."""
    return paired(test.right_N, logistic.right_N, equal_classes(test) if wants_recall(spec) else None)


def behind_logistic(spec: TrainSpec, seen: Seen, apart: Difference) -> bool:
    """Whether that difference is beyond chance; where every choice was left to `auto` it has to be surer."""
    return apart.below(LEAST_DIFFERENCE, SIGNIFICANT if back_to_auto(spec, seen.num_train) else SURE)


def wants_recall(spec: TrainSpec) -> bool:
    """Whether the spec gives some accuracy away for the recall of a class."""
    return spec.loss.class_weights != "none" or spec.loss.pos_weight is not None or spec.threshold != 0.5


def _mean_recall(answers: Answers) -> float:
    return float((answers.right_N * equal_classes(answers)).sum())
