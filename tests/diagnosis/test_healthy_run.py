"""A healthy run of the whole pipeline: it learns, and every check of its evaluation was made and passed."""

from typing import Any

import numpy as np
import pytest

from tests.diagnosis.harness import Uploaded, train, upload

SPEC: dict[str, Any] = {
    "target": "label",
    "split": {"test_fraction": 0.3, "validation_fraction": 0.2},
    "model": {"family": "mlp", "hidden": [16]},
    "optimizer": {"learning_rate": 0.01},
    "training": {"epochs": 12, "batch_size": 32, "early_stopping": None},
    "threshold": 0.35,
}
JUDGED = {
    "worse_than_majority",
    "worse_than_logistic",
    "constant_prediction",
    "class_never_predicted",
    "train_test_gap",
    "miscalibrated",
    "threshold_poor",
    "too_good_to_be_true",
    "validation_not_accumulated",
    "argmax_of_one_output",
}


def measurements(num_classes: int) -> Uploaded:
    """Two columns on scales of thousands and of thousandths, and classes that they tell apart but for a few rows."""
    generator = np.random.default_rng(0)
    lines = ["area,ratio,label"]
    for i in range(400):
        label = i % num_classes
        area, ratio = generator.normal(7_000 + 4_000 * label, 1_200), generator.normal(0.002 * label, 0.001)
        lines.append(f"{area:.1f},{ratio:.6f},{'abc'[label]}")
    return upload("\n".join(lines).encode())


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Validation goes through the network in several parts, as large sets do."""
    monkeypatch.setattr("classifier.neural.measure.CHUNK_CELLS", 512)


@pytest.mark.parametrize("num_classes", [2, 3])
def test_a_healthy_run_raises_no_alarm_and_leaves_no_check_out(num_classes: int) -> None:
    spec = SPEC if num_classes == 2 else {**SPEC, "threshold": 0.5}

    run = train(measurements(num_classes), spec)

    assert run.error is None
    assert [finding.code for finding in run.alarms()] == []
    not_for_three = {"threshold_poor", "argmax_of_one_output"} if num_classes == 3 else set()
    passed = {code.partition(".")[2] for code in run.diagnosis.checks_passed if code.startswith("evaluation.")}
    assert passed == JUDGED - not_for_three
    assert run.trained is not None
    assert run.trained.metrics.test is not None
    assert run.trained.metrics.test.accuracy > 0.9
