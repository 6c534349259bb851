"""All checks of the phase `evaluation`."""

from collections.abc import Sequence

from classifier.findings.evaluation.calibrated import miscalibrated
from classifier.findings.evaluation.cut import threshold_poor
from classifier.findings.evaluation.doubt import too_good_to_be_true
from classifier.findings.evaluation.gap import train_test_gap
from classifier.findings.evaluation.labels import class_never_predicted, constant_prediction
from classifier.findings.evaluation.measuring import argmax_of_one_output, validation_not_accumulated
from classifier.findings.evaluation.seen import Seen
from classifier.findings.evaluation.simple_answers import worse_than_logistic, worse_than_majority
from classifier.findings.ledger import Checked
from classifier.spec.finding import Finding
from classifier.spec.train import TrainSpec


def evaluation_checks(spec: TrainSpec, seen: Seen, findings: Sequence[Finding] = ()) -> Checked:
    """What each check says of a finished run; `spec` is resolved, `findings` are those that the run had until then."""
    yield "evaluation.validation_not_accumulated", validation_not_accumulated(seen)
    yield "evaluation.argmax_of_one_output", argmax_of_one_output(seen)
    yield "evaluation.worse_than_majority", worse_than_majority(spec, seen)
    yield "evaluation.worse_than_logistic", worse_than_logistic(spec, seen)
    yield "evaluation.constant_prediction", constant_prediction(spec, seen)
    yield "evaluation.class_never_predicted", class_never_predicted(spec, seen)
    yield "evaluation.train_test_gap", train_test_gap(spec, seen)
    yield "evaluation.miscalibrated", miscalibrated(spec, seen)
    yield "evaluation.threshold_poor", threshold_poor(spec, seen)
    yield "evaluation.too_good_to_be_true", too_good_to_be_true(spec, seen, findings)
