"""What a probing model can be asked is bounded, and does not depend on how a column is written."""

import numpy as np
import pyarrow as pa
import pytest
from sklearn.ensemble import ExtraTreesClassifier

from classifier.findings.data.matrix import MAX_WHOLE_NUMBERS, MAX_WHOLE_ROWS, ranks
from classifier.findings.data.probe import MAX_NUMBERS, MAX_ROWS, MIN_LEAF, Probe, Trees
from classifier.findings.data.task import task_of
from tests.classifier.findings.data.data_tables import clouds, task
from tests.classifier.table.uploads import npz, typed


def test_ranks_follow_the_order_of_numbers_and_the_frequency_of_words() -> None:
    high, missing, low, same = ranks(pa.chunked_array([[3.5, None, -1.0, 3.5]])).tolist()
    assert missing == -1 < low < high == same
    assert ranks(pa.chunked_array([["a", "b", "b", None]])).tolist() == [1, 0, 0, -1]


def test_a_rising_map_of_a_column_changes_no_answer() -> None:
    columns = clouds(200)
    mapped = {**columns, "x0": np.exp(columns["x0"])}

    assert (Probe(task(columns)).everything == Probe(task(mapped)).everything).all()


def test_the_sample_is_bounded_and_skips_rows_without_a_label() -> None:
    columns = clouds(3_000)
    columns["label"] = np.where(np.arange(3_000) % 5 == 0, "", columns["label"])

    probe = Probe(task(columns))

    assert len(probe.rows_N) == MAX_ROWS
    assert (probe.rows_N % 5 != 0).all()
    assert probe.x_ND.size <= MAX_NUMBERS


def test_whole_inputs_are_read_in_a_bounded_number_of_numbers() -> None:
    y_N = np.arange(1_100) % 2
    x_NTF = np.random.default_rng(0).normal(size=(1_100, 300, 2)) + y_N[:, None, None]
    table = typed(npz(X=x_NTF, y=np.array(["u", "v"])[y_N]), "npz")

    probe = Probe(task_of(table.table, table.schema, "y"))

    assert len(probe.x_ND) == MAX_WHOLE_ROWS
    assert probe.x_ND.shape[1] <= MAX_WHOLE_NUMBERS
    assert probe.error(probe.everything) < 0.05


@pytest.mark.parametrize("num_classes", [2, 5])
def test_the_trees_answer_to_the_last_bit_as_scikit_learns_forest_of_them(num_classes: int) -> None:
    generator = np.random.default_rng(num_classes)
    x_ND = generator.integers(-1, 50, size=(120, 7)).astype(np.float32)
    y_N = (x_ND[:, 0] + generator.integers(0, 20, 120)).astype(np.int64) % num_classes
    y_N[y_N == 1] = num_classes - 1  # a class without a row
    forest = ExtraTreesClassifier(20, min_samples_leaf=MIN_LEAF, random_state=0).fit(x_ND[:80], y_N[:80])
    trees = Trees(20).fit(x_ND[:80], y_N[:80])
    assert trees.classes_.tolist() == forest.classes_.tolist()
    assert trees.predict_proba(x_ND).tobytes() == forest.predict_proba(x_ND).tobytes()
    assert Trees(19).fit(x_ND[:80], y_N[:80]).predict_proba(x_ND).tobytes() != forest.predict_proba(x_ND).tobytes()
