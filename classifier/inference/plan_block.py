"""One encoder of a plan: the same numbers as `encode` writes, all columns of a sort in one expression."""

# Axes: N rows, D numeric and boolean columns of the model, E those of one sort in this encoder, X numbers of an encoded row.

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Self

import numpy as np

from classifier.table.encoder import Encoder
from classifier.table.features.boolean import BooleanFeature
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.datetime import DatetimeFeature
from classifier.table.features.feature import CellFeature
from classifier.table.features.marks import Bools, Float32s, Float64s, Int64s
from classifier.table.features.numeric import NumericFeature
from classifier.table.features.scaling import LARGEST_NUMBER, normalize, symlog
from classifier.table.refuse import shown
from classifier.table.spelling import MAX_EXACT

UNSEEN, MISSING = -1, -2

# One row of so few numbers is quicker made as a list than as an array, by a factor of four.
_SHORT_ROW = 256


@dataclass(slots=True)
class Cells:
    """Rows as a plan has read them."""

    num_rows: int
    x_ND: Float64s  # noqa: N815
    """Numbers and truth values; NaN where one is missing."""
    missing_ND: Bools | None  # noqa: N815
    """Where they are missing; None when none is."""
    words: Sequence[Sequence[str | None]]
    """Of each categorical column."""
    times: list[tuple[Int64s, Bools]]
    """Of each datetime column: microseconds since 1970-01-01 UTC, and which cells are missing."""

    @classmethod
    def joined(cls, parts: Sequence["Cells"]) -> "Cells":
        """Rows one after another; `parts` are of one plan, and not none."""
        if len(parts) == 1:
            return parts[0]
        x_ND = np.concatenate([part.x_ND for part in parts])
        missing_ND = np.isnan(x_ND) if any(part.missing_ND is not None for part in parts) else None
        words = [list(chain.from_iterable(column)) for column in zip(*(part.words for part in parts), strict=True)]
        times = [
            (np.concatenate([time_N for time_N, _ in column]), np.concatenate([missing_N for _, missing_N in column]))
            for column in zip(*(part.times for part in parts), strict=True)
        ]
        return cls(sum(part.num_rows for part in parts), x_ND, missing_ND, words, times)


class Places(NamedTuple):
    """Which of the cells' numbers, words and times a column is, by its name."""

    number: Mapping[str, int]
    word: Mapping[str, int]
    time: Mapping[str, int]
    tokens: Sequence[Collection[str]]
    """Words of each categorical column that count as missing."""


class Codes(dict[str | None, int]):
    """Code by value; `UNSEEN` for all others."""

    @classmethod
    def of(cls, code: Mapping[str | None, int], tokens: Collection[str]) -> Self:
        """None and `tokens` become `MISSING`."""
        return cls({**code, **dict.fromkeys([None, *tokens], MISSING)})

    def __missing__(self, key: str | None) -> int:
        return UNSEEN

    def codes(self, words: Sequence[str | None]) -> Int64s:
        """Of each word."""
        return np.fromiter(map(self.__getitem__, words), np.int64, len(words))


class _Word:
    """A categorical column."""

    def __init__(self, feature: CategoricalFeature, column: int, tokens: Collection[str], start: int) -> None:
        self.feature = feature
        self.column = column
        self.start = start
        self.is_code = feature.embedding_width is not None
        code = feature.code
        self.code_when_missing = code.get(None, -1)
        self.code = Codes.of(code, tokens)


