"""Rows of a table made ready for the loop: encoded by what was fitted on a split's training rows, in memory or not."""

# Axes: N rows, C classes.
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import torch

from classifier.errors import DataInvalid, SpecInvalid
from classifier.neural.choose import is_left_to_the_cpu
from classifier.neural.feed import home_of
from classifier.neural.loss import Loss, class_weights
from classifier.neural.rows import AnyRows, Rows, make_rows
from classifier.neural.streamed import answerable, stream_rows
from classifier.spec.architecture import Architecture
from classifier.spec.limits import Limits
from classifier.spec.preprocessing import Normalization
from classifier.spec.streaming import streaming_for
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import Encoder, fit_encoder
from classifier.table.layout import input_layout
from classifier.table.parts import RowReader
from classifier.table.split import Split
from classifier.table.stored import StoredTable

Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Prepared:
    """Encoder, shapes and rows that the members of one split share."""

    split: Split
    encoder: Encoder
    architecture: Architecture
    train: AnyRows
    validation: AnyRows


def held_if_it_fits(table: pa.Table | StoredTable, memory_bytes: int | None) -> pa.Table | StoredTable:
    """A stored table in memory, unless its cells alone are too many, each of which becomes a number at least."""
    if not isinstance(table, StoredTable):
        return table
    cells = streaming_for(table.num_rows, len(table.column_names), table_bytes=table.nbytes, memory_bytes=memory_bytes)
    return table.whole() if cells is None else table


class Preparation:
    """Makes the rows of one split after the other ready; remembers those that are asked for again."""

    def __init__(
        self,
        table: pa.Table | StoredTable,
        schema: Schema,
        spec: TrainSpec,
        y_N: Int64s,
        classes: list[str],
        loss: Loss,
        device: torch.device,
        limits: Limits,
        missing_tokens: Mapping[str, Sequence[str]] | None,
    ) -> None:
        """`y_N`: class of every row of the table, -1 without a label. `device`: where the networks are."""
        self.table, self.schema, self.spec, self.y_N, self.classes = table, schema, spec, y_N, classes
        self.loss, self.device, self.limits, self._missing_tokens = loss, device, limits, missing_tokens
        self.reader = RowReader(table)
        self._prepared: list[Prepared] = []
        self._encoders: list[tuple[Split, Encoder]] = []

    def choose_reader(self, split: Split, memory_bytes: int | None) -> RowReader:
        """How every member's rows are read, once it is known how many numbers a row becomes."""
        streaming = streaming_for(
            self.table.num_rows,
            self._encoder(split).num_features,
            table_bytes=self.table.nbytes,
            memory_bytes=memory_bytes,
        )
        if streaming is None and isinstance(self.table, StoredTable):
            self.table = self.table.whole()
        self.reader = RowReader(self.table, streaming)
        return self.reader

    def choose_device(self, split: Split) -> torch.device:
        """Where the networks are to be, once it is known how many numbers a row becomes: `auto` leaves a GPU to
        others when a core ends no later."""
        spec = self.spec
        if self.device.type == "cuda" and spec.training.device == "auto":
            architecture = self._architecture(self._encoder(split), None)
            counts = {"num_rows": self.table.num_rows, "num_train_rows": len(split.train)}
            if is_left_to_the_cpu(architecture, self.loss, spec, num_classes=len(self.classes), **counts):
                self.device = torch.device("cpu")
        return self.device

    def ready(self, split: Split, beside: Sequence[Prepared] = ()) -> Prepared:
        """Encoder and rows of the members of a split; only those of `beside` stay in memory too.

        Raises: `DataInvalid`, `SpecInvalid`.
        """
        found = next((own for own in self._prepared if own.split is split), None)
        self._prepared = [own for own in self._prepared if own is found or any(own is kept for kept in beside)]
        if found is None:
            found = self._prepare(split)
            self._prepared.append(found)
        return found

    def _prepare(self, split: Split) -> Prepared:
        spec, y_N = self.spec, self.y_N
        encoder = self._encoder(split)
        weight_C = class_weights(spec.loss, y_N[split.train], self.classes)
        train = self._rows(encoder, split.train, weight_C)
        answered = self._rows(encoder, split.validation, weight_C, answered_only=True)
        if len(answered) == 0:
            raise DataInvalid(
                "Every validation row would be refused: its category was never seen, or its input cannot be read.",
                hint="Raise split.validation_fraction, or let preprocessing.unseen_category be warn.",
            )
        architecture = self._architecture(encoder, train.some)
        if architecture.num_parameters > self.limits.max_parameters:
            raise SpecInvalid(
                f"The network has {architecture.num_parameters} parameters; this server takes "
                f"{self.limits.max_parameters}.",
                hint="Use fewer or narrower hidden layers, or lower preprocessing.max_categories.",
            )
        return Prepared(split, encoder, architecture, train, answered)

    def _architecture(self, encoder: Encoder, train: Rows | None) -> Architecture:
        """Of a network over what the encoder gives. Training rows are looked at for bins alone: without them it has the
        right shapes."""
        spec = self.spec
        if spec.model == "auto":
            raise ValueError("the training spec is not resolved")
        x_NX = np.zeros((1, *encoder.shape), np.float32) if train is None else train.x_NX.cpu().numpy()
        return Architecture(
            inputs=input_layout(encoder, spec.model, x_NX),
            model=spec.model,
            batch_norm=spec.preprocessing.normalization == Normalization.batch_norm,
            num_outputs=self.loss.num_outputs(len(self.classes)),
        )

    def _encoder(self, split: Split) -> Encoder:
        """Fitted on the split's training rows, of which only one column is looked at at a time."""
        found = next((encoder for known, encoder in self._encoders if known is split), None)
        if found is None:
            found = fit_encoder(
                self.table, self.schema, self.spec, split.train, missing_tokens=self._missing_tokens, limits=self.limits
            )
            self._encoders.append((split, found))
        return found

    def _rows(
        self, encoder: Encoder, rows: Int64s, weight_C: npt.NDArray[np.float64], *, answered_only: bool = False
    ) -> AnyRows:
        """Rows of the table for the loop, held when these fit into memory; `answered_only` those that serving answers."""
        reader, limits = self.reader, self.limits
        if reader.streaming is not None and not reader.streaming.holds(len(rows), encoder.num_features):
            if answered_only:
                rows = rows[answerable(reader, encoder, rows, limits)]
            return stream_rows(
                reader, encoder, rows, self.y_N, self.loss, weight_C, self.device, self.spec.split.seed, limits
            )
        encoded = reader.held(encoder, rows, limits=limits)
        home = home_of(self.device, encoded.x_NX.nbytes)
        if not answered_only:
            return make_rows(encoded.x_NX, self.y_N[rows], self.loss, weight_C, home)
        answered = np.setdiff1d(np.arange(len(rows)), encoded.bad_rows)
        return make_rows(encoded.x_NX[answered], self.y_N[rows[answered]], self.loss, weight_C, home)
