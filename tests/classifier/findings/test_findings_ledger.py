"""A ledger says each thing once, loses no check, and no bug of a check costs a run."""

import logging

import pytest

from classifier.errors import DataInvalid, StoppedByFinding
from classifier.findings.ledger import NOT_REACHED, Ledger, Skip, codes_of
from classifier.findings.make import make
from classifier.spec.diagnosis import OnErrorSpec
from classifier.spec.finding import Finding

RARE = make("data.constant_column", {"num_rows": 5, "value": "7"}, column="a")
OTHER = make("data.constant_column", {"num_rows": 5, "value": "7"}, column="b")


def test_every_expected_check_ends_as_found_passed_or_skipped() -> None:
    ledger = Ledger()

    ledger.take([("data.constant_column", [RARE]), ("data.missing", None), ("data.rare_class", Skip("No target."))])

    report = ledger.report(["data.constant_column", "data.missing", "data.rare_class", "data.imbalance"])
    assert report.findings == [RARE]
    assert report.checks_passed == ["data.missing"]
    assert {check.code: check.reason for check in report.checks_skipped} == {
        "data.rare_class": "No target.",
        "data.imbalance": NOT_REACHED,
    }


def test_a_finding_is_told_once_and_columns_are_told_apart() -> None:
    told: list[Finding] = []
    ledger = Ledger(told.append)

    ledger.take([("data.constant_column", RARE), ("data.constant_column", [RARE, OTHER])])

    assert told == [RARE, OTHER]


def test_what_an_earlier_attempt_found_is_not_told_again() -> None:
    first = Ledger()
    first.take([("data.constant_column", RARE), ("data.missing", None)])
    told: list[Finding] = []

    again = Ledger(told.append, before=first.report())
    again.take([("data.constant_column", RARE)])

    assert told == []
    assert again.report(["data.missing"]).checks_passed == ["data.missing"]


def test_what_an_earlier_attempt_did_not_come_to_has_the_reason_of_this_one() -> None:
    first = Ledger()
    first.take([("data.rare_class", Skip("No target."))])

    again = Ledger(before=first.report(["data.missing", "data.rare_class"]))
    again.take([("data.missing", Skip("The columns cannot be seen."))])

    reasons = {check.code: check.reason for check in again.report(["data.missing", "data.rare_class"]).checks_skipped}
    assert reasons == {"data.missing": "The columns cannot be seen.", "data.rare_class": "No target."}


def test_a_check_that_speaks_under_another_code_is_a_bug() -> None:
    with pytest.raises(ValueError, match=r"data\.missing spoke as data\.constant_column"):
        Ledger().take([("data.missing", RARE)])


def test_a_run_stops_at_the_severity_that_its_spec_names_and_tells_the_finding_first() -> None:
    told: list[Finding] = []
    ledger = Ledger(told.append, on_error=OnErrorSpec(warning="stop"))
    ledger.take([("data.constant_column", RARE)])  # info never stops
    empty = make("data.all_missing_column", {"num_rows": 5, "missing_tokens": {}}, column="a")

    with pytest.raises(StoppedByFinding, match="is empty"):
        ledger.take([("data.all_missing_column", empty)])

    assert told == [RARE, empty]


def test_the_bug_of_a_check_is_logged_and_leaves_its_phase_skipped(caplog: pytest.LogCaptureFixture) -> None:
    ledger = Ledger()

    with caplog.at_level(logging.ERROR), ledger.guard("training"):
        raise IndexError("list index out of range")

    skipped = {check.code: check.reason for check in ledger.report(codes_of("training")).checks_skipped}
    assert set(skipped) == set(codes_of("training"))
    assert "IndexError" in skipped["training.loss_flat"]
    assert "list index out of range" in caplog.text


@pytest.mark.parametrize("error", [DataInvalid("no rows"), MemoryError(), StoppedByFinding("stop")])
def test_what_is_no_bug_passes_the_guard(error: Exception) -> None:
    with pytest.raises(type(error)), Ledger().guard("training"):
        raise error


def test_tests_see_the_bugs_of_checks() -> None:
    with pytest.raises(IndexError), Ledger(strict=True).guard("training"):
        raise IndexError
