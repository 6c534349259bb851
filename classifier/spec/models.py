"""The model families: one frozen value each, a union told apart by `family`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from classifier.spec.base import Spec

Auto = Literal["auto"]
Units = Annotated[int, Field(ge=1)]
Activation = Literal["relu", "silu", "gelu", "tanh", "sigmoid", "leaky_relu", "identity"]
Dropout = Annotated[float, Field(ge=0.0, lt=1.0)]


LEAK = 0.01
"""Slope of `leaky_relu` below 0."""
NORM_EPS = 1e-5
"""Added to a variance before batch normalization divides by its root."""


class NoEmbedding(Spec):
    """Numeric columns enter as they are."""

    name: Literal["none"] = "none"


class PiecewiseLinearEmbedding(Spec):
    """Each numeric column over bins between quantiles of its training rows, then a linear layer of its own, added to
    one of the number itself.

    Source: Gorishniy et al. 2022, arXiv:2203.05556, section 3.2.
    """

    name: Literal["piecewise_linear"] = "piecewise_linear"
    num_bins: int = Field(default=16, ge=2, le=256)
    """Bins of one column; fewer where quantiles coincide."""
    width: int = Field(default=8, ge=1, le=256)
    """Numbers that one column becomes."""


class PeriodicEmbedding(Spec):
    """Sines and cosines of each numeric column at learned frequencies, then a linear layer and ReLU.

    Source: Gorishniy et al. 2022, arXiv:2203.05556, section 3.3.
    """

    name: Literal["periodic"] = "periodic"
    num_frequencies: int = Field(default=16, ge=1, le=512)
    """Learned frequencies of one column."""
    sigma: float = Field(default=0.1, gt=0.0, le=100.0, allow_inf_nan=False)
    """Spread of the frequencies at the start."""
    width: int = Field(default=8, ge=1, le=256)
    """Numbers that one column becomes."""


NumericEmbedding = Annotated[NoEmbedding | PiecewiseLinearEmbedding | PeriodicEmbedding, Field(discriminator="name")]


class LogisticSpec(Spec):
    """Logistic regression: one linear layer to logits. Takes tables; sequences and images are flattened."""

    family: Literal["logistic"] = "logistic"


class MlpSpec(Spec):
    """A multilayer perceptron that ends in logits. Takes tables; sequences and images are flattened."""

    family: Literal["mlp"] = "mlp"
    hidden: Auto | list[Units] = "auto"
    """Units of each hidden layer; [] is a linear model; `auto` is [128, 128]."""
    activation: Auto | Activation = "auto"
    """Between hidden layers; `auto` is `silu`."""
    dropout: Dropout = 0.0
    """Probability of dropping a hidden unit while training."""
    batch_norm: bool = False
    """Normalize each hidden layer over the batch, before its activation."""
    numeric_embedding: NumericEmbedding = NoEmbedding()
    """What each number becomes before the first layer; `none` leaves it a number."""


class ResnetSpec(Spec):
    """A residual network for tables: blocks of batch normalization, two linear layers and a skip.

    Source: Gorishniy et al. 2021, arXiv:2106.11959, section 3.2.
    """

    family: Literal["resnet"] = "resnet"
    width: Units = 128
    """Numbers that every block reads and writes."""
    num_blocks: int = Field(default=2, ge=1, le=64)
    """Residual blocks, one after the other."""
    hidden_factor: float = Field(default=2.0, ge=0.1, le=16.0, allow_inf_nan=False)
    """Width inside a block, as a multiple of `width`."""
    activation: Auto | Activation = "auto"
    """`auto` is `relu`."""
    dropout: Dropout = 0.1
    """Probability of dropping a unit inside a block while training."""
    residual_dropout: Dropout = 0.0
    """The same for what a block adds."""
    numeric_embedding: NumericEmbedding = NoEmbedding()
    """What each number becomes before the first layer; `none` leaves it a number."""


class TabmSpec(Spec):
    """Many perceptrons in one, sharing weights but for a scale of each layer's inputs and outputs.

    Members learn side by side, each on its own loss; their probabilities are averaged. Takes tables.
    Source: Gorishniy, Kotelnikov and Babenko 2025, arXiv:2410.24210.
    """

    family: Literal["tabm"] = "tabm"
    num_members: int = Field(default=16, ge=1, le=256)
    """Perceptrons in the network, whose probabilities are averaged."""
    hidden: Auto | list[Units] = "auto"
    """Units of each hidden layer; `auto` is [128, 128]."""
    activation: Auto | Activation = "auto"
    """`auto` is `relu`."""
    dropout: Dropout = 0.1
    """Probability of dropping a hidden unit while training."""
    numeric_embedding: NumericEmbedding = NoEmbedding()
    """What each number becomes before the first layer; `none` leaves it a number."""

    @model_validator(mode="after")
    def _has_a_layer_to_share(self) -> Self:
        if self.hidden == []:
            raise ValueError("tabm shares hidden layers, so it needs at least one; use logistic for none")
        return self


class RnnBlock(Spec):
    """Recurrent layers of one width."""

    units: Units = 64
    """Of each direction."""
    num_layers: int = Field(default=1, ge=1, le=16)
    """Recurrent layers, one on the other."""
    bidirectional: bool = False
    """Read the steps in both directions; the output is twice as wide."""


class RnnSpec(Spec):
    """A recurrent network over sequences; padding never counts."""

    family: Literal["rnn"] = "rnn"
    cell: Literal["rnn", "gru", "lstm"] = "gru"
    """`rnn` is the plain recurrence with tanh."""
    blocks: list[RnnBlock] = Field(default=[RnnBlock(bidirectional=True)], min_length=1, max_length=16)
    """One after another."""
    batch_norm: bool = False
    """Normalize over batch and real steps between blocks."""
    pooling: Literal["last", "mean", "max", "attention"] = "last"
    """From the last block's steps to one vector: where each direction ends (the last real step, and the first on the way
    back), the mean or the largest over real steps, or their mean weighted by learned attention."""
    dropout: Dropout = 0.0
    """Probability of dropping a number of that vector while training."""


class Cnn1dSpec(Spec):
    """Convolutions over the steps of sequences, then a pool over real steps; padding never counts.

    Source: Wang, Yan and Oates 2017, arXiv:1611.06455 (FCN).
    """

    family: Literal["cnn1d"] = "cnn1d"
    channels: list[Units] = Field(default=[64, 128, 64], min_length=1, max_length=16)
    """Filters of each convolution."""
    kernel_size: int = Field(default=5, ge=1, le=255)
    """Steps that a filter sees; the output keeps the number of steps."""
    batch_norm: bool = True
    """Normalize after each convolution, over batch and real steps."""
    activation: Auto | Activation = "auto"
    """`auto` is `relu`."""
    pooling: Literal["mean", "max", "attention"] = "mean"
    """From the steps to one vector, over real steps only."""
    hidden: list[Units] = Field(default=[], max_length=16)
    """Dense layers between the pool and the logits."""
    dropout: Dropout = 0.0
    """Probability of dropping a number of a dense layer's input while training."""


