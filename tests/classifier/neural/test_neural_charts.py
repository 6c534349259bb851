"""What a run measures for its charts: on held-out rows, with the worth of each column, and never too dear."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from sklearn.metrics import auc

from classifier.neural import charts as module
from classifier.neural.artifact import read_artifact, write_artifact
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like

FAST = {"training": {"epochs": 30}, "features": ["a", "b", "c"]}


def trained(num_rows: int = 240, **changes: Any) -> TrainedClassifier:
    table, schema = rice_like(num_rows)
    spec = resolved(**{**FAST, **changes})
    return train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())


@pytest.fixture(scope="module")
def found() -> TrainedClassifier:
    return trained()


def test_charts_are_of_the_test_rows_and_agree_with_the_evaluation(found: TrainedClassifier) -> None:
    charts, test = found.charts, found.metrics.test

    assert charts is not None
    assert test is not None
    assert (charts.part, charts.num_rows) == ("test", test.num_rows)
    (roc,) = charts.roc
    assert (roc.label, roc.num_rows) == (found.classes[1], test.per_class[1].support)
    assert auc(roc.x, roc.y) == pytest.approx(test.roc_auc, abs=1e-5)
    assert charts.thresholds is not None
    (at_half,) = [row for row in charts.thresholds if row.threshold == 0.5]
    assert [
        [at_half.true_negative, at_half.false_positive],
        [at_half.false_negative, at_half.true_positive],
    ] == test.confusion
    assert sum(one.num_rows for one in charts.reliability) == test.num_rows


def test_columns_that_decide_are_worth_more_than_one_that_does_not(found: TrainedClassifier) -> None:
    assert found.charts is not None
    importance = found.charts.importance

    worth = {column.column: column for column in importance.columns}
    assert set(worth) == {"a", "b", "c"}
    assert (importance.skipped, importance.repeats, importance.num_rows) == (None, 3, found.charts.num_rows)
    assert importance.columns[-1].column == "c"  # noise
    assert min(worth["a"].log_loss, worth["b"].log_loss) > 0.2
    assert abs(worth["c"].log_loss) < 0.1
    assert min(worth["a"].accuracy, worth["b"].accuracy) > 0.05


@pytest.mark.parametrize(("rows", "numbers"), [(1, 2**22), (100, 2**22), (4_096, 300), (4_096, 1)])
def test_a_column_is_worth_the_same_however_many_looks_go_through_the_network_together(
    found: TrainedClassifier, monkeypatch: pytest.MonkeyPatch, rows: int, numbers: int
) -> None:
    monkeypatch.setattr(module, "STACKED_ROWS", rows)
    monkeypatch.setattr(module, "STACKED_NUMBERS", numbers)
    run = trained()

    assert found.charts is not None
    assert run.charts is not None
    together, few = found.charts.importance.columns, run.charts.importance.columns
    assert [column.column for column in few] == [column.column for column in together]
    for one, other in zip(few, together, strict=True):
        assert one.log_loss == pytest.approx(other.log_loss, abs=1e-6)
        assert (one.accuracy, one.log_loss_std) == pytest.approx((other.accuracy, other.log_loss_std), abs=1e-6)


def test_charts_are_the_same_for_the_same_run(found: TrainedClassifier) -> None:
    assert trained().charts == found.charts


def test_without_test_rows_they_are_of_the_validation_rows() -> None:
    run = trained(split={"test_fraction": 0.0, "validation_fraction": 0.25})

    assert run.charts is not None
    assert (run.charts.part, run.charts.num_rows) == ("validation", run.metrics.validation.num_rows)
    assert run.charts.importance.num_rows == run.metrics.validation.num_rows


def test_with_folds_and_no_test_rows_no_row_is_unknown_to_every_member() -> None:
    run = trained(split={"test_fraction": 0.0, "folds": 3}, training={"epochs": 2})

    assert run.charts is not None
    assert (run.charts.part, run.charts.num_rows) == ("validation", 240)  # out of fold
    assert run.charts.importance.skipped == "no row was held out from every member"


@pytest.mark.parametrize(("seconds", "repeats"), [(0.1, 3), (0.15, 2), (0.3, 1), (0.4, 0)])
def test_what_takes_long_is_repeated_less_and_what_takes_too_long_is_skipped(
    monkeypatch: pytest.MonkeyPatch, seconds: float, repeats: int
) -> None:
    ticks = iter([0.0, seconds])
    measure = module.measure_charts
    monkeypatch.setattr(
        "classifier.neural.train.measure_charts", lambda *args, **kw: measure(*args, **kw, clock=lambda: next(ticks))
    )

    run = trained(training={"epochs": 1})

    assert run.charts is not None
    importance = run.charts.importance
    assert importance.repeats == repeats
    if repeats:
        assert len(importance.columns) == 3
    else:
        assert importance.skipped == "one look at each column would take about 1 s, more than 1"


def test_of_many_rows_some_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 20)

    run = trained(training={"epochs": 1})

    assert run.charts is not None
    assert 10 <= run.charts.importance.num_rows <= 20 < run.charts.num_rows


def test_of_too_many_columns_none_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_COLUMNS", 2)

    run = trained(training={"epochs": 1})

    assert run.charts is not None
    assert run.charts.importance.skipped == "there are 3 columns, more than 2"


def test_rows_that_are_refused_are_left_out() -> None:
    table, schema = rice_like()
    place = table.column_names.index("c")
    table = table.set_column(place, "c", pa.array(["odd", *table.column("c").to_pylist()[1:]], pa.string()))
    spec = resolved(
        **{**FAST, "training": {"epochs": 1}},
        preprocessing={"unseen_category": "error"},
        split={"test_rows": list(range(40))},
    )

    run = train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())

    assert run.charts is not None
    assert (run.charts.num_rows, run.charts.importance.num_rows) == (39, 39)
    assert all(np.isfinite(column.log_loss) for column in run.charts.importance.columns)


def test_charts_travel_in_the_artifact(found: TrainedClassifier, tmp_path: Path) -> None:
    manifest = write_artifact(tmp_path / "m", found, {})

    read = read_artifact(tmp_path / "m").manifest

    assert read.charts == found.charts
    assert "charts" in manifest
