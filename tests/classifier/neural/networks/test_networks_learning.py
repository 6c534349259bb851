"""What the families learn: any one batch by heart, and sets that a linear model cannot."""

import math

import pytest
import torch
from torch import Tensor

from classifier.neural.architecture import make_network
from classifier.neural.device import seeded
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from classifier.spec.models import ModelSpec
from tests.classifier.neural.networks.network_cases import (
    CASES,
    PERIODIC,
    PIECEWISE,
    accuracy,
    architecture_of,
    model_of,
    some_rows,
    train,
)

CPU = torch.device("cpu")
NUMBERS = InputLayout(kind="table", shape=[2], numeric=[0, 1], bins=[[-2.0, -1.0, 0.0, 1.0, 2.0]] * 2)
STEPS = InputLayout(kind="sequence", shape=[12, 2])
PIXELS = InputLayout(kind="image", shape=[1, 12, 12])
TWO_CODES = InputLayout.model_validate(
    {"kind": "table", "shape": [2], "embedded": [{"position": i, "num_codes": 6, "width": 4} for i in (0, 1)]}
)
LINEAR = ("logistic",)  # cannot learn labels by heart from few numbers


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith(LINEAR)])
def test_one_batch_is_learnt_by_heart(case: str) -> None:
    inputs, model = CASES[case]
    still = {"dropout": 0.0} if "dropout" in type(model).model_fields else {}
    if "channels" in type(model).model_fields:
        still["channels"] = [24] * len(model.channels)
    if model.family == "rnn":
        still["blocks"] = [block.model_copy(update={"units": 16}) for block in model.blocks]
    architecture = Architecture(inputs=inputs, model=model.model_copy(update=still), batch_norm=False, num_outputs=3)
    with seeded(CPU, 0):
        network = make_network(architecture)
    x_NX = some_rows(inputs, 32, full=True)
    y_N = torch.randint(0, 3, (32,), generator=torch.Generator().manual_seed(1))
    last = 9.0
    for _ in range(16):
        last = train(network, x_NX, y_N, steps=50, rate=0.01)
        if last < 0.02:
            break
    assert last < 0.02
    assert accuracy(network, x_NX, y_N) >= 31 / 32


def xor(num_rows: int, seed: int) -> tuple[Tensor, Tensor]:
    x_N2 = torch.randn(num_rows, 2, generator=torch.Generator().manual_seed(seed))
    return x_N2, (x_N2[:, 0] * x_N2[:, 1] > 0).long()


def equal_codes(num_rows: int, seed: int) -> tuple[Tensor, Tensor]:
    """Whether two levels out of six are both even or both odd."""
    x_N2 = torch.randint(0, 6, (num_rows, 2), generator=torch.Generator().manual_seed(seed))
    return x_N2.float(), x_N2.sum(1) % 2


def pulses(num_rows: int, seed: int) -> tuple[Tensor, Tensor]:
    """Two neighbouring steps anywhere in series of unequal length, each up or down: do they go the same way?"""
    generator = torch.Generator().manual_seed(seed)
    steps = STEPS.shape[0]
    length_N = torch.randint(4, steps + 1, (num_rows,), generator=generator)
    at_N = (torch.rand(num_rows, generator=generator) * (length_N - 1)).long()
    y_N, sign_N = torch.randint(0, 2, (2, num_rows), generator=generator) * 2 - 1
    x_NTG, row_N = torch.zeros(num_rows, steps, 2), torch.arange(num_rows)
    x_NTG[row_N, at_N, 0] = sign_N.float()
    x_NTG[row_N, at_N + 1, 0] = (sign_N * y_N).float()
    x_NTG[..., 1] = (torch.arange(steps) < length_N.unsqueeze(1)).float()
    return x_NTG, (y_N > 0).long()


