"""What torch measures before the first step, on real networks; and that measuring changes nothing."""

import hashlib
import io
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from torch import Tensor, nn

from classifier.findings.ledger import Ledger
from classifier.neural.architecture import make_network
from classifier.neural.diagnosis.head import squashed_head
from classifier.neural.diagnosis.inputs import input_scales, network_inputs, standardized
from classifier.neural.diagnosis.memorize import learn_by_heart, pick_batch
from classifier.neural.loss import BceWithLogits
from classifier.neural.rows import Rows, make_rows
from classifier.neural.train import train_classifier
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from classifier.spec.limits import Limits
from classifier.spec.train import OptimizerSpec, TrainSpec
from tests.classifier.neural.neural_runs import Notebook, blobs, make_run, resolved, rice_like
from tests.diagnosis.harness import apply, train, upload

TABLE = InputLayout(kind="table", shape=[3], numeric=[0, 2])
FAMILIES: dict[str, tuple[InputLayout, dict[str, Any]]] = {
    "logistic": (TABLE, {"family": "logistic"}),
    "mlp": (TABLE, {"family": "mlp", "hidden": [8], "activation": "relu", "dropout": 0.5}),
    "resnet": (TABLE, {"family": "resnet", "width": 8, "activation": "relu"}),
    "tabm": (TABLE, {"family": "tabm", "num_members": 3, "hidden": [8], "activation": "relu"}),
    "cnn": (InputLayout(kind="image", shape=[1, 8, 8]), {"family": "cnn", "channels": [4], "activation": "relu"}),
    "cnn1d": (InputLayout(kind="sequence", shape=[9, 3]), {"family": "cnn1d", "channels": [4], "activation": "relu"}),
    "rocket": (InputLayout(kind="table", shape=[84]), {"family": "rocket", "num_features": 84}),
    "rnn": (InputLayout(kind="sequence", shape=[9, 3]), {"family": "rnn", "pooling": "attention"}),
}


def network(name: str, num_outputs: int = 1) -> tuple[nn.Module, Tensor]:
    inputs, model = FAMILIES[name]
    spec = Architecture(inputs=inputs, model=model, batch_norm=False, num_outputs=num_outputs)  # type: ignore[arg-type]
    torch.manual_seed(0)
    rows = torch.rand(6, *inputs.shape)
    if inputs.kind == "sequence":
        rows[..., -1] = 1.0
    return make_network(spec), rows


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("num_outputs", [1, 3])
def test_every_family_ends_in_logits(name: str, num_outputs: int) -> None:
    model, rows = network(name, num_outputs)
    head = squashed_head(model, rows)
    assert (head.kind, head.num_outputs) == ("logits", num_outputs)


@pytest.mark.parametrize(("last", "kind"), [(nn.Sigmoid(), "sigmoid"), (nn.Softmax(-1), "softmax")])
def test_a_squashed_head_is_seen(last: nn.Module, kind: str) -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 3), last)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}

    assert squashed_head(model, torch.rand(6, 3)).kind == kind
    assert all(torch.equal(before[name], tensor) for name, tensor in model.state_dict().items())
    assert model.training


def test_codes_and_levels_have_no_scale_and_columns_have_theirs() -> None:
    x_ND = torch.tensor([[3.0, 700.0, 0.0], [5.0, 900.0, 0.0]])
    scales = input_scales(x_ND, TABLE, ["a", "code", "b"])
    assert [(scale.name, scale.mean, scale.std) for scale in scales] == [("a", 4.0, 1.0), ("b", 0.0, 0.0)]


def test_padding_does_not_count_in_the_scale_of_a_channel() -> None:
    x_NTG = torch.tensor([[[4.0, 1.0], [0.0, 0.0]], [[4.0, 1.0], [4.0, 1.0]]])
    [scale] = input_scales(x_NTG, InputLayout(kind="sequence", shape=[2, 2]), ["x"])
    assert (scale.mean, scale.std) == (4.0, 0.0)


def test_a_network_that_normalizes_its_own_inputs_is_judged_behind_that() -> None:
    x_ND, y_N = blobs(100)
    run = make_run(resolved(), rows=(x_ND * 1_000, y_N), normalized=[0, 1, 2, 3])
    seen = network_inputs(run.model, torch.from_numpy(x_ND * 1_000))
    assert float(seen.square().mean().sqrt()) == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("kind", ["table", "sequence", "image"])
def test_standardized_inputs_have_mean_zero_and_deviation_one(kind: Any) -> None:
    shape = {"table": [3], "sequence": [5, 3], "image": [2, 4, 4]}[kind]
    layout = InputLayout(kind=kind, shape=shape, numeric=[0, 2] if kind == "table" else [])
    torch.manual_seed(0)
    x_NX = torch.rand(50, *shape) * 100
    if kind == "sequence":
        x_NX[..., -1] = 1.0
    for scale in input_scales(standardized(x_NX, layout, x_NX), layout, list("abc")):
        assert (scale.mean, scale.std) == (pytest.approx(0, abs=1e-5), pytest.approx(1, abs=1e-4))


def rows_of(y_N: Any) -> Rows:
    y_N = np.asarray(y_N)
    x_ND = np.random.default_rng(0).normal(size=(len(y_N), 3)).astype(np.float32) + y_N[:, None]
    return make_rows(x_ND.astype(np.float32), y_N, BceWithLogits(), np.ones(2), torch.device("cpu"))


def test_a_small_batch_mixes_the_classes_of_a_sorted_and_lopsided_table() -> None:
    batch = pick_batch(rows_of([0] * 190 + [1] * 10), 16, seed=3)
    assert np.bincount(batch.y_N).tolist() == [8, 8]


