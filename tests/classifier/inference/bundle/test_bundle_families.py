"""Every family and kind of input, exported: plain onnxruntime answers what the predictor answers."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load as load_tensors

from classifier.inference.bundle import decided
from classifier.inference.bundle.inputs import NotExportable
from classifier.inference.bundle.make import ExportFormat, verify_bundle
from classifier.inference.bundle.pack import write_zip
from classifier.inference.bundle.score import NotAsExported, Scorer
from classifier.inference.golden import answered
from classifier.inference.model_file import read_model_file
from classifier.metrics.decision import decide
from classifier.spec.decision import DecisionSettings
from classifier.table.features.image import ImageFeature
from tests.classifier.inference.bundle.exported import GOLDEN, asked, bundle, golden_of, predictor, trained
from tests.classifier.neural.family_uploads import CASES

TOLERANCE = 1e-5


@pytest.mark.parametrize("case", CASES)
def test_an_exported_family_answers_as_the_predictor(case: str, tmp_path: Path) -> None:
    model = trained(case)
    rows = asked(model, case)
    served = predictor(model)
    if isinstance(served.encoders[0].whole, ImageFeature):
        rows = rows[:40]  # each is compared by its pixels, which the golden rows hold
    files = bundle(model, tmp_path / "b.zip", rows=rows)
    golden = golden_of(files)
    p_NC, good = answered(served, rows)
    assert len(golden["rows"]) == len(good) >= 40

    answers = Scorer(files).answers(golden["rows"])

    assert np.abs(answers.probabilities - p_NC[good]).max() <= TOLERANCE
    assert np.ptp(p_NC[good][:, 0]) > 1e-3, "the control: rows do differ"
    assert not any(answers.refused)


@pytest.mark.parametrize("case", ["mlp piecewise", "tabm", "rnn", "rnn of a wide table"])
def test_members_of_several_folds_answer_with_their_mean(case: str, tmp_path: Path) -> None:
    model = trained(case, folds=3)
    assert len(model.manifest.members) == 3
    rows = asked(model, case)

    answers = Scorer(bundle(model, tmp_path / "b.zip")).answers(rows)

    p_NC, good = answered(predictor(model), rows)
    assert np.abs(answers.probabilities[good] - p_NC[good]).max() <= TOLERANCE


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.safetensors")), ids=lambda path: path.stem)
@pytest.mark.parametrize("form", list(ExportFormat))
def test_files_of_every_format_number_are_exported_and_verify_themselves(
    path: Path, form: ExportFormat, tmp_path: Path
) -> None:

    rows = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["rows"]

    bundle(read_model_file(path), tmp_path / "b.zip", form, rows=rows)

    assert verify_bundle(tmp_path / "b.zip") <= 1e-6


DECISIONS = {
    "low": DecisionSettings(threshold=0.2),
    "high": DecisionSettings(threshold=0.8),
    "per class": DecisionSettings(per_class={"down": 0.9, "up": 0.3}),
    "costs": DecisionSettings(cost_matrix=[[0, 1], [9, 0]]),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_labels_follow_the_decision(name: str, tmp_path: Path) -> None:
    model, decision = trained("mlp"), DECISIONS[name]
    rows = asked(model, "mlp")
    p_NC, _ = answered(predictor(model), rows)
    expected = [predictor(model).classes[i] for i in decide(p_NC, decision, predictor(model).classes)]

    answers = Scorer(bundle(model, tmp_path / "b.zip", decision=decision)).answers(rows)

    assert answers.label == expected
    plain = [predictor(model).classes[i] for i in p_NC.argmax(axis=1)]
    assert expected != plain, "the control: it decides otherwise than the largest probability"


def test_three_classes_by_costs_and_by_thresholds(tmp_path: Path) -> None:
    model = trained("rnn")
    rows, classes = asked(model, "rnn"), predictor(model).classes
    p_NC, _ = answered(predictor(model), rows)
    for decision in (
        None,
        DecisionSettings(per_class=dict(zip(classes, (0.9, 0.1, 0.5), strict=True))),
        DecisionSettings(cost_matrix=[[0, 1, 2], [3, 0, 1], [9, 9, 0]]),
    ):
        index_N = p_NC.argmax(axis=1) if decision is None else decide(p_NC, decision, classes)
        answers = Scorer(bundle(model, tmp_path / "b.zip", decision=decision)).answers(rows)
        assert answers.label == [classes[i] for i in index_N]


def test_a_bundle_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for form in ExportFormat:
        bundle(trained("tabm"), tmp_path / "a.zip", form)
        bundle(trained("tabm"), tmp_path / "b.zip", form)
        assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_weights_are_plain_safetensors_by_the_networks_own_names(tmp_path: Path) -> None:
    model = trained("mlp")
    files = bundle(model, tmp_path / "b.zip", ExportFormat.safetensors)

    weights = load_tensors(files["weights.safetensors"])

    assert weights.keys() == model.tensors.keys()
    assert all((weights[name] == tensor).all() for name, tensor in model.tensors.items())
    own = {name.removeprefix("members.0.") for name in weights}
    assert own == set(model.manifest.members[0].tensors)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_one_changed_weight_is_noticed_also_under_an_honest_hash(form: ExportFormat, tmp_path: Path) -> None:
    """The control: verifying can fail."""
    model = trained("mlp")
    files = bundle(model, tmp_path / "b.zip", form)
    name = "weights.safetensors" if form is ExportFormat.safetensors else "model.onnx"
    changed = bytearray(files[name])
    at = changed.find(model.tensors["members.0.layers.0.weight"].tobytes())
    assert at > 0
    changed[at + 3] ^= 0x40  # the exponent of the first weight
    write_zip(tmp_path / "c.zip", {**files, name: bytes(changed)})
    with pytest.raises(NotAsExported, match="is not the file"):
        verify_bundle(tmp_path / "c.zip")

    manifest = json.loads(files["manifest.json"])
    manifest["files"][name]["sha256"] = hashlib.sha256(bytes(changed)).hexdigest()
    honest = json.dumps(manifest).encode()
    write_zip(tmp_path / "d.zip", {**files, name: bytes(changed), "manifest.json": honest})
    with pytest.raises(NotAsExported, match="golden rows differ"):
        verify_bundle(tmp_path / "d.zip")


def test_a_bundle_that_answers_otherwise_is_never_given_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.inference.bundle.whole.calibrated", lambda g, x, t: decided.calibrated(g, x, 1.01))

    with pytest.raises(NotAsExported):
        bundle(trained("mlp"), tmp_path / "b.zip")


def test_weights_beyond_what_a_file_of_onnx_holds_are_refused_for_onnx_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.inference.bundle.whole.MAX_WEIGHT_BYTES", 100)

    with pytest.raises(NotExportable, match="holds 100"):
        bundle(trained("mlp"), tmp_path / "b.zip", ExportFormat.onnx)
    bundle(trained("mlp"), tmp_path / "b.zip", ExportFormat.safetensors)
