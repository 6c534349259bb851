"""Asking a loaded model for its golden rows."""

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
