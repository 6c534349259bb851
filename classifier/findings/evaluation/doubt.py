"""Whether a perfect score has a reason other than a good model."""

from collections.abc import Sequence

from pydantic import JsonValue

from classifier.findings.evaluation.seen import Seen
from classifier.findings.evaluation.simple_answers import NO_TEST
from classifier.findings.fix import change
from classifier.findings.ledger import Outcome
from classifier.findings.make import make
from classifier.spec.finding import Finding, Severity
from classifier.spec.train import TrainSpec

NEARLY_PERFECT = 0.995
"""Accuracy on the test rows; healthy sets of real measurements end below (rice 0.990, breast cancer 0.98)."""
EXPLAINS_ALL = 0.995
"""Accuracy of one input alone from which the others are not needed."""
NEXT_BEST = 0.9
"""Where a second input alone reaches this much too, the classes are simply far apart, as in blobs or iris."""
LEAST_INPUTS = 3
"""Of one or two inputs one may well decide: heart_rate has one column, and circles need two."""
REASONS = ("data.leak_single_feature", "data.split_overlap", "data.time_leak")


def too_good_to_be_true(spec: TrainSpec, seen: Seen, findings: Sequence[Finding]) -> Outcome:
    """A nearly perfect test part beside a reason to doubt it: a leak that the data's checks found, or one input that alone
    explains everything. Perfect scores without a reason pass: easy data exist."""
    test = seen.test
    if test is None:
        return NO_TEST
    if test.accuracy < NEARLY_PERFECT:
        return None
    reasons = [finding for finding in findings if finding.code in REASONS and finding.column != spec.target]
    alarming = [finding for finding in reasons if finding.severity is not Severity.info]
    single = seen.single if len(spec.features) >= LEAST_INPUTS else None
    decides = single is not None and single.accuracy >= EXPLAINS_ALL and single.second_accuracy < NEXT_BEST
    if not alarming and not decides:
        return None
    columns = [finding.column for finding in alarming if finding.column is not None]
    if not alarming and single is not None:
        columns = [single.name]
    told: dict[str, JsonValue] = {
        "accuracy": test.accuracy,
        "num_rows": len(test),
        "reasons": [finding.code for finding in alarming],
        "columns": list(dict.fromkeys(columns)),
        "single_accuracy": None if single is None else single.accuracy,
        "second_accuracy": None if single is None else single.second_accuracy,
    }
    left = [name for name in spec.features if name not in columns] if spec.features != "auto" else []
    return make(
        "evaluation.too_good_to_be_true",
        told,
        severity=Severity.warning if alarming else None,
        fix=change(spec, features=left) if alarming and columns and left else None,
        words={"why": _why(alarming, columns)},
    )


def _why(alarming: Sequence[Finding], columns: Sequence[str]) -> str:
    if alarming:
        return f"the check {alarming[0].code} found: {alarming[0].title}"
    return f"column {columns[0]!r} alone explains it, and no other column comes near"