class _Numbers:
    """Numeric and boolean columns that are scaled by the same rule."""

    def __init__(self, found: Sequence[tuple[NumericFeature | BooleanFeature, int, int]], num_columns: int) -> None:
        """`found`: each with its place among the model's numbers and the place of its first number in the row."""
        features = [feature for feature, _, _ in found]
        take_E, out_E = [take for _, take, _ in found], [out for _, _, out in found]
        self.take_E: list[int] | None = None if take_E == list(range(num_columns)) else take_E
        """Which of the numbers; None for all of them in their order."""
        self.out_E: slice | list[int] = out_E
        if out_E == list(range(out_E[0], out_E[0] + len(out_E))):
            self.out_E = slice(out_E[0], out_E[0] + len(out_E))
        told = [place for place, feature in enumerate(features) if feature.has_indicator]
        self.told_E = told
        """Those with an indicator, which stands beside their number."""
        self.indicator_E = [out_E[place] + 1 for place in told]
        self.fill_E = np.array([_fill(feature) for feature in features])
        self.scaled = _scaling(features, self.fill_E)
        self._centers = (
            list(zip(self.fill_E.tolist(), *_affine(features), strict=True)) if _is_affine(features) else None
        )
        """Fill, center and scale of columns that need nothing else."""

    def write_one(self, values: Sequence[float | None], row: list[float], any_missing: bool) -> None:
        """The same for the numbers of one row, of which some are None when `any_missing`."""
        if self.take_E is not None:
            values = [values[place] for place in self.take_E]
        if any_missing:
            for place, indicator in zip(self.told_E, self.indicator_E, strict=True):
                row[indicator] = float(values[place] is None)
        if self._centers is None:
            x_E = np.array(values, dtype=np.float64)
            made = self.scaled(np.where(np.isnan(x_E), self.fill_E, x_E)[None])[0].tolist()
        elif any_missing:
            made = [((fill if x is None else x) - m) / s for x, (fill, m, s) in zip(values, self._centers, strict=True)]
        else:
            made = [(x - m) / s for x, (_, m, s) in zip(values, self._centers, strict=True)]  # type: ignore[operator]
        if isinstance(self.out_E, slice):
            row[self.out_E] = made
        else:
            for place, number in zip(self.out_E, made, strict=True):
                row[place] = number

    def write(self, cells: Cells, x_NX: Float32s) -> None:
        x_NE = cells.x_ND if self.take_E is None else cells.x_ND[:, self.take_E]
        if cells.missing_ND is not None:
            missing_NE = cells.missing_ND if self.take_E is None else cells.missing_ND[:, self.take_E]
            x_NE = np.where(missing_NE, self.fill_E, x_NE)
            if self.told_E:
                x_NX[:, self.indicator_E] = missing_NE[:, self.told_E]
        x_NX[:, self.out_E] = self.scaled(x_NE)


class Block:
    """What one encoder makes of cells."""

    def __init__(self, encoder: Encoder, places: Places) -> None:
        number, word, time, tokens = places
        self.encoder = encoder
        sorts: dict[object, list[tuple[NumericFeature | BooleanFeature, int, int]]] = {}
        self._words: list[_Word] = []
        self._times: list[tuple[DatetimeFeature, int, int, int]] = []
        self._order: list[tuple[CellFeature, int, _Word | None]] = []
        """Every column in the encoder's order: warnings are told in it."""
        for feature, start, end in encoder.offsets:
            if isinstance(feature, CategoricalFeature):
                place = word[feature.name]
                made = _Word(feature, place, tokens[place], start)
                self._words.append(made)
                self._order.append((feature, place, made))
                continue
            if isinstance(feature, DatetimeFeature):
                place = time[feature.name]
                self._times.append((feature, place, start, end))
            else:
                place = number[feature.name]
                sorts.setdefault(_sort(feature, start), []).append((feature, place, start))
            self._order.append((feature, place, None))
        self._numbers = [_Numbers(found, len(number)) for found in sorts.values()]
        self._zeros = [0.0] * encoder.num_features
        self.is_short = not self._times and encoder.num_features <= _SHORT_ROW
        """Whether `write_one` may be asked."""

    def write_one(self, values: Sequence[float | None], words: Sequence[str | None]) -> tuple[Float32s, bool]:
        """As `write`, for one row: its numbers and its words, None where one is missing."""
        row = self._zeros[:]
        has_warnings = None in values
        for numbers in self._numbers:
            numbers.write_one(values, row, has_warnings)
        for word in self._words:
            code = word.code[words[word.column]]
            if code < 0:
                has_warnings = True
                code = word.code_when_missing if code == MISSING else -1
            if word.is_code:
                row[word.start] = code
            elif code >= 0:
                row[word.start + code] = 1.0
        return np.array((row,), dtype=np.float32), has_warnings

    def write(self, cells: Cells) -> tuple[Float32s, bool]:
        """`[N, X]` float32, and whether `warn` has something to say."""
        x_NX = np.zeros((cells.num_rows, self.encoder.num_features), dtype=np.float32)
        has_warnings = cells.missing_ND is not None
        for numbers in self._numbers:
            numbers.write(cells, x_NX)
        for word in self._words:
            words = cells.words[word.column]
            code_N = word.code.codes(words)
            rows = None
            if code_N.min() < 0:
                has_warnings = True
                code_N[code_N == MISSING] = word.code_when_missing
                rows = np.flatnonzero(code_N >= 0)
            if word.is_code:
                x_NX[:, word.start] = code_N
            else:
                rows = np.arange(cells.num_rows) if rows is None else rows
                x_NX[rows, word.start + code_N[rows]] = 1.0
        for feature, place, start, end in self._times:
            time_N, missing_N = cells.times[place]
            feature.write_times(time_N, missing_N, x_NX[:, start:end])
            has_warnings = has_warnings or bool(missing_N.any())
        return x_NX, has_warnings

    def has_unseen(self, words: Sequence[Sequence[str | None]]) -> bool:
        """Whether a row has a category that was not seen in training."""
        return any(UNSEEN in map(word.code.__getitem__, words[word.column]) for word in self._words)

    def warn(self, cells: Cells, told: Sequence[dict[str, None]]) -> None:
        """Add what had to be assumed to each row's sentences, which are the keys, each said once."""
        for feature, place, word in self._order:
            if word is not None:
                values = cells.words[place]
                code_N = word.code.codes(values)
                for row in np.flatnonzero(code_N < 0).tolist():
                    if code_N[row] == MISSING:
                        told[row][f"{feature.title}: {feature.when_missing}"] = None
                    else:
                        told[row][f"{feature.title}: category {shown(values[row])!r} was not seen in training"] = None
                continue
            if isinstance(feature, DatetimeFeature):
                missing_N = cells.times[place][1]
            elif cells.missing_ND is None:
                continue
            else:
                missing_N = cells.missing_ND[:, place]
            for row in np.flatnonzero(missing_N).tolist():
                told[row][f"{feature.title}: {feature.when_missing}"] = None


