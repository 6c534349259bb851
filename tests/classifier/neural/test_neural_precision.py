"""Which numbers a step multiplies follows from the machine, the network and the wish; bfloat16 must agree with float32."""

from typing import Any, Literal

import pytest
import torch
from torch import Tensor, nn

from classifier.errors import SpecInvalid
from classifier.neural.agreement import Agreement, agreed, compare
from classifier.neural.loss import CrossEntropy
from classifier.neural.machine import Machine, find_machine
from classifier.neural.networks.build import build_network
from classifier.neural.networks.cnn import Cnn
from classifier.neural.networks.mlp import Mlp
from classifier.neural.optimizer import FlatWeights
from classifier.neural.precision import BFLOAT16, FLOAT32, check_precision, choose_compute
from classifier.neural.rows import Rows, make_rows, whole_batch
from classifier.neural.step import MlpStep, make_step
from classifier.spec.inputs import InputLayout
from classifier.spec.models import Cnn1dSpec, CnnSpec, LogisticSpec, MlpSpec, ModelSpec, ResnetSpec, RnnSpec, TabmSpec

CPU, OLD_CPU = Machine("cpu", bfloat16=True), Machine("cpu", bfloat16=False)
GPU, OLD_GPU = Machine("cuda", bfloat16=True), Machine("cuda", bfloat16=False)
WIDE, NARROW = MlpSpec(hidden=[64, 256]), MlpSpec(hidden=[255])
GIGA = 10**9


@pytest.mark.parametrize(
    ("machine", "model", "flop", "expected"),
    [
        (CPU, CnnSpec(), GIGA, "bfloat16"),
        (CPU, CnnSpec(), 200_000_000, "bfloat16"),
        (CPU, CnnSpec(), 199_999_999, "float32"),
        (CPU, Cnn1dSpec(), GIGA, "bfloat16"),
        (CPU, RnnSpec(), 100 * GIGA, "float32"),
        (CPU, WIDE, 100 * GIGA, "float32"),
        (CPU, ResnetSpec(width=1024), 100 * GIGA, "float32"),
        (OLD_CPU, CnnSpec(), 100 * GIGA, "float32"),
        (GPU, CnnSpec(), 15 * GIGA, "bfloat16"),
        (GPU, CnnSpec(), 15 * GIGA - 1, "float32"),
        (GPU, Cnn1dSpec(), 15 * GIGA, "bfloat16"),
        (GPU, WIDE, 100 * GIGA, "float32"),
        (GPU, MlpSpec(hidden=[]), 100 * GIGA, "float32"),
        (GPU, LogisticSpec(), 100 * GIGA, "float32"),
        (GPU, ResnetSpec(), 15 * GIGA, "bfloat16"),
        (GPU, ResnetSpec(), 14 * GIGA, "float32"),
        (GPU, TabmSpec(), 15 * GIGA, "bfloat16"),
        (GPU, RnnSpec(), 100 * GIGA, "bfloat16"),
        (GPU, RnnSpec(), 99 * GIGA, "float32"),
        (OLD_GPU, CnnSpec(), GIGA, "float32"),
    ],
)
def test_auto_takes_bfloat16_where_it_was_found_to_be_faster(
    machine: Machine, model: ModelSpec, flop: int, expected: str
) -> None:
    assert choose_compute("auto", machine, model, flop=flop, batch_size=64).precision == expected


@pytest.mark.parametrize(
    ("machine", "old", "hidden", "batch_size", "expected"),
    [
        (CPU, OLD_CPU, [256, 256], 256, "bfloat16"),
        (CPU, OLD_CPU, [256, 256], 254, "float32"),
        (CPU, OLD_CPU, [128, 128], 1024, "bfloat16"),
        (CPU, OLD_CPU, [128, 128], 512, "float32"),
        (CPU, OLD_CPU, [4096], 4096, "float32"),  # there is no product between hidden layers
        (CPU, OLD_CPU, [], 100_000, "float32"),
        (GPU, OLD_GPU, [512, 512], 1024, "bfloat16"),
        (GPU, OLD_GPU, [512, 512], 512, "float32"),
        (GPU, OLD_GPU, [1024, 1024], 256, "bfloat16"),
        (GPU, OLD_GPU, [256, 256], 1024, "float32"),
        (GPU, OLD_GPU, [4096], 4096, "float32"),
    ],
)
def test_a_perceptron_goes_by_the_products_between_its_hidden_layers(
    machine: Machine, old: Machine, hidden: list[int], batch_size: int, expected: str
) -> None:
    for own, precision in ((machine, expected), (old, "float32")):
        chosen = choose_compute("auto", own, MlpSpec(hidden=hidden), flop=GIGA, batch_size=batch_size)
        assert chosen.precision == precision
    normalized = MlpSpec(hidden=hidden, batch_norm=True)
    assert choose_compute("auto", machine, normalized, flop=GIGA, batch_size=batch_size) == FLOAT32


