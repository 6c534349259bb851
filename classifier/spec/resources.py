"""Seconds and bytes of a run, guessed from its sizes with constants that were measured on one kind of machine."""

from dataclasses import dataclass

from classifier.spec.inputs import InputLayout
from classifier.spec.kernels import TRIPLES, slot_distances
from classifier.spec.models import LogisticSpec, MlpSpec, ModelSpec, NoEmbedding, RnnSpec, RocketSpec
from classifier.spec.size import NetworkSize

# One core of a 2020s server without other work, torch 2.13. Seconds of one step beside its arithmetic, by family: what
# Python, the graph and the optimizer's kernels cost however few rows there are.
HAND_WRITTEN_STEP = 9e-5
GRAPH_STEP = {
    "mlp": 5e-4,
    "logistic": 5e-4,
    "resnet": 1.2e-3,
    "tabm": 1.2e-3,
    "cnn1d": 1.2e-3,
    "rocket": 5e-4,
    "cnn": 1.2e-3,
    "rnn": 1.0e-3,
}
RECURRENT_STEP = 6e-5  # more for each step of a sequence and layer of the network
FLOP_PER_SECOND = {
    "mlp": 2.2e10,
    "logistic": 4e9,
    "resnet": 2.2e10,
    "tabm": 1.4e10,
    "cnn1d": 3.2e10,
    "rocket": 4e9,
    "cnn": 2.0e10,
    "rnn": 1.8e10,
}
EPOCH = 1.5e-3  # measuring, copying and reporting
ROW = 1e-7  # putting a row into a batch, or measuring it, beside its arithmetic
NUMBER = 4e-8  # encoding one number of a row, and measuring it at the end
MEASURED_ROWS = 20_000  # of the training part after each epoch

# Of one number of a row, of one on one step, and of one kernel and distance on one step of a channel.
COUNT, COUNTED, PLACED = 7e-9, 5e-11, 1e-10
READ_ROWS = 4  # how often a row is read: to fit the kernels, to learn, and twice to be measured

PROCESS = 500 * 2**20  # Python with torch, Arrow, scikit-learn and Numba loaded
WEIGHT_COPIES = 9  # values, gradient, two moments; the kept epoch's values and moments; the best values; one to spare
MEMBER_COPIES = 2  # weights of each finished network, and while they are measured
ROW_COPIES = 3  # a row as read, encoded, and encoded again to be measured
CELL_BYTES = 12  # of a cell in the table: a float64, or a short text
STREAMED_ROW = 72  # its label, its weight, its place in the split and in the order that the split is drawn from
LAYER_COPIES = 3  # what a layer holds, its gradient, and a kernel's scratch
CHUNK_NUMBERS = 2**22  # numbers of rows that are measured at once


@dataclass(frozen=True)
class Rows:
    """How many rows a run reads, learns from, and takes at once."""

    all: int
    train: int
    batch: int


def run_seconds(
    model: ModelSpec,
    inputs: InputLayout,
    size: NetworkSize,
    rows: Rows,
    *,
    num_steps: int,
    epochs: int,
    num_members: int,
) -> float:
    """Seconds of a whole run on one core: steps, the measuring after each epoch, encoding and the last measures.

    Of 16 runs (all families; tables of 150 to 200,000 rows, mnist_2000, japanese_vowels) the processor's time was 0.5 to 2.4
    times this, of 12 of them 0.7 to 1.4. A busy machine's clock says more.
    """
    speed = FLOP_PER_SECOND[model.family]
    per_step = step_seconds(model, inputs, size, rows.batch)
    validation = max(1, (rows.all - rows.train) // 3)
    measured = min(rows.train, MEASURED_ROWS) + validation
    per_epoch = EPOCH + measured * (ROW + 2 * size.multiplications / speed)
    ends = rows.all * (inputs.num_numbers * NUMBER + 2 * size.multiplications / speed)
    return num_members * (num_steps * (per_step + ROW * rows.batch) + epochs * per_epoch + ends)


def step_seconds(model: ModelSpec, inputs: InputLayout, size: NetworkSize, num_rows: int) -> float:
    """Seconds of one optimizer step over so many rows."""
    fixed = GRAPH_STEP[model.family]
    if (
        isinstance(model, LogisticSpec | MlpSpec | RocketSpec)
        and not inputs.embedded
        and not getattr(model, "batch_norm", False)
    ):
        plain = isinstance(getattr(model, "numeric_embedding", NoEmbedding()), NoEmbedding)
        fixed = HAND_WRITTEN_STEP if plain else 2 * fixed
    if isinstance(model, RnnSpec):
        layers = sum(block.num_layers * (2 if block.bidirectional else 1) for block in model.blocks)
        fixed += RECURRENT_STEP * inputs.shape[0] * layers
    return fixed + 6 * size.multiplications * num_rows / FLOP_PER_SECOND[model.family]


def row_seconds(model: ModelSpec, size: NetworkSize) -> float:
    """Seconds of one row's forward pass among many."""
    return ROW + 2 * size.multiplications / FLOP_PER_SECOND[model.family]


def kernel_seconds(num_features: int, num_steps: int, num_channels: int) -> float:
    """Seconds that one row's way through fixed kernels takes of a member of a run, all its readings together.

    Measured for one reading of one row: 0.78 ms of 1,000 steps and 0.09 ms of 29 steps and 12 channels, for 9,996 numbers;
    0.97 ms of 2,474 steps for 2,604. This says 0.79, 0.09 and 0.90.
    """
    num_places = len(TRIPLES) * len(set(slot_distances(num_features // len(TRIPLES), num_steps)))
    added = min(2, num_channels)  # channels that a kernel adds up, in the middle
    return READ_ROWS * (num_features * COUNT + num_steps * (num_features * COUNTED + num_places * added * PLACED))


def kernel_bytes(num_rows: int, num_steps: int, num_channels: int) -> int:
    """Bytes of the steps that kernels read: as a table holds them, and as the encoder writes them with their mask."""
    return num_rows * num_steps * (num_channels * 4 + (num_channels + 1) * 4)


def layer_bytes(size: NetworkSize, rows: Rows) -> int:
    """Bytes that the layers hold for the rows that go through them at once."""
    at_once = max(rows.batch * LAYER_COPIES, min(rows.train, CHUNK_NUMBERS // max(1, size.activations) + 1))
    return 4 * size.activations * at_once


def run_bytes(
    model: ModelSpec,
    inputs: InputLayout,
    size: NetworkSize,
    rows: Rows,
    *,
    num_members: int,
    held_bytes: int | None = None,
) -> int:
    """Bytes at a run's largest beside `layer_bytes`: the process, the table, its encoded rows, weights and their copies.

    `held_bytes`: of rows that are in memory at a time, for a run that does not hold all of them.

    Of five runs of perceptrons (1,000 to 200,000 rows, up to 17 million weights, batches up to 20,000) the process took 0.92
    to 1.08 times this and `layer_bytes` together.
    """
    weights = 4 * size.parameters * (WEIGHT_COPIES + MEMBER_COPIES * num_members)
    row = inputs.num_numbers * (
        4 * ROW_COPIES + (CELL_BYTES if inputs.kind == "table" and not isinstance(model, RocketSpec) else 4)
    )
    held = rows.all * row if held_bytes is None else held_bytes + rows.all * STREAMED_ROW
    return PROCESS + weights + held
