"""Torch's tensors in the files of `classifier.inference.tensor_file`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy.typing as npt
import torch
from torch import Tensor

from classifier.inference import tensor_file


def write_tensor_file(path: Path, kind: str, document: Mapping[str, Any], tensors: Mapping[str, Tensor]) -> None:
    """As `tensor_file.write_tensor_file` has it, of tensors on any device."""
    tensor_file.write_tensor_file(path, kind, document, as_arrays(tensors))


def read_tensor_file(path: Path, kind: str) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """As `tensor_file.read_tensor_file` has it."""
    document, arrays = tensor_file.read_tensor_file(path, kind)
    return document, as_tensors(arrays)


def tensors_sha256(tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 over names, types, shapes and bytes, in the order of the names."""
    return tensor_file.tensors_sha256(as_arrays(tensors))


def as_arrays(tensors: Mapping[str, Tensor]) -> dict[str, npt.NDArray[Any]]:
    """The same numbers, not copied where they are on the CPU."""
    return {name: tensor.detach().cpu().numpy() for name, tensor in tensors.items()}


def as_tensors(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Tensor]:
    """The same numbers, not copied."""
    return {name: torch.from_numpy(array) for name, array in arrays.items()}
