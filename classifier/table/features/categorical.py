"""A categorical column of a table: a number for each level, or one code that the network embeds."""

# Axes: N rows, W numbers that one column becomes.

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from classifier.spec.cost import embedding_width, is_embedded, max_levels
from classifier.spec.preprocessing import PreprocessingSpec
from classifier.table.features.marks import Bools, Float32s, Int64s, Marks
from classifier.table.features.one_column import OneColumn
from classifier.table.refuse import shown

# Rare levels are kept by name, to tell them from levels never seen. Past this many the least frequent are forgotten and
# count as never seen, in training too: an artifact must not carry a whole column of free text.
MAX_RARE_LEVELS = 10_000


class CategoricalFeature(OneColumn):
    """One number per level, one for all rare levels, one for missing; or the place of that number, as a code.

    A level never seen is all zeros, as a code -1.
    """

    kind: Literal["categorical"] = "categorical"
    levels: list[str]
    """Levels with a number of their own, the most frequent first."""
    rare_levels: list[str]
    """Levels that share the number after the last of `levels`."""
    fill: str | None
    """The level that a missing value becomes; null gives it its own number."""
    has_missing_code: bool
    """Whether training rows had missing values, so that their number means something."""
    embedding_width: Annotated[int, Field(ge=1)] | None = None
    """Given as a code, of which the network makes a learned vector of this many numbers; null: a number per level."""

    @property
    def num_codes(self) -> int:
        """Levels, the rare ones together and the missing one; never 0."""
        return max(1, len(self.levels) + bool(self.rare_levels) + self.has_missing_code)

    @property
    def names(self) -> list[str]:
        """Name of each number."""
        if self.embedding_width is not None:
            return [f"{self.name} code"]
        names = [f"{self.name} = {level}" for level in self.levels]
        if self.rare_levels:
            names.append(f"{self.name} is rare")
        if self.has_missing_code:
            names.append(f"{self.name} is missing")
        return names

    @property
    def when_missing(self) -> str:
        """What a missing value is taken as."""
        if self.fill is not None:
            return f"missing, taken as {shown(self.fill)!r}, the most frequent category of the training rows"
        return (
            "missing, taken as a category of its own" if self.has_missing_code else "missing, which no training row was"
        )

    @cached_property
    def code(self) -> dict[str | None, int]:
        """Place in the block by value; a value that is not here has no place."""
        code: dict[str | None, int] = {level: i for i, level in enumerate(self.levels)}
        code |= dict.fromkeys(self.rare_levels, len(self.levels))
        if self.fill is not None:
            code[None] = code[self.fill]
        elif self.has_missing_code:
            code[None] = len(self.levels) + bool(self.rare_levels)
        return code

    def write(self, cells: Sequence[pa.ChunkedArray], out_NW: Float32s) -> Marks:
        """Fill this column's zeroed block."""
        code_N, missing_N = categories(cells[0], self.code)
        if self.embedding_width is not None:
            out_NW[:, 0] = code_N
        else:
            rows = np.flatnonzero(code_N >= 0)
            out_NW[rows, code_N[rows]] = 1.0
        return Marks(missing=np.flatnonzero(missing_N), unseen=np.flatnonzero((code_N < 0) & ~missing_N))


def fit_categorical(
    name: str, column: pa.ChunkedArray, spec: PreprocessingSpec
) -> CategoricalFeature | Literal["all_missing", "constant", "only_rare_categories"]:
    """A categorical column, or why it teaches nothing; `column` holds the training rows."""
    num_missing = column.null_count
    counted = column.value_counts()
    counts = Counter({pair["values"]: pair["counts"] for pair in counted.to_pylist() if pair["values"] is not None})
    if not counts:
        return "all_missing"
    if len(counts) == 1 and num_missing == 0:
        return "constant"
    embedded = is_embedded(spec, len(counts))
    by_count = sorted(counts, key=lambda level: (-counts[level], level))
    kept = by_count[: max_levels(spec, embedded=embedded)]
    levels = [level for level in kept if counts[level] >= spec.min_category_count]
    rare_levels = by_count[len(levels) : len(levels) + MAX_RARE_LEVELS]
    if not levels and num_missing == 0:
        return "only_rare_categories"
    most_frequent = spec.missing_categorical == "most_frequent"
    feature = CategoricalFeature(
        name=name,
        missing_tokens=[],
        levels=levels,
        rare_levels=rare_levels,
        fill=by_count[0] if most_frequent else None,
        has_missing_code=num_missing > 0 and not most_frequent,
    )
    if not embedded:
        return feature
    return feature.model_copy(update={"embedding_width": embedding_width(spec, feature.num_codes)})


def categories(column: pa.ChunkedArray, code: Mapping[str | None, int]) -> tuple[Int64s, Bools]:
    """`code` of each cell, -1 where it has none, and which cells are missing; of strings, or a dictionary of them."""
    codes, missing = [], []
    for chunk in column.chunks or [pa.array([], pa.string())]:
        if not (pa.types.is_string(chunk.type) or pa.types.is_dictionary(chunk.type)):
            chunk = pc.cast(chunk, pa.string())
        # so that Python looks up each distinct value once
        encoded = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
        entries = encoded.dictionary.to_pylist()
        index = encoded.indices if chunk.null_count == 0 else encoded.indices.fill_null(len(entries))
        entry_N = index.to_numpy()
        codes.append(np.array([code.get(value, -1) for value in [*entries, None]], dtype=np.int64)[entry_N])
        missing.append(entry_N == len(entries))
    if len(codes) == 1:
        return codes[0], missing[0]
    return np.concatenate(codes), np.concatenate(missing)
