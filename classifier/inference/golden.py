"""The golden rows of a loaded model: asking it for them, and which of them it was trained on."""

# Axes: N rows, C classes.
import base64
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import JsonValue

from classifier.inference.predictor import Predictor
from classifier.spec.golden import Golden
from classifier.table.convert import convert_rows
from classifier.table.encode import Encoder
from classifier.table.features.categorical import CategoricalFeature


def answered(predictor: Predictor, rows: Sequence[Mapping[str, Any]]) -> tuple[npt.NDArray[np.float64], list[int]]:
    """Probabilities `[N, C]` of rows as a request brings them, and which rows are not refused, rising."""
    converted = convert_rows(rows, predictor.input_columns)
    predictions = predictor.predict(converted.table)
    refused = {*converted.bad_rows, *predictions.bad_rows.tolist()}
    return predictions.probabilities_NC, [row for row in range(len(rows)) if row not in refused]


def difference(predictor: Predictor, golden: Golden) -> float:
    """Largest between the predictor's probabilities and the golden ones; 1.0 when it refuses a row or answers with none."""
    p_NC, good = answered(predictor, golden.rows)
    if len(good) < len(golden.rows) or not np.isfinite(p_NC).all():
        return 1.0
    return float(np.abs(p_NC - np.array(golden.probabilities)).max())


def as_json(value: Any) -> JsonValue:
    """A cell of a typed table as a request brings it."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {name: as_json(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if hasattr(value, "isoformat"):
        moment: str = value.isoformat()
        return moment
    plain: JsonValue = value
    return plain


def training_rows(golden: Golden, encoders: Sequence[Encoder]) -> list[dict[str, JsonValue]]:
    """Those of the golden rows that were training rows: without the two made ones, of nothing and of new categories.

    In a model without categories the second is a copy of the first row, and the last.
    """
    known: dict[str, set[JsonValue]] = {}
    for encoder in encoders:
        for feature in encoder.cells:
            if isinstance(feature, CategoricalFeature):
                known.setdefault(feature.name, {None}).update(feature.levels, feature.rare_levels)
    rows = golden.rows[:-1] if len(golden.rows) > 1 and golden.rows[-1] == golden.rows[0] else golden.rows
    return [
        row
        for row in rows
        if any(value is not None for value in row.values())
        and all(_is_known(row.get(name), levels) for name, levels in known.items())
    ]


def _is_known(value: JsonValue, levels: set[JsonValue]) -> bool:
    return not isinstance(value, str) or value in levels
