"""A run hears of what concerns it, with fixes that fit its own spec."""

from typing import Any

import numpy as np

from classifier.findings.ledger import codes_of
from classifier.spec.finding import Finding
from classifier.spec.train import TrainSpec
from tests.classifier.findings.data.data_tables import clouds, csv
from tests.diagnosis.harness import Diagnosed, apply, train, upload

FAST: dict[str, Any] = {
    "model": {"hidden": [8]},
    "training": {"epochs": 2, "batch_size": 64},
    "diagnosis": {"probe_seconds": 0},
}


def run(columns: dict[str, Any], overrides: dict[str, Any] | None = None, **spec: Any) -> Diagnosed:
    made = train(upload(csv(columns).encode(), overrides=overrides), {"target": "label", **FAST, **spec})
    assert made.error is None, made.error
    return made


def of_data(made: Diagnosed) -> list[Finding]:
    return [finding for finding in made.diagnosis.findings if finding.phase == "data"]


def leaking() -> dict[str, Any]:
    columns = clouds(300, apart=1.0)
    return {"later": np.where(columns["label"] == "yes", "paid", "open"), **columns}


def test_every_check_of_the_data_is_made_or_skipped_with_a_reason() -> None:
    made = run(clouds(300))

    told = {*made.diagnosis.checks_passed, *made.codes, *(s.code for s in made.diagnosis.checks_skipped)}
    assert set(codes_of("data")) <= told
    assert "data.single_class" in made.diagnosis.checks_passed
    assert of_data(made) == []


def test_a_leak_of_the_dataset_comes_with_a_fix_of_the_runs_features() -> None:
    made = run(leaking(), features=["later", "x0", "x1"])

    leak = made.finding("data.leak_single_feature")
    assert leak.fix == [{"op": "add", "path": "/features", "value": ["x0", "x1"]}]
    assert apply(made.asked, leak.fix).features == ["x0", "x1"]


def test_a_run_that_leaves_the_leak_out_does_not_hear_of_it() -> None:
    made = run(leaking(), features=["x0", "x1", "x2"])

    assert "data.leak_single_feature" not in made.codes
    assert "data.leak_single_feature" in made.diagnosis.checks_passed


def test_another_target_is_checked_anew() -> None:
    columns = clouds(300, apart=1.0)
    other = np.where(np.random.default_rng(3).random(300) < 0.2, "up", "down")
    columns = {"copy": np.where(other == "up", 1, 0), "other": other, **columns}

    assert "data.leak_single_feature" not in run(columns).codes
    made = run(columns, target="other")

    assert made.finding("data.leak_single_feature").column == "copy"
    assert made.finding("data.imbalance").column == "other"


def test_an_id_that_is_asked_for_as_a_feature_is_an_alarm() -> None:
    columns = {"id": np.arange(300), **clouds(300)}

    assert [(f.code, f.severity) for f in of_data(run(columns))] == [("data.id_like_column", "info")]
    made = run(columns, features=["id", "x0", "x1"])

    [finding] = [f for f in of_data(made) if f.code == "data.id_like_column"]
    assert finding.severity == "warning"
    assert finding.fix == [{"op": "add", "path": "/features", "value": ["x0", "x1"]}]


def test_weights_that_are_set_need_no_fix_of_imbalance() -> None:
    columns = clouds(300)
    columns["label"] = np.where(np.arange(300) % 10 == 0, "yes", "no")

    fix = run(columns).finding("data.imbalance").fix
    assert fix == [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
    weighed = run(columns, loss={"class_weights": "balanced"})
    assert weighed.finding("data.imbalance").fix is None


def test_the_runs_own_split_is_what_is_checked() -> None:
    columns = clouds(300)
    columns = {name: np.append(values, values[:40]) for name, values in columns.items()}

    apart = run(columns, split={"test_rows": list(range(200, 260))})
    across = run(columns, split={"test_rows": list(range(300, 340))})

    assert across.finding("data.split_overlap").evidence["num_test_same"] > 30  # type: ignore[operator]
    assert apart.finding("data.split_overlap").evidence["num_test_same"] == 0


def test_columns_that_the_run_leaves_out_are_no_alarm_of_it() -> None:
    gaps = ["" if i % 3 else "1.5" if i % 2 else "2.5" for i in range(300)]
    columns = {"gaps": gaps, **clouds(300)}

    assert ("data.missing", "warning") in [(f.code, f.severity) for f in of_data(run(columns))]
    assert of_data(run(columns, features=["x0", "x1"])) == []


def test_a_run_without_diagnosis_checks_nothing() -> None:
    made = run(leaking(), diagnosis={"enabled": False})

    assert of_data(made) == []
    assert "data.split_overlap" in [skipped.code for skipped in made.diagnosis.checks_skipped]


def test_a_run_may_stop_at_a_leak() -> None:
    spec = {"target": "label", **FAST, "diagnosis": {"on_error": {"warning": "stop"}}}
    made = train(upload(csv(leaking()).encode()), TrainSpec.model_validate(spec))

    assert made.error is not None
    assert "later" in str(made.error)
