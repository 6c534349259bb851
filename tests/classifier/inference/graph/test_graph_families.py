"""Every family as a graph: what torch computes, ONNX Runtime computes."""

import numpy as np
import pytest

from classifier.inference.graph.members import GraphMember, build_graph
from classifier.inference.model_file import weight_name
from classifier.inference.onnx_runtime import OnnxRuntime
from classifier.inference.predictor import probabilities
from classifier.neural.architecture import make_network
from classifier.neural.tensor_file import as_arrays
from classifier.spec.architecture import Architecture
from classifier.spec.inputs import InputLayout
from tests.classifier.inference.graph_cases import both, rows_of
from tests.classifier.neural.networks.network_cases import (
    CASES,
    IMAGE,
    PIECEWISE,
    SEQUENCE,
    TABLE,
    architecture_of,
    model_of,
    random_case,
)

TOLERANCE = {"rtol": 1e-5, "atol": 3e-6}  # of logits of order 1; sums in another order


@pytest.mark.parametrize("num_outputs", [1, 2, 7])
@pytest.mark.parametrize("own_norm", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_every_family_answers_as_torch_does(case: str, own_norm: bool, num_outputs: int) -> None:
    architecture = architecture_of(case, num_outputs, batch_norm=own_norm)
    by_torch, by_onnx = both([architecture], [0])
    x_NX = rows_of(architecture, 300)

    found_NC, expected_NC = by_onnx.logits([x_NX]), by_torch.logits([x_NX])

    assert (found_NC.shape, found_NC.dtype) == ((300, max(2, num_outputs)), np.float32)
    np.testing.assert_allclose(found_NC, expected_NC, **TOLERANCE)
    assert np.ptp(expected_NC[:, -1]) > 1e-3, "the control: rows do differ"


@pytest.mark.parametrize("seed", range(60))
def test_any_network_answers_as_torch_does(seed: int) -> None:
    inputs, model = random_case(seed)
    architecture = Architecture(inputs=inputs, model=model, batch_norm=bool(seed % 2), num_outputs=1 + seed % 3)
    by_torch, by_onnx = both([architecture], [0])
    x_NX = rows_of(architecture, 100)

    np.testing.assert_allclose(by_onnx.logits([x_NX]), by_torch.logits([x_NX]), **TOLERANCE)


@pytest.mark.parametrize("num_outputs", [1, 3])
@pytest.mark.parametrize("places", [[0, 0], [0, 1], [0, 0, 1, 1, 2, 2, 2]])
@pytest.mark.parametrize("case", ["mlp", "tabm piecewise", "gru", "cnn"])
def test_members_answer_with_the_mean_of_their_probabilities(case: str, places: list[int], num_outputs: int) -> None:
    architecture = architecture_of(case, num_outputs, batch_norm=True)
    by_torch, by_onnx = both([architecture] * len(places), places)
    encoded = [rows_of(architecture, 50, seed=place) for place in range(max(places) + 1)]

    found_NC = by_onnx.logits(encoded)

    np.testing.assert_allclose(found_NC, by_torch.logits(encoded), **TOLERANCE)
    alone = [both([architecture], [0])[0].logits([encoded[0]])]
    mean_NC = np.mean([probabilities(logits_NC) for logits_NC in alone], axis=0)
    assert np.abs(probabilities(found_NC) - mean_NC).max() > 1e-3, "the control: the first member alone says otherwise"


SINGLE = {  # rows that are rounded otherwise when they are many, were it not for `Graph.together`
    "mlp": [0],
    "mlp piecewise": [0],
    "mlp periodic": [0],
    "resnet": [0],
    "tabm": [0],
    "tabm periodic": [0],
    "tabm codes": [0],
    "gru": [0],
    "lstm": [0],
    "rnn attention": [0],
    "cnn1d": [0],
    "cnn": [0],
    "mlp codes": [0, 0, 1],
}


@pytest.mark.parametrize("num_outputs", [1, 3])
@pytest.mark.parametrize("case", SINGLE)
def test_a_row_has_the_same_bits_alone_and_among_thousands(case: str, num_outputs: int) -> None:
    architecture, places = architecture_of(case, num_outputs, batch_norm=True), SINGLE[case]
    _, by_onnx = both([architecture] * len(places), places)
    encoded = [rows_of(architecture, 10_000, seed=place) for place in range(max(places) + 1)]

    together_NC = by_onnx.logits(encoded)

    for size in (1, 2, 3, 7, 64, 1_000):
        for start in range(0, 10_000, 10_000 // 7):
            some = by_onnx.logits([x_NX[start : start + size] for x_NX in encoded])
            assert (some == together_NC[start : start + size]).all(), (size, start)


def test_without_company_a_row_is_rounded_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: it would notice."""
    architecture = architecture_of("tabm", 1)
    _, by_onnx = both([architecture], [0])
    x_NX = rows_of(architecture, 2_000)
    together_NC = by_onnx.logits([x_NX])
    monkeypatch.setattr(by_onnx, "_together", 1)

    alone_NC = np.concatenate([by_onnx.logits([x_NX[row : row + 1]]) for row in range(2_000)])

    assert (alone_NC != together_NC).any()
    np.testing.assert_allclose(alone_NC, together_NC, **TOLERANCE)


def test_wide_layers_have_the_same_bits_alone_and_together() -> None:
    """Products of these sizes are cut into blocks."""
    inputs = InputLayout(kind="table", shape=[1000])
    model = model_of("mlp", hidden=[512, 300])
    _, by_onnx = both([Architecture(inputs=inputs, model=model, batch_norm=False, num_outputs=10)], [0])
    x_NX = np.random.default_rng(0).normal(size=(600, 1000)).astype(np.float32)

    together_NC = by_onnx.logits([x_NX])

    for row in range(0, 600, 37):
        assert (by_onnx.logits([x_NX[row : row + 1]]) == together_NC[row]).all()


@pytest.mark.parametrize("case", ["mlp", "mlp codes", "tabm", "rnn", "gru", "lstm", "cnn1d", "cnn"])
def test_no_rows_give_no_logits(case: str) -> None:
    architecture = architecture_of(case, 3)
    by_onnx: OnnxRuntime = both([architecture], [0])[1]

    assert by_onnx.logits([rows_of(architecture, 0)]).shape == (0, 3)


@pytest.mark.parametrize("case", ["gru", "lstm", "cnn1d", "rnn attention"])
def test_an_empty_sequence_is_one_step_of_zeros(case: str) -> None:
    architecture = architecture_of(case, 3)
    by_torch, by_onnx = both([architecture], [0])
    x_NTG = rows_of(architecture, 5)
    x_NTG[2] = 0.0

    np.testing.assert_allclose(by_onnx.logits([x_NTG]), by_torch.logits([x_NTG]), **TOLERANCE)


LARGE = {  # weights of every kind beyond the few bytes that a graph copies anyway
    "mlp": (TABLE, {"hidden": [64, 64], "batch_norm": True, "numeric_embedding": {**PIECEWISE, "width": 64}}),
    "tabm": (TABLE, {"hidden": [64, 64], "num_members": 8}),
    "rnn": (SEQUENCE, {"blocks": [{"units": 40, "bidirectional": True}], "pooling": "attention"}),
    "cnn": (IMAGE, {"channels": [40, 40]}),
}


@pytest.mark.parametrize("family", LARGE)
def test_a_session_needs_no_array_that_it_was_made_of(family: str) -> None:
    inputs, options = LARGE[family]
    architecture = Architecture(inputs=inputs, model=model_of(family, **options), batch_norm=True, num_outputs=40)
    weights = as_arrays(make_network(architecture).state_dict())
    graph = build_graph([GraphMember(architecture, {name: w.shape for name, w in weights.items()}, 0)])
    tensors = {weight_name(0, name): weight.copy() for name, weight in weights.items()}
    by_onnx = OnnxRuntime(graph, tensors, architecture.size.activations)
    x_NX = rows_of(architecture, 20)
    before_NC = by_onnx.logits([x_NX])

    for tensor in tensors.values():
        tensor.fill(np.nan)

    assert (by_onnx.logits([x_NX]) == before_NC).all()
