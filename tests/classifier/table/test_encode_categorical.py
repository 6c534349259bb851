"""Categories as codes that the network embeds."""

import numpy as np
import pyarrow as pa
import pytest

from classifier.table.encode import encode
from classifier.table.encoder import Encoder
from classifier.table.features.categorical import CategoricalFeature
from tests.classifier.table.encode_tables import fitted


def codes(encoder: Encoder, values: list[str | None]) -> list[float]:
    return encode(encoder, pa.table({"c": pa.array(values, pa.string())})).x_NX[:, 0].tolist()


def test_a_code_is_the_place_of_the_level_then_rare_then_missing_and_never_seen_is_minus_one() -> None:
    table = pa.table({"c": ["b"] * 3 + ["a"] * 2 + ["once", "only", None]})

    encoder = fitted(table, categorical_encoding="embedding")

    assert encoder.shape == [1]
    assert encoder.feature_names == ["c code"]
    assert codes(encoder, ["b", "a", "once", "only", None, "new"]) == [0, 1, 2, 2, 3, -1]


def test_only_codes_that_training_rows_have_exist() -> None:
    plain = fitted(pa.table({"c": ["b"] * 3 + ["a"] * 2}), categorical_encoding="embedding")
    missing = fitted(pa.table({"c": ["b"] * 3 + ["a"] * 2 + [None]}), categorical_encoding="embedding")

    assert [feature.num_codes for feature in plain.cells if isinstance(feature, CategoricalFeature)] == [2]
    assert codes(plain, ["a", None]) == [1, -1]
    assert codes(missing, ["a", None]) == [1, 2]


def test_a_missing_category_is_filled_when_asked_to() -> None:
    table = pa.table({"c": ["b"] * 3 + ["a"] * 2 + [None]})

    encoder = fitted(table, categorical_encoding="embedding", missing_categorical="most_frequent")

    assert codes(encoder, [None]) == [0]


def test_automatic_encoding_embeds_more_than_64_training_levels() -> None:
    table = pa.table({"c": [f"level {i}" for i in range(65)] * 2})

    many = fitted(table)
    enough = fitted(table, [*range(64), *range(65, 129)])  # the last level never trains
    capped = fitted(table, max_categories=10)

    assert many.shape == [1]
    assert enough.shape == [64]
    assert capped.shape == [11]  # and one number for the rare ones


def test_the_width_is_the_rule_of_thumb_unless_the_spec_says_one() -> None:
    table = pa.table({"c": [f"level {i}" for i in range(100)] * 2})

    ruled, told = fitted(table), fitted(table, embedding_width=3)

    widths = [f.embedding_width for e in (ruled, told) for f in e.cells if isinstance(f, CategoricalFeature)]
    assert widths == [21, 3]  # 1.6 x 100^0.56 is 21.1


def test_levels_past_the_most_share_the_rare_code() -> None:
    table = pa.table({"c": ["a"] * 5 + ["b"] * 4 + ["c"] * 3 + ["d"] * 3})

    encoder = fitted(table, categorical_encoding="embedding", max_categories=2)

    assert codes(encoder, ["a", "b", "c", "d"]) == [0, 1, 2, 2]


@pytest.mark.parametrize("with_error", [False, True])
def test_an_unseen_code_is_told_or_refused(with_error: bool) -> None:
    table = pa.table({"c": ["b"] * 3 + ["a"] * 2})
    encoder = fitted(table, categorical_encoding="embedding", unseen_category="error" if with_error else "warn")

    encoded = encode(encoder, pa.table({"c": ["a", "new"]}), with_warnings=True)

    assert encoded.warnings == [[], ["column 'c': category 'new' was not seen in training"]]
    assert encoded.bad_rows.tolist() == ([1] if with_error else [])
    assert encoded.x_NX[:, 0].tolist() == [1, -1]


def test_ten_thousand_codes_are_whole_in_float32() -> None:
    levels = [f"level {i:05}" for i in range(12_000)]
    encoder = fitted(pa.table({"c": levels * 2}))

    found = codes(encoder, levels)

    assert found == sorted([*range(10_000), *[10_000] * 2_000])
    assert np.float32(10_000) == 10_000
