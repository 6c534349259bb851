"""Exported models in a web page: onnxruntime-web in a headless browser answers what the predictor answers."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifier.inference.bundle.make import ExportFormat
from classifier.inference.bundle.pack import write_zip
from classifier.inference.golden import answered
from tests.classifier.inference.bundle.exported import asked, bundle, golden_of, predictor, trained
from tests.classifier.neural.family_uploads import CASES

WEB = Path(__file__).parents[1] / "web"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOLERANCE = 1e-5
FOLDED = ("mlp piecewise", "tabm")
SPOILT = "spoilt"


@pytest.fixture(scope="module")
def browser() -> str:
    """Path of a browser, with what drives it installed."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None or not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("no browser in which to run an exported model: install chromium, nodejs and npm")
    lock, installed = WEB / "package-lock.json", WEB / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return found
    # What the lock file names, from the registry that npm is set up for; no browser is downloaded.
    made = subprocess.run(["npm", "ci", "--no-progress"], cwd=WEB, capture_output=True, text=True, check=False)
    assert "EUSAGE" not in made.stderr, f"the lock file is not that of package.json: {made.stderr[-500:]}"
    if made.returncode:
        pytest.skip(f"npm cannot install onnxruntime-web and playwright-core: {made.stderr[-300:]}")
    return found


@pytest.fixture(scope="module")
def expected() -> dict[str, np.ndarray]:
    """Probabilities by the name of the bundle."""
    return {}


@pytest.fixture(scope="module")
def answers(browser: str, expected: dict[str, np.ndarray], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the page said of every bundle."""
    folder = tmp_path_factory.mktemp("bundles")
    for case in CASES:
        model = trained(case, folds=2 if case in FOLDED else 1)
        rows = asked(model, case)
        is_image = case in ("cnn", "logistic of images")
        name, path = case.replace(" ", "_"), folder / f"{case.replace(' ', '_')}.zip"
        files = bundle(model, path, ExportFormat.onnx, rows=rows[:40] if is_image else rows)
        given = golden_of(files)["rows"]
        expected[name] = np.array(golden_of(files)["probabilities"])
        assert len(answered(predictor(model), rows)[1]) >= len(given) >= 40
        (folder / f"{name}.mjs").write_bytes(files["classifier.mjs"])
        (folder / f"{name}.rows.json").write_text(json.dumps(given), encoding="utf-8")
        if case == "mlp":
            spoil(files, folder)
    done = subprocess.run(
        ["node", "run.mjs", browser, str(folder)], cwd=WEB, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def spoil(files: dict[str, bytes], folder: Path) -> None:
    """The control: a bundle with one changed byte of its weights."""
    changed = bytearray(files["model.onnx"])
    at = changed.find(trained("mlp").tensors["members.0.layers.0.weight"].tobytes())
    changed[at + 3] ^= 0x40
    write_zip(folder / f"{SPOILT}.zip", {**files, "model.onnx": bytes(changed)})
    (folder / f"{SPOILT}.mjs").write_bytes(files["classifier.mjs"])
    (folder / f"{SPOILT}.rows.json").write_text("[]", encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_an_exported_model_answers_in_a_web_page(case: str, answers: Any, expected: dict[str, np.ndarray]) -> None:
    name = case.replace(" ", "_")
    said = answers["answers"][name]
    assert "error" not in said, said

    p_NC = np.array([row["probabilities"] for row in said["answers"]])

    assert np.abs(p_NC - expected[name]).max() <= TOLERANCE
    assert said["difference"] <= TOLERANCE, "it verified itself"
    assert np.ptp(expected[name][:, 0]) > 1e-3, "the control: rows do differ"


def test_the_page_asked_nobody_else(answers: Any) -> None:
    assert answers["elsewhere"] == []


def test_a_changed_weight_is_noticed_in_the_page(answers: Any) -> None:
    assert "model.onnx is not the file that was exported" in answers["answers"][SPOILT]["error"]
