"""The five recipes: data that is the same each time and as told, configs that the server would take."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_blobs, make_circles
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from classifier.spec.train import TrainSpec
from discern.recipes import recipes, spec_of
from examples.s2.generate import write_readings
from examples.s3.generate import write_shapes
from tests.checks.sources import ROOT

CASES = recipes(ROOT / "examples")
RUNS = [(case, run) for case, recipe in CASES.items() for run in recipe.runs if run.config is not None]


def made(case: str, folder: Path, *, small: bool = True) -> Path:
    command = [sys.executable, str(ROOT / "examples" / case / "generate.py"), str(folder)]
    subprocess.run([*command, *(["--small"] if small else [])], check=True, capture_output=True)
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES)
def test_a_generator_makes_every_file_of_its_recipe_the_same_each_time(case: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        made(case, folder)

    files = sorted(path.name for path in first.iterdir())
    assert files == sorted({run.data for run in CASES[case].runs if "/" not in run.data})
    assert [(first / name).read_bytes() for name in files] == [(second / name).read_bytes() for name in files]


@pytest.mark.parametrize(("case", "run"), RUNS, ids=lambda value: getattr(value, "name", value))
def test_every_config_is_a_train_spec_whole_and_small(case: str, run: Any) -> None:
    for small in (False, True):
        spec = TrainSpec.model_validate(spec_of(CASES[case], run, small=small))

        assert spec.model != "auto"
        assert spec.training.epochs != "auto"


@pytest.mark.parametrize("case", CASES)
def test_a_readme_tells_each_run_and_its_config(case: str) -> None:
    text = (ROOT / "examples" / case / "README.md").read_text(encoding="utf-8")

    assert f"discern examples run {case}" in text
    for run in CASES[case].runs:
        assert f"`{run.name}`" in text
        assert run.config is None or f"({run.config})" in text
        for code in run.finds:
            assert f"`{code}`" in text


def test_the_configs_say_what_the_texts_say() -> None:
    spec = {(case, run.name): TrainSpec.model_validate(spec_of(CASES[case], run, small=False)) for case, run in RUNS}
    s0, s2, s3, s4 = (
        spec[key].model_dump() for key in (("s0", "raw"), ("s2", "per_epoch"), ("s3", "text"), ("s4", "text"))
    )

    assert s0["model"]["hidden"] == [25]
    assert (s0["training"]["batch_size"], s0["training"]["epochs"], s0["optimizer"]["learning_rate"]) == (8, 10, 1e-3)
    assert [(b["units"], b["num_layers"], b["bidirectional"]) for b in s2["model"]["blocks"]] == [
        (64, 2, True),
        (64, 2, False),
    ]
    assert (s2["model"]["dropout"], s2["schedule"]["step_size"], s2["schedule"]["interval"]) == (0.5, 30, "epoch")
    assert (s3["model"]["channels"], s3["model"]["kernel_size"], s3["model"]["hidden"]) == (
        [64, 64, 128],
        5,
        [500, 500],
    )
    assert (s4["optimizer"]["name"], s4["optimizer"]["learning_rate"], s4["training"]["epochs"]) == ("sgd", 0.1, 500)


def test_circles_and_heart_rate_are_those_of_the_text(tmp_path: Path) -> None:
    made("s1", tmp_path)
    circles, beats = rows_of(tmp_path / "circles.csv"), rows_of(tmp_path / "heart_rate.csv")
    points_N2, inner_N = make_circles(n_samples=500, random_state=123, noise=0.1, factor=0.2)

    assert [row["ring"] for row in circles] == ["inner" if inner else "outer" for inner in inner_N]
    assert [float(row["x"]) for row in circles] == pytest.approx(points_N2[:, 0], abs=1e-6)
    values = np.array([float(row["heart_rate"]) for row in beats])
    assert values.mean() == pytest.approx(92.0, abs=0.01)
    assert [row["above"] for row in beats] == [str(int(value > 91)) for value in values]
    assert np.corrcoef(values[:-1], values[1:])[0, 1] > 0.95


def test_the_blobs_and_their_held_out_rows_are_those_of_the_text(tmp_path: Path) -> None:
    rows = rows_of(made("s4", tmp_path) / "blobs.csv")
    points_N2, blob_N = make_blobs(n_samples=1_000, n_features=2, centers=4, cluster_std=1.5, random_state=666)
    _, held_out = train_test_split(np.arange(1_000), test_size=0.2, random_state=888)

    assert [float(row["y"]) for row in rows] == pytest.approx(points_N2[:, 1], abs=1e-6)
    assert [row["blob"] for row in rows] == ["ABCD"[blob] for blob in blob_N]
    for run in (run for case, run in RUNS if case == "s4"):
        assert spec_of(CASES["s4"], run, small=False)["split"]["test_rows"] == sorted(held_out.tolist())


def test_a_linear_model_that_knows_the_patterns_gets_three_rows_in_four_and_their_product_nearly_all(
    tmp_path: Path,
) -> None:
    write_readings(tmp_path / "readings.npz", num_rows=4_000, num_features=300)
    with np.load(tmp_path / "readings.npz") as arrays:
        x_NF, y_N = arrays["X"][:, 0], arrays["y"]
    worn_N, pattern_N = x_NF[:, :100].mean(axis=1), x_NF[:, 100:200].mean(axis=1)
    patterns_N2 = np.stack([worn_N, pattern_N], axis=1)

    linear = LogisticRegression().fit(patterns_N2[:3_000], y_N[:3_000]).score(patterns_N2[3_000:], y_N[3_000:])

    assert np.bincount(y_N).tolist() == [2_000, 2_000]
    assert 0.70 < linear < 0.79
    assert ((worn_N * pattern_N > 0) == (y_N == 1)).mean() > 0.99


def test_rings_and_discs_are_as_bright_and_as_many(tmp_path: Path) -> None:
    write_shapes(tmp_path / "shapes.npz", num_images=40, size=122)
    with np.load(tmp_path / "shapes.npz", allow_pickle=False) as arrays:
        x_NCHW, y_N = arrays["X"], arrays["y"]

    assert (x_NCHW.shape, x_NCHW.dtype) == ((40, 1, 122, 122), np.uint8)
    assert sorted(y_N.tolist()) == ["disc"] * 20 + ["ring"] * 20
    bright = [x_NCHW[y_N == name].mean() for name in ("disc", "ring")]
    assert abs(bright[0] - bright[1]) < 0.1  # of 255; a disc of half the area would make it 0.7


def test_the_full_readings_have_the_shape_of_the_text() -> None:
    from examples.s2.generate import NUM_FEATURES, NUM_ROWS
    from examples.s3.generate import SIZE

    assert (NUM_ROWS, NUM_FEATURES, SIZE) == (22_644, 2_474, 244)
    assert json.loads((ROOT / "examples" / "s2" / "per_epoch.json").read_text())["training"] == {
        "batch_size": 64,
        "epochs": 25,
    }
