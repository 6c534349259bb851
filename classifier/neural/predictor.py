"""From raw rows to logits, probabilities and labels: one way for a row, a batch, a file and the test split."""

# Axes: N rows, X axes of an encoded row, M members, C classes, K outputs of the network (1 or C).
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import torch
from torch import Tensor, nn

from classifier.errors import Fault, SpecInvalid
from classifier.metrics.decision import predict_index
from classifier.neural.architecture import Architecture
from classifier.neural.artifact import read_artifact
from classifier.spec.limits import Limits
from classifier.table.encode import Encoded, Encoder, encode, input_columns
from classifier.table.input_column import InputColumn

CHUNK_CELLS = 2**24  # 64 MiB of float32 over all layers: memory stays bounded for a file of any length


@dataclass(frozen=True)
class Predictions:
    """What the network says of each row."""

    logits_NC: npt.NDArray[np.float32]  # noqa: N815
    """A network with one output is shown as `[0, z]`, whose softmax is the sigmoid of z."""
    probabilities_NC: npt.NDArray[np.float64]  # noqa: N815
    """Rows sum to 1."""
    label_index_N: npt.NDArray[np.int64]  # noqa: N815
    """Position in `classes`."""
    warnings: list[list[str]] | None
    """Per row, when asked for: unseen categories, missing values."""
    faults: list[Fault]
    """Rows that must be refused, because a category was never seen and the spec says `error`; at most 1,000."""
    bad_rows: npt.NDArray[np.int64]
    """All rows to be refused, rising; their other fields mean nothing."""


