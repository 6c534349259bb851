"""Shapes, counts, seeds, and the way through a file: what holds for a network of any family."""

import doctest
import importlib
from pathlib import Path

import pytest
import torch
from pydantic import ValidationError
from torch import nn

from classifier.neural.architecture import load_network, make_network, weight_shapes
from classifier.neural.device import seeded
from classifier.neural.networks.dense import DenseNetwork
from classifier.neural.networks.mlp import Mlp
from classifier.neural.tensor_file import read_tensor_file, write_tensor_file
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from tests.classifier.neural.networks.network_cases import (
    CASES,
    IMAGE,
    PIECEWISE,
    PLAIN,
    SEQUENCE,
    TABLE,
    architecture_of,
    logits_of,
    model_of,
    random_case,
    some_rows,
    train,
)

CPU = torch.device("cpu")


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_rows_become_logits_of_finite_float32(case: str, batch_norm: bool) -> None:
    architecture = architecture_of(case, batch_norm=batch_norm)
    model = make_network(architecture)
    assert model.training
    members = [architecture.model.num_members] if architecture.model.family == "tabm" else []
    for num_rows in (5, 1, 0):
        x_BX = some_rows(architecture.inputs, num_rows)
        for training in (True, False):
            if num_rows or not training:
                logits = model.train(training)(x_BX)
                assert logits.shape == (num_rows, *members, 3)
                assert logits.dtype == torch.float32
                assert torch.isfinite(logits).all()


@pytest.mark.parametrize("seed", range(120))
def test_the_size_is_counted_as_torch_counts_it_and_meta_shapes_are_the_real_ones(seed: int) -> None:
    inputs, model = random_case(seed)
    for batch_norm in (False, True):
        architecture = Architecture(inputs=inputs, model=model, batch_norm=batch_norm, num_outputs=1 + seed % 3)
        network = make_network(architecture)
        assert architecture.num_parameters == sum(parameter.numel() for parameter in network.parameters())
        real = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
        assert list(weight_shapes(architecture).items()) == list(real.items())
        assert {tensor.dtype for tensor in network.state_dict().values()} == {torch.float32}
        assert network(some_rows(inputs, 3)).isfinite().all()
        assert architecture.size.activations >= inputs.num_numbers + architecture.num_outputs


def test_all_families_are_among_the_random_ones() -> None:
    assert {random_case(seed)[1].family for seed in range(120)} == {model.family for _, model in CASES.values()}


@pytest.mark.parametrize("case", ["mlp", "resnet", "tabm", "cnn1d", "cnn", "gru"])
def test_multiplications_are_those_of_the_layers_that_torch_runs(case: str) -> None:
    """Counted again from what each linear layer and filter reads and gives, of one row."""
    architecture = architecture_of(case)
    network, counted = make_network(architecture).eval(), 0

    def count(
        module: nn.Module, inputs: tuple[torch.Tensor, ...], out: torch.Tensor | tuple[torch.Tensor, ...]
    ) -> None:
        nonlocal counted
        if isinstance(module, nn.Linear | nn.Conv1d | nn.Conv2d):
            assert isinstance(out, torch.Tensor)
            counted += out.numel() * module.weight[0].numel()
        elif isinstance(module, nn.GRU):
            weights = sum(p.numel() for name, p in module.named_parameters() if name.startswith("weight"))
            counted += weights * inputs[0].shape[1]
        elif hasattr(module, "r"):  # tabm's hidden layer: the product and both scales
            assert isinstance(out, torch.Tensor)
            counted += out.numel() * module.weight.shape[1] + inputs[0].numel() + out.numel()
        elif type(module).__name__ == "LinearEnsemble":
            counted += module.weight.numel()

    for module in network.modules():
        module.register_forward_hook(count)
    network(some_rows(architecture.inputs, 1, full=True))
    assert architecture.size.multiplications == counted > 0


def test_a_linear_layer_over_kernels_begins_at_zero() -> None:
    network = make_network(architecture_of("rocket"))
    assert type(network) is Mlp, "whose step is written by hand"
    assert all(bool((parameter == 0).all()) for parameter in network.parameters())


def test_the_founding_cases_have_the_size_that_their_texts_give() -> None:
    image = InputLayout(kind="image", shape=[1, 244, 244])
    s3 = model_of("cnn", channels=[64, 64, 128], kernel_size=5, padding="valid", head="flatten", hidden=[500, 500])
    size = Architecture(inputs=image, model=s3, batch_norm=False, num_outputs=1).size
    convolutions = (25 + 1) * 64 + (25 * 64 + 1) * 64 + (25 * 64 + 1) * 128 + 2 * (64 + 64 + 128)
    dense = 128 * 27 * 27 * 500 + 500 + 500 * 500 + 500 + 500 + 1 + 2 * (500 + 500)
    assert size.parameters == convolutions + dense
    assert size.activations * 16 < 1_000_000_000, "one batch of 16 stays inside the server's limit"
    blocks = [{"units": 64, "num_layers": 2, "bidirectional": True}, {"units": 64, "num_layers": 2}]
    s2 = model_of("rnn", cell="rnn", blocks=blocks, batch_norm=True, dropout=0.5)
    sequence = InputLayout(kind="sequence", shape=[1, 2_475])
    architecture = Architecture(inputs=sequence, model=s2, batch_norm=False, num_outputs=2)
    both_ways = 2 * (64 * 2_474 + 64 * 64 + 128) + 2 * (64 * 128 + 64 * 64 + 128)
    one_way = (64 * 128 + 64 * 64 + 128) + (64 * 64 + 64 * 64 + 128)
    expected = both_ways + 2 * 128 + one_way + 2 * 64 + 2
    assert architecture.num_parameters == sum(p.numel() for p in make_network(architecture).parameters()) == expected