def bars(num_rows: int, seed: int) -> tuple[Tensor, Tensor]:
    """A bar of four pixels anywhere, bright or dark: upright or lying?"""
    generator = torch.Generator().manual_seed(seed)
    y_N = torch.randint(0, 2, (num_rows,), generator=generator)
    x_NCHW = torch.zeros(num_rows, 1, 12, 12)
    for i, upright in enumerate(y_N.tolist()):
        row, column = torch.randint(0, 9, (2,), generator=generator).tolist()
        x_NCHW[i, 0, row : row + (4 if upright else 1), column : column + (1 if upright else 4)] = 1.0 - 2 * (i % 2)
    return x_NCHW, y_N


def learned(inputs: InputLayout, model: ModelSpec, make: object, *, steps: int, rate: float = 0.02) -> float:
    """Accuracy on fresh rows."""
    assert callable(make)
    with seeded(CPU, 3):
        network = make_network(Architecture(inputs=inputs, model=model, batch_norm=False, num_outputs=2))
        train(network, *make(512, 1), steps=steps, rate=rate, batch=64)
    return accuracy(network, *make(512, 2))


@pytest.mark.parametrize(
    ("inputs", "make"),
    [(NUMBERS, xor), (TWO_CODES, equal_codes), (STEPS, pulses), (PIXELS, bars)],
    ids=["xor", "equal codes", "pulses", "bars"],
)
def test_these_sets_are_beyond_a_linear_model(inputs: InputLayout, make: object) -> None:
    assert learned(inputs, model_of("logistic"), make, steps=300) < 0.7


@pytest.mark.parametrize(
    "model",
    [
        model_of("mlp"),
        model_of("mlp", batch_norm=True),
        model_of("mlp", numeric_embedding=PIECEWISE),
        model_of("mlp", numeric_embedding={**PERIODIC, "sigma": 0.3}),
        model_of("resnet", width=16, num_blocks=1),
        model_of("tabm", num_members=4),
        model_of("tabm", num_members=4, numeric_embedding=PIECEWISE),
    ],
    ids=lambda model: f"{model.family} {model.numeric_embedding.name}",
)
def test_tables_are_learnt_where_two_columns_must_be_seen_together(model: ModelSpec) -> None:
    assert learned(NUMBERS, model, xor, steps=200) > 0.88


@pytest.mark.parametrize("family", ["mlp", "resnet", "tabm"])
def test_embedded_levels_are_learnt_together(family: str) -> None:
    assert learned(TWO_CODES, model_of(family), equal_codes, steps=150) > 0.95


@pytest.mark.parametrize(
    "model",
    [
        model_of("rnn", cell=cell, blocks=[{"units": 16, "bidirectional": both}], pooling=pooling)
        for cell, both, pooling in [
            ("rnn", True, "max"),
            ("gru", False, "last"),
            ("gru", True, "attention"),
            ("lstm", True, "mean"),
            ("lstm", False, "last"),
        ]
    ]
    + [model_of("cnn1d", channels=[8], kernel_size=3, pooling=pooling) for pooling in ("mean", "max", "attention")],
    ids=lambda model: f"{model.family} {getattr(model, 'cell', '')} {model.pooling}",
)
def test_series_are_learnt_by_what_follows_what(model: ModelSpec) -> None:
    assert learned(STEPS, model, pulses, steps=150) > 0.95


@pytest.mark.parametrize(
    "model",
    [
        model_of("cnn", channels=[8], pool="max", head="mean"),
        model_of("cnn", channels=[6, 8], padding="valid", pool="mean", head="flatten", hidden=[8]),
    ],
    ids=lambda model: model.head,
)
def test_images_are_learnt_by_their_shapes(model: ModelSpec) -> None:
    assert learned(PIXELS, model, bars, steps=100) > 0.95


def test_each_member_of_tabm_becomes_another() -> None:
    architecture = architecture_of("tabm")
    network = make_network(architecture)
    x_NX = some_rows(architecture.inputs, 64)
    train(network, x_NX, torch.arange(64) % 3, steps=30)
    with torch.inference_mode():
        logits_NMC = network.eval()(x_NX)
    spread = logits_NMC.std(1)
    assert float(spread.mean()) > 0.1
    assert math.isfinite(float(spread.max()))