def _fill(feature: NumericFeature | BooleanFeature) -> float:
    if isinstance(feature, NumericFeature):
        return feature.fill
    return 0.0 if feature.has_indicator else float(feature.fill)


def _sort(feature: NumericFeature | BooleanFeature, start: int) -> object:
    """Columns of equal sorts go together; ranks are looked up column by column."""
    if isinstance(feature, BooleanFeature):
        return False, False
    if feature.quantiles is not None:
        return start
    return feature.log_scale is not None, feature.smooth_clip


def _scaling(features: Sequence[NumericFeature | BooleanFeature], fill_E: Float64s) -> Callable[[Float64s], Float64s]:
    """From `[N, E]` filled numbers to those that the network sees."""
    first = features[0]
    if isinstance(first, NumericFeature) and first.quantiles is not None:
        return lambda x_NE: first.ranked(np.ascontiguousarray(x_NE[:, 0]))[:, None]
    center_E, scale_E = map(np.array, _affine(features))
    if _is_affine(features):
        return lambda x_NE: (x_NE - center_E) / scale_E
    smooth_clip = isinstance(first, NumericFeature) and first.smooth_clip
    if isinstance(first, BooleanFeature) or first.log_scale is None:
        return lambda x_NE: normalize(x_NE, center_E, scale_E, smooth_clip=smooth_clip)
    numeric = [feature for feature in features if isinstance(feature, NumericFeature)]
    log_center_E = np.array([feature.log_center for feature in numeric])
    log_scale_E = np.array([feature.log_scale or 1.0 for feature in numeric])
    return lambda x_NE: normalize(symlog(x_NE, log_center_E, log_scale_E), center_E, scale_E, smooth_clip=smooth_clip)


def _affine(features: Sequence[NumericFeature | BooleanFeature]) -> tuple[list[float], list[float]]:
    """Centers and scales."""
    numeric = [feature if isinstance(feature, NumericFeature) else None for feature in features]
    return [0.0 if f is None else f.center for f in numeric], [1.0 if f is None else f.scale for f in numeric]


def _is_affine(features: Sequence[NumericFeature | BooleanFeature]) -> bool:
    """Whether all that `normalize` does is to shift and scale, for no number of these columns can become too large."""
    for feature in features:
        if isinstance(feature, BooleanFeature):
            continue
        if feature.quantiles is not None or feature.log_scale is not None or feature.smooth_clip:
            return False
        if not (max(abs(feature.fill), MAX_EXACT) + abs(feature.center)) / feature.scale < LARGEST_NUMBER:
            return False
    return True
