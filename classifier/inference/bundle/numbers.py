"""Numeric and boolean columns as nodes: what `NumericFeature.write` and `BooleanFeature.write` do."""

# Axes: N rows, K columns.

from collections.abc import Mapping, Sequence

import numpy as np

from classifier.inference.bundle.arithmetic import as_float, filled, missing, normal_scores, normalize, symlog
from classifier.inference.bundle.block import Block, joined
from classifier.inference.graph.builder import Graph
from classifier.table.features.boolean import BooleanFeature
from classifier.table.features.numeric import NumericFeature


def write_numbers(g: Graph, features: Sequence[NumericFeature], value_of: Mapping[str, str]) -> list[Block]:
    """The blocks of numeric columns; those that go the same way are computed together."""
    ways: dict[tuple[bool, bool, bool], list[NumericFeature]] = {}
    for feature in features:
        way = feature.quantiles is not None, feature.log_scale is not None, feature.smooth_clip
        ways.setdefault(way, []).append(feature)
    return [block for (ranked, _, _), alike in ways.items() for block in _write(g, alike, value_of, ranked)]


def write_booleans(g: Graph, features: Sequence[BooleanFeature], value_of: Mapping[str, str]) -> list[Block]:
    """The blocks of boolean columns."""
    if not features:
        return []
    x_NK = joined(g, [value_of[f.name] for f in features])
    missing_NK = missing(g, x_NK)
    value_NK = filled(g, x_NK, missing_NK, [0.0 if f.has_indicator else float(f.fill) for f in features])
    return _blocks(g, features, as_float(g, value_NK), missing_NK)


def _write(g: Graph, features: Sequence[NumericFeature], value_of: Mapping[str, str], ranked: bool) -> list[Block]:
    raw_NK = joined(g, [value_of[f.name] for f in features])
    missing_NK = missing(g, raw_NK)
    x_NK = filled(g, raw_NK, missing_NK, [f.fill for f in features])
    if ranked:
        x_NK = normal_scores(g, x_NK, [np.array(f.quantiles) for f in features])
    else:
        if features[0].log_scale is not None:
            x_NK = symlog(g, x_NK, [f.log_center for f in features], [f.log_scale for f in features])
        center_K, scale_K = [f.center for f in features], [f.scale for f in features]
        x_NK = normalize(g, x_NK, center_K, scale_K, smooth_clip=features[0].smooth_clip)
    return _blocks(g, features, as_float(g, x_NK), missing_NK)


def _blocks(
    g: Graph, features: Sequence[NumericFeature | BooleanFeature], value_NK: str, missing_NK: str
) -> list[Block]:
    blocks = [Block(value_NK, [(f.name, 0) for f in features])]
    if any(f.has_indicator for f in features):
        blocks.append(Block(as_float(g, missing_NK), [(f.name, 1) if f.has_indicator else None for f in features]))
    return blocks
