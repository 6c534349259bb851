"""How large a network is, counted from its spec alone: the API refuses what is too large without importing torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.spec.inputs import InputLayout
from classifier.spec.models import (
    TAKES,
    Cnn1dSpec,
    CnnSpec,
    MlpSpec,
    ModelSpec,
    NoEmbedding,
    NumericEmbedding,
    PeriodicEmbedding,
    PiecewiseLinearEmbedding,
    ResnetSpec,
    RnnSpec,
    RocketSpec,
    TabmSpec,
)

DEFAULT_HIDDEN = [128, 128]
GATES = {"rnn": 1, "gru": 3, "lstm": 4}
"""Linear maps inside a recurrent cell."""


@dataclass(frozen=True)
class NetworkSize:
    """Numbers of one network."""

    parameters: int
    """Trained numbers; equal to what torch counts."""
    multiplications: int
    """Of one row's forward pass."""
    activations: int
    """Numbers that the layers hold for one row, its inputs included."""


def network_size(inputs: InputLayout, model: ModelSpec, num_outputs: int, *, batch_norm: bool) -> NetworkSize:
    """The size of a resolved model; `batch_norm` when it normalizes its own inputs.

    Raises: `ValueError` for a model that is not resolved, or that cannot read these inputs.
    """
    check_inputs(inputs, model)
    tally = _Tally(activations=inputs.num_numbers, parameters=2 * _num_normalized(inputs) if batch_norm else 0)
    if isinstance(model, RnnSpec):
        _count_rnn(tally, inputs, model, num_outputs)
    elif isinstance(model, Cnn1dSpec):
        _count_cnn1d(tally, inputs, model, num_outputs)
    elif isinstance(model, CnnSpec):
        _count_cnn(tally, inputs, model, num_outputs)
    elif isinstance(model, ResnetSpec):
        _count_resnet(tally, inputs, model, num_outputs)
    elif isinstance(model, TabmSpec):
        _count_tabm(tally, inputs, model, num_outputs)
    else:
        hidden = _units(getattr(model, "hidden", []))
        width = _count_front(tally, inputs, numeric_embedding(model, inputs))
        _count_dense(tally, width, hidden, num_outputs, batch_norm=isinstance(model, MlpSpec) and model.batch_norm)
    return NetworkSize(tally.parameters, tally.multiplications, tally.activations)


def check_inputs(inputs: InputLayout, model: ModelSpec) -> None:
    """Raises: `ValueError` for a model that is not resolved, or that cannot read these inputs."""
    if "auto" in (getattr(model, "hidden", None), getattr(model, "activation", None)):
        raise ValueError("the model is not resolved")
    # A table whose columns are the steps of a series comes encoded as a sequence, and what kernels read as a table.
    reads = {RnnSpec: ("sequence",), Cnn1dSpec: ("sequence",), RocketSpec: ("table",)}.get(type(model))
    if inputs.kind not in (reads or TAKES[model.family]):
        raise ValueError(f"{model.family} does not read the rows of a {inputs.kind}")


def numeric_embedding(model: ModelSpec, inputs: InputLayout) -> NumericEmbedding:
    """How the network embeds these inputs' numeric columns; without such columns there is nothing to embed.

    Raises: `ValueError` for piecewise-linear embeddings of columns whose bins are not given.
    """
    embedding: NumericEmbedding = getattr(model, "numeric_embedding", NoEmbedding())
    if not inputs.numeric:
        return NoEmbedding()
    if isinstance(embedding, PiecewiseLinearEmbedding) and inputs.bins is None:
        raise ValueError("a piecewise-linear embedding needs the edges of each numeric column's bins")
    return embedding


def feature_widths(inputs: InputLayout, embedding: NumericEmbedding) -> list[int]:
    """Numbers that each part of a row becomes before the first layer, in the order in which that layer reads them.

    Without any embedding the row stays as it is. Else first come the columns that pass through, then the embedded
    numeric ones, then the codes.

    >>> inputs = InputLayout(kind="table", shape=[4], numeric=[1], embedded=[{"position": 0, "num_codes": 9, "width": 3}])
    >>> feature_widths(inputs, PeriodicEmbedding(width=8))
    [1, 1, 8, 3]
    """
    widths = [] if isinstance(embedding, NoEmbedding) else [embedding.width] * len(inputs.numeric)
    widths += [column.width for column in inputs.embedded]
    return [1] * (inputs.num_numbers - len(widths)) + widths


def num_bins(inputs: InputLayout) -> int:
    """Bins of a numeric column with padding; without `padded_bins` the most that one has."""
    return (
        inputs.padded_bins
        if inputs.padded_bins and inputs.bins
        else max((len(edges) - 1 for edges in inputs.bins or []), default=0)
    )


def inner_width(model: ResnetSpec) -> int:
    """Units inside a residual block."""
    return max(1, round(model.width * model.hidden_factor))


def convolved_sizes(inputs: InputLayout, model: CnnSpec) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Height and width after each convolution, and after its pool.

    Raises: `ValueError` when a convolution or a pool leaves no pixel.

    >>> model = CnnSpec(channels=[64, 64, 128], kernel_size=5, padding="valid")
    >>> convolved_sizes(InputLayout(kind="image", shape=[1, 244, 244]), model)
    [((240, 240), (120, 120)), ((116, 116), (58, 58)), ((54, 54), (27, 27))]
    """
    height, width = inputs.shape[1:]
    sizes = []
    for i in range(len(model.channels)):
        if model.padding == "valid":
            height, width = height - model.kernel_size + 1, width - model.kernel_size + 1
        convolved = height, width
        if model.pool != "none":
            height, width = height // model.pool_size, width // model.pool_size
        if min(height, width) < 1:
            raise ValueError(f"no pixel is left after convolution {i + 1} of {len(model.channels)}")
        sizes.append((convolved, (height, width)))
    return sizes


def flattened_width(inputs: InputLayout, model: CnnSpec) -> int:
    """Numbers that a convolutional network's dense layers read."""
    height, width = convolved_sizes(inputs, model)[-1][1]
    return model.channels[-1] * (height * width if model.head == "flatten" else 1)


