"""Judging counts of served rows: silent by chance, heard when something has changed, skipped with a reason."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

from classifier.findings.catalogue.kinds import KINDS
from classifier.findings.drift import chi_squared, drift, rate_limit
from classifier.findings.ledger import codes_of
from classifier.findings.serving import MIN_ROWS, NO_REFERENCE, Window, serving_diagnosis
from classifier.findings.tally import count_outputs
from classifier.spec.counts import ServingCounts
from classifier.spec.finding import Diagnosis, Finding
from classifier.spec.reference import CategoryReference, NumberReference, PredictionReference, Reference
from classifier.table.counting import ColumnCounts, TableColumns, code_of, count_categories, count_numbers
from classifier.table.reference import number_edges

CODES = codes_of("serving")
Random = np.random.Generator
Values = dict[str, npt.NDArray[Any]]


def rows_of(random: Random, num_rows: int) -> Values:
    """Four columns of unlike kinds, and a probability."""
    return {
        "normal": random.normal(size=num_rows),
        "ticks": np.round(random.exponential(3, size=num_rows)),
        "holes": np.where(random.random(num_rows) < 0.1, np.nan, random.normal(size=num_rows)),
        "letter": np.array(list("abcdefghij"))[random.choice(10, num_rows, p=np.arange(10, 0, -1) / 55)],
        "p": random.beta(0.7, 0.7, size=num_rows),
    }


NUMBERS = ("normal", "ticks", "holes")


def reference_of(values: Values, held: Values) -> tuple[Reference, ColumnCounts]:
    columns: list[NumberReference | CategoryReference] = []
    for name in NUMBERS:
        x_N = values[name]
        present_N = x_N[~np.isnan(x_N)]
        edges, low, high = number_edges(present_N), float(present_N.min()), float(present_N.max())
        counts = count_numbers(x_N, edges, low, high)
        columns.append(NumberReference(column=name, edges=edges, minimum=low, maximum=high, counts=counts))
    level_V, count_V = np.unique(values["letter"], return_counts=True)
    levels = [str(level) for level in level_V]
    cells = pa.chunked_array([pa.array(values["letter"].tolist())])
    counted = count_categories(cells, levels, code_of(levels, levels))
    singles = int((count_V == 1).sum())
    columns.append(CategoryReference(column="letter", levels=levels, singles=singles, counts=counted))
    labels, probabilities = count_outputs(np.stack([1 - held["p"], held["p"]], axis=1), 0.5)
    predictions = PredictionReference(
        num_rows=len(held["p"]), parts=["test"], labels=labels, probabilities=probabilities
    )
    reference = Reference(num_rows=len(values["normal"]), columns=columns, not_compared={}, predictions=predictions)
    return reference, ColumnCounts(columns, {"letter": levels})


def judged(reference: Reference, count: ColumnCounts, served: Values, **more: Any) -> Diagnosis:
    table = pa.table({name: pa.array(values.tolist(), from_pandas=True) for name, values in served.items()})
    p_N = served["p"]
    labels, probabilities = count_outputs(np.stack([1 - p_N, p_N], axis=1), 0.5)
    counts = ServingCounts(
        rows=len(p_N), columns=count(TableColumns(table)), labels=labels, probabilities=probabilities, **more
    )
    return serving_diagnosis(reference, ["no", "yes"], Window(counts, 3600))


def by_code(diagnosis: Diagnosis) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in diagnosis.findings:
        found.setdefault(finding.code, []).append(finding)
    return found


def test_the_phase_has_these_kinds() -> None:
    assert [code for code in KINDS if code.startswith("serving.")] == CODES
    assert set(CODES) == {
        "serving.schema_drift",
        "serving.unseen_categories",
        "serving.out_of_range",
        "serving.feature_drift",
        "serving.prediction_drift",
    }


@pytest.mark.parametrize("num_reference", [60, 400, 4_000])
@pytest.mark.parametrize("num_rows", [200, 1_000])
def test_rows_like_those_of_training_raise_no_alarm(num_reference: int, num_rows: int) -> None:
    alarms = 0
    for seed in range(100):
        random = np.random.default_rng(seed)
        reference, count = reference_of(rows_of(random, num_reference), rows_of(random, max(30, num_reference // 3)))
        diagnosis = judged(reference, count, rows_of(random, num_rows))
        alarms += any(finding.severity != "info" for finding in diagnosis.findings)

    assert alarms <= 2


def test_a_psi_of_a_quarter_alone_would_often_be_chance() -> None:
    """The control of the test above: the usual rule without the correction."""
    alarms = 0
    for seed in range(100):
        random = np.random.default_rng(seed)
        reference, count = reference_of(rows_of(random, 60), rows_of(random, 30))
        served = rows_of(random, 200)
        table = pa.table({name: pa.array(served[name].tolist(), from_pandas=True) for name in (*NUMBERS, "letter")})
        counts, at = count(TableColumns(table)), 0
        for column in reference.columns:
            apart = drift(column.counts[: column.num_bins], counts[at : at + column.num_bins], 0.001)
            at += column.num_counts
            alarms += apart is not None and apart.psi >= 0.25

    assert alarms >= 20


def shifted(served: Values, random: Random) -> Values:
    return {**served, "normal": served["normal"] + 1.0}


def scaled(served: Values, random: Random) -> Values:
    return {**served, "ticks": served["ticks"] * 10}


def lost(served: Values, random: Random) -> Values:
    return {**served, "normal": np.where(random.random(len(served["p"])) < 0.5, np.nan, served["normal"])}


def one_letter(served: Values, random: Random) -> Values:
    return {**served, "letter": np.where(random.random(len(served["p"])) < 0.6, "j", served["letter"])}


def new_letter(served: Values, random: Random) -> Values:
    return {**served, "letter": np.where(random.random(len(served["p"])) < 0.12, "z", served["letter"])}


def sure(served: Values, random: Random) -> Values:
    return {**served, "p": 0.8 + 0.2 * served["p"]}


FAULTS: dict[str, tuple[Callable[[Values, Random], Values], str, str | None]] = {
    "a shift by one standard deviation": (shifted, "serving.feature_drift", "normal"),
    "another unit": (scaled, "serving.out_of_range", "ticks"),
    "a value that is often lost": (lost, "serving.feature_drift", "normal"),
    "a category that takes over": (one_letter, "serving.feature_drift", "letter"),
    "a new category": (new_letter, "serving.unseen_categories", "letter"),
    "answers that are mostly yes": (sure, "serving.prediction_drift", None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_has_changed_is_found(fault: str) -> None:
    change, code, column = FAULTS[fault]
    found = 0
    for seed in range(60):
        random = np.random.default_rng(seed)
        reference, count = reference_of(rows_of(random, 400), rows_of(random, 200))
        diagnosis = judged(reference, count, change(rows_of(random, 300), random))
        found += any(
            (finding.code, finding.column) == (code, column) and finding.severity == "warning"
            for finding in diagnosis.findings
        )

    assert found >= 57  # 95 %


def test_only_the_column_that_has_drifted_is_named_with_its_numbers() -> None:
    random = np.random.default_rng(0)
    reference, count = reference_of(rows_of(random, 1_000), rows_of(random, 300))

    diagnosis = judged(reference, count, shifted(rows_of(random, 500), random))

    (finding,) = by_code(diagnosis)["serving.feature_drift"]
    evidence = finding.evidence
    assert (finding.column, finding.fix) == ("normal", None)
    assert evidence["psi"] > evidence["limit"] > evidence["chance"] > 0
    assert 0 < evidence["js"] < 1
    assert (evidence["rows"], evidence["reference_rows"], evidence["window_seconds"]) == (500, 1_000, 3600)
    worst = evidence["worst_bins"][0]
    assert worst["share"] > worst["reference_share"] + 0.2
    assert worst["bin"].startswith("from ")
    assert "serving.prediction_drift" in diagnosis.checks_passed


def test_a_small_window_is_skipped_with_the_reason() -> None:
    random = np.random.default_rng(0)
    reference, count = reference_of(rows_of(random, 400), rows_of(random, 200))

    diagnosis = judged(reference, count, shifted(rows_of(random, MIN_ROWS - 113), random))

    assert (diagnosis.findings, diagnosis.checks_passed) == ([], [])
    assert {skipped.code: skipped.reason for skipped in diagnosis.checks_skipped} == dict.fromkeys(
        CODES, "87 rows in the window; 200 are needed."
    )


def test_a_model_without_a_reference_is_judged_by_its_refused_rows_alone() -> None:
    counts = ServingCounts(rows=900, refused=100, faults={"not_a_number": {"Area": 100}}, labels=[450, 450])

    diagnosis = serving_diagnosis(None, ["no", "yes"], Window(counts, 3600))

    (finding,) = diagnosis.findings
    assert (finding.code, finding.severity) == ("serving.schema_drift", "warning")
    assert finding.evidence["faults"] == [{"code": "not_a_number", "column": "Area", "rows": 100}]
    assert {skipped.reason for skipped in diagnosis.checks_skipped} == {NO_REFERENCE}


@pytest.mark.parametrize(
    ("refused", "unknown", "severity"),
    [(0, 0, None), (9, 0, None), (11, 0, "info"), (60, 0, "warning"), (0, 99, None), (0, 101, "info")],
)
def test_refused_rows_and_new_columns_are_weighed(refused: int, unknown: int, severity: str | None) -> None:
    faults = {"missing_column": {"Area": refused}} if refused else {}
    counts = ServingCounts(rows=1_000 - refused, refused=refused, unknown=unknown, faults=faults)

    diagnosis = serving_diagnosis(None, ["no", "yes"], Window(counts, 60))

    assert [finding.severity for finding in diagnosis.findings] == ([] if severity is None else [severity])
    assert ("serving.schema_drift" in diagnosis.checks_passed) == (severity is None)


def test_rows_refused_for_their_category_count_as_unseen_and_not_as_misfits() -> None:
    random = np.random.default_rng(0)
    reference, count = reference_of(rows_of(random, 400), rows_of(random, 200))

    diagnosis = judged(reference, count, rows_of(random, 300), refused=60, faults={"unseen_category": {"letter": 60}})

    (finding,) = by_code(diagnosis)["serving.unseen_categories"]
    assert (finding.evidence["unseen"], finding.evidence["refused"], finding.evidence["rows"]) == (60, 60, 360)
    assert "serving.schema_drift" in diagnosis.checks_passed


def test_categories_of_which_many_are_new_each_day_are_no_alarm() -> None:
    """Of words with a long tail, training rows have seen a part only."""
    random = np.random.default_rng(0)
    words = [f"w{number}" for number in np.minimum(random.zipf(1.5, 4_000), 10**6)]
    train, served = words[:2_000], words[2_000:]
    levels, counts = np.unique(train, return_counts=True)
    by_count = [str(level) for level in levels[np.argsort(-counts, kind="stable")]]
    top = by_count[:50]
    code = code_of(top, by_count)
    reference = Reference(
        num_rows=2_000,
        columns=[
            CategoryReference(
                column="word",
                levels=top,
                singles=int((counts == 1).sum()),
                counts=count_categories(pa.chunked_array([train]), top, code),
            )
        ],
        not_compared={},
        predictions=None,
    )
    counted = count_categories(pa.chunked_array([served]), top, code)

    diagnosis = serving_diagnosis(reference, ["no", "yes"], Window(ServingCounts(rows=2_000, columns=counted), 60))

    assert counted[51] > 100  # over 5 % were never seen
    assert "serving.unseen_categories" in diagnosis.checks_passed


def test_times_beyond_those_of_training_are_no_more_than_info() -> None:
    days = NumberReference(column="seen", measure="days", edges=[], minimum=0.0, maximum=9.0, counts=[500, 0, 0, 0])
    reference = Reference(num_rows=500, columns=[days], not_compared={}, predictions=None)
    counts = ServingCounts(rows=500, columns=[500, 0, 0, 500])

    diagnosis = serving_diagnosis(reference, ["no", "yes"], Window(counts, 60))

    (finding,) = diagnosis.findings
    assert (finding.code, finding.severity) == ("serving.out_of_range", "info")


def test_the_worst_twenty_of_many_columns_are_told() -> None:
    column = NumberReference(column="c", edges=[0.0], minimum=-9.0, maximum=9.0, counts=[500, 500, 0, 0, 0])
    columns = [column.model_copy(update={"column": f"c{number}"}) for number in range(40)]
    reference = Reference(num_rows=1_000, columns=columns, not_compared={}, predictions=None)
    counts = [part for number in range(40) for part in (500 - 12 * number, 500 + 12 * number, 0, 0, 0)]

    diagnosis = serving_diagnosis(reference, ["a", "b"], Window(ServingCounts(rows=1_000, columns=counts), 60))

    told = [finding.column for finding in by_code(diagnosis)["serving.feature_drift"]]
    assert len(told) == 20
    assert told[0] == "c39"


def test_the_psi_of_two_samples_is_as_large_by_chance_as_said() -> None:
    random = np.random.default_rng(0)
    shares = np.full(10, 0.1)
    found = [drift(random.multinomial(500, shares), random.multinomial(300, shares), 0.01) for _ in range(2_000)]
    apart = [one for one in found if one is not None]

    assert np.mean([one.psi for one in apart]) == pytest.approx(apart[0].chance, rel=0.1)
    assert 0.003 < np.mean([one.certain for one in apart]) < 0.02


def test_the_quantiles_of_chi_squared_are_those_of_the_tables() -> None:
    for degrees, alpha, table in [(1, 0.05, 3.84), (4, 0.01, 13.28), (9, 0.001, 27.88), (20, 0.001, 45.31)]:
        assert chi_squared(degrees, alpha) == pytest.approx(table, rel=0.03)


def test_rows_out_of_the_range_of_a_sample_are_as_rare_as_said() -> None:
    random = np.random.default_rng(0)
    above = 0
    for _ in range(2_000):
        x_N = random.random(100)
        served = random.random(400)
        above += int(((served < x_N.min()) | (served > x_N.max())).sum()) > rate_limit(2, 100, 400, 0.01)

    assert above / 2_000 < 0.01
