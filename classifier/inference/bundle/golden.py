"""The golden rows of a bundle: as its users give rows, with the answers of the predictor that serves them."""

# Axes: N rows, C classes.

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from classifier.inference.golden import answered
from classifier.inference.predictor import Predictor
from classifier.metrics.decision import decide
from classifier.spec.decision import DecisionSettings
from classifier.spec.limits import Limits
from classifier.table.features.image import ImageFeature
from classifier.table.features.pixels import fitted_pixels
from classifier.table.image_cell import decode_image

MAX_PIXELS = 200_000  # of all golden images: 1 MB of JSON; there is always one


def golden_rows(
    predictor: Predictor, rows: Sequence[Mapping[str, Any]], decision: DecisionSettings | None
) -> dict[str, Any]:
    """`rows`, `probabilities` and `labels`; of the given rows those that the predictor answers.

    An image is given as its pixels, `[C][H][W]` of the size that the model reads: who uses a bundle decodes by himself.
    """
    image = next((e.whole for e in predictor.encoders if isinstance(e.whole, ImageFeature)), None)
    if image is not None:
        rows = rows[: max(1, MAX_PIXELS // int(np.prod(image.shape)))]
    p_NC, good = answered(predictor, rows)
    index_N = p_NC.argmax(axis=1) if decision is None else decide(p_NC, decision, predictor.classes)
    return {
        "rows": [dict(rows[row]) if image is None else _with_pixels(rows[row], image) for row in good],
        "probabilities": p_NC[good].tolist(),
        "labels": [predictor.classes[index_N[row]] for row in good],
    }


def _with_pixels(row: Mapping[str, Any], image: ImageFeature) -> dict[str, Any]:
    pixels = decode_image(base64.b64decode(row[image.name]), Limits())
    return {**row, image.name: fitted_pixels(pixels, *image.shape).tolist()}
