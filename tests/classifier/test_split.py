"""The split: disjoint, complete, seeded, stratified within one row; small classes refused by name."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.errors import DataInvalid, SpecInvalid
from classifier.spec.train import SplitSpec
from classifier.table.split import Split, split_rows
from classifier.table.target import label_column, sort_labels


def labels(*counts: int, missing: int = 0) -> np.ndarray:
    """A shuffled label column with `counts[c]` rows of class c."""
    y_N = np.concatenate([np.full(n, c) for c, n in enumerate(counts)] + [np.full(missing, -1)])
    return np.random.default_rng(0).permutation(y_N).astype(np.int64)


def split(y_N: np.ndarray, **fields: object) -> Split:
    classes = [f"class {c}" for c in range(y_N.max() + 1)]
    return split_rows(y_N, SplitSpec.model_validate(fields), classes=classes)


counts = st.lists(st.integers(3, 60), min_size=2, max_size=6)
seeds = st.integers(0, 2**31 - 1)


@settings(max_examples=80, deadline=None)
@given(counts, st.integers(0, 5), seeds, st.booleans(), st.sampled_from([0.0, 0.1, 0.2, 0.45]))
def test_the_parts_are_disjoint_and_hold_every_labelled_row(
    counts: list[int], missing: int, seed: int, stratify: bool, test_fraction: float
) -> None:
    y_N = labels(*counts, missing=missing)

    parts = split(y_N, seed=seed, stratify=stratify, test_fraction=test_fraction)

    together = np.concatenate([parts.train, parts.validation, parts.test])
    assert np.array_equal(np.sort(together), np.flatnonzero(y_N >= 0))
    for c in range(len(counts)):
        assert (y_N[parts.train] == c).any()
        assert (y_N[parts.validation] == c).any()
    assert (len(parts.test) > 0) == (test_fraction > 0)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(20, 300), min_size=2, max_size=6), seeds)
def test_every_class_has_its_share_of_each_part_within_one_row(counts: list[int], seed: int) -> None:
    y_N = labels(*counts)

    parts = split(y_N, seed=seed, test_fraction=0.2, validation_fraction=0.1)

    for c, count in enumerate(counts):
        assert abs((y_N[parts.test] == c).sum() - 0.2 * count) <= 1
        assert abs((y_N[parts.validation] == c).sum() - 0.1 * count) <= 1
    assert abs(len(parts.test) - 0.2 * sum(counts)) <= 1


def test_without_stratifying_shares_may_drift() -> None:
    """The control of the test above: it would notice a split that ignores classes."""
    y_N = labels(300, 300)

    drift = [abs((y_N[split(y_N, seed=s, stratify=False).test] == 0).sum() - 60) for s in range(20)]

    assert max(drift) > 1


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    y_N = labels(50, 50)

    first, again, other = split(y_N, seed=7), split(y_N, seed=7), split(y_N, seed=8)

    assert np.array_equal(first.test, again.test)
    assert np.array_equal(first.validation, again.validation)
    assert not np.array_equal(first.test, other.test)


def test_a_seed_means_the_same_rows_for_ever() -> None:
    """Written down once: a new numpy must not move rows between the parts of an old job."""
    parts = split(np.arange(30) % 2, seed=0)

    assert parts.test.tolist() == [2, 3, 11, 13, 18, 20]
    assert parts.validation.tolist() == [6, 8, 21]


def test_rows_sorted_by_class_are_mixed() -> None:
    y_N = np.repeat([0, 1], 500)

    parts = split(y_N)

    assert (np.diff(parts.test) > 1).any()
    assert abs((y_N[parts.validation] == 0).sum() - 50) <= 1


def test_test_rows_are_the_test_part_less_those_without_a_label() -> None:
    y_N = labels(40, 40, missing=5)
    chosen = [0, 1, 2, *np.flatnonzero(y_N < 0)[:1].tolist()]

    parts = split(y_N, test_rows=sorted(set(chosen)))

    assert parts.test.tolist() == sorted({r for r in chosen if y_N[r] >= 0})
    assert len(parts.train) + len(parts.validation) == 80 - len(parts.test)
    assert abs(len(parts.validation) - 8) <= 1


def test_a_test_row_past_the_end_is_refused_with_its_place() -> None:
    with pytest.raises(SpecInvalid, match="row 80") as refused:
        split(labels(40, 40), test_rows=[3, 80])

    assert refused.value.faults[0].pointer == "/spec/split/test_rows/1"
    assert refused.value.faults[0].expected == "0..79"


def test_test_rows_that_leave_nothing_to_train_on_are_refused() -> None:
    y_N = labels(50, 50)

    with pytest.raises(SpecInvalid, match="too few training rows") as refused:
        split(y_N, test_rows=np.flatnonzero(np.arange(100) >= 10).tolist(), validation_fraction=0.5)

    assert refused.value.faults[0].code == "no_training_rows"


@pytest.mark.parametrize("stratify", [True, False])
def test_a_class_with_one_row_is_refused_with_its_name_and_row(stratify: bool) -> None:
    y_N = np.array([0] * 20 + [1] * 20 + [2])

    with pytest.raises(DataInvalid, match="'class 2' has 1 row;") as refused:
        split(y_N, stratify=stratify)

    assert [(f.code, f.row) for f in refused.value.faults] == [("class_too_small", 40)]


def test_a_class_with_two_rows_trains_with_one_and_validates_with_the_other() -> None:
    y_N = np.array([0] * 20 + [1] * 2)

    parts = split(y_N)

    assert (y_N[parts.train] == 1).sum() == (y_N[parts.validation] == 1).sum() == 1


def test_one_class_and_no_class_are_refused() -> None:
    with pytest.raises(DataInvalid) as refused:
        split_rows(np.zeros(9, dtype=np.int64), SplitSpec(), classes=["a"])
    assert refused.value.faults[0].code == "single_class"

    with pytest.raises(DataInvalid) as refused:
        split_rows(np.full(9, -1), SplitSpec(), classes=[])
    assert refused.value.faults[0].code == "target_missing"


def test_four_rows_are_too_few_for_three_parts_and_enough_for_two() -> None:
    y_N = np.array([0, 0, 1, 1])

    with pytest.raises(DataInvalid) as refused:
        split(y_N)
    assert refused.value.faults[0].code == "too_few_rows"

    parts = split(y_N, test_fraction=0.0)
    assert (len(parts.train), len(parts.validation), len(parts.test)) == (2, 2, 0)


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([10, 9, 1], ["1", "9", "10"]),
        (["10", "9", "b"], ["10", "9", "b"]),
        ([True, False, True], ["false", "true"]),
        ([0.5, 2.0, -1.0], ["-1", "0.5", "2"]),
        (["02", "1"], ["1", "02"]),
        (["9007199254740993", "9007199254740992"], ["9007199254740992", "9007199254740993"]),
    ],
)
def test_labels_keep_their_spelling_and_numbers_their_order(values: list[object], classes: list[str]) -> None:
    y_N, found = label_column(pa.table({"y": values}), "y")

    assert found == classes
    assert sorted(set(y_N.tolist())) == list(range(len(classes)))


def test_a_missing_label_is_minus_one_in_any_chunk() -> None:
    column = pa.chunked_array([["b", None], ["a", "b"], [None]])

    y_N, classes = label_column(pa.table({"y": column}), "y")

    assert classes == ["a", "b"]
    assert y_N.tolist() == [1, -1, 0, 1, -1]


def test_an_absent_target_is_refused() -> None:
    with pytest.raises(SpecInvalid, match="'z'"):
        label_column(pa.table({"y": [1]}), "z")


def test_words_that_only_look_like_numbers_are_ordered_as_text() -> None:
    assert sort_labels(["nan", "10", "9"]) == ["10", "9", "nan"]
    assert sort_labels(["1_0", "9"]) == ["1_0", "9"]
