"""How many rows each class has."""

import numpy as np
import pytest

from classifier.findings.data.classes import imbalance, rare_class, single_class
from classifier.spec.finding import Severity
from tests.classifier.findings.data.data_tables import listed, task


def labels(**counts: int) -> dict[str, np.ndarray]:
    label = np.repeat(list(counts), list(counts.values()))
    return {"x": np.random.default_rng(0).normal(size=len(label)), "label": label}


@pytest.mark.parametrize(("rare", "found"), [(9, ["data.rare_class"]), (10, [])])
def test_a_class_of_a_handful_of_rows_is_rare(rare: int, found: list[str]) -> None:
    assert [f.code for f in listed(rare_class(task(labels(a=100, b=rare))))] == found


def test_imbalance_is_a_fact_with_a_fix() -> None:
    [finding] = listed(imbalance(task(labels(a=950, b=50))))

    assert finding.severity is Severity.info
    assert finding.evidence["ratio"] == 19
    assert finding.fix == [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
    assert imbalance(task(labels(a=60, b=40))) is None


def test_one_class_is_an_error() -> None:
    [finding] = listed(single_class(task(labels(a=20))))

    assert finding.severity is Severity.error
