"""From an architecture to torch's network, and the names and shapes of its weights."""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from classifier.neural.networks.build import build_network
from classifier.spec.architecture import Architecture


def make_network(architecture: Architecture) -> nn.Module:
    """A network with fresh weights from torch's own generator, in training mode; see `build_network`."""
    return build_network(
        architecture.inputs, architecture.model, architecture.num_outputs, batch_norm=architecture.batch_norm
    )


def load_network(architecture: Architecture, weights: Mapping[str, Tensor]) -> nn.Module:
    """The network with these weights (copied), in evaluation mode and without gradients."""
    network = make_network(architecture)
    network.load_state_dict(weights)
    return network.eval().requires_grad_(False)


def weight_shapes(architecture: Architecture) -> dict[str, tuple[int, ...]]:
    """Name and shape of each weight and running statistic, in order; computed without making one."""
    with torch.device("meta"):
        network = make_network(architecture)
    return {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