@dataclass
class _Tally:
    parameters: int = 0
    multiplications: int = 0
    activations: int = 0

    def linear(self, before: int, after: int, *, times: int = 1, bias: bool = True) -> None:
        """A linear map, or a filter, that is applied `times` times."""
        self.parameters += before * after + (after if bias else 0)
        self.multiplications += before * after * times
        self.activations += after * times

    def norm(self, channels: int, *, times: int = 1) -> None:
        self.parameters += 2 * channels
        self.activations += channels * times


def _units(hidden: object) -> list[int]:
    return hidden if isinstance(hidden, list) else []


def _num_normalized(inputs: InputLayout) -> int:
    if inputs.kind == "table":
        return len(inputs.numeric)
    return inputs.shape[1] - 1 if inputs.kind == "sequence" else inputs.shape[0]


def _count_front(tally: _Tally, inputs: InputLayout, embedding: NumericEmbedding) -> int:
    """Embeddings of a table's columns. Returns what the first layer reads."""
    columns = len(inputs.numeric)
    for column in inputs.embedded:
        tally.parameters += column.num_codes * column.width
        tally.activations += column.width
    if isinstance(embedding, PiecewiseLinearEmbedding):
        per_column = (num_bins(inputs) + 2) * embedding.width  # of the bins, of the number itself, and a bias
    elif isinstance(embedding, PeriodicEmbedding):
        per_column = embedding.num_frequencies * (1 + 2 * embedding.width) + embedding.width
    else:
        return sum(feature_widths(inputs, embedding))
    inner = num_bins(inputs) if isinstance(embedding, PiecewiseLinearEmbedding) else 2 * embedding.num_frequencies
    tally.parameters += columns * per_column
    tally.multiplications += columns * per_column
    tally.activations += columns * (inner + embedding.width)
    return sum(feature_widths(inputs, embedding))


def _count_dense(tally: _Tally, width: int, hidden: Sequence[int], num_outputs: int, *, batch_norm: bool) -> None:
    for before, after in pairwise([width, *hidden, num_outputs]):
        tally.linear(before, after)
    for units in hidden if batch_norm else []:
        tally.norm(units)


def _count_resnet(tally: _Tally, inputs: InputLayout, model: ResnetSpec, num_outputs: int) -> None:
    inner = inner_width(model)
    tally.linear(_count_front(tally, inputs, numeric_embedding(model, inputs)), model.width)
    for _ in range(model.num_blocks):
        tally.norm(model.width)
        tally.linear(model.width, inner)
        tally.linear(inner, model.width)
    tally.norm(model.width)
    tally.linear(model.width, num_outputs)


def _count_tabm(tally: _Tally, inputs: InputLayout, model: TabmSpec, num_outputs: int) -> None:
    members = model.num_members
    width = _count_front(tally, inputs, numeric_embedding(model, inputs))
    for before, after in pairwise([width, *_units(model.hidden)]):
        tally.linear(before, after, times=members, bias=False)
        tally.parameters += members * (before + 2 * after)  # scales of inputs and outputs, biases
        tally.multiplications += members * (before + after)
        tally.activations += members * (before + after)
        width = after
    for _ in range(members):
        tally.linear(width, num_outputs)


def _count_rnn(tally: _Tally, inputs: InputLayout, model: RnnSpec, num_outputs: int) -> None:
    steps, width, gates = inputs.shape[0], inputs.shape[1] - 1, GATES[model.cell]
    for i, block in enumerate(model.blocks):
        if i and model.batch_norm:
            tally.norm(width, times=steps)
        directions = 2 if block.bidirectional else 1
        for _ in range(block.num_layers):
            for _ in range(directions):
                tally.linear(width, gates * block.units, times=steps)
                tally.linear(block.units, gates * block.units, times=steps)
                tally.activations += block.units * steps
            width = directions * block.units
    if model.pooling == "attention":
        tally.linear(width, 1, times=steps, bias=False)
    tally.linear(width, num_outputs)


def _count_cnn1d(tally: _Tally, inputs: InputLayout, model: Cnn1dSpec, num_outputs: int) -> None:
    steps = inputs.shape[0]
    for before, after in pairwise([inputs.shape[1] - 1, *model.channels]):
        tally.linear(before * model.kernel_size, after, times=steps)
        if model.batch_norm:
            tally.norm(after, times=steps)
    if model.pooling == "attention":
        tally.linear(model.channels[-1], 1, times=steps, bias=False)
    _count_dense(tally, model.channels[-1], model.hidden, num_outputs, batch_norm=False)


def _count_cnn(tally: _Tally, inputs: InputLayout, model: CnnSpec, num_outputs: int) -> None:
    before = inputs.shape[0]
    for after, (convolved, pooled) in zip(model.channels, convolved_sizes(inputs, model), strict=True):
        pixels = convolved[0] * convolved[1]
        tally.linear(before * model.kernel_size**2, after, times=pixels)
        if model.batch_norm:
            tally.norm(after, times=pixels)
        if model.pool != "none":
            tally.activations += after * pooled[0] * pooled[1]
        before = after
    _count_dense(tally, flattened_width(inputs, model), model.hidden, num_outputs, batch_norm=model.batch_norm)
