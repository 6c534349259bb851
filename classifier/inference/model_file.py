"""A trained classifier as one file: raw weights, the graph that computes with them and a JSON manifest, never a pickle."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from classifier.errors import ArtifactCorrupt
from classifier.inference.format_1 import from_format_1
from classifier.inference.manifest import FORMAT, Manifest
from classifier.inference.tensor_file import Array, read_tensor_file, tensors_sha256, write_tensor_file

KIND = "discern.model"
GRAPH = "graph"
"""Name of the tensor whose bytes are the graph's."""


@dataclass(frozen=True)
class ModelFile:
    """A model file that was read and checked."""

    manifest: Manifest
    tensors: dict[str, Array]
    """Weights of all members, float32, by `weight_name`."""
    graph: bytes | None
    """ONNX, without weights; see `classifier.inference.graph`. Null where torch must serve the model."""


def write_model_file(path: Path, manifest: Manifest, tensors: Mapping[str, Array], graph: bytes | None) -> None:
    """Write the file; the caller does staging, fsync, hash and rename.

    Raises: `StorageFull` when there is no room.
    """
    held = {} if graph is None else {GRAPH: np.frombuffer(graph, dtype=np.uint8)}
    write_tensor_file(path, KIND, manifest.model_dump(mode="json"), {**tensors, **held})


def read_model_file(path: Path) -> ModelFile:
    """A model file, checked whole before anything in it is used; that its weights are those of its architecture is for
    the runtime to find out.

    Raises: `ArtifactCorrupt` for a file that was not written as one, or that was changed since.
    """
    document, tensors = read_tensor_file(path, KIND)
    if document.get("format") == 1:
        document, tensors = from_format_1(document, tensors)
    if document.get("format") not in range(2, FORMAT + 1):
        raise ArtifactCorrupt(
            f"the model file has format {str(document.get('format'))[:20]}; this server reads 1 to {FORMAT}"
        )
    try:
        manifest = Manifest.model_validate(document)
    except (ValidationError, OverflowError) as error:
        where = ".".join(str(p) for p in error.errors()[0]["loc"]) if isinstance(error, ValidationError) else "numbers"
        raise ArtifactCorrupt(f"the model file's manifest is broken at {where or 'its rules'}") from error
    graph = tensors.pop(GRAPH, None)
    if (graph is not None) != (manifest.graph is not None and manifest.graph.kept):
        raise ArtifactCorrupt("the model file has a graph without a word of it, or the other way round")
    expected = {
        weight_name(i, name): shape
        for i, member in enumerate(manifest.members)
        for name, shape in member.tensors.items()
    }
    if {name: list(tensor.shape) for name, tensor in tensors.items()} != expected:
        raise ArtifactCorrupt("the model file's tensors are not those of its manifest")
    if any(tensor.dtype != np.float32 for tensor in tensors.values()):
        raise ArtifactCorrupt("the model file has weights that are not float32")
    if tensors_sha256(tensors) != manifest.tensors_sha256:
        raise ArtifactCorrupt("the model file's weights are not those of its manifest")
    for name, tensor in tensors.items():
        if name.endswith("running_var") and bool((tensor < 0).any()):
            raise ArtifactCorrupt(f"the model file has a negative variance in {name!r}")
    return ModelFile(manifest, tensors, None if graph is None else graph.tobytes())


def weight_name(member: int, name: str) -> str:
    """How a weight of a member is called in the file, and in the graph.

    >>> weight_name(1, "layers.0.weight")
    'members.1.layers.0.weight'
    """
    return f"members.{member}.{name}"
