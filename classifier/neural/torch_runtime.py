"""What torch computes for a `Predictor`: every member's network, and the mean of their probabilities."""

# Axes: N rows, X axes of an encoded row, M members, C classes, K outputs of the network (1 or C).
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from classifier.inference.model_file import ModelFile, read_model_file
from classifier.inference.predictor import Predictor, class_logits, distinct
from classifier.neural.architecture import load_network
from classifier.neural.artifact import Artifact
from classifier.spec.architecture import Architecture
from classifier.table.encode import Encoder

CHUNK_CELLS = 2**24  # 64 MiB of float32 over all layers: memory stays bounded for a file of any length


@dataclass(frozen=True)
class Member:
    """One trained network with the encoder that its inputs come from."""

    encoder: Encoder
    network: nn.Module
    held: int | None = None
    """Numbers that the network's layers hold for one row; None takes the inputs alone."""

    @classmethod
    def of(cls, encoder: Encoder, architecture: Architecture, weights: Mapping[str, Tensor]) -> Self:
        """From what an artifact keeps."""
        return cls(encoder, load_network(architecture, weights), architecture.size.activations)

    def logits(self, x_NX: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """`[N, *X]` float32 encoded rows -> `[N, C]` float32."""
        size = max(1, CHUNK_CELLS // (self.held or max(1, math.prod(x_NX.shape[1:]))))
        with torch.inference_mode():
            parts = [
                mean_outputs(self.network(part).float()).numpy() for part in torch.split(torch.from_numpy(x_NX), size)
            ]
        return class_logits(parts[0] if len(parts) == 1 else np.concatenate(parts))


class TorchRuntime:
    """Runs members one after another. Does not change torch's number of threads: a server sets it once."""

    any_batch = False  # its products of matrices add up in another order for other shapes

    def __init__(self, groups: Sequence[Sequence[Member]]) -> None:
        """`groups`: for each encoder the members that read what it writes."""
        for group in groups:
            for member in group:
                member.network.eval().requires_grad_(False)
        self._groups = groups

    def logits(self, encoded: Iterable[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
        """See `classifier.inference.predictor.Runtime.logits`; one encoder's numbers are in memory at a time."""
        logits: list[npt.NDArray[np.float32]] = []
        arrays = iter(encoded)
        for group in self._groups:
            x_NX = next(arrays)
            logits += [member.logits(x_NX) for member in group]
        return logits[0] if len(logits) == 1 else mean_logits(logits)


def torch_predictor(
    members: Sequence[Member],
    classes: list[str],
    threshold: float | None,
    temperature: float = 1.0,
    manifest: dict[str, Any] | None = None,
) -> Predictor:
    """The predictor of these members; see `Predictor`."""
    encoders, places = distinct(member.encoder for member in members)
    groups = [[m for m, at in zip(members, places, strict=True) if at == place] for place in range(len(encoders))]
    return Predictor(encoders, TorchRuntime(groups), classes, threshold, temperature, manifest)


def load_predictor(path: Path) -> Predictor:
    """The predictor of a model file by torch. Raises: `ArtifactCorrupt`."""
    return predictor_of(read_model_file(path))


def predictor_of(model: ModelFile) -> Predictor:
    """The predictor of a model file by torch. Raises: `ArtifactCorrupt`."""
    artifact = Artifact.of(model)
    manifest = artifact.manifest
    members = [
        Member.of(member.encoder, member.architecture, weights)
        for member, weights in zip(manifest.members, artifact.weights, strict=True)
    ]
    document = manifest.model_dump(mode="json")
    return torch_predictor(members, manifest.classes, manifest.threshold, manifest.calibration.temperature, document)


def mean_outputs(outputs: Tensor) -> Tensor:
    """`[N, M, K]` of M members -> `[N, K]`, outputs whose probabilities are the mean of the members'; `[N, K]` stays."""
    if outputs.ndim == 2:
        return outputs
    if outputs.shape[2] == 1:
        zero = torch.zeros_like(outputs)
        log_p_NC = _log_mean(torch.cat([zero, outputs], 2))
        return log_p_NC[:, 1:] - log_p_NC[:, :1]
    return _log_mean(outputs)


def mean_logits(logits: Sequence[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    """`[N, C]` of each member -> `[N, C]`, the logarithm of their mean probabilities."""
    return _log_mean(torch.from_numpy(np.stack(logits, axis=1))).numpy()


def _log_mean(logits_NMC: Tensor) -> Tensor:
    """Logarithm of the mean over members of the probabilities, `[N, C]`."""
    log_p_NMC = torch.log_softmax(logits_NMC.double(), 2)
    mean_NC = torch.logsumexp(log_p_NMC, 1) - math.log(logits_NMC.shape[1])
    return mean_NC.float()
