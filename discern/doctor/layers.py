"""What can be told of a model by its layers."""

from torch import nn

_NORMALIZATIONS = ("BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm", "RMSNorm")


def normalizes_first(model: nn.Module) -> bool:
    """Whether the first layer that holds anything is a normalization, as layers are declared."""
    for layer in model.modules():
        if next(layer.children(), None) is not None:
            continue
        if any(name in type(layer).__name__ for name in _NORMALIZATIONS):
            return True
        if next(layer.parameters(), None) is not None:
            return False
    return False


def acts_by_mode(layer: nn.Module) -> bool:
    """Whether it does other things in training than in evaluation: dropout of more than 0, batch normalization."""
    if isinstance(layer, nn.modules.dropout._DropoutNd):
        return layer.p > 0
    if isinstance(layer, nn.RNNBase):
        return layer.dropout > 0
    return isinstance(layer, nn.modules.batchnorm._BatchNorm)
