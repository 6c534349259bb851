"""Repeated rows and contradicting labels: alarms where values are fine, facts where they are coarse."""

import numpy as np

from classifier.findings.data.repeats import fine_column
from classifier.findings.data.rows import conflicting_labels
from tests.classifier.findings.data.data_tables import clouds, csv, found, listed, read_csv, task


def twice(columns: dict[str, np.ndarray], num_rows: int) -> dict[str, np.ndarray]:
    return {name: np.append(values, values[:num_rows]) for name, values in columns.items()}


def coarse(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: values if name == "label" else np.round(values).astype(int) for name, values in columns.items()}


def duplicates(columns: dict[str, np.ndarray]) -> list[tuple[str, object]]:
    made = [f for f in found(read_csv(csv(columns))) if f.code == "data.duplicate_rows"]
    return [(f.severity.value, f.evidence["num_duplicate_rows"]) for f in made]


def test_measured_rows_that_repeat_are_an_alarm() -> None:
    assert duplicates(twice(clouds(), 60)) == [("warning", 60)]


def test_a_single_repeat_moves_no_measure() -> None:
    assert duplicates(twice(clouds(), 1)) == [("info", 1)]


def test_coarse_rows_repeat_naturally() -> None:
    [(severity, _)] = duplicates(coarse(clouds(3_000)))

    assert severity == "info"


def test_cents_that_meet_by_chance_are_coarse() -> None:
    beats_N = np.round(np.random.default_rng(0).normal(92, 5, 1_800), 2)
    table = read_csv(csv({"beat": beats_N, "other": beats_N, "label": ["u", "v"] * 900})).table

    assert fine_column(table, ["beat", "other"], 600) is None
    assert fine_column(table, ["beat", "other"], 60_000) == "beat"


def test_equal_rows_of_two_labels_are_found_with_the_best_that_can_be_reached() -> None:
    columns = twice(clouds(200), 40)
    columns["label"][200:] = np.where(columns["label"][200:] == "yes", "no", "yes")

    [finding] = listed(conflicting_labels(task(columns)))

    assert finding.severity == "warning"
    assert finding.evidence["num_rows_in_conflict"] == 80
    assert finding.evidence["num_groups"] == 40
    assert finding.evidence["best_accuracy"] == 1 - 40 / 240
    assert len(finding.evidence["rows"]) == 10  # type: ignore[arg-type]


def test_coarse_rows_contradict_each_other_naturally() -> None:
    [finding] = listed(conflicting_labels(task(coarse(clouds(3_000)))))

    assert finding.severity == "info"


def test_rows_that_repeat_with_their_label_do_not_contradict() -> None:
    assert conflicting_labels(task(twice(clouds(), 60))) is None
