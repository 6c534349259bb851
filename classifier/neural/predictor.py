"""From raw rows to logits, probabilities and labels: one way for a row, a batch, a file and the test split."""

# Axes: N rows, D encoded features, C classes, K outputs of the network (1 or C).
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import torch
from torch import Tensor, nn

from classifier.errors import Fault, SpecInvalid
from classifier.metrics.decision import predict_index
from classifier.neural.artifact import read_artifact
from classifier.table.encode import Encoder, encode, input_columns

if TYPE_CHECKING:
    from classifier.table.convert import InputColumn

CHUNK_CELLS = 2**22  # 16 MiB of float32 per layer: memory stays bounded for a file of any length


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


def chunk_rows(num_columns: int) -> int:
    """Rows to put through a network at once."""
    return max(1, CHUNK_CELLS // max(1, num_columns))


class Predictor:
    """A trained classifier, ready to answer; safe to call from many threads at once.

    Does not change torch's number of threads: a server sets it once.
    """

    def __init__(
        self,
        model: nn.Module,
        encoder: Encoder,
        classes: list[str],
        threshold: float | None,
        manifest: dict[str, Any] | None = None,
    ) -> None:
        self.classes = classes
        self.threshold = threshold
        """Two classes: probability of the second from which it is the label; None for more."""
        self.manifest = manifest or {}
        """Of the artifact it was loaded from."""
        self.encoder = encoder
        self._model = model.eval().requires_grad_(False)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The predictor of an artifact. Raises: `ArtifactCorrupt`."""
        artifact = read_artifact(path)
        manifest = artifact.manifest
        model = manifest.architecture.load(artifact.weights)
        return cls(model, manifest.encoder, manifest.classes, manifest.threshold, manifest.model_dump(mode="json"))

    def predict(self, table: pa.Table, *, threshold: float | None = None, with_warnings: bool = False) -> Predictions:
        """Logits, probabilities and labels of typed rows; columns the model does not use are ignored.

        Raises: `SpecInvalid` for a threshold with more than two classes, `RowsInvalid` from the encoder.
        """
        if threshold is None:
            threshold = self.threshold
        elif len(self.classes) != 2:
            raise SpecInvalid(f"A threshold decides between two classes; this model has {len(self.classes)}.")
        encoded = encode(self.encoder, table, with_warnings=with_warnings)
        logits_NC = self.logits(torch.from_numpy(encoded.x_NX))
        p_NC = probabilities(logits_NC)
        return Predictions(
            logits_NC, p_NC, predict_index(p_NC, threshold), encoded.warnings, encoded.faults, encoded.bad_rows
        )

    @cached_property
    def input_columns(self) -> "list[InputColumn]":
        """The columns that a row must bring."""
        return input_columns(self.encoder)

    def logits(self, x_ND: Tensor) -> npt.NDArray[np.float32]:
        """`[N, D]` float32 encoded rows -> `[N, C]` float32."""
        with torch.inference_mode():
            parts = [self._model(part).float().numpy() for part in torch.split(x_ND, chunk_rows(x_ND.shape[1]))]
        return class_logits(parts[0] if len(parts) == 1 else np.concatenate(parts))
