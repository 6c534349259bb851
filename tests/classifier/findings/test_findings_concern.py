"""Of what a dataset says, a run hears what speaks of its own columns and of its own target."""

from classifier.findings.concern import OTHER_TARGET, concerning
from classifier.findings.make import make
from classifier.spec.finding import Diagnosis, SkippedCheck

ONE_CLASS = make("data.single_class", {"class": "a", "count": 9}, column="label")
GAP = {"num_missing": 1, "num_rows": 4, "share": 0.25}


def of(*columns: str) -> Diagnosis:
    """A diagnosis with a gap in each of these columns, and one class in `label`."""
    gaps = [make("data.missing", GAP, column=name) for name in columns]
    return Diagnosis(
        findings=[*gaps, ONE_CLASS], checks_passed=["data.rare_class", "data.duplicate_rows"], checks_skipped=[]
    )


def test_findings_of_columns_that_a_run_does_not_use_are_left_out() -> None:
    kept = concerning(of("a", "b", "label"), "label", "label", ["a"])

    assert [finding.column for finding in kept.findings] == ["a", "label", "label"]


def test_a_check_whose_findings_are_all_about_other_columns_has_passed_for_the_run() -> None:
    kept = concerning(of("b"), "label", "label", ["a"])

    assert kept.checks_passed == ["data.rare_class", "data.duplicate_rows", "data.missing"]


def test_why_a_column_is_no_feature_concerns_every_run() -> None:
    constant = make("data.constant_column", {"num_rows": 4, "value": "x"}, column="b")
    diagnosis = Diagnosis(findings=[constant], checks_passed=[], checks_skipped=[])

    assert concerning(diagnosis, "label", "label", ["a"]).findings == [constant]


def test_what_was_checked_for_another_target_was_not_checked_for_this_one() -> None:
    kept = concerning(of("a"), "label", "other", ["a", "label"])

    assert [finding.code for finding in kept.findings] == ["data.missing"]
    assert kept.checks_passed == ["data.duplicate_rows"]
    assert kept.checks_skipped == [
        SkippedCheck(code="data.rare_class", reason=OTHER_TARGET),
        SkippedCheck(code="data.single_class", reason=OTHER_TARGET),
    ]


def test_a_dry_run_hears_of_an_id_among_its_features_as_the_run_will() -> None:
    looks_so = make(
        "data.id_like_column", {"num_distinct": 4, "num_rows": 4}, column="id", words={"reason": "It counts."}
    )
    diagnosis = Diagnosis(findings=[looks_so], checks_passed=[], checks_skipped=[])

    [told] = concerning(diagnosis, "label", "label", ["id", "a"]).findings

    assert told.severity == "warning"
    assert told.fix == [{"op": "add", "path": "/features", "value": ["a"]}]