class RocketSpec(Spec):
    """Fixed kernels over the steps of sequences, then one trained linear layer; padding never counts.

    What a row's kernels say is encoded once, before the first epoch: an epoch costs what one of logistic regression costs,
    however long the sequences are.
    Source: Dempster, Schmidt and Webb 2021, arXiv:2012.08791 (MiniRocket), after Dempster, Petitjean and Webb 2020,
    arXiv:1910.13051.
    """

    family: Literal["rocket"] = "rocket"
    num_features: Auto | Annotated[int, Field(ge=84, le=50_000)] = "auto"
    """Numbers that a sequence becomes, rounded down to a multiple of 84, the number of kernels; `auto` is 9,996, and less for
    many or long sequences."""


class CnnSpec(Spec):
    """Convolutions over images, then dense layers."""

    family: Literal["cnn"] = "cnn"
    channels: list[Units] = Field(default=[32, 64], min_length=1, max_length=16)
    """Filters of each convolution; each is followed by its pool."""
    kernel_size: int = Field(default=3, ge=1, le=31)
    """Pixels, along height and width, that a filter sees."""
    padding: Literal["same", "valid"] = "same"
    """`same` pads with zeros to keep height and width; `valid` lets them shrink."""
    batch_norm: bool = True
    """Normalize after each convolution and dense layer."""
    activation: Auto | Activation = "auto"
    """`auto` is `relu`."""
    pool: Literal["max", "mean", "none"] = "max"
    """What is kept of the pixels that become one: the largest, their mean, or `none` for no pool."""
    pool_size: int = Field(default=2, ge=1, le=8)
    """Pixels, along height and width, that a pool makes one."""
    head: Literal["flatten", "mean"] = "flatten"
    """Before the dense layers: all positions side by side, or the mean over positions, which has fewer weights and learns
    more slowly (mnist_2000 after 200 steps: 0.65 against 0.96)."""
    hidden: list[Units] = Field(default=[], max_length=16)
    """Dense layers between the head and the logits."""
    dropout: Dropout = 0.0
    """Probability of dropping a number of a dense layer's input while training."""


ModelSpec = Annotated[
    LogisticSpec | MlpSpec | ResnetSpec | TabmSpec | RnnSpec | Cnn1dSpec | RocketSpec | CnnSpec,
    Field(discriminator="family"),
]

OverSteps = RnnSpec | Cnn1dSpec | RocketSpec
"""The families that read the numeric columns of a table as the steps of one channel."""

FAMILIES: dict[str, type[Spec]] = {
    "logistic": LogisticSpec,
    "mlp": MlpSpec,
    "resnet": ResnetSpec,
    "tabm": TabmSpec,
    "rnn": RnnSpec,
    "cnn1d": Cnn1dSpec,
    "rocket": RocketSpec,
    "cnn": CnnSpec,
}
"""Each family's value by its name."""

TAKES: dict[str, tuple[str, ...]] = {
    "logistic": ("table", "sequence", "image"),
    "mlp": ("table", "sequence", "image"),
    "resnet": ("table",),
    "tabm": ("table",),
    "rnn": ("sequence", "table"),
    "cnn1d": ("sequence", "table"),
    "rocket": ("sequence", "table"),
    "cnn": ("image",),
}
"""Kinds of input that a family takes; `OverSteps` read the numeric columns of a table as the steps of one channel."""
