"""From a resolved model and its inputs to a network."""

from collections.abc import Mapping

from torch import Tensor, nn

from classifier.neural.networks.mlp import Mlp
from classifier.spec.inputs import InputLayout
from classifier.spec.models import LogisticSpec, MlpSpec, ModelSpec


def build_network(inputs: InputLayout, model: ModelSpec, num_outputs: int, *, batch_norm: bool) -> nn.Module:
    """A network with fresh weights from torch's own generator, in training mode.

    Shape: encoded rows `[B, *inputs.shape]` float32 -> logits `[B, num_outputs]`, or `[B, M, num_outputs]` for a family
    of M members, whose probabilities are averaged. With `batch_norm` numeric columns, or channels, are normalized
    over the batch first; such a network's `norm.start_from(x)` starts the running statistics at those of the training
    rows.
    """
    if isinstance(model, LogisticSpec):
        return Mlp(inputs, MlpSpec(hidden=[], activation="identity"), num_outputs, batch_norm=batch_norm)
    if isinstance(model, MlpSpec):
        return Mlp(inputs, model, num_outputs, batch_norm=batch_norm)
    raise NotImplementedError(model.family)


def load_network(
    inputs: InputLayout, model: ModelSpec, num_outputs: int, weights: Mapping[str, Tensor], *, batch_norm: bool
) -> nn.Module:
    """The network with these weights (copied), in evaluation mode and without gradients."""
    network = build_network(inputs, model, num_outputs, batch_norm=batch_norm)
    network.load_state_dict(weights)
    return network.eval().requires_grad_(False)
