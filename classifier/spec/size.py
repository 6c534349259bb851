"""How large a network is, counted from its spec alone: the API refuses what is too large without importing torch."""

from dataclasses import dataclass
from itertools import pairwise

from classifier.spec.inputs import InputLayout
from classifier.spec.models import LogisticSpec, MlpSpec, ModelSpec

DEFAULT_HIDDEN = [128, 128]


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
    """The size of a resolved model; `batch_norm` when it normalizes its own inputs."""
    front = 2 * _num_normalized(inputs) if batch_norm else 0
    if isinstance(model, LogisticSpec | MlpSpec):
        hidden = [] if isinstance(model, LogisticSpec) else model.hidden
        if hidden == "auto":
            raise ValueError("the model is not resolved")
        widths = [inputs.num_numbers, *hidden, num_outputs]
        products = sum(before * after for before, after in pairwise(widths))
        return NetworkSize(front + products + sum(widths[1:]), products, sum(widths))
    raise NotImplementedError(model.family)


def _num_normalized(inputs: InputLayout) -> int:
    if inputs.kind == "table":
        return len(inputs.numeric)
    return inputs.shape[1] - 1 if inputs.kind == "sequence" else inputs.shape[0]
