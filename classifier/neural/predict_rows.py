"""What a predictor says of chosen rows of a table, which it is given as the run reads them: at once, or part by part."""

# Axes: N rows, C classes.
import numpy as np
import numpy.typing as npt

from classifier.inference.predictor import Predictions, Predictor
from classifier.table.parts import RowReader


def predict_rows(predictor: Predictor, reader: RowReader, rows: npt.NDArray[np.int64]) -> Predictions:
    """The answers to `rows`, which rise, in their order; only the first part's faults are kept."""
    places, found = [], []
    for place, table in reader.parts(predictor.input_columns, predictor.num_numbers, rows):
        places.append(place)
        found.append(predictor.predict(table))
    if len(found) == 1:
        return found[0]
    return Predictions(
        logits_NC=np.concatenate([part.logits_NC for part in found]),
        probabilities_NC=np.concatenate([part.probabilities_NC for part in found]),
        label_index_N=np.concatenate([part.label_index_N for part in found]),
        warnings=None,
        faults=found[0].faults,
        bad_rows=np.concatenate([place.start + part.bad_rows for place, part in zip(places, found, strict=True)]),
    )
