"""What serving will be compared with, measured once the members are trained."""

# Axes: N rows, C classes.

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from classifier.findings.tally import count_outputs
from classifier.inference.predictor import Predictor
from classifier.neural.evaluate import MemberPlan
from classifier.neural.predict_rows import predict_rows
from classifier.neural.trained import TrainedMember
from classifier.spec.reference import PredictionReference, Reference
from classifier.table.parts import RowReader
from classifier.table.reference import column_references

MAX_ROWS = 20_000  # of predictions: the shares of ten bins are known to 0.3 % then


def measure_reference(
    reader: RowReader,
    plans: Sequence[MemberPlan],
    members: Sequence[TrainedMember],
    predictor: Predictor,
) -> Reference:
    """The training rows of the first member, and what all members together, `predictor`, say of rows that none was trained
    on."""
    train = plans[0].split.train
    columns, not_compared = column_references(
        reader.table, list({id(m.encoder): m.encoder for m in members}.values()), train
    )
    return Reference(
        num_rows=len(train),
        columns=columns,
        not_compared=not_compared,
        predictions=_predictions(reader, plans, predictor),
    )


def _predictions(reader: RowReader, plans: Sequence[MemberPlan], predictor: Predictor) -> PredictionReference | None:
    split = plans[0].split
    rows, parts = _unlearnt(split.validation, split.test, folds=plans[0].fold is not None)
    if not len(rows):
        return None
    rows = rows[:: -(-len(rows) // MAX_ROWS)]
    predictions = predict_rows(predictor, reader, np.sort(rows))
    answered = np.setdiff1d(np.arange(len(rows)), predictions.bad_rows)
    if not len(answered):
        return None
    labels, probabilities = count_outputs(predictions.probabilities_NC[answered], predictor.threshold)
    return PredictionReference(num_rows=len(answered), parts=parts, labels=labels, probabilities=probabilities)


def _unlearnt(
    validation: npt.NDArray[np.int64], test: npt.NDArray[np.int64], *, folds: bool
) -> tuple[npt.NDArray[np.int64], list[Literal["validation", "test"]]]:
    """Rows that no member was trained on; with folds each validation row has taught the other members."""
    if folds:
        return test, ["test"]
    return np.concatenate([validation, test]), ["validation", "test"] if len(test) else ["validation"]
