"""Who the players of a row are: columns of a table, spans of steps of a sequence, patches of an image."""

# Axes: N rows, P players, K rows of the background, D numbers of an encoded row, T steps, W numbers of a step, F channels,
# C channels of an image, H and V rows and columns of pixels.

from collections.abc import Iterator
from itertools import pairwise, product

import numpy as np
import pyarrow as pa

from classifier.attribution.background import Background, num_channels
from classifier.attribution.row_game import Player, View
from classifier.inference.predictor import Predictor
from classifier.spec.attribution import PatchPart, StepsPart
from classifier.spec.limits import Limits
from classifier.table.encode import Encoder, encode
from classifier.table.features.image import ImageFeature
from classifier.table.features.marks import Float32s, Int64s
from classifier.table.features.sequence import SequenceFeature
from classifier.table.features.series import SeriesFeature

SPANS = 16  # of steps, for each channel
MOST_SPANS = 128  # of all channels together, but one for each channel
GRID = 8  # patches along each side of an image
COARSE_GRID = 4  # where so many patches would cost too much

Seat = tuple[list[Player], list[View]]
"""The players of a row, and the row as each encoder writes it."""


def seats(
    predictor: Predictor, table: pa.Table, background: Background, grid: int = GRID, limits: Limits | None = None
) -> Iterator[Seat]:
    """Each row's players and views; the rows are such that the predictor answers. `grid`: patches along each side."""
    encoders = [encoder.before_kernels for encoder in predictor.encoders]
    encoded = [encode(encoder, table, limits=limits).x_NX for encoder in encoders]
    players: list[Player] = []
    if encoders[0].whole is None:
        players = [Player(column.name, None) for column in predictor.input_columns]
        owners = [_owners(encoder, players) for encoder in encoders]
    for row in range(table.num_rows):
        row_X = [x_NX[row] for x_NX in encoded]
        parts = zip(predictor.encoders, row_X, background.encoded, strict=True)
        if encoders[0].whole is None:
            made = zip(parts, owners, strict=True)
            yield players, [View(encoder, x_D, x_KD, owner_D) for (encoder, x_D, x_KD), owner_D in made]
        elif isinstance(encoders[0].whole, ImageFeature):
            yield (
                _patches(encoders[0], grid),
                [_image(encoder, x_CHV, mean_C, grid) for encoder, x_CHV, mean_C in parts],
            )
        else:
            num_steps = max(int(x_TW[:, -1].sum()) for x_TW in row_X)
            edges = _edges(num_steps, _spans(num_channels(encoders[0])))
            yield (
                _of_steps(encoders[0], edges),
                [_steps(encoder, x_TW, mean_F, edges) for encoder, x_TW, mean_F in parts],
            )


def _owners(encoder: Encoder, players: list[Player]) -> Int64s:
    place = {player.column: i for i, player in enumerate(players)}
    owner_D = np.full(encoder.num_features, len(players))
    for feature, start, end in encoder.offsets:
        owner_D[start:end] = place[feature.name]
    return owner_D


def _edges(size: int, parts: int) -> list[int]:
    """Where so many equal parts, or fewer of at least 1, begin and end.

    >>> _edges(10, 4), _edges(2, 4)
    ([0, 2, 5, 8, 10], [0, 1, 2])
    """
    count = max(1, min(size, parts))
    return [round(size * i / count) for i in range(count + 1)]


def _spans(channels: int) -> int:
    return max(1, min(SPANS, MOST_SPANS // channels))


def _of_steps(encoder: Encoder, edges: list[int]) -> list[Player]:
    feature = encoder.whole
    if isinstance(feature, SeriesFeature):  # its steps are columns: a span is called by its first
        return [
            Player(feature.columns[start], StepsPart(kind="steps", channel="", first_step=start, end_step=end))
            for start, end in pairwise(edges)
        ]
    assert isinstance(feature, SequenceFeature)  # noqa: S101  (tables and images were told apart before)
    return [
        Player(feature.name, StepsPart(kind="steps", channel=channel.name, first_step=start, end_step=end))
        for channel, (start, end) in product(feature.channels, pairwise(edges))
    ]


def _steps(encoder: Encoder, x_TW: Float32s, mean_F: Float32s, edges: list[int]) -> View:
    """A channel's values are replaced by its mean, and none of them counts as missing; how many steps there are stays."""
    feature = encoder.whole
    channels = feature.channels if isinstance(feature, SequenceFeature) else [feature.channel]  # type: ignore[union-attr]
    spans = len(edges) - 1
    num_players = len(channels) * spans
    span_T = np.searchsorted(edges, np.arange(len(x_TW)), side="right") - 1
    real_T = x_TW[:, -1] == 1.0
    owner_TW = np.full(x_TW.shape, num_players)
    other_TW = x_TW.copy()
    marked = [i for i, channel in enumerate(channels) if channel.has_indicator]
    columns = [*enumerate(range(len(channels))), *((len(channels) + i, channel) for i, channel in enumerate(marked))]
    for at, channel in columns:
        owner_TW[real_T, at] = channel * spans + span_T[real_T]
        other_TW[real_T, at] = mean_F[channel] if at < len(channels) else 0.0
    return View(encoder, x_TW, other_TW[None], owner_TW)


def _patches(encoder: Encoder, grid: int) -> list[Player]:
    feature = encoder.whole
    assert isinstance(feature, ImageFeature)  # noqa: S101  (the caller has looked)
    height, width = feature.height, feature.width
    rows, columns = pairwise(_edges(height, grid)), pairwise(_edges(width, grid))
    return [
        Player(
            feature.name,
            PatchPart(kind="patch", top=top, bottom=bottom, left=left, right=right, height=height, width=width),
        )
        for (top, bottom), (left, right) in product(rows, columns)
    ]


def _image(encoder: Encoder, x_CHV: Float32s, mean_C: Float32s, grid: int) -> View:
    """A patch is replaced by the mean colour."""
    _, height, width = x_CHV.shape
    columns = _edges(width, grid)
    row_H = np.searchsorted(_edges(height, grid), np.arange(height), side="right") - 1
    column_V = np.searchsorted(columns, np.arange(width), side="right") - 1
    owner_HV = row_H[:, None] * (len(columns) - 1) + column_V
    other_CHV = np.broadcast_to(mean_C[:, None, None], x_CHV.shape)
    return View(encoder, x_CHV, other_CHV[None], np.broadcast_to(owner_HV, x_CHV.shape))
