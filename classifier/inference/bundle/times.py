"""Datetime columns as nodes: what `DatetimeFeature.write` does, from seconds since 1970-01-01 UTC."""

# Axes: N rows, K columns.

import math
from collections.abc import Mapping, Sequence

from classifier.inference.bundle.arithmetic import DOUBLE, INT64, as_float, double, filled, missing
from classifier.inference.bundle.block import Block, joined
from classifier.inference.graph.builder import Graph
from classifier.table.features.datetime import DATE_WIDTH, DAY_MICROSECONDS, DatePart, DatetimeFeature


def write_times(g: Graph, features: Sequence[DatetimeFeature], value_of: Mapping[str, str]) -> list[Block]:
    """The blocks of datetime columns."""
    if not features:
        return []
    x_NK = joined(g, [value_of[f.name] for f in features])
    missing_NK = missing(g, x_NK)
    second_NK = filled(g, x_NK, missing_NK, 0.0)
    time_NK = g.add("Cast", g.add("Round", g.add("Mul", second_NK, double(g, 1e6))), to=INT64)  # microseconds
    rest_NK = g.add("Mod", time_NK, g.whole(DAY_MICROSECONDS))
    day_NK = g.add("Div", g.add("Sub", time_NK, rest_NK), g.whole(DAY_MICROSECONDS))
    blocks = []
    parts: list[DatePart] = ["hour", "weekday", "month", "trend"]
    for part in parts:
        if any(part in f.parts for f in features):
            for offset, value_NK in enumerate(_part(g, part, day_NK, rest_NK, features)):
                shown_NK = g.add("Where", missing_NK, g.scalar(0.0), as_float(g, value_NK))
                blocks.append(Block(shown_NK, [_place(f, part, offset) for f in features]))
    if any(f.has_indicator for f in features):
        places = [(f.name, len(f.names) - 1) if f.has_indicator else None for f in features]
        blocks.append(Block(as_float(g, missing_NK), places))
    return blocks


def _place(feature: DatetimeFeature, part: DatePart, offset: int) -> tuple[str, int] | None:
    if part not in feature.parts:
        return None
    before = feature.parts[: feature.parts.index(part)]
    return feature.name, sum(DATE_WIDTH[other] for other in before) + offset


def _part(g: Graph, part: DatePart, day_NK: str, rest_NK: str, features: Sequence[DatetimeFeature]) -> list[str]:
    """The float64 numbers of one part: a trend, or sine and cosine."""
    share_NK = g.add("Div", g.add("Cast", rest_NK, to=DOUBLE), double(g, float(DAY_MICROSECONDS)))
    if part == "trend":
        days_NK = g.add("Add", g.add("Cast", day_NK, to=DOUBLE), share_NK)
        far_NK = g.add("Sub", days_NK, double(g, [f.center_days for f in features]))
        return [g.add("Div", far_NK, double(g, [f.scale_days for f in features]))]
    if part == "hour":
        turn_NK = share_NK
    elif part == "weekday":
        weekday_NK = g.add("Mod", g.add("Add", day_NK, g.whole(3)), g.whole(7))
        turn_NK = g.add("Div", g.add("Cast", weekday_NK, to=DOUBLE), double(g, 7.0))
    else:
        turn_NK = g.add("Div", g.add("Cast", _month(g, day_NK), to=DOUBLE), double(g, 12.0))
    angle_NK = g.add("Mul", double(g, 2 * math.pi), turn_NK)
    return [g.add("Sin", angle_NK), g.add("Cos", angle_NK)]


def _month(g: Graph, day_NK: str) -> str:
    """0 for January to 11, of days since 1970-01-01; int64.

    Source: Hinnant, chrono-compatible low-level date algorithms, `civil_from_days`: years that begin in March, in eras of
    400 years (https://howardhinnant.github.io/date_algorithms.html).
    """

    def over(value: str, divisor: int) -> str:
        return g.add("Div", value, g.whole(divisor))  # towards 0, and nothing here is below 0

    day_of_era = g.add("Mod", g.add("Add", day_NK, g.whole(719_468)), g.whole(146_097))
    leap_days = g.add("Sub", over(day_of_era, 36_524), g.add("Add", over(day_of_era, 1_460), over(day_of_era, 146_096)))
    year = over(g.add("Add", day_of_era, leap_days), 365)
    days_before = g.add("Sub", g.add("Add", g.add("Mul", year, g.whole(365)), over(year, 4)), over(year, 100))
    day_of_year = g.add("Sub", day_of_era, days_before)
    from_march = over(g.add("Add", g.add("Mul", day_of_year, g.whole(5)), g.whole(2)), 153)
    return g.add("Mod", g.add("Add", from_march, g.whole(2)), g.whole(12))
