"""All checks of a dataset together: each one told of, and the cost bounded."""

import time
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine, make_blobs, make_classification

from classifier.findings.data.checks import TARGET_CODES
from classifier.findings.ledger import Skip, codes_of
from classifier.spec.table import FileFormat
from tests.classifier.findings.data.data_tables import alarms, clouds, csv, found, outcomes, read_csv
from tests.diagnosis.harness import upload

SHARED = Path(__file__).parents[5] / "shared" / "data"  # real tables that may not be copied; absent elsewhere


def test_each_check_has_an_outcome() -> None:
    assert set(outcomes(read_csv(csv(clouds(200))))) == set(codes_of("data"))


def test_without_a_target_its_checks_are_skipped_with_the_reason() -> None:
    table = read_csv(
        csv({"a": np.random.default_rng(0).normal(size=100), "b": np.random.default_rng(1).normal(size=100)})
    )

    made = outcomes(table)

    assert all(isinstance(made[code], Skip) for code in TARGET_CODES)
    assert "target" in made["data.label_noise"].reason  # type: ignore[union-attr]


def test_a_target_may_be_named() -> None:
    columns = {"flag": np.where(np.arange(200) % 25 == 0, "u", "v"), **clouds(200)}

    assert [f.column for f in found(read_csv(csv(columns)), "flag") if f.code == "data.rare_class"] == ["flag"]


def test_two_thousand_columns_are_checked_in_a_sample() -> None:
    x_ND = np.random.default_rng(0).normal(size=(400, 1_999))
    columns = {f"x{i}": x_ND[:, i] for i in range(1_999)} | {"label": np.where(x_ND[:, 0] > 0, "u", "v")}
    table = read_csv(csv(columns))

    started = time.process_time()
    made = outcomes(table)

    assert time.process_time() - started < 20  # 2 s of one quiet core, half of it the profile
    assert set(made) == set(codes_of("data"))


HEALTHY = {
    "iris": lambda: load_iris(return_X_y=True),
    "wine": lambda: load_wine(return_X_y=True),
    "breast_cancer": lambda: load_breast_cancer(return_X_y=True),
    "digits": lambda: load_digits(return_X_y=True),
    "clouds that overlap": lambda: make_blobs(1_000, centers=4, cluster_std=1.5, random_state=666),
    "imbalanced but fine": lambda: make_classification(2_000, weights=[0.9], class_sep=1.5, random_state=0),
    "tiny": lambda: make_classification(60, n_features=5, random_state=0),
    "wide": lambda: make_classification(300, n_features=500, n_informative=10, random_state=0),
}


@pytest.mark.parametrize("name", HEALTHY)
def test_healthy_data_raises_no_alarm(name: str) -> None:
    x_ND, y_N = HEALTHY[name]()
    columns = {f"x{i}": x_ND[:, i] for i in range(x_ND.shape[1])} | {"label": [f"class {y}" for y in y_N]}

    assert alarms(found(read_csv(csv(columns)))) == []


@pytest.mark.parametrize("name", sorted(path.name for path in SHARED.glob("*.*") if path.suffix in (".csv", ".npz")))
def test_real_data_raises_no_alarm(name: str) -> None:
    uploaded = upload((SHARED / name).read_bytes(), FileFormat(name.rsplit(".", 1)[1]))

    assert alarms(uploaded.diagnosis.findings) == []