@pytest.mark.parametrize("case", CASES)
def test_equal_seeds_give_equal_weights_and_others_give_others(case: str) -> None:
    architecture = architecture_of(case, batch_norm=True)
    states = []
    for seed in (1, 1, 2):
        with seeded(CPU, seed):
            network = make_network(architecture)
            train(network, some_rows(architecture.inputs, 8), torch.arange(8) % 3, steps=2)  # drops units, too
        states.append(network.state_dict())
    assert all(torch.equal(tensor, states[1][name]) for name, tensor in states[0].items())
    others = any(not torch.equal(tensor, states[2][name]) for name, tensor in states[0].items())
    assert others == (case != "rocket"), "a linear layer over kernels begins at 0 under any seed"


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_a_network_saved_and_loaded_gives_the_same_logits_bit_for_bit(
    case: str, batch_norm: bool, tmp_path: Path
) -> None:
    architecture = architecture_of(case, batch_norm=batch_norm)
    network, x_NX = make_network(architecture), some_rows(architecture.inputs, 16)
    train(network, x_NX, torch.arange(16) % 3, steps=3)  # running statistics have moved
    write_tensor_file(tmp_path / "m", "test", architecture.model_dump(mode="json"), network.state_dict())
    document, weights = read_tensor_file(tmp_path / "m", "test")
    loaded = load_network(Architecture.model_validate(document), weights)
    assert not loaded.training
    assert not any(parameter.requires_grad for parameter in loaded.parameters())
    network.requires_grad_(False)  # on some processors torch multiplies weights that may yet change another way
    assert torch.equal(logits_of(loaded, x_NX), logits_of(network, x_NX))
    assert {name: tuple(t.shape) for name, t in weights.items()} == weight_shapes(architecture)


@pytest.mark.parametrize("case", CASES)
def test_one_row_and_a_batch_give_the_same_logits(case: str) -> None:
    architecture = architecture_of(case, batch_norm=True)
    network, x_NX = make_network(architecture), some_rows(architecture.inputs, 24)
    train(network, x_NX, torch.arange(24) % 3, steps=3)
    together = logits_of(network, x_NX)
    alone = torch.cat([logits_of(network, x_NX[i : i + 1]) for i in range(24)])
    torch.testing.assert_close(alone, together, rtol=1e-5, atol=1e-5)


def test_the_step_by_hand_serves_wherever_nothing_is_asked_for_that_it_has_not() -> None:
    plain = [
        (PLAIN, {}, False),
        (InputLayout(kind="table", shape=[4], numeric=[1, 2]), {}, True),
        (PLAIN, {"numeric_embedding": PIECEWISE}, False),  # no numeric column, nothing to embed
        (SEQUENCE, {}, False),
        (IMAGE, {}, False),
    ]
    for inputs, options, batch_norm in plain:
        model = model_of("mlp", **options)
        network = make_network(Architecture(inputs=inputs, model=model, batch_norm=batch_norm, num_outputs=1))
        assert type(network) is Mlp
    others = [(PLAIN, {"batch_norm": True}, False), (TABLE, {}, False), (SEQUENCE, {}, True), (IMAGE, {}, True)]
    for inputs, options, batch_norm in others:
        model = model_of("mlp", **options)
        network = make_network(Architecture(inputs=inputs, model=model, batch_norm=batch_norm, num_outputs=1))
        assert type(network) is DenseNetwork


@pytest.mark.parametrize(
    ("inputs", "model", "why"),
    [
        (SEQUENCE, model_of("resnet"), "does not read"),
        (TABLE, model_of("rnn"), "does not read"),
        (PLAIN, model_of("cnn1d"), "does not read"),
        (SEQUENCE, model_of("cnn"), "does not read"),
        (SEQUENCE, model_of("rocket", num_features=84), "does not read"),
        (PLAIN, model_of("mlp", hidden="auto"), "not resolved"),
        (IMAGE, model_of("cnn", activation="auto"), "not resolved"),
        (IMAGE, model_of("cnn", channels=[1, 1, 1, 1]), "no pixel"),
        (IMAGE, model_of("cnn", kernel_size=13, padding="valid", pool="none"), "no pixel"),
        (PLAIN.model_copy(update={"numeric": [0]}), model_of("mlp", numeric_embedding=PIECEWISE), "edges"),
        (PLAIN, model_of("mlp", hidden=[10**19]), "more than any network"),
        (SEQUENCE, model_of("rnn", blocks=[{"units": 10**10}]), "more than any network"),
    ],
)
def test_what_cannot_be_built_is_refused_before_torch_is_asked(inputs: InputLayout, model: object, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Architecture.model_validate({"inputs": inputs, "model": model, "batch_norm": False, "num_outputs": 2})


@pytest.mark.parametrize(
    "name", ["input", "numeric", "norm", "dense", "mlp", "resnet", "tabm", "pooling", "rnn", "cnn1d", "cnn"]
)
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    module = importlib.import_module(f"classifier.neural.networks.{name}")
    assert doctest.testmod(module).failed == 0


def test_the_examples_of_the_sizes_run() -> None:
    assert doctest.testmod(importlib.import_module("classifier.spec.size")).failed == 0
