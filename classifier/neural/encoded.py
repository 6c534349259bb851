"""The first member's rows as numbers: what simple models make of them, and what the member says of its training rows."""

# Axes: N rows, X axes of an encoded row, C classes.
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np
import numpy.typing as npt

from classifier.inference.predictor import probabilities
from classifier.metrics.answers import Answers
from classifier.metrics.baselines import MAX_LOGISTIC_ROWS, answered_baselines
from classifier.metrics.decision import predict_index
from classifier.metrics.single_input import Single, best_single
from classifier.neural.torch_runtime import Member
from classifier.neural.trained import TrainedMember
from classifier.spec.report import Baselines
from classifier.spec.streaming import FLOAT_BYTES
from classifier.table.baseline_matrix import baseline_matrix, baseline_notes
from classifier.table.encode import Encoder
from classifier.table.kernels import Kernels
from classifier.table.parts import RowReader
from classifier.table.split import Split

Int64s = npt.NDArray[np.int64]

MAX_TRAIN_ROWS = 5_000  # accuracy to half a point
SHARE_OF_RUN = 0.01
"""Of a run's time that its training rows may be asked again for: a forward pass is a quarter of a step with its share of
the epoch's measuring."""
MIN_TRAIN_ROWS = 200


@dataclass(frozen=True)
class FirstMember:
    """Training and test rows as the first member's encoder writes them before its kernels, with the baselines on them; of
    a table that is streamed, samples of them."""

    encoder: Encoder
    """The member's, before its kernels: simple models read the sequences themselves."""
    kernels: Kernels | None
    epochs_run: int
    x_train_NX: npt.NDArray[np.float32]  # noqa: N815
    y_train_N: Int64s  # noqa: N815
    x_test_NX: npt.NDArray[np.float32]  # noqa: N815
    y_test_N: Int64s  # noqa: N815
    answered_y_N: Int64s  # noqa: N815
    """Labels of every test row."""
    baselines: Baselines
    logistic_NC: npt.NDArray[np.float64] | None  # noqa: N815
    """Logistic regression's probabilities of every test row."""

    @classmethod
    def of(cls, reader: RowReader, y_N: Int64s, split: Split, member: TrainedMember, classes: list[str]) -> Self:
        """Encode, and fit the baselines. Raises: `ValueError` without test rows."""
        encoder, notes = member.encoder.before_kernels, list(baseline_notes(member.encoder))
        train, test = (_held(reader, encoder, rows) for rows in (split.train, split.test))
        x_train_NX, x_test_NX = (reader.held(encoder, rows).x_NX for rows in (train, test))
        x_test: Iterable[npt.NDArray[np.float32]] = [x_test_NX]
        if reader.streaming is not None:
            x_test = (encoded.x_NX for _, encoded in reader.encoded(encoder, split.test))
        if len(train) < len(split.train):
            notes.append(
                f"The table is streamed: logistic regression saw a seeded sample of {len(train)} training rows."
            )
        found, logistic_NC = answered_baselines(
            x_train_NX,
            y_N[train],
            x_test,
            y_N[split.test],
            classes,
            as_matrix=partial(baseline_matrix, encoder),
            notes=notes,
            count_C=np.bincount(y_N[split.train], minlength=len(classes)),
        )
        answered_y_N = y_N[split.test]
        return cls(
            encoder,
            member.encoder.kernels,
            member.epochs_run,
            x_train_NX,
            y_N[train],
            x_test_NX,
            y_N[test],
            answered_y_N,
            found,
            logistic_NC,
        )

    def simple(self, answered: Int64s) -> Answers | None:
        """Logistic regression's answers to those test rows that the model answers too."""
        if self.logistic_NC is None:
            return None
        p_NC = self.logistic_NC[answered]
        return Answers(self.answered_y_N[answered], p_NC, predict_index(p_NC, None))

    def on_training_rows(self, member: Member, temperature: float, threshold: float | None) -> Answers:
        """The member's answers to a sample of its training rows."""
        affordable = int(4 * SHARE_OF_RUN * self.epochs_run * len(self.y_train_N))
        num_rows = min(len(self.y_train_N), MAX_TRAIN_ROWS, max(MIN_TRAIN_ROWS, affordable))
        order_N = np.argsort(np.random.PCG64(0).random_raw(len(self.y_train_N)), kind="stable")
        rows = np.sort(order_N[:num_rows])
        x_NX = self.x_train_NX[rows] if self.kernels is None else self.kernels.of_steps(self.x_train_NX[rows])
        p_NC = probabilities(member.logits(x_NX) / np.float32(temperature))
        return Answers(self.y_train_N[rows], p_NC, predict_index(p_NC, threshold))

    def single(self) -> Single | None:
        """Which column of a table explains most alone."""
        if self.encoder.input_kind != "table":
            return None
        inputs = {feature.name: slice(start, end) for feature, start, end in self.encoder.offsets}
        return best_single(self.x_train_NX, self.y_train_N, self.x_test_NX, self.y_test_N, inputs)


def _held(reader: RowReader, encoder: Encoder, rows: Int64s) -> Int64s:
    """Those that are encoded at once, rising: all, or a seeded sample of what is streamed."""
    if reader.streaming is None:
        return rows
    num_rows = min(MAX_LOGISTIC_ROWS, max(1, reader.streaming.part_bytes // (FLOAT_BYTES * encoder.num_features)))
    order_N = np.argsort(np.random.PCG64(0).random_raw(len(rows)), kind="stable")
    return np.sort(rows[order_N[:num_rows]])