def class_logits(outputs_NK: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """`[N, 1]` -> `[N, 2]` as `[0, z]`; other shapes stay."""
    if outputs_NK.shape[1] != 1:
        return outputs_NK
    return np.concatenate([np.zeros_like(outputs_NK), outputs_NK], axis=1)


def probabilities(logits_NC: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Softmax in float64; the only place in which logits become probabilities.

    >>> probabilities(np.array([[0.0, 0.0], [0.0, 800.0]], dtype=np.float32)).tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """
    p_NC = logits_NC.astype(np.float64)
    p_NC -= p_NC.max(axis=1, keepdims=True)
    np.exp(p_NC, out=p_NC)
    p_NC /= p_NC.sum(axis=1, keepdims=True)
    return p_NC


def mean_outputs(outputs: Tensor) -> Tensor:
    """`[N, M, K]` of M members -> `[N, K]`, outputs whose probabilities are the mean of the members'; `[N, K]` stays."""
    if outputs.ndim == 2:
        return outputs
    if outputs.shape[2] == 1:
        zero = torch.zeros_like(outputs)
        log_p_NC = _log_mean(torch.cat([zero, outputs], 2))
        return log_p_NC[:, 1:] - log_p_NC[:, :1]
    return _log_mean(outputs)


def _log_mean(logits_NMC: Tensor) -> Tensor:
    """Logarithm of the mean over members of the probabilities, `[N, C]`."""
    log_p_NMC = torch.log_softmax(logits_NMC.double(), 2)
    mean_NC = torch.logsumexp(log_p_NMC, 1) - math.log(logits_NMC.shape[1])
    return mean_NC.float()


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
        return cls(encoder, architecture.load(weights), architecture.size.activations)

    def logits(self, x_NX: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """`[N, *X]` float32 encoded rows -> `[N, C]` float32."""
        size = max(1, CHUNK_CELLS // (self.held or max(1, math.prod(x_NX.shape[1:]))))
        with torch.inference_mode():
            parts = [
                mean_outputs(self.network(part).float()).numpy() for part in torch.split(torch.from_numpy(x_NX), size)
            ]
        return class_logits(parts[0] if len(parts) == 1 else np.concatenate(parts))


class Predictor:
    """A trained classifier, ready to answer; safe to call from many threads at once.

    Does not change torch's number of threads: a server sets it once.
    """

    def __init__(
        self,
        members: Sequence[Member],
        classes: list[str],
        threshold: float | None,
        temperature: float = 1.0,
        manifest: dict[str, Any] | None = None,
    ) -> None:
        """`temperature` divides the logits, which for several members are the logarithm of their mean probabilities."""
        self.classes = classes
        self.threshold = threshold
        """Two classes: probability of the second from which it is the label; None for more."""
        self.manifest = manifest or {}
        """Of the artifact it was loaded from."""
        self._temperature = temperature
        # Members of one split have equal encoders; each is run once.
        self._groups: list[tuple[Encoder, list[Member]]] = []
        for member in members:
            member.network.eval().requires_grad_(False)
            alike = next((group for encoder, group in self._groups if encoder == member.encoder), None)
            if alike is None:
                self._groups.append((member.encoder, [member]))
            else:
                alike.append(member)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The predictor of an artifact. Raises: `ArtifactCorrupt`."""
        artifact = read_artifact(path)
        manifest = artifact.manifest
        members = [
            Member.of(member.encoder, member.architecture, weights)
            for member, weights in zip(manifest.members, artifact.weights, strict=True)
        ]
        document = manifest.model_dump(mode="json")
        return cls(members, manifest.classes, manifest.threshold, manifest.calibration.temperature, document)

    @property
    def calibrated(self) -> bool:
        """Whether a temperature was fitted and kept."""
        return self._temperature != 1.0

    def predict(
        self,
        table: pa.Table,
        *,
        threshold: float | None = None,
        with_warnings: bool = False,
        limits: Limits | None = None,
    ) -> Predictions:
        """Logits, probabilities and labels of typed rows; columns the model does not use are ignored.

        `limits` bound single images.

        Raises: `SpecInvalid` for a threshold with more than two classes, `RowsInvalid` from the encoder.
        """
        if threshold is None:
            threshold = self.threshold
        elif len(self.classes) != 2:
            raise SpecInvalid(f"A threshold decides between two classes; this model has {len(self.classes)}.")
        logits: list[npt.NDArray[np.float32]] = []
        told: list[Encoded] = []
        for encoder, members in self._groups:
            encoded = encode(encoder, table, with_warnings=with_warnings, limits=limits)
            logits += [member.logits(encoded.x_NX) for member in members]
            told.append(replace(encoded, x_NX=encoded.x_NX[:0]))  # one encoder's numbers in memory at a time
        logits_NC = logits[0] if len(logits) == 1 else mean_logits(logits)
        if self._temperature != 1.0:
            logits_NC = logits_NC / np.float32(self._temperature)
        p_NC = probabilities(logits_NC)
        return Predictions(logits_NC, p_NC, predict_index(p_NC, threshold), *_union(told))

    @cached_property
    def input_columns(self) -> list[InputColumn]:
        """The columns that a row must bring: those of any member, in the order of the first that wants it."""
        return list({column.name: column for encoder, _ in self._groups for column in input_columns(encoder)}.values())

    @property
    def num_numbers(self) -> int:
        """Most numbers that a row becomes for a member."""
        return max(encoder.num_features for encoder, _ in self._groups)


def mean_logits(logits: Sequence[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    """`[N, C]` of each member -> `[N, C]`, the logarithm of their mean probabilities."""
    return _log_mean(torch.from_numpy(np.stack(logits, axis=1))).numpy()


def _union(told: Sequence[Encoded]) -> tuple[list[list[str]] | None, list[Fault], npt.NDArray[np.int64]]:
    """Warnings, faults and refused rows of all encoders, each said once."""
    first = told[0]
    if len(told) == 1:
        return first.warnings, first.faults, first.bad_rows
    warnings = None
    if first.warnings is not None:
        by_row = zip(*(encoded.warnings or [] for encoded in told), strict=True)
        warnings = [list(dict.fromkeys(text for row in rows for text in row)) for rows in by_row]
    faults = list({(fault.row, fault.column): fault for encoded in told for fault in encoded.faults}.values())
    bad_rows = np.unique(np.concatenate([encoded.bad_rows for encoded in told]))
    return warnings, sorted(faults, key=lambda fault: fault.row or 0), bad_rows
