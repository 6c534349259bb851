"""Robust and quantile normalization of numeric columns."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import QuantileTransformer

from classifier.errors import DataInvalid
from classifier.table.encode import encode
from classifier.table.features.numeric import NumericFeature
from tests.classifier.table.encode_tables import fitted


def scores(
    train_N: npt.NDArray[np.float64], later_N: npt.NDArray[np.float64], normalization: str
) -> npt.NDArray[np.float32]:
    encoder = fitted(pa.table({"x": train_N}), normalization=normalization)
    return encode(encoder, pa.table({"x": later_N})).x_NX[:, 0]


def test_robust_is_the_median_and_quartiles_then_a_smooth_clip() -> None:
    train_N = np.array([1.0, 2.0, 3.0, 4.0, 1e6])  # median 3, quartiles 2 and 4

    z_N = scores(train_N, np.array([3.0, 4.0, 5.0, 1e6, -1e300, 1e300]), "robust")

    assert z_N == pytest.approx([0, 0.5 / np.sqrt(1 + 0.25 / 9), 1 / np.sqrt(1 + 1 / 9), 3, -3, 3], abs=1e-6)


@pytest.mark.parametrize("num_rows", [30, 999, 1_000, 5_000])
def test_quantile_is_what_scikit_learn_makes_of_it_away_from_the_ends(num_rows: int) -> None:
    rng = np.random.default_rng(num_rows)
    train_N = np.exp(rng.normal(size=num_rows)) * 1e4
    later_N = np.concatenate([train_N, np.exp(rng.normal(size=500)) * 1e4])
    num_quantiles = min(1_000, num_rows)
    theirs = QuantileTransformer(n_quantiles=num_quantiles, output_distribution="normal", subsample=None)

    expected_N = theirs.fit(train_N[:, None]).transform(later_N[:, None])[:, 0]
    z_N = scores(train_N, later_N, "quantile")

    inside = np.abs(expected_N) < -expected_end(num_quantiles)
    assert inside.mean() > 0.9
    assert z_N[inside] == pytest.approx(expected_N[inside], abs=1e-3)


def test_quantile_gives_tied_values_the_middle_of_their_ranks_as_scikit_learn_does() -> None:
    rng = np.random.default_rng(0)
    train_N = np.round(rng.normal(size=3_000), 1)
    later_N = np.arange(-1.5, 1.55, 0.05)
    theirs = QuantileTransformer(n_quantiles=1_000, output_distribution="normal", subsample=None)

    expected_N = theirs.fit(train_N[:, None]).transform(later_N[:, None])[:, 0]

    assert scores(train_N, later_N, "quantile") == pytest.approx(expected_N, abs=1e-3)


def test_quantile_is_cut_off_at_the_ends_of_the_training_rows() -> None:
    train_N = np.random.default_rng(0).normal(size=5_000)

    low, least, largest, high = scores(train_N, np.array([-1e9, train_N.min(), train_N.max(), 1e300]), "quantile")

    assert low == least == -high == -largest
    assert high == pytest.approx(3.2905, abs=1e-3)  # 1 in 2,000


def test_quantile_keeps_few_numbers_of_many_rows() -> None:
    encoder = fitted(pa.table({"x": np.random.default_rng(0).normal(size=20_000)}), normalization="quantile")

    column = encoder.columns[0]
    assert isinstance(column, NumericFeature)
    assert column.quantiles is not None
    assert len(column.quantiles) == 1_000


def test_quantile_never_falls_as_values_rise() -> None:
    train_N = np.repeat([0.0, 1.0, 1.0 + 1e-15, 5.0], [50, 1, 1, 20])
    later_N = np.sort(np.concatenate([train_N, np.linspace(-1, 6, 200)]))

    assert (np.diff(scores(train_N, later_N, "quantile")) >= 0).all()


finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(finite, st.none()), min_size=2, max_size=12), st.lists(finite, min_size=1, max_size=4))
def test_quantile_makes_bounded_numbers_of_any_finite_ones(train: list[float | None], later: list[float]) -> None:
    try:
        encoder = fitted(pa.table({"x": pa.array(train, pa.float64())}), normalization="quantile")
    except DataInvalid:
        return  # constant or all missing

    for values in (train, later):
        x_ND = encode(encoder, pa.table({"x": pa.array(values, pa.float64())})).x_NX
        assert (np.abs(x_ND) < 5.3).all()


def test_a_missing_number_is_filled_before_it_is_ranked() -> None:
    table = pa.table({"x": [1.0, 2.0, 3.0, None]})

    assert encode(fitted(table, normalization="quantile"), table).x_NX[3].tolist() == [0.0, 1.0]


def expected_end(num_quantiles: int) -> float:
    """The score of half a step, past which numbers are cut off."""
    from statistics import NormalDist

    return NormalDist().inv_cdf(0.5 / num_quantiles)
