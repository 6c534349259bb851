"""A small case of every family and option, random rows for any layout, and a training loop of a few lines."""

import random
from typing import Any, get_args

import numpy as np
import torch
from pydantic import TypeAdapter
from torch import Tensor, nn

from classifier.neural.loss import CrossEntropy
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.rows import Batch, Rows, whole_batch
from classifier.neural.step import AutogradStep
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from classifier.spec.models import Activation, ModelSpec
from classifier.spec.train import OptimizerSpec

CODES = [{"position": 1, "num_codes": 5, "width": 3}, {"position": 4, "num_codes": 2, "width": 1}]
BINS = [[-2.0, -1.0, 0.0, 1.0, 2.0], [-1.0, 1.0], [-3.0, 0.0, 3.0]]
PLAIN = InputLayout(kind="table", shape=[4])
TABLE = InputLayout(kind="table", shape=[7], numeric=[0, 2, 5], embedded=CODES, bins=BINS)
SEQUENCE = InputLayout(kind="sequence", shape=[9, 4])
IMAGE = InputLayout(kind="image", shape=[2, 12, 11])

PIECEWISE = {"name": "piecewise_linear", "num_bins": 4, "width": 3}
PERIODIC = {"name": "periodic", "num_frequencies": 4, "width": 3}
BLOCKS = [{"units": 5, "num_layers": 2, "bidirectional": True}, {"units": 4}]


def model_of(family: str, **options: Any) -> ModelSpec:
    """A resolved model; silu and one hidden layer of 16 units where nothing else is said."""
    defaults: dict[str, Any] = {"family": family}
    if family in ("mlp", "resnet", "tabm", "cnn1d", "cnn"):
        defaults["activation"] = "silu"
    if family in ("mlp", "tabm"):
        defaults["hidden"] = [16]
    model: ModelSpec = TypeAdapter(ModelSpec).validate_python({**defaults, **options})
    return model


CASES: dict[str, tuple[InputLayout, ModelSpec]] = {
    "logistic": (PLAIN, model_of("logistic")),
    "logistic codes": (TABLE, model_of("logistic")),
    "logistic sequence": (SEQUENCE, model_of("logistic")),
    "logistic image": (IMAGE, model_of("logistic")),
    "mlp": (PLAIN, model_of("mlp", hidden=[6, 5])),
    "mlp norm": (PLAIN, model_of("mlp", hidden=[6, 5], batch_norm=True)),
    "mlp codes": (TABLE, model_of("mlp")),
    "mlp piecewise": (TABLE, model_of("mlp", numeric_embedding=PIECEWISE)),
    "mlp periodic": (TABLE, model_of("mlp", numeric_embedding=PERIODIC, batch_norm=True)),
    "mlp sequence": (SEQUENCE, model_of("mlp")),
    "mlp image": (IMAGE, model_of("mlp", batch_norm=True)),
    "resnet": (PLAIN, model_of("resnet", width=8, num_blocks=1)),
    "resnet piecewise": (TABLE, model_of("resnet", width=8, hidden_factor=0.5, numeric_embedding=PIECEWISE)),
    "tabm": (PLAIN, model_of("tabm", num_members=3)),
    "tabm codes": (TABLE, model_of("tabm", num_members=3, hidden=[8, 6, 4])),
    "tabm piecewise": (TABLE, model_of("tabm", num_members=2, numeric_embedding=PIECEWISE)),
    "tabm periodic": (TABLE, model_of("tabm", num_members=1, numeric_embedding=PERIODIC)),
    "rnn": (SEQUENCE, model_of("rnn", cell="rnn", blocks=[{"units": 8}])),
    "gru": (SEQUENCE, model_of("rnn", blocks=[{"units": 8, "bidirectional": True}], pooling="mean")),
    "lstm": (SEQUENCE, model_of("rnn", cell="lstm", blocks=BLOCKS, batch_norm=True, pooling="max")),
    "rnn attention": (SEQUENCE, model_of("rnn", cell="rnn", blocks=BLOCKS[:1], pooling="attention")),
    "rnn one step": (InputLayout(kind="sequence", shape=[1, 31]), model_of("rnn", blocks=BLOCKS, batch_norm=True)),
    "cnn1d": (SEQUENCE, model_of("cnn1d", channels=[8, 6], kernel_size=3)),
    "cnn1d max": (SEQUENCE, model_of("cnn1d", channels=[8], kernel_size=4, pooling="max", batch_norm=False)),
    "cnn1d attention": (SEQUENCE, model_of("cnn1d", channels=[8], kernel_size=20, pooling="attention", hidden=[5])),
    "rocket": (InputLayout(kind="table", shape=[84]), model_of("rocket", num_features=84)),
    "cnn": (IMAGE, model_of("cnn", channels=[6, 8])),
    "cnn even": (IMAGE, model_of("cnn", channels=[6], kernel_size=4, pool="mean", head="flatten", batch_norm=False)),
    "cnn valid": (IMAGE, model_of("cnn", channels=[4, 6], padding="valid", pool_size=2, head="flatten", hidden=[7, 5])),
    "cnn no pool": (IMAGE, model_of("cnn", channels=[6, 6], pool="none", hidden=[5])),
}


