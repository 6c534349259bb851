"""Sequences and series as nodes: what `SequenceFeature.write` and `SeriesFeature.write` do."""

# Axes: N rows, T steps, F channels, W numbers of a step (channels, indicators, mask).

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from classifier.inference.bundle.arithmetic import INT32, as_float, filled, missing, normalize
from classifier.inference.bundle.block import joined
from classifier.inference.graph.builder import Graph
from classifier.table.features.sequence import SequenceFeature
from classifier.table.features.series import SeriesFeature
from classifier.table.features.steps import Channel


class Written(NamedTuple):
    """A whole input as its encoder writes it."""

    x_NX: str  # noqa: N815
    """Float32."""
    refused_N: str  # noqa: N815
    """Bool: rows that cannot be answered, because there is no input."""


def write_sequence(g: Graph, feature: SequenceFeature, x_NTF: str, length_N: str) -> Written:
    """`[N, T, W]` of steps of any number; those from `length_N` on are not looked at."""
    lacking = g.whole(0, 0, 0, 0, feature.num_steps, 0)
    cut_NTF = g.add("Slice", g.add("Pad", x_NTF, lacking), g.whole(0), g.whole(feature.num_steps), g.whole(1))
    given_1 = g.add("Cast", g.add("Shape", x_NTF, start=1, end=2), to=INT32)
    length_N1 = g.add("Unsqueeze", g.add("Min", length_N, given_1), g.whole(1))
    real_NT = g.add("Less", g.constant(range(feature.num_steps), "int32"), length_N1)
    missing_NTF = missing(g, cut_NTF)
    return _written(g, cut_NTF, missing_NTF, real_NT, feature.num_steps, feature.channels, feature.smooth_clip)


def write_series(g: Graph, feature: SeriesFeature, value_of: Mapping[str, str]) -> Written:
    """`[N, T, W]` of columns, each a step."""
    x_NT = joined(g, [value_of[name] for name in feature.columns])
    missing_NT = missing(g, x_NT)
    given_NT = g.add("Cast", g.add("Not", missing_NT), to=INT32)
    left_NT = g.add("CumSum", given_NT, g.constant(1, "int64"), reverse=1)  # values here or later
    real_NT = g.add("Greater", left_NT, g.constant(0, "int32"))
    x_NT1, missing_NT1 = (g.add("Unsqueeze", value, g.whole(2)) for value in (x_NT, missing_NT))
    return _written(g, x_NT1, missing_NT1, real_NT, len(feature.columns), [feature.channel], feature.smooth_clip)


def _written(
    g: Graph,
    x_NTF: str,
    missing_NTF: str,
    real_NT: str,
    num_steps: int,
    channels: Sequence[Channel],
    smooth_clip: bool,
) -> Written:
    """`written_steps`, 0 where a step is not real, and the mask; a row without steps is one step of zeros."""
    value_NTF = filled(g, x_NTF, missing_NTF, [c.fill for c in channels])
    center_F, scale_F = [c.center for c in channels], [c.scale for c in channels]
    parts = [as_float(g, normalize(g, value_NTF, center_F, scale_F, smooth_clip=smooth_clip))]
    if marked := [i for i, channel in enumerate(channels) if channel.has_indicator]:
        parts.append(as_float(g, g.add("Gather", missing_NTF, g.whole(*marked), axis=2)))
    numbers = parts[0] if len(parts) == 1 else g.add("Concat", *parts, axis=2)
    real_NT1 = g.add("Unsqueeze", real_NT, g.whole(2))
    refused_N1 = g.add("Not", g.add("Slice", real_NT, g.whole(0), g.whole(1), g.whole(1)))
    is_first_T = g.constant([t == 0 for t in range(num_steps)], np.bool_)
    stands_NT1 = g.add("Unsqueeze", g.add("Or", real_NT, is_first_T), g.whole(2))
    shown = g.add("Where", real_NT1, numbers, g.scalar(0.0))
    x_NTW = g.add("Concat", shown, as_float(g, stands_NT1), axis=2)
    return Written(x_NTW, g.add("Squeeze", refused_N1, g.whole(1)))
