"""Sequences read with fixed kernels: each row by its real steps alone, the same when trained and served."""

import doctest
import importlib
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.spec.kernels import TRIPLES, auto_num_features, slot_distances
from classifier.spec.models import RocketSpec
from classifier.table import kept_code, kernel_loops
from classifier.table.encode import Encoder, encode
from classifier.table.kernels import Kernels, fit_kernels, place
from tests.classifier.table.encode_tables import fitted, ragged, sequences

ROCKET = {"family": "rocket", "num_features": 252}


def rows_of(length_N: list[int], num_channels: int, seed: int = 0) -> np.ndarray:
    """Encoded sequences `[N, T, W]`, the mask last."""
    draw = np.random.default_rng(seed)
    x_NTW = draw.normal(size=(len(length_N), max(length_N), num_channels + 1)).astype(np.float32)
    real_NT = np.arange(max(length_N)) < np.array(length_N)[:, None]
    x_NTW[..., -1] = 1
    return x_NTW * real_NT[..., None].astype(np.float32)


def as_rows(rows: list[Any]) -> pa.Table:
    return sequences(rows, 2)


@pytest.mark.parametrize("num_channels", [1, 3, 12])
def test_each_number_is_the_share_of_real_steps_above_its_bias(num_channels: int) -> None:
    """Counted again from the definition, one kernel, row and step at a time."""
    x_NTW = rows_of([40, 1, 13, 29, 40], num_channels)
    kernels = fit_kernels(x_NTW, RocketSpec(num_features=84 * 5), seed=3)
    scale_D = np.array(kernels.scale) * kernels.num_features**0.5 / 15
    share_ND = kernels.of_steps(x_NTW) * scale_D + np.array(kernels.center)

    distances = sorted(set(kernels.distances))
    assert distances[0] == 1 < distances[-1], "several distances, or little is tested"
    for n, length in enumerate([40, 1, 13, 29, 40]):
        for p, distance in enumerate(kernels.distances):
            for k in (0, 11, 47, 83):
                used = kernels.channels[distances.index(distance) * len(TRIPLES) + k]
                at_T = place(x_NTW[n, :length, used], distance, TRIPLES[k])
                d = p * len(TRIPLES) + k
                assert share_ND[n, d] == pytest.approx((at_T > kernels.biases[d]).mean(), abs=1e-4)


def test_a_kernel_weighs_three_steps_by_two_and_the_others_by_minus_one() -> None:
    draw = np.random.default_rng(0)
    x_FT = draw.normal(size=(2, 50)).astype(np.float32)
    for distance, triple in ((1, TRIPLES[0]), (4, TRIPLES[50]), (30, TRIPLES[83])):
        weight_9 = np.array([2.0 if i in triple else -1.0 for i in range(9)])
        wide = np.zeros(8 * distance + 1)
        wide[::distance] = weight_9
        expected_T = np.correlate(np.pad(x_FT.sum(axis=0), 4 * distance), wide, "valid")
        assert place(x_FT, distance, triple) == pytest.approx(expected_T, abs=1e-5)


def test_all_84_kernels_are_there_and_each_adds_up_to_nothing() -> None:
    assert len(set(TRIPLES)) == 84
    level_FT = np.full((1, 100), 7.0, dtype=np.float32)
    assert all(place(level_FT, 3, triple)[12:-12] == pytest.approx(0) for triple in TRIPLES), "a shift changes nothing"


def test_what_stands_in_padding_never_counts() -> None:
    x_NTW = rows_of([30, 9, 17, 1], 2)
    kernels = fit_kernels(x_NTW, RocketSpec(num_features=420), seed=0)
    dirty_NTW = x_NTW.copy()
    dirty_NTW[..., :-1][x_NTW[..., -1] == 0] = np.nan
    longer_NTW = np.pad(dirty_NTW, ((0, 0), (0, 25), (0, 0)))

    expected = kernels.of_steps(x_NTW)

    assert np.isfinite(expected).all()
    assert np.array_equal(kernels.of_steps(dirty_NTW), expected)
    assert np.array_equal(kernels.of_steps(longer_NTW), expected)
    assert fit_kernels(dirty_NTW, RocketSpec(num_features=420), seed=0) == kernels
    assert not np.array_equal(kernels.of_steps(x_NTW * np.float32(1.5)), expected), "the control: steps do count"


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**31 - 1), st.sampled_from(["standard", "max_abs", "min_max", "robust", "none"]))
def test_one_row_a_batch_and_any_order_are_the_same_numbers(seed: int, normalization: str) -> None:
    table = as_rows(ragged(seed=seed))
    encoder = fitted(table, list(range(15)), model=ROCKET, normalization=normalization)
    order = np.random.default_rng(seed).permutation(table.num_rows)

    whole = encode(encoder, table).x_NX
    one_by_one = np.concatenate([encode(encoder, table.slice(i, 1)).x_NX for i in range(table.num_rows)])
    shuffled = encode(encoder, table.take(order)).x_NX

    assert whole.dtype == np.float32
    assert whole.shape == (20, 252) == (20, *encoder.shape)
    assert encoder.input_kind == "table"
    assert np.isfinite(whole).all()
    assert np.array_equal(whole, one_by_one)
    assert np.array_equal(whole[order], shuffled)