def test_a_probe_learns_on_a_copy() -> None:
    model, _ = network("mlp")
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    batch, optimizer = pick_batch(rows_of([0, 1] * 50), 32, seed=0), OptimizerSpec(name="adam", weight_decay=0.0)
    state = torch.random.get_rng_state()

    course = learn_by_heart(model, BceWithLogits(), batch, optimizer, 0.02, num_steps=150, seconds=20.0)

    assert course.num_steps == 150
    assert course.last_loss < 0.7 * course.first_loss
    assert all(torch.equal(before[name], tensor) for name, tensor in model.state_dict().items())
    assert torch.equal(state, torch.random.get_rng_state()), "dropout is off, and nothing else is drawn"
    assert all(parameter.grad is None for parameter in model.parameters())


def test_a_probe_ends_with_its_time() -> None:
    model, _ = network("mlp")
    batch, optimizer = pick_batch(rows_of([0, 1] * 50), 32, seed=0), OptimizerSpec(name="adam", weight_decay=0.0)
    assert (
        learn_by_heart(model, BceWithLogits(), batch, optimizer, 0.02, num_steps=10**9, seconds=0.02).num_steps < 10**5
    )


def weights(spec: TrainSpec) -> tuple[str, Ledger]:
    table, schema = rice_like()
    ledger, digest = Ledger(), hashlib.sha256()
    trained = train_classifier(
        table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits(), ledger=ledger, asked=spec
    )
    for member in trained.members:
        for name, tensor in sorted(member.weights.items()):
            digest.update(name.encode() + tensor.numpy().tobytes())
    return digest.hexdigest(), ledger


@pytest.mark.parametrize(
    "model",
    [
        {"hidden": [8], "activation": "relu", "dropout": 0.3},
        {"hidden": [8], "activation": "relu", "dropout": 0.3, "batch_norm": True},
        {"family": "resnet", "width": 8, "activation": "relu"},
    ],
    ids=["mlp", "batch_norm", "resnet"],
)
def test_equal_seeds_give_equal_weights_with_and_without_checks(model: dict[str, Any]) -> None:
    parts: dict[str, Any] = {
        **resolved(features=["a", "b", "c"], training={"epochs": 6, "num_seeds": 2}).model_dump(),
        "model": model,
        "preprocessing": {
            "normalization": "batch_norm",
            "missing_numeric": "median",
            "missing_categorical": "own_category",
        },
    }
    checked, ledger = weights(TrainSpec.model_validate(parts))
    unchecked, _ = weights(TrainSpec.model_validate({**parts, "diagnosis": {"enabled": False}}))

    assert checked == unchecked
    passed = ledger.report().checks_passed
    assert {"preflight.loss_head_mismatch", "step0.input_scale", "step0.initial_loss", "step0.nonfinite"} <= set(passed)


def csv(scale: float = 1.0, shift: float = 0.0, num_rows: int = 400) -> bytes:
    generator = np.random.default_rng(0)
    y_N = generator.integers(0, 2, num_rows)
    x_ND = generator.normal(size=(num_rows, 3)) + 2.5 * y_N[:, None]
    frame = pd.DataFrame(x_ND * scale + shift, columns=["a", "b", "c"]).assign(y=np.where(y_N, "yes", "no"))
    text = io.BytesIO()
    frame.to_csv(text, index=False)
    return text.getvalue()


def accuracy(done: Any) -> float:
    return float(done.trained.metrics.validation.accuracy)


@pytest.mark.parametrize(
    ("code", "data", "spec"),
    [
        ("preflight.one_batch_overfit_failed", csv(), {"optimizer": {"learning_rate": 1e-7}}),
        ("preflight.one_batch_overfit_failed", csv(), {"optimizer": {"name": "sgd", "learning_rate": 500.0}}),
        ("step0.input_scale", csv(300, 5_000), {"preprocessing": {"normalization": "none"}}),
        ("step0.initial_loss", csv(300, 5_000), {"preprocessing": {"normalization": "none"}}),
    ],
)
def test_a_fault_of_the_start_is_named_and_its_fix_makes_the_run_learn(
    code: str, data: bytes, spec: dict[str, Any]
) -> None:
    uploaded = upload(data)
    asked = TrainSpec.model_validate({"target": "y", "training": {"epochs": 12}, **spec})

    done = train(uploaded, asked)

    assert code in done.codes
    fix = done.finding(code).fix
    assert fix is not None
    mended = train(uploaded, apply(asked, fix))
    assert code not in mended.codes
    assert accuracy(mended) > 0.9


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"preprocessing": {"normalization": "none"}},
        {"preprocessing": {"normalization": "max_abs"}},
        {"preprocessing": {"normalization": "batch_norm"}},
        {"model": {"family": "logistic"}},
        {"optimizer": {"name": "sgd", "learning_rate": 0.05, "momentum": 0.9}},
    ],
    ids=str,
)
def test_a_healthy_start_has_no_finding(spec: dict[str, Any]) -> None:
    done = train(upload(csv()), {"target": "y", "training": {"epochs": 12}, **spec})

    mine = [finding.code for finding in done.alarms() if finding.phase in ("preflight", "step0")]
    assert mine == []


def test_a_probe_of_no_seconds_is_skipped_with_its_reason() -> None:
    done = train(upload(csv()), {"target": "y", "training": {"epochs": 3}, "diagnosis": {"probe_seconds": 0}})

    [skipped] = [check for check in done.diagnosis.checks_skipped if check.code == "preflight.one_batch_overfit_failed"]
    assert skipped.reason == "diagnosis.probe_seconds is 0."
