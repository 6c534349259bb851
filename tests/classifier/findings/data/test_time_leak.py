"""Time that tells the label: a fault in a feature, a fact in the order of the rows."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from classifier.findings.data.time_leak import explained, time_leak
from tests.classifier.findings.data.data_tables import clouds, listed, task

START = datetime(2024, 1, 1)


def dates(place_N: np.ndarray) -> list[str]:
    return [(START + timedelta(hours=int(place))).isoformat() for place in place_N]


def test_a_date_that_tells_the_label_is_named_and_left_out() -> None:
    columns = clouds(400)
    order = np.argsort(np.argsort(columns["label"], kind="stable"))  # all of one class before the other, in mixed rows

    [finding] = listed(time_leak(task({"date": dates(order), **columns})))

    assert (finding.column, finding.severity) == ("date", "warning")
    assert finding.evidence["explained"] == pytest.approx(1, abs=0.05)
    assert finding.fix == [{"op": "add", "path": "/features", "value": ["x0", "x1", "x2", "x3", "x4"]}]


def test_a_share_that_drifts_over_time_is_seen() -> None:
    columns = clouds(2_000)
    generator = np.random.default_rng(0)
    columns["label"] = np.where(generator.random(2_000) < np.where(np.arange(2_000) < 1_000, 0.1, 0.9), "yes", "no")

    made = listed(time_leak(task({"date": dates(np.arange(2_000)), **columns})))

    assert [(finding.column, finding.severity) for finding in made] == [("date", "warning"), (None, "info")]


def test_dates_that_know_nothing_are_silent() -> None:
    assert time_leak(task({"date": dates(np.random.default_rng(0).permutation(400)), **clouds(400)})) is None


def test_a_number_that_counts_up_with_the_rows_is_a_clock() -> None:
    columns = clouds(400)
    order = np.argsort(columns["label"], kind="stable")
    columns = {name: values[order] for name, values in columns.items()}

    made = listed(time_leak(task({"reading": np.arange(400) * 1.5, **columns})))

    assert [(finding.column, finding.severity) for finding in made] == [("reading", "warning"), (None, "info")]


def test_sorted_rows_are_a_fact_for_the_split_shuffles_them() -> None:
    columns = clouds(400)
    order = np.argsort(columns["label"], kind="stable")

    [finding] = listed(time_leak(task({name: values[order] for name, values in columns.items()})))

    assert (finding.column, finding.severity, finding.fix) == (None, "info", None)
    assert "split.test_rows" in finding.suggestion


def test_what_is_explained_is_of_rows_left_out() -> None:
    y_N = np.random.default_rng(0).integers(0, 2, 1_000)

    assert explained(y_N, np.arange(1_000), 2) < 0.05