@pytest.mark.parametrize("machine", [CPU, GPU])
@pytest.mark.parametrize("model", [CnnSpec(), NARROW, RnnSpec()])
def test_what_the_user_asked_for_is_what_is_taken(machine: Machine, model: ModelSpec) -> None:
    assert choose_compute("bfloat16", machine, model, flop=1, batch_size=1) == BFLOAT16
    assert choose_compute("float32", machine, model, flop=100 * GIGA, batch_size=64) == FLOAT32


def test_bfloat16_is_refused_by_a_machine_without_it() -> None:
    for machine in (OLD_CPU, OLD_GPU):
        with pytest.raises(SpecInvalid, match=f"this worker's {machine.device} has no instructions"):
            check_precision("bfloat16", machine)
        check_precision("auto", machine)
        check_precision("float32", machine)
    check_precision("bfloat16", CPU)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"avx512_bf16": True, "amx_bf16": False}, True),
        ({"avx512_bf16": False, "amx_bf16": True}, True),
        ({"avx512_bf16": False, "amx_bf16": False}, False),
        ({"architecture": "aarch64"}, False),
    ],
)
def test_a_cpu_is_asked_for_its_flags(flags: dict[str, Any], expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: flags)
    assert find_machine(torch.device("cpu")) == Machine("cpu", expected)


IMAGES = InputLayout(kind="image", shape=[1, 12, 12])
LOSS = CrossEntropy()


def a_cnn(dropout: float = 0.0, padding: Literal["same", "valid"] = "same") -> Cnn:
    torch.manual_seed(0)
    spec = CnnSpec(channels=[8, 16], activation="relu", dropout=dropout, padding=padding)
    network = build_network(IMAGES, spec, 3, batch_norm=False)
    assert isinstance(network, Cnn)
    return network


def some_rows(offset: float = 0.0, num_rows: int = 90) -> Rows:
    """Images of three kinds of brightness, sorted by class."""
    y_N = torch.arange(num_rows) * 3 // num_rows
    x_NCHW = torch.randn(num_rows, 1, 12, 12, generator=torch.Generator().manual_seed(0)) + y_N.view(-1, 1, 1, 1)
    weight_C = torch.ones(3, dtype=torch.float64).numpy()
    return make_rows((x_NCHW + offset).numpy(), y_N.numpy(), LOSS, weight_C, torch.device("cpu"))


def gradient(model: nn.Module, compute: Any, rows: Rows) -> tuple[float, Tensor, torch.dtype]:
    """Loss, flat gradient, and what the first convolution returned."""
    seen = []
    if isinstance(model, Cnn):
        model.convolutions[0].register_forward_hook(lambda _, __, out: seen.append(out.dtype))
    flat = FlatWeights([model])
    step = make_step([model], LOSS, flat, compute)
    torch.manual_seed(1)
    third = Rows(rows.x_NX[::3], rows.target_N[::3], rows.weight_N[::3], rows.y_N[::3])
    with torch.inference_mode(not step.needs_autograd):
        loss = step(whole_batch(third))
    assert loss.dtype == flat.values_MP.dtype == flat.gradient_MP.dtype == torch.float32
    return float(loss), flat.gradient_MP[0], (seen or [torch.float32])[0]


def test_a_step_in_bfloat16_multiplies_in_it_and_has_nearly_the_gradient_of_float32() -> None:
    rows = some_rows()
    exact_loss, exact_P, exact_type = gradient(a_cnn(dropout=0.3), FLOAT32, rows)
    loss, gradient_P, seen_type = gradient(a_cnn(dropout=0.3), BFLOAT16, rows)
    assert (exact_type, seen_type) == (torch.float32, torch.bfloat16)
    assert loss == pytest.approx(exact_loss, rel=0.01)
    assert not torch.equal(gradient_P, exact_P), "the control: something was rounded"
    assert float(torch.cosine_similarity(gradient_P, exact_P, 0)) > 0.99


def a_perceptron(hidden: list[int], dropout: float = 0.0, *, normalized: bool = False) -> Mlp:
    inputs = InputLayout(kind="table", shape=[4], numeric=[0, 1] if normalized else [])
    spec = MlpSpec(hidden=hidden, activation="silu", dropout=dropout)
    torch.manual_seed(0)
    return Mlp(inputs, spec, 3, batch_norm=normalized)


