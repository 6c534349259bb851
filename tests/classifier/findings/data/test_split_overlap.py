"""Rows on both sides of a split are counted; coarse values that meet are no alarm."""

import numpy as np
import pytest

from classifier.findings.data.split_overlap import split_overlap
from classifier.findings.ledger import Outcome
from classifier.spec.train import SplitSpec
from classifier.table.split import split_rows
from tests.classifier.findings.data.data_tables import clouds, listed, task


def over(columns: dict[str, np.ndarray], split: SplitSpec | None = None) -> Outcome:
    asked = task(columns)
    return split_overlap(asked, split_rows(asked.y_N, split or SplitSpec(), classes=asked.classes))


def repeated(columns: dict[str, np.ndarray], share: float, jitter: float = 0.0) -> dict[str, np.ndarray]:
    generator = np.random.default_rng(0)
    num_rows = len(columns["label"])
    again = np.append(np.arange(num_rows), generator.integers(0, num_rows, int(share * num_rows)))
    made = {name: values[again] for name, values in columns.items()}
    for name in made:
        if name != "label":
            made[name] = made[name] + jitter * generator.normal(size=len(again))
    return made


@pytest.mark.parametrize("jitter", [0.0, 1e-9])
def test_rows_on_both_sides_are_found_equal_or_nearly(jitter: float) -> None:
    [finding] = listed(over(repeated(clouds(), 0.2, jitter)))

    assert finding.severity == "warning"
    assert finding.evidence["num_same"] == finding.evidence["num_test_same"] + finding.evidence["num_validation_same"]  # type: ignore[operator]
    assert 0.1 < finding.evidence["share"] < 0.5  # type: ignore[operator]
    assert len(finding.evidence["rows"]) == 10  # type: ignore[arg-type]


def test_the_rows_named_are_pairs_across_the_split() -> None:
    columns = clouds(100)
    for name in columns:
        columns[name][7] = columns[name][42]

    [finding] = listed(over(columns, SplitSpec(test_rows=[7])))

    assert finding.evidence["rows"] == [[7, 42]]


def test_different_rows_are_silent() -> None:
    assert over(clouds()) is None


def test_coarse_values_that_meet_are_a_fact() -> None:
    columns = clouds()
    for name in ("x0", "x1", "x2", "x3", "x4"):
        columns[name] = np.round(columns[name]).astype(int)

    assert [finding.severity for finding in listed(over(columns))] == ["info"]


def test_one_column_that_repeats_is_a_fact() -> None:
    columns = {name: values for name, values in repeated(clouds(), 0.3).items() if name in ("x0", "label")}

    assert [finding.severity for finding in listed(over(columns))] == ["info"]
