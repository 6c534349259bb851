"""The predictor: the only door from rows to probabilities."""

import ast
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import classifier.inference
import classifier.neural
from classifier.errors import RowsInvalid, SpecInvalid
from classifier.inference.predictor import Predictor, class_logits, probabilities
from classifier.metrics.decision import predict_index
from classifier.neural.artifact import write_artifact
from classifier.neural.torch_runtime import Member, load_predictor, torch_predictor
from classifier.neural.train import train_classifier
from classifier.spec.limits import Limits
from tests.classifier.neural.make_golden import GOLDEN
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like

SQUASHING = {"sigmoid", "softmax", "Sigmoid", "Softmax", "expit", "sigmoid_", "softmin", "logistic"}
# A hidden layer or a gate may be sigmoid-shaped, and attention may weigh steps; that is no probability of a class.
ALLOWED = {("mlp.py", "sigmoid"), ("mlp.py", "sigmoid_"), ("pooling.py", "softmax"), ("one_step.py", "sigmoid")}


@pytest.fixture(scope="module")
def predictor(tmp_path_factory: pytest.TempPathFactory) -> Predictor:
    table, schema = rice_like()
    trained = train_classifier(
        table, schema, resolved(features=["a", "b", "c"]), observer=Notebook(), resume_from=None, limits=Limits()
    )
    path = tmp_path_factory.mktemp("model") / "m"
    write_artifact(path, trained, {"job_id": "job_1"})
    return load_predictor(path)


def test_sigmoid_and_softmax_exist_in_the_predictor_only() -> None:
    folders = [Path(next(iter(package.__path__))) for package in (classifier.inference, classifier.neural)]
    found = set()
    for path in (path for folder in folders for path in folder.glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in SQUASHING or "logits_to_prob" in name:
                found.add((path.name, name))
    assert found <= ALLOWED


def test_probabilities_are_float64_rows_that_sum_to_one() -> None:
    logits_NC = np.random.default_rng(0).normal(size=(1000, 7)).astype(np.float32) * 30
    p_NC = probabilities(logits_NC)
    assert p_NC.dtype == np.float64
    assert np.abs(p_NC.sum(axis=1) - 1).max() < 1e-12
    assert p_NC.argmax(axis=1).tolist() == logits_NC.argmax(axis=1).tolist()


@pytest.mark.parametrize("num_classes", [1, 2, 3, 7, 8, 30])
def test_many_rows_get_the_probabilities_and_labels_of_each_alone_to_the_bit(num_classes: int) -> None:
    logits_NC = (5 * np.random.default_rng(3).normal(size=(2_000, num_classes))).astype(np.float32)
    logits_NC[::7] = np.round(logits_NC[::7])  # some rows have several largest ones

    p_NC = probabilities(logits_NC)

    alone_NC = np.concatenate([probabilities(logits_NC[row : row + 1]) for row in range(2_000)])
    assert p_NC.tobytes() == alone_NC.tobytes()
    if num_classes != 2:  # of two classes a threshold decides
        assert predict_index(p_NC, None).tolist() == alone_NC.argmax(axis=1).tolist()


def test_one_logit_is_shown_as_two_whose_second_probability_is_its_sigmoid() -> None:
    z = np.array([[-100.0], [-1.0], [0.0], [3.0], [1000.0]], dtype=np.float32)
    assert class_logits(z).tolist() == [[0, -100], [0, -1], [0, 0], [0, 3], [0, 1000]]
    with np.errstate(over="ignore"):
        expected = 1 / (1 + np.exp(-z[:, 0].astype(np.float64)))
    np.testing.assert_allclose(probabilities(class_logits(z))[:, 1], expected, rtol=1e-12)


def test_one_row_a_batch_and_any_order_give_the_same_answer(predictor: Predictor) -> None:
    table, _ = rice_like(50, seed=4)
    together = predictor.predict(table)
    shuffled = predictor.predict(table.select(["y", "c", "b", "a"]).take(list(range(49, -1, -1))))
    np.testing.assert_allclose(shuffled.logits_NC[::-1], together.logits_NC, rtol=1e-5, atol=1e-6)
    for row in range(0, 50, 7):
        alone = predictor.predict(table.slice(row, 1))
        np.testing.assert_allclose(alone.logits_NC[0], together.logits_NC[row], rtol=1e-5, atol=1e-6)
    assert together.logits_NC.dtype == np.float32
    assert together.probabilities_NC.shape == (50, 2)
    assert together.label_index_N.tolist() == (together.probabilities_NC[:, 1] >= 0.5).astype(int).tolist()


def test_a_file_longer_than_one_chunk_is_joined_in_order(predictor: Predictor, monkeypatch: pytest.MonkeyPatch) -> None:
    table, _ = rice_like(50)
    whole = predictor.predict(table)
    monkeypatch.setattr("classifier.neural.torch_runtime.CHUNK_CELLS", 20)
    pieces = predictor.predict(table)
    np.testing.assert_allclose(pieces.logits_NC, whole.logits_NC, rtol=1e-5, atol=1e-6)


def test_no_rows_give_no_predictions(predictor: Predictor) -> None:
    table, _ = rice_like(10)
    empty = predictor.predict(table.slice(0, 0), with_warnings=True)
    assert empty.probabilities_NC.shape == (0, 2)
    assert empty.label_index_N.shape == (0,)
    assert empty.warnings == []


def test_a_threshold_moves_labels_and_not_probabilities(predictor: Predictor) -> None:
    table, _ = rice_like(50)
    default, strict = predictor.predict(table), predictor.predict(table, threshold=0.999999)
    assert (default.probabilities_NC == strict.probabilities_NC).all()
    assert strict.label_index_N.sum() < default.label_index_N.sum()


def test_a_threshold_is_refused_for_three_classes() -> None:
    table, schema = rice_like()
    labels = [str(i % 3) for i in range(table.num_rows)]
    table = table.set_column(table.column_names.index("y"), "y", pa.array(labels))
    spec = resolved(loss={"name": "cross_entropy"}, training={"epochs": 1})
    trained = train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())
    three = torch_predictor(
        [Member.of(m.encoder, m.architecture, m.weights) for m in trained.members], trained.classes, None
    )
    assert three.predict(table).probabilities_NC.shape == (240, 3)
    with pytest.raises(SpecInvalid, match="has 3"):
        three.predict(table, threshold=0.5)