def architecture_of(case: str, num_outputs: int = 3, *, batch_norm: bool = False) -> Architecture:
    inputs, model = CASES[case]
    return Architecture(inputs=inputs, model=model, batch_norm=batch_norm, num_outputs=num_outputs)


def some_rows(inputs: InputLayout, num_rows: int, seed: int = 0, *, full: bool = False) -> Tensor:
    """Rows as the encoder makes them: codes from -1 on, sequences of unequal lengths unless `full`."""
    generator = torch.Generator().manual_seed(seed)
    x_NX = torch.randn(num_rows, *inputs.shape, generator=generator)
    for column in inputs.embedded:
        codes = torch.randint(-1, column.num_codes, (num_rows,), generator=generator)
        x_NX[:, column.position] = codes.float()
    if inputs.kind == "sequence":
        steps = inputs.shape[0]
        length_N = torch.randint(1, steps + 1, (num_rows,), generator=generator)
        real_NT = torch.arange(steps) < (torch.full_like(length_N, steps) if full else length_N).unsqueeze(1)
        x_NX[..., -1] = 1.0
        x_NX *= real_NT.unsqueeze(2)
    return x_NX


def train(
    model: nn.Module, x_NX: Tensor, y_N: Tensor, *, steps: int, rate: float = 0.01, batch: int | None = None
) -> float:
    """Adam steps through the flat weights. Returns the loss of the last one, the mean over its rows."""
    model.train()
    loss, flat = CrossEntropy(), FlatWeights([model])
    optimizer, step = (
        Optimizer(OptimizerSpec(name="adam", weight_decay=0.0), flat.values_MP, flat.gradient_MP),
        AutogradStep([model], loss, flat),
    )
    generator, mean = torch.Generator().manual_seed(0), 0.0
    for _ in range(steps):
        index = torch.randperm(len(x_NX), generator=generator)[: batch or len(x_NX)]
        mean = float(step(one_batch(x_NX[index], y_N[index]))) / len(index)
        optimizer.update(rate)
    return mean


def one_batch(x_BX: Tensor, target_B: Tensor, weight_B: Tensor | None = None) -> Batch:
    """Of one member."""
    weight_B = torch.ones(len(x_BX)) if weight_B is None else weight_B
    return whole_batch(Rows(x_BX, target_B, weight_B, np.zeros(len(x_BX), dtype=np.int64)))


def logits_of(model: nn.Module, x_NX: Tensor) -> Tensor:
    """As served; the mean over members where there are some."""
    with torch.inference_mode():
        logits: Tensor = model.eval()(x_NX)
    return logits.mean(1) if logits.dim() == 3 else logits


def accuracy(model: nn.Module, x_NX: Tensor, y_N: Tensor) -> float:
    return float((logits_of(model, x_NX).argmax(1) == y_N).float().mean())