def test_no_fitted_value_looks_at_other_rows() -> None:
    rows = ragged(30)
    altered = rows[:20] + ragged(10, seed=99, holes=0.5)

    assert fitted(as_rows(rows), range(20), model=ROCKET) == fitted(as_rows(altered), range(20), model=ROCKET)
    assert fitted(as_rows(rows), model=ROCKET) != fitted(as_rows(altered), model=ROCKET)  # a leak would be seen


def test_an_encoder_that_went_through_json_writes_the_same_bits() -> None:
    table = as_rows(ragged())
    encoder = fitted(table, model=ROCKET)
    again = Encoder.model_validate_json(encoder.model_dump_json())

    assert again == encoder
    assert np.array_equal(encode(again, table).x_NX, encode(encoder, table).x_NX)
    assert again == encoder, "also once both were used"


def test_without_its_kernels_an_encoder_writes_the_sequences_themselves() -> None:
    table = as_rows(ragged())
    encoder = fitted(table, model=ROCKET)
    plain = fitted(table, model={"family": "cnn1d"})

    assert encoder.kernels is not None
    assert encoder.before_kernels == plain == plain.before_kernels
    x_NTW = encode(encoder.before_kernels, table).x_NX
    assert np.array_equal(encoder.kernels.of_steps(x_NTW), encode(encoder, table).x_NX)


def test_a_row_that_cannot_be_used_is_refused_and_the_others_are_not_touched() -> None:
    table = as_rows(ragged(6))
    encoder = fitted(table, model=ROCKET)
    holed = pa.concat_tables([table.slice(0, 2), as_rows([None]), table.slice(2)])

    encoded = encode(encoder, holed, with_warnings=True)

    assert encoded.bad_rows.tolist() == [2]
    assert [fault.code for fault in encoded.faults] == ["missing_input"]
    assert np.isfinite(encoded.x_NX).all()
    assert np.array_equal(np.delete(encoded.x_NX, 2, axis=0), encode(encoder, table).x_NX)


def test_a_number_that_never_moves_in_training_rows_stays_small() -> None:
    x_NTW = rows_of([20] * 10, 1)
    x_NTW[..., 0] = 1.0
    kernels = fit_kernels(x_NTW, RocketSpec(num_features=84), seed=0)

    assert np.abs(kernels.of_steps(rows_of([20] * 10, 1, seed=5))).max() <= 15 / 84**0.5


def test_other_seeds_draw_other_kernels_and_the_same_seed_the_same() -> None:
    x_NTW = rows_of([30] * 8, 5)
    first, again, other = (fit_kernels(x_NTW, RocketSpec(num_features=168), seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.channels != other.channels
    assert first.biases != other.biases


def test_kernels_that_do_not_fit_together_are_refused() -> None:
    good = fit_kernels(rows_of([30] * 8, 2), RocketSpec(num_features=168), seed=0).model_dump()
    for changes in (
        {"distances": [2, 1]},
        {"distances": [0, 1]},
        {"biases": good["biases"][:-1]},
        {"scale": [0.0, *good["scale"][1:]]},
        {"channels": [[2], *good["channels"][1:]]},
        {"channels": [[], *good["channels"][1:]]},
        {"num_channels": 1},
    ):
        with pytest.raises(ValueError, match=r"must|need|channel|above"):
            Kernels.model_validate({**good, **changes})


def test_distances_reach_over_a_whole_sequence_and_no_further() -> None:
    for num_steps in (1, 8, 9, 29, 1_000, 20_000):
        distances = slot_distances(119, num_steps)
        assert len(distances) == 119
        assert distances == sorted(distances)
        assert distances[0] == 1
        assert 4 * distances[-1] <= max(4, num_steps - 1)
        assert len(set(distances)) <= 32


def test_many_or_long_sequences_get_fewer_numbers() -> None:
    assert auto_num_features(1_000, 100) == 9_996
    few = [auto_num_features(num_rows, num_steps) for num_rows, num_steps in ((22_644, 2_474), (10_000_000, 20_000))]
    assert few == sorted(few, reverse=True)
    assert all(number % 84 == 0 and 84 <= number < 9_996 for number in few)


def test_without_a_folder_that_keeps_it_the_code_is_compiled_for_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []

    def fails_to_keep(*_: Any, cache: bool) -> Any:
        kept.append(cache)
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return len

    monkeypatch.setattr(kept_code, "_compile", fails_to_keep)
    kernel_loops.compiled.cache_clear()
    try:
        assert kernel_loops.compiled() is len
    finally:
        kernel_loops.compiled.cache_clear()
    assert kept == [True, False]


@pytest.mark.parametrize("name", ["classifier.spec.kernels", "classifier.table.kernels"])
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name))
    assert results.attempted > 0
    assert results.failed == 0