def test_missing_and_unseen_values_are_told_per_row(predictor: Predictor) -> None:
    rows = pa.table({"a": [7000.0, None], "b": [0.5, 0.5], "c": ["purple", "white"]})
    warnings = predictor.predict(rows, with_warnings=True).warnings
    assert warnings is not None
    assert "purple" in warnings[0][0]
    assert "missing" in warnings[1][0]
    assert predictor.predict(rows).warnings is None


def test_a_missing_column_is_refused(predictor: Predictor) -> None:
    with pytest.raises(RowsInvalid, match="'b'"):
        predictor.predict(pa.table({"a": [1.0], "c": ["white"]}))


def test_the_manifest_and_the_input_columns_travel_with_it(predictor: Predictor) -> None:
    assert predictor.manifest["lineage"] == {"job_id": "job_1"}
    assert predictor.manifest["classes"] == predictor.classes == ["Gonen", "Jasmine"]
    assert [column.name for column in predictor.input_columns] == ["a", "b", "c"]


def test_many_threads_may_ask_at_once(predictor: Predictor) -> None:
    table, _ = rice_like(200)
    expected = [predictor.predict(table.slice(i * 10, 10)).logits_NC for i in range(20)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda i: predictor.predict(table.slice(i % 20 * 10, 10)).logits_NC, range(200)))
    for i, logits_NC in enumerate(found):
        assert (logits_NC == expected[i % 20]).all()


def test_one_row_costs_under_a_millisecond(predictor: Predictor) -> None:
    row = rice_like(10)[0].slice(3, 1)
    predictor.predict(row)
    seconds = []
    for _ in range(100):
        start = time.perf_counter()
        predictor.predict(row)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 1e-3


def test_prediction_works_where_sklearn_and_pandas_cannot_be_imported() -> None:
    code = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('sklearn', 'pandas', 'scipy'): raise ImportError(name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "from pathlib import Path; import pyarrow as pa\n"
        "from classifier.neural.torch_runtime import load_predictor\n"
        f"p = load_predictor(Path({str(GOLDEN / 'format_1.safetensors')!r}))\n"
        "print(p.predict(pa.table({'a': [7e3], 'b': [0.5], 'c': ['white']}), with_warnings=True).warnings)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[[]]"


@pytest.mark.parametrize("num_classes", [1, 2, 3, 5, 7, 8, 9, 40])
def test_a_row_has_the_same_probabilities_alone_and_beside_many_others(num_classes: int) -> None:
    logits_NC = np.random.default_rng(num_classes).normal(scale=9.0, size=(3_000, num_classes)).astype(np.float32)
    logits_NC[::7] *= 30.0

    alone_NC = np.concatenate([probabilities(row_C[None]) for row_C in logits_NC])

    assert probabilities(logits_NC).tobytes() == alone_NC.tobytes()