def random_case(seed: int) -> tuple[InputLayout, ModelSpec]:
    """Any layout with any model that reads it."""
    pick = random.Random(seed)
    kind = pick.choice(["table", "sequence", "image", "kernels"])
    units = [pick.randint(1, 9) for _ in range(pick.randint(0, 3))]
    dense = {"hidden": units, "activation": pick.choice(get_args(Activation))}
    if kind == "sequence":
        inputs = InputLayout(kind="sequence", shape=[pick.randint(1, 9), pick.randint(2, 6)])
        blocks = [
            {"units": pick.randint(1, 7), "num_layers": pick.randint(1, 3), "bidirectional": pick.random() < 0.5}
            for _ in range(pick.randint(1, 3))
        ]
        recurrent = {
            "family": "rnn",
            "cell": pick.choice(["rnn", "gru", "lstm"]),
            "blocks": blocks,
            "batch_norm": pick.random() < 0.5,
            "pooling": pick.choice(["last", "mean", "max", "attention"]),
        }
        convolutional = {
            "family": "cnn1d",
            "channels": [pick.randint(1, 9) for _ in range(pick.randint(1, 3))],
            "kernel_size": pick.randint(1, 9),
            "batch_norm": pick.random() < 0.5,
            "pooling": pick.choice(["mean", "max", "attention"]),
        }
        options = pick.choice(
            [recurrent, {**dense, **convolutional}, {**dense, "family": "mlp"}, {"family": "logistic"}]
        )
    elif kind == "kernels":
        slots = pick.randint(1, 3)
        inputs = InputLayout(kind="table", shape=[84 * slots])
        options = {"family": "rocket", "num_features": 84 * slots}
    elif kind == "image":
        inputs = InputLayout(kind="image", shape=[pick.randint(1, 3), pick.randint(8, 20), pick.randint(8, 20)])
        convolutional = {
            "family": "cnn",
            "channels": [pick.randint(1, 9) for _ in range(pick.randint(1, 2))],
            "kernel_size": pick.randint(1, 3),
            "padding": pick.choice(["same", "valid"]),
            "batch_norm": pick.random() < 0.5,
            "pool": pick.choice(["max", "mean", "none"]),
            "pool_size": pick.randint(1, 2),
            "head": pick.choice(["flatten", "mean"]),
        }
        normed = {**dense, "family": "mlp", "batch_norm": pick.random() < 0.5}
        options = pick.choice([{**dense, **convolutional}, normed, {"family": "logistic"}])
    else:
        inputs = _random_table(pick)
        embedding = pick.choice([{"name": "none"}, PIECEWISE, PERIODIC, {**PERIODIC, "width": pick.randint(1, 5)}])
        family = pick.choice(["logistic", "mlp", "resnet", "tabm"])
        options = {"family": family} if family == "logistic" else {"family": family, "numeric_embedding": embedding}
        options |= {"activation": dense["activation"]} if family != "logistic" else {}
        options |= {"hidden": units, "batch_norm": pick.random() < 0.5} if family == "mlp" else {}
        options |= {"hidden": [*units, 4], "num_members": pick.randint(1, 4)} if family == "tabm" else {}
        if family == "resnet":
            options |= {
                "width": pick.randint(1, 9),
                "num_blocks": pick.randint(1, 3),
                "hidden_factor": pick.uniform(0.1, 3),
            }
    model: ModelSpec = TypeAdapter(ModelSpec).validate_python(options)
    return inputs, model


def _random_table(pick: random.Random) -> InputLayout:
    columns = pick.randint(1, 9)
    roles = [pick.choice(["number", "code", "other"]) for _ in range(columns)]
    numeric = [i for i, role in enumerate(roles) if role == "number"]
    codes = [
        {"position": i, "num_codes": pick.randint(1, 8), "width": pick.randint(1, 4)}
        for i, role in enumerate(roles)
        if role == "code"
    ]
    bins = [sorted({pick.uniform(-2, 2) for _ in range(pick.randint(2, 6))}) for _ in numeric]
    return InputLayout.model_validate(
        {"kind": "table", "shape": [columns], "numeric": numeric, "embedded": codes, "bins": bins}
    )
