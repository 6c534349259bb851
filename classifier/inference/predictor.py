"""From raw rows to logits, probabilities and labels: one way for a row, a batch, a file and the test split."""

# Axes: N rows, X axes of an encoded row, C classes, K outputs of a network (1 or C).
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import Fault, SpecInvalid
from classifier.metrics.decision import predict_index
from classifier.spec.limits import Limits
from classifier.table.encode import Encoded, Encoder, encode, input_columns
from classifier.table.input_column import InputColumn

Float32s = npt.NDArray[np.float32]

MANY_ROWS = 24
FEW_CLASSES = 7  # NumPy adds up eight and more numbers of a row in pairs


@dataclass(frozen=True)
class Predictions:
    """What the network says of each row."""

    logits_NC: Float32s  # noqa: N815
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


class Runtime(Protocol):
    """What computes the networks of a model; safe to call from many threads at once."""

    any_batch: bool
    """Whether a row gets the same bits whatever rows stand beside it."""

    def logits(self, encoded: Iterable[Float32s]) -> Float32s:
        """`[N, C]` float32 logits of the same N rows as each encoder of the model writes them, in their order.

        Shape of each: `[N, *encoder.shape]` float32. The softmax of the logits is the mean of the members' probabilities.
        They may be made one after another, as they are asked for.
        """


class Predictor:
    """A trained classifier, ready to answer; safe to call from many threads at once."""

    def __init__(
        self,
        encoders: Sequence[Encoder],
        runtime: Runtime,
        classes: list[str],
        threshold: float | None,
        temperature: float = 1.0,
        manifest: dict[str, Any] | None = None,
    ) -> None:
        """`encoders`: those of the members, each once (`distinct`). `temperature` divides the logits."""
        self.encoders = encoders
        """From raw rows to what `runtime` reads, one array for each."""
        self.runtime = runtime
        self.classes = classes
        self.threshold = threshold
        """Two classes: probability of the second from which it is the label; None for more."""
        self.manifest = manifest or {}
        """Of the artifact it was loaded from."""
        self._temperature = temperature

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
        told: list[Encoded] = []

        def encoded() -> Iterator[Float32s]:
            for encoder in self.encoders:
                made = encode(encoder, table, with_warnings=with_warnings, limits=limits)
                told.append(replace(made, x_NX=made.x_NX[:0]))  # of the numbers nothing is kept here
                yield made.x_NX

        logits_NC = self.logits(encoded())
        p_NC = probabilities(logits_NC)
        return Predictions(logits_NC, p_NC, predict_index(p_NC, threshold), *_union(told))

    def logits(self, encoded: Iterable[Float32s]) -> Float32s:
        """Calibrated logits `[N, C]` of encoded rows, one array for each of `encoders`; see `Runtime.logits`."""
        logits_NC = self.runtime.logits(encoded)
        return logits_NC if self._temperature == 1.0 else logits_NC / np.float32(self._temperature)

    @cached_property
    def input_columns(self) -> list[InputColumn]:
        """The columns that a row must bring: those of any member, in the order of the first that wants it."""
        return list({column.name: column for encoder in self.encoders for column in input_columns(encoder)}.values())

    @property
    def num_numbers(self) -> int:
        """Most numbers that a row becomes for a member."""
        return max(encoder.num_features for encoder in self.encoders)

    @cached_property
    def row_numbers(self) -> int:
        """All numbers that a row becomes: a runtime may hold what every encoder made of it at once."""
        return sum(encoder.num_features for encoder in self.encoders)


def distinct(encoders: Iterable[Encoder]) -> tuple[list[Encoder], list[int]]:
    """Each encoder once, in the order of their first; and which of these each one is. Members of one split share theirs."""
    found: list[Encoder] = []
    places = []
    for encoder in encoders:
        if encoder not in found:
            found.append(encoder)
        places.append(found.index(encoder))
    return found, places


def class_logits(outputs_NK: Float32s) -> Float32s:
    """`[N, 1]` -> `[N, 2]` as `[0, z]`; other shapes stay."""
    if outputs_NK.shape[1] != 1:
        return outputs_NK
    return np.concatenate([np.zeros_like(outputs_NK), outputs_NK], axis=1)


def probabilities(logits_NC: Float32s) -> npt.NDArray[np.float64]:
    """Softmax in float64; the only place in which logits become probabilities.

    >>> probabilities(np.array([[0.0, 0.0], [0.0, 800.0]], dtype=np.float32)).tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """
    if len(logits_NC) == 1 and logits_NC.shape[1] <= FEW_CLASSES:
        return _softmax_row(logits_NC[0].tolist())
    if len(logits_NC) >= MANY_ROWS and logits_NC.shape[1] <= FEW_CLASSES:
        return _softmax(logits_NC.astype(np.float64, order="F").T).T
    return _softmax_rows(logits_NC.astype(np.float64))


def _softmax_row(z_C: list[float]) -> npt.NDArray[np.float64]:
    """`[1, C]` for one row, in a third of the time: NumPy's own exponential, and around it the same sums and quotients."""
    largest = max(z_C)
    weight_C = np.exp([z - largest for z in z_C])
    total = 0.0
    for weight in weight_C.tolist():  # one after the other, as NumPy adds so few; `sum` of Python 3.12 is more exact
        total += weight
    return (weight_C / total)[None]


def _softmax_rows(p_NC: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    p_NC -= np.maximum.reduce(p_NC, axis=1, keepdims=True)  # the same as `max`, without a detour of a microsecond
    np.exp(p_NC, out=p_NC)
    p_NC /= np.add.reduce(p_NC, axis=1, keepdims=True)
    return p_NC


def _softmax(p_CN: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Class by class, over many rows at once: a quarter of the time of going over the few classes of each row.

    The same to the bit, for so few classes are added up one after the other either way.
    """
    p_CN -= np.maximum.reduce(p_CN, axis=0)
    np.exp(p_CN, out=p_CN)
    p_CN /= np.add.reduce(p_CN, axis=0)
    return p_CN


def _union(told: Sequence[Encoded]) -> tuple[list[list[str]] | None, list[Fault], npt.NDArray[np.int64]]:
    """Warnings, faults and refused rows of all encoders, each said once."""
    first = told[0]
    if len(told) == 1:
        return first.warnings, first.faults, first.bad_rows
    warnings = None
    if not any(any(encoded.warnings or ()) for encoded in told):
        warnings = first.warnings
    elif first.warnings is not None:
        by_row = zip(*(encoded.warnings or [] for encoded in told), strict=True)
        warnings = [list(dict.fromkeys(text for row in rows for text in row)) for rows in by_row]
    faults = list({(fault.row, fault.column): fault for encoded in told for fault in encoded.faults}.values())
    bad_rows = np.unique(np.concatenate([encoded.bad_rows for encoded in told]))
    return warnings, sorted(faults, key=lambda fault: fault.row or 0), bad_rows
