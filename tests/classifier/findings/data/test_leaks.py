"""A column that gives the label away is named, and columns that are merely good are not."""

import numpy as np
import pytest
from sklearn.datasets import load_iris, make_blobs, make_circles

from classifier.findings.data.leaks import leaks
from classifier.findings.data.probe import Probe
from classifier.findings.ledger import Outcome, Skip
from tests.classifier.findings.data.data_tables import alarms, clouds, listed, task

GENERATOR = np.random.default_rng(0)


def of(columns: dict[str, object], features: list[str] | None = None) -> Outcome:
    return leaks(Probe(task(columns, features=features)))  # type: ignore[arg-type]


def truth(columns: dict[str, np.ndarray]) -> np.ndarray:
    return (columns["label"] == "yes").astype(float)


@pytest.mark.parametrize(
    "make",
    [
        lambda y: y,
        lambda y: np.where(y > 0, "paid", "open"),
        lambda y: y + GENERATOR.normal(size=len(y)) * 0.1,
        lambda y: np.exp(3 * (y + GENERATOR.normal(size=len(y)) * 0.1)),
        lambda y: np.where(GENERATOR.random(len(y)) < 0.05, 1 - y, y),
    ],
    ids=["a copy", "a word for each class", "a noisy copy", "a rising map of it", "a copy with 5 % wrong"],
)
def test_a_column_that_knows_the_label_is_a_leak(make: object) -> None:
    columns = clouds(apart=1.0)
    columns["later"] = make(truth(columns))  # type: ignore[operator]

    [finding] = listed(of(columns))

    assert (finding.column, finding.severity) == ("later", "warning")
    assert finding.evidence["accuracy_alone"] > finding.evidence["accuracy_of_others"]  # type: ignore[operator]
    assert finding.fix == [{"op": "add", "path": "/features", "value": ["x0", "x1", "x2", "x3", "x4"]}]


def test_the_fix_of_one_leak_takes_all_leaks_out() -> None:
    columns = clouds(apart=1.0)
    columns["one"] = truth(columns)
    columns["two"] = np.where(columns["label"] == "yes", "p", "q")

    found = listed(of(columns))

    assert {finding.column for finding in found} == {"one", "two"}
    assert {str(finding.fix) for finding in found} == {
        "[{'op': 'add', 'path': '/features', 'value': ['x0', 'x1', 'x2', 'x3', 'x4']}]"
    }


def test_good_measurements_are_no_leaks() -> None:
    iris = load_iris()
    for x_ND, y_N in (
        (iris.data, iris.target),
        make_blobs(400, centers=2, n_features=2, random_state=3),
        make_circles(400, noise=0.05, factor=0.5, random_state=0),
    ):
        columns = {f"x{i}": x_ND[:, i] for i in range(x_ND.shape[1])} | {"label": np.array(list("uvw"))[y_N]}
        assert alarms(listed(of(columns))) == []


def test_the_only_column_that_matters_is_told_and_not_called_a_fault() -> None:
    columns = clouds(1_000, apart=0.0)
    columns["label"] = np.where(columns["x0"] > 0, "yes", "no")

    [finding] = listed(of(columns))

    assert (finding.column, finding.severity, finding.fix) == ("x0", "info", None)


def test_one_feature_is_nothing_to_compare_with() -> None:
    assert isinstance(of(clouds(), ["x0"]), Skip)
