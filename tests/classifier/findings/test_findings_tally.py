"""Counting requests: each row once, as answered or as refused by its first fault."""

import numpy as np
import pyarrow as pa
import pytest

from classifier.errors import Fault
from classifier.findings.tally import Tally, count_outputs, first_faults
from classifier.spec.reference import NumberReference, probability_bounds
from classifier.table.convert import Converted
from classifier.table.counting import ColumnCounts

AREA = NumberReference(column="Area", edges=[10.0], minimum=0.0, maximum=20.0, counts=[5, 5, 0, 0, 0])


def fault(row: int | None, code: str = "not_a_number", column: str | None = "Area") -> Fault:
    return Fault(code=code, message="no", row=row, column=column)


def tally() -> Tally:
    return Tally(ColumnCounts([AREA], {}), classes=["no", "yes"], threshold=0.5, known_columns=("Area", "id", "label"))


def converted(area: list[float | None], ignored: tuple[str, ...] = ()) -> Converted:
    return Converted(pa.table({"Area": pa.array(area, pa.float64())}), [], [], list(ignored))


P = np.array([[0.9, 0.1], [0.2, 0.8], [0.5, 0.5], [0.0, 1.0]])


def test_answered_rows_are_counted_and_bad_ones_only_as_refused() -> None:
    counts = tally().count(converted([5.0, 15.0, None, 99.0]), P, {1}, [fault(1)])

    assert (counts.rows, counts.refused, counts.faults) == (3, 1, {"not_a_number": {"Area": 1}})
    assert counts.columns == [1, 1, 1, 0, 1]
    assert counts.labels == [1, 2]
    assert sum(counts.probabilities) == 3


def test_of_a_refused_request_only_the_bad_rows_count() -> None:
    counts = tally().count(converted([5.0, 15.0]), None, {0}, [fault(0), fault(0, "not_finite")])

    assert (counts.rows, counts.refused, counts.columns) == (0, 1, [])
    assert counts.faults == {"not_a_number": {"Area": 1}}


def test_columns_that_training_did_not_have_are_counted_by_rows() -> None:
    assert tally().count(converted([1.0, 2.0], ("id",)), P[:2], (), []).unknown == 0
    assert tally().count(converted([1.0, 2.0], ("id", "new")), P[:2], (), []).unknown == 2


def test_each_refused_row_is_blamed_on_one_fault() -> None:
    faults = [fault(None, "missing_column", "Perimeter"), fault(2)]

    assert first_faults({0, 1, 2}, faults) == {"missing_column": {"Perimeter": 3}}
    assert first_faults({0, 2, 5}, [fault(0), fault(2, "not_finite"), fault(2)]) == {
        "not_a_number": {"Area": 1},
        "not_finite": {"Area": 1},
        "other": {"": 1},
    }
    assert first_faults((), faults) == {}


def test_requests_together_are_counted_as_one_by_one() -> None:
    random = np.random.default_rng(0)
    tables = [converted(random.uniform(-5, 25, size).tolist()) for size in (1, 3, 40)]
    probabilities = [np.stack([1 - p, p], axis=1) for p in (random.random(size) for size in (1, 3, 40))]
    counter = tally()

    alone = [counter.answered(one.table, p_NC) for one, p_NC in zip(tables, probabilities, strict=True)]
    together = counter.answered(counter.joined([one.table for one in tables]), np.concatenate(probabilities))

    assert alone[0].plus(alone[1]).plus(alone[2]) == together


@pytest.mark.parametrize("num_classes", [2, 3, 7])
def test_every_probability_falls_into_a_bin(num_classes: int) -> None:
    random = np.random.default_rng(0)
    p_NC = random.dirichlet(np.full(num_classes, 0.3), size=500)
    edge_NC = np.vstack([np.eye(num_classes), np.full((1, num_classes), 1 / num_classes)])

    labels, bins = count_outputs(np.vstack([p_NC, edge_NC]), 0.5 if num_classes == 2 else None)

    low, high = probability_bounds(num_classes)
    assert (low, high) == (0.0 if num_classes == 2 else 1 / num_classes, 1.0)
    assert sum(labels) == sum(bins) == 500 + num_classes + 1
    assert (len(labels), len(bins)) == (num_classes, 10)
