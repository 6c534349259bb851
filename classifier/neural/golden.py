"""The golden rows of a finished run: which they are, and what torch says of them."""

import json

import numpy as np
import numpy.typing as npt
from pydantic import JsonValue

from classifier.inference.golden import answered, as_json
from classifier.inference.predictor import Predictor
from classifier.spec.golden import Golden
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.parts import RowReader

MAX_ROWS = 30  # training rows of a table; two made ones come to them. They are also what an explanation compares with
MAX_WHOLE = 14  # of sequences and images, which cost more to read and are compared with means
MAX_BYTES = 2**18  # of JSON, beside which there is always one row: an image may be megabytes


def measure_golden(reader: RowReader, train: npt.NDArray[np.int64], predictor: Predictor) -> Golden | None:
    """A seeded choice of training rows, the smallest first; a row of missing values and one of new categories where the
    model answers such; None when it answers none.
    """
    order_N = np.argsort(np.random.PCG64(0).random_raw(len(train)), kind="stable")
    names = [column.name for column in predictor.input_columns]
    most = MAX_ROWS if predictor.encoders[0].whole is None else MAX_WHOLE
    rows: list[dict[str, JsonValue]] = []
    for _, table in reader.parts(predictor.input_columns, predictor.num_numbers, np.sort(train[order_N[:most]])):
        rows += [{name: as_json(row[name]) for name in names} for row in table.select(names).to_pylist()]
    rows = _that_fit(rows)
    if all(encoder.whole is None for encoder in predictor.encoders):
        rows += [dict.fromkeys(names), {**rows[0], **_new_categories(predictor)}]
    p_NC, good = answered(predictor, rows)
    if not good:
        return None
    return Golden(rows=[rows[row] for row in good], probabilities=p_NC[good].tolist())


def _that_fit(rows: list[dict[str, JsonValue]]) -> list[dict[str, JsonValue]]:
    kept: list[dict[str, JsonValue]] = []
    room = MAX_BYTES
    for size, place in sorted((len(json.dumps(row)), place) for place, row in enumerate(rows)):
        if kept and size > room:
            break
        kept.append(rows[place])
        room -= size
    return kept


def _new_categories(predictor: Predictor) -> dict[str, JsonValue]:
    """For each categorical column a value that no training row had."""
    levels: dict[str, set[str]] = {}
    for encoder in predictor.encoders:
        for feature in encoder.cells:
            if isinstance(feature, CategoricalFeature):
                levels.setdefault(feature.name, set()).update(feature.levels, feature.rare_levels)
    new: dict[str, JsonValue] = {}
    for name, known in levels.items():
        value = "never seen"
        while value in known:
            value += "?"
        new[name] = value
    return new
