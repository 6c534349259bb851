"""Which members of a run are trained in one batched product."""

import torch

from classifier.neural.architecture import make_network, weight_shapes
from classifier.neural.step_input import is_known
from classifier.spec.architecture import Architecture
from classifier.spec.streaming import FLOAT_BYTES
from classifier.spec.train import TrainSpec

MOST_BYTES = 2**30
"""Encoded training rows of all members together: each has its own copy, for it has its own encoder."""


def most_members(spec: TrainSpec, architecture: Architecture, num_rows: int) -> int:
    """How many members of `num_rows` training rows may train side by side, if they are alike; else 1.

    One for networks whose step is autograd's, which would take them one after another anyway, and where each member's
    own losses set its rate.
    """
    with torch.device("meta"):
        network = make_network(architecture)
    if spec.schedule.name == "reduce_on_plateau" or not is_known(network, 2):
        return 1
    bytes_of_one = FLOAT_BYTES * architecture.inputs.num_numbers * num_rows
    return max(1, MOST_BYTES // max(1, bytes_of_one))


def are_alike(one: Architecture, other: Architecture) -> bool:
    """Whether the networks can be stacked: folds may differ in the levels and the bins that their rows show."""
    return _form(one) == _form(other)


def _form(architecture: Architecture) -> object:
    inputs = architecture.inputs
    return weight_shapes(architecture), inputs.shape, inputs.numeric, [column.position for column in inputs.embedded]
