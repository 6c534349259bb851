"""Networks by torch and the same by ONNX Runtime, with weights that have seen a few rows."""

from collections.abc import Sequence

import numpy as np
import torch

from classifier.inference.graph.members import GraphMember, build_graph
from classifier.inference.model_file import weight_name
from classifier.inference.onnx_runtime import OnnxRuntime
from classifier.neural.architecture import make_network
from classifier.neural.tensor_file import as_arrays
from classifier.neural.torch_runtime import Member, TorchRuntime
from classifier.spec.architecture import Architecture
from classifier.table.encode import Encoder
from tests.classifier.neural.networks.network_cases import some_rows

NO_ENCODER = Encoder.model_construct()
"""A runtime is given encoded rows."""


def both(architectures: Sequence[Architecture], places: Sequence[int]) -> tuple[TorchRuntime, OnnxRuntime]:
    """Runtimes of the same members, each with random weights of its own, reading the rows of encoder `places[i]`."""
    members, graph_members, tensors = [], [], {}
    for i, (architecture, place) in enumerate(zip(architectures, places, strict=True)):
        torch.manual_seed(i)
        network = make_network(architecture).train()
        with torch.no_grad():
            for seed in range(3):  # running statistics that are not 0 and 1
                network(some_rows(architecture.inputs, 64, seed))
            for tensor in network.parameters():  # biases that are not 0, scales that are not 1
                tensor += 0.1 * torch.randn_like(tensor)
        members.append(Member(NO_ENCODER, network, architecture.size.activations))
        weights = as_arrays(network.state_dict())
        tensors |= {weight_name(i, name): array for name, array in weights.items()}
        graph_members.append(GraphMember(architecture, {name: list(a.shape) for name, a in weights.items()}, place))
    groups = [[m for m, at in zip(members, places, strict=True) if at == place] for place in range(max(places) + 1)]
    largest = max(architecture.size.activations for architecture in architectures)
    return TorchRuntime(groups), OnnxRuntime(build_graph(graph_members), tensors, largest)


def rows_of(architecture: Architecture, num_rows: int, seed: int = 9) -> np.ndarray:
    return some_rows(architecture.inputs, num_rows, seed).numpy()
