"""Where a tensor comes from, told by its autograd graph: no function needs to be replaced to see it."""

from dataclasses import dataclass

import torch

_SAME_NUMBERS = (
    "Alias", "AsStrided", "Cat", "Clone", "Expand", "Index", "Permute", "Reshape", "Select", "Slice", "Squeeze", "Stack",
    "T", "ToCopy", "Transpose", "Unsafe", "Unsqueeze", "View",
)  # fmt: skip
_STEPS = ("Round", "Floor", "Ceil", "Sign", "Trunc")  # gradient zero wherever they have one
_MAX_DEPTH = 24  # reshapes between a head and its loss are a handful


@dataclass(frozen=True)
class Origin:
    """The last operation that made a tensor's numbers."""

    operation: str
    """As autograd has it without `Backward0`, e.g. `Sigmoid`; "" without a graph."""
    rounded: bool
    """A rounding lies between."""


def origin(tensor: torch.Tensor) -> Origin:
    """The operation behind reshapes, copies and roundings.

    >>> x = torch.ones(3, 1, requires_grad=True)
    >>> origin(torch.round(torch.sigmoid(x)).squeeze(1))
    Origin(operation='Sigmoid', rounded=True)
    >>> origin(x.detach())
    Origin(operation='', rounded=False)
    """
    node, rounded = tensor.grad_fn, False
    for _ in range(_MAX_DEPTH):
        if node is None:
            break
        name = node.name().rpartition("::")[2].partition("Backward")[0]
        steps = name.startswith(_STEPS)
        rounded = rounded or steps
        if not steps and name not in _SAME_NUMBERS and not name.startswith(("Unsafe", "ReshapeAlias", "Squeeze")):
            return Origin(name, rounded)
        node = next((before for before, _ in node.next_functions if before is not None), None)
    return Origin("", rounded)