def rows_of_a_table(offset: float = 0.0) -> Rows:
    x_ND = torch.randn(90, 4, generator=torch.Generator().manual_seed(0)) + offset
    y_N = (x_ND[:, 0] > offset).long() + (x_ND[:, 1] > offset).long()
    return make_rows(x_ND.numpy(), y_N.numpy(), LOSS, torch.ones(3, dtype=torch.float64).numpy(), torch.device("cpu"))


@pytest.mark.parametrize("hidden", [[16], [16, 8], [16, 16, 16]])
@pytest.mark.parametrize(("dropout", "normalized"), [(0.0, False), (0.3, True)])
def test_the_step_by_hand_in_bfloat16_has_nearly_the_gradient_of_float32(
    hidden: list[int], dropout: float, normalized: bool
) -> None:
    rows = rows_of_a_table()
    exact_loss, exact_P, _ = gradient(a_perceptron(hidden, dropout, normalized=normalized), FLOAT32, rows)
    loss, gradient_P, _ = gradient(a_perceptron(hidden, dropout, normalized=normalized), BFLOAT16, rows)
    assert loss == pytest.approx(exact_loss, rel=0.01)
    assert not torch.equal(gradient_P, exact_P), "the control: something was rounded"
    assert float(torch.cosine_similarity(gradient_P, exact_P, 0)) > 0.999


def test_the_step_by_hand_keeps_inputs_that_bfloat16_could_not_tell_apart() -> None:
    """Between 1,000 and 1,004 bfloat16 knows no number: a first layer in it would have no gradient to speak of."""
    rows = rows_of_a_table(offset=1_000.0)
    differences = []
    for compute in (FLOAT32, BFLOAT16):
        model = a_perceptron([16, 8])
        with torch.no_grad():  # takes the offset away, so that what is left of the inputs is what tells them apart
            first = model.linear_layers[0]
            first.bias -= 1_000.0 * first.weight.sum(1)
        differences.append(gradient(model, compute, rows)[1])
    assert float(torch.cosine_similarity(*differences, 0)) > 0.99


def test_a_step_sees_the_weights_as_they_are_now() -> None:
    rows, model = rows_of_a_table(), a_perceptron([16, 8])
    flat = FlatWeights([model])
    step = make_step([model], LOSS, flat, BFLOAT16)
    assert isinstance(step, MlpStep)
    before = float(step(whole_batch(rows)))
    flat.values_MP.mul_(1.5)
    assert float(step(whole_batch(rows))) != before


def test_bfloat16_that_agrees_is_kept_and_asking_leaves_no_trace() -> None:
    model, rows = a_cnn(dropout=0.3), some_rows()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    state = torch.get_rng_state()
    assert agreed(BFLOAT16, model, LOSS, rows, 32, seed=0) == BFLOAT16
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert all(parameter.grad is None for parameter in model.parameters())
    assert torch.equal(torch.get_rng_state(), state)
    assert model.training


def test_bfloat16_that_cannot_tell_the_inputs_apart_gives_way_to_float32() -> None:
    rows = some_rows(offset=1_000.0)  # bfloat16 knows 1,000 and 1,004, and nothing between
    model = a_cnn(padding="valid")  # zeros around the images would outshine all within them
    assert not compare(model, LOSS, rows.x_NX, rows.target_N, rows.weight_N, seed=0).holds
    assert agreed(BFLOAT16, model, LOSS, rows, 32, seed=0) == FLOAT32


def test_float32_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.neural.agreement.compare", lambda *_, **__: pytest.fail("it was asked"))
    assert agreed(FLOAT32, a_cnn(), LOSS, some_rows(), 32, seed=0) == FLOAT32


def test_the_same_run_gets_the_same_answer_again() -> None:
    rows = some_rows()
    batch = rows.x_NX[::3], rows.target_N[::3], rows.weight_N[::3]
    assert compare(a_cnn(0.5), LOSS, *batch, seed=3) == compare(a_cnn(0.5), LOSS, *batch, seed=3)


@pytest.mark.parametrize(
    ("agreement", "holds"),
    [
        (Agreement(0.0, 1.0, 0.0), True),
        (Agreement(0.019, 0.96, 0.049), True),
        (Agreement(0.03, 1.0, 0.0), False),
        (Agreement(0.0, 0.9, 0.0), False),
        (Agreement(0.0, 1.0, 0.06), False),
        (Agreement(float("nan"), 1.0, 0.0), False),
        (Agreement(0.0, float("nan"), 0.0), False),
    ],
)
def test_loss_direction_and_length_must_all_agree(agreement: Agreement, holds: bool) -> None:
    assert agreement.holds == holds
