"""Encoded rows as the plain matrix that the baselines are fitted on: flattened, and small enough to afford."""

# Axes: N rows, X all axes of one encoded row, D numbers of a table, T steps, W numbers of a step, C channels, H and V
# rows and columns of pixels.

import numpy as np

from classifier.table.encoder import Encoder
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.marks import Float32s

MAX_LEVELS = 64  # of one embedded column, the most frequent: as many as would have been one-hot
MAX_LEVEL_NUMBERS = 4_096  # of all embedded columns together
# A logistic regression on more costs minutes and gains nothing over averages of neighbours; 2,474 steps stay as they are.
MAX_STEP_NUMBERS = 4_096
MAX_PIXEL_NUMBERS = 1_024


def baseline_matrix(encoder: Encoder, x_NX: Float32s) -> Float32s:
    """`[N, D']` float32 of encoded rows `[N, *encoder.shape]`; each row by itself.

    A table keeps its numbers, codes becoming one-hot. A sequence becomes its steps side by side and the share of real
    ones; an image its pixels; neighbours are averaged where there are too many.
    """
    if encoder.input_kind == "sequence":
        return _steps(x_NX)
    return _pixels(x_NX) if encoder.input_kind == "image" else _levels(encoder, x_NX)


def baseline_notes(encoder: Encoder) -> list[str]:
    """What the matrix leaves out, for the baselines' notes."""
    if encoder.input_kind == "sequence":
        num_steps, kept = encoder.shape[0], _kept_steps(*encoder.shape)
        if kept < num_steps:
            return [f"Logistic regression saw the {num_steps} steps averaged to {kept}."]
    if encoder.input_kind == "image":
        _, height, width = encoder.shape
        size = _kept_pixels(*encoder.shape)
        if size != (height, width):
            return [f"Logistic regression saw images of {height} x {width} averaged to {size[0]} x {size[1]}."]
    return []


def _levels(encoder: Encoder, x_ND: Float32s) -> Float32s:
    embedded = {
        start: feature
        for feature, start, _ in encoder.offsets
        if isinstance(feature, CategoricalFeature) and feature.embedding_width is not None
    }
    if not embedded:
        return x_ND
    most = max(1, min(MAX_LEVELS, MAX_LEVEL_NUMBERS // len(embedded)))
    plain = [at for at in range(x_ND.shape[1]) if at not in embedded]
    codes = [_listed_codes(feature, most) for feature in embedded.values()]
    matrix_ND = np.empty((len(x_ND), len(plain) + sum(map(len, codes))), dtype=np.float32)
    matrix_ND[:, : len(plain)] = x_ND[:, plain]
    end = len(plain)
    for at, listed in zip(embedded, codes, strict=True):
        matrix_ND[:, end : end + len(listed)] = x_ND[:, at, None] == np.array(listed, dtype=np.float32)
        end += len(listed)
    return matrix_ND


def _listed_codes(feature: CategoricalFeature, most: int) -> list[int]:
    """The most frequent levels, and missing; the others are all zeros."""
    levels = list(range(min(most, len(feature.levels))))
    return [*levels, feature.num_codes - 1] if feature.has_missing_code else levels


def _kept_steps(num_steps: int, width: int) -> int:
    return max(1, min(num_steps, MAX_STEP_NUMBERS // (width - 1)))


def _steps(x_NTW: Float32s) -> Float32s:
    num_steps, width = x_NTW.shape[1:]
    kept = _kept_steps(num_steps, width)
    value_NK = _averaged(x_NTW[..., :-1], 1, kept).reshape(len(x_NTW), kept * (width - 1))
    share_N1 = x_NTW[..., -1].mean(axis=1, keepdims=True)
    return np.concatenate([value_NK, share_N1], axis=1)


def _kept_pixels(num_channels: int, height: int, width: int) -> tuple[int, int]:
    """Height and width of at most 1,024 numbers, of the same shape."""
    scale = min(1.0, (MAX_PIXEL_NUMBERS / (num_channels * height * width)) ** 0.5)
    kept_height = max(1, int(height * scale))
    return kept_height, max(1, min(width, MAX_PIXEL_NUMBERS // (num_channels * kept_height), int(width * scale)))


def _pixels(x_NCHV: Float32s) -> Float32s:
    num_channels, height, width = x_NCHV.shape[1:]
    kept_height, kept_width = _kept_pixels(num_channels, height, width)
    kept = _averaged(_averaged(x_NCHV, 2, kept_height), 3, kept_width)
    return kept.reshape(len(x_NCHV), num_channels * kept_height * kept_width)


def _averaged(x: Float32s, axis: int, num_parts: int) -> Float32s:
    """Means over `num_parts` stretches of an axis, as equal as whole numbers allow."""
    length = x.shape[axis]
    if num_parts == length:
        return x
    start = np.arange(num_parts) * length // num_parts
    size = np.diff([*start, length]).astype(np.float32)
    averaged: Float32s = np.add.reduceat(x, start, axis=axis)
    averaged /= size.reshape([-1 if i == axis else 1 for i in range(x.ndim)])
    return averaged
