"""From a resolved model and its inputs to a network."""

from torch import nn

from classifier.neural.networks.cnn import Cnn
from classifier.neural.networks.cnn1d import Cnn1d
from classifier.neural.networks.dense import DenseNetwork
from classifier.neural.networks.mlp import Mlp
from classifier.neural.networks.resnet import Resnet
from classifier.neural.networks.rnn import Rnn
from classifier.neural.networks.tabm import Tabm
from classifier.spec.inputs import InputLayout
from classifier.spec.models import (
    Cnn1dSpec,
    CnnSpec,
    LogisticSpec,
    MlpSpec,
    ModelSpec,
    NoEmbedding,
    ResnetSpec,
    RnnSpec,
    RocketSpec,
    TabmSpec,
)
from classifier.spec.size import check_inputs, numeric_embedding


def build_network(inputs: InputLayout, model: ModelSpec, num_outputs: int, *, batch_norm: bool) -> nn.Module:
    """A network with fresh weights from torch's own generator, in training mode.

    Shape: encoded rows `[B, *inputs.shape]` float32 -> logits `[B, num_outputs]`, or `[B, M, num_outputs]` for a family
    of M members, whose probabilities are averaged. With `batch_norm` numeric columns, or channels, are normalized
    over the batch first; such a network's `norm.start_from(x)` starts the running statistics at those of the training
    rows; else, or without such columns, its `norm` is None.
    Raises: `ValueError` for a model that is not resolved, or that cannot read these inputs.
    """
    check_inputs(inputs, model)
    if isinstance(model, ResnetSpec):
        return Resnet(inputs, model, num_outputs, batch_norm=batch_norm)
    if isinstance(model, TabmSpec):
        return Tabm(inputs, model, num_outputs, batch_norm=batch_norm)
    if isinstance(model, RnnSpec):
        return Rnn(inputs, model, num_outputs, batch_norm=batch_norm)
    if isinstance(model, Cnn1dSpec):
        return Cnn1d(inputs, model, num_outputs, batch_norm=batch_norm)
    if isinstance(model, CnnSpec):
        return Cnn(inputs, model, num_outputs, batch_norm=batch_norm)
    mlp = MlpSpec(hidden=[], activation="identity") if isinstance(model, LogisticSpec | RocketSpec) else model
    network = Mlp if _is_plain(inputs, mlp, batch_norm=batch_norm) else DenseNetwork
    built = network(inputs, mlp, num_outputs, batch_norm=batch_norm)
    if isinstance(model, RocketSpec):
        # With more inputs than rows, weights stay where they began in every direction that no row has: noise in each answer
        # (OSULeaf: 92.1 % of test rows from torch's weights, 94.0 % from zeros).
        for parameter in built.parameters():
            nn.init.zeros_(parameter)
    return built


def _is_plain(inputs: InputLayout, model: MlpSpec, *, batch_norm: bool) -> bool:
    """Whether `Mlp`, whose step is written by hand, does it all."""
    embedded = inputs.embedded or not isinstance(numeric_embedding(model, inputs), NoEmbedding)
    return not embedded and not model.batch_norm and not (batch_norm and inputs.kind != "table")
