"""The standalone scorer, run as its users run it: by a Python that has onnxruntime and numpy and nothing else."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifier.inference.bundle.make import ExportFormat
from classifier.inference.bundle.score import RowsUnreadable, Scorer
from classifier.inference.golden import answered
from classifier.spec.limits import Limits
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import FileFormat
from classifier.spec.train import TrainSpec
from classifier.table.profile import profile_table
from tests.classifier.inference.bundle.exported import bundle, fitted_model, golden_of, json_rows, predictor, trained
from tests.classifier.neural.family_uploads import CELLS, Upload, typed

# Only these may be imported besides the standard library; onnxruntime brings a few small ones of its own when they are there.
ONLY = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in {"pandas", "pyarrow", "torch", "onnx", "pydantic", "safetensors", "sklearn", "scipy", "numba",
                   "classifier", "service", "store", "workers", "discern"}:
            raise ImportError(f"{name} is not here")

sys.meta_path.insert(0, Refuse())
sys.argv = sys.argv[1:]
sys.path.insert(0, sys.argv[0].rpartition("/")[0])
import runpy
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def unpack(files: dict[str, bytes], folder: Path) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def run(folder: Path, *arguments: str, script: str = "score.py") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ONLY, str(folder / script), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unpack(bundle(trained("mlp"), tmp_path / "b.zip"), tmp_path / "model")


def cells() -> list[dict[str, Any]]:
    served = predictor(trained("mlp"))
    return json_rows(typed(CELLS).table, [column.name for column in served.input_columns])


def test_a_csv_file_as_it_was_uploaded_is_scored_in_its_order(folder: Path) -> None:
    (folder / "rows.csv").write_bytes(CELLS.make())

    done = run(folder, "rows.csv")

    assert done.returncode == 0, done.stderr
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    p_NC, good = answered(predictor(trained("mlp")), cells())
    assert len(found) == len(good)
    p_up_N = np.array([float(row["probability up"]) for row in found])
    assert np.abs(p_up_N - p_NC[:, 1]).max() <= 1e-5
    assert [row["label"] for row in found] == np.where(p_NC[:, 1] >= 0.5, "up", "down").tolist()


def test_it_verifies_itself(folder: Path) -> None:
    done = run(folder, "--verify")

    assert (done.returncode, done.stderr) == (0, "")
    assert "answered as exported" in done.stdout


def test_one_changed_byte_of_the_weights_ends_it_with_1(folder: Path) -> None:
    """The control."""
    whole = (folder / "model.onnx").read_bytes()
    at = whole.find(trained("mlp").tensors["members.0.layers.0.weight"].tobytes())
    (folder / "model.onnx").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])

    done = run(folder, "--verify")

    assert done.returncode == 1
    assert "model.onnx is not the file that was exported" in done.stderr


def test_other_answers_under_honest_hashes_end_it_with_1(folder: Path) -> None:
    golden = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
    golden["probabilities"][0] = golden["probabilities"][0][::-1]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "golden.json").write_text(json.dumps(golden), encoding="utf-8")
    del manifest["files"]["golden.json"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    done = run(folder, "--verify")

    assert done.returncode == 1
    assert "golden rows differ" in done.stderr


def test_a_cell_that_is_none_is_named_and_ends_it_with_2(folder: Path) -> None:
    lines = CELLS.make().decode().splitlines()
    lines[4] = "12 apples" + lines[4][lines[4].index(",") :]
    (folder / "rows.csv").write_text("\n".join(lines), encoding="utf-8")

    done = run(folder, "rows.csv")

    assert done.returncode == 2
    assert "row 3, column 'a': '12 apples' is no number" in done.stderr


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "a,a,b,town,code,day,paid\n1,1,1,x,y,,\n", ""])
def test_a_file_of_other_columns_ends_it_with_2(folder: Path, text: str) -> None:
    (folder / "rows.csv").write_text(text, encoding="utf-8")

    done = run(folder, "rows.csv")

    assert done.returncode == (0 if not text else 2), done.stderr


def test_it_is_imported_and_says_what_the_predictor_says(folder: Path) -> None:
    rows = cells()[:5]
    (folder / "use.py").write_text(
        f"import json\nfrom score import Scorer\nprint(json.dumps(Scorer('.').predict(json.loads({json.dumps(rows)!r}))))\n",
        encoding="utf-8",
    )

    done = run(folder, script="use.py")

    assert done.returncode == 0, done.stderr
    p_NC, _ = answered(predictor(trained("mlp")), rows)
    found = [row["probabilities"]["up"] for row in json.loads(done.stdout)]
    assert found == pytest.approx(p_NC[:, 1], abs=1e-5)


def test_weights_of_safetensors_are_verified_in_the_graph_that_lies_beside_them(tmp_path: Path) -> None:
    files = bundle(trained("tabm"), tmp_path / "b.zip", ExportFormat.safetensors)
    folder = unpack(files, tmp_path / "model")

    sound = run(folder, "--verify")
    broken = bytearray(files["weights.safetensors"])
    broken[-1] ^= 0x40
    (folder / "weights.safetensors").write_bytes(broken)
    changed = run(folder, "--verify")

    assert sound.returncode == 0, sound.stderr
    assert changed.returncode == 1
    assert "not the file" in changed.stderr


SPELT = [
    ("a", "93.5", 93.5),
    ("a", " 9.35e1 ", 93.5),
    ("a", "+93.50", 93.5),
    ("a", 93, 93.0),
    ("a", "NA", None),
    ("a", float("nan"), None),
    ("paid", "YES", True),
    ("paid", 0, False),
    ("paid", "?", None),
    ("town", "", None),
    ("code", 7.0, "7"),
    ("code", True, "true"),
    ("day", "2024-05-31T12:30:00+02:00", "2024-05-31T10:30:00Z"),
    ("day", "2024-05-31 10:30", "2024-05-31T10:30:00+00:00"),
    ("day", "null", None),
]


@pytest.mark.parametrize(("name", "given", "meant"), SPELT)
def test_cells_are_read_as_the_server_reads_them(name: str, given: object, meant: object, folder: Path) -> None:
    scorer, row = Scorer(folder), cells()[1]

    found = scorer.answers([{**row, name: given}]).probabilities
    served, good = answered(predictor(trained("mlp")), [{**row, name: given if given == given else None}])

    assert good == [0]
    assert found == pytest.approx(served, abs=1e-5)
    assert (found == scorer.answers([{**row, name: meant}]).probabilities).all()


@pytest.mark.parametrize(
    ("name", "value"),
    [("a", "abc"), ("a", "inf"), ("a", True), ("a", 2**53 + 1), ("a", "1" * 400), ("paid", "perhaps"), ("paid", 2),
     ("day", "yesterday"), ("day", "2024-02-30"), ("day", 5), ("a", [1]), ("town", ["x"])],
)  # fmt: skip
def test_what_the_server_refuses_the_scorer_refuses(name: str, value: object, folder: Path) -> None:
    row = {**cells()[1], name: value}

    assert answered(predictor(trained("mlp")), [row])[1] == [], "the control: the server refuses it"
    with pytest.raises(RowsUnreadable, match=f"row 0, column '{name}'"):
        Scorer(folder).answers([row])


HOSTILE = [
    " ",
    "a,b",
    'q"d',
    "new\nline",
    "größe",
    "gr sse",
    "gr_sse",
    "gr-sse",
    "日本",
    "x" * 120,
    "logits",
    "label",
    "c0",
]
LABELS = ['yes "sir"', "no\n", "ß", "maybe,"]


def odd_names() -> bytes:
    """Columns and categories that must be escaped, that look alike as identifiers, that are called as outputs are."""
    draw = np.random.default_rng(0)
    file = io.StringIO()
    writer = csv.writer(file)
    names = HOSTILE[1:]  # the reader takes no blank name
    writer.writerow([*names, "y"])
    for row in range(90):
        cells = [draw.choice(HOSTILE) if i % 2 else f"{draw.normal():.4f}" for i in range(len(names))]
        writer.writerow([*cells, LABELS[row % 4]])
    return file.getvalue().encode()


ODD = Upload(odd_names, FileFormat.csv, "y")


def test_columns_categories_and_classes_may_be_called_anything(tmp_path: Path) -> None:
    table = typed(ODD)
    asked = {"target": "y", "training": {"epochs": 2}, "model": {"family": "mlp", "hidden": [8]}}
    spec = resolve_spec(TrainSpec.model_validate(asked), table.schema, profile_table(table), Limits())
    model = fitted_model(table.table, table.schema, spec)
    served = predictor(model)
    rows = json_rows(table.table, [column.name for column in served.input_columns])
    assert len(served.input_columns) == len(HOSTILE) - 1, "the control: all columns are read"
    folder = unpack(bundle(model, tmp_path / "b.zip"), tmp_path / "model")
    (folder / "rows.csv").write_bytes(odd_names())

    done = run(folder, "rows.csv")

    assert done.returncode == 0, done.stderr
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    p_NC, _ = answered(served, rows)
    for i, label in enumerate(served.classes):
        p_N = np.array([float(row[f"probability {label}"]) for row in found])
        assert np.abs(p_N - p_NC[:, i]).max() <= 1e-5
    assert [row["label"] for row in found] == [served.classes[i] for i in p_NC.argmax(axis=1)]
    assert Scorer(folder).verify() <= 1e-5


def readme_blocks(files: dict[str, bytes]) -> list[str]:
    return re.findall(r"```python\n(.*?)```", files["README.md"].decode(), re.DOTALL)


@pytest.mark.parametrize("form", list(ExportFormat))
@pytest.mark.parametrize("case", ["mlp", "rnn", "cnn"])
def test_the_lines_of_the_readme_run(case: str, form: ExportFormat, tmp_path: Path) -> None:
    files = bundle(trained(case), tmp_path / "b.zip", form)
    folder = unpack(files, tmp_path / "model")
    (block,) = readme_blocks(files)

    # The lines about safetensors are for torch, which is here.
    done = subprocess.run([sys.executable, "-c", block], cwd=folder, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    if form is ExportFormat.onnx:
        assert done.stdout.splitlines() == golden_of(files)["labels"]
