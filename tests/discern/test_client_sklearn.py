"""`DiscernClassifier` behaves as scikit-learn expects of a classifier."""

import copy
import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone, is_classifier
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from discern.client import Discern
from discern.sklearn import DiscernClassifier, frame_of, label_text
from tests.discern.discern_fake import FakeServer

X = np.array([[row % 3, row] for row in range(18)], dtype=np.int64)
Y = np.array(["low", "mid", "top"])[X[:, 0]]


def test_it_learns_and_answers_in_the_order_of_its_classes(server: FakeServer, client: Discern) -> None:
    model = DiscernClassifier(client=client, name="rice").fit(X, Y)

    assert model.classes_.tolist() == ["low", "mid", "top"]
    assert (model.model_, model.version_, model.n_features_in_) == ("rice", 1, 2)
    chances = model.predict_proba(X)
    assert chances.shape == (18, 3)
    assert chances.sum(axis=1) == pytest.approx(1)
    assert model.classes_[chances.argmax(axis=1)].tolist() == model.predict(X).tolist() == Y.tolist()
    assert model.score(X, Y) == 1.0


def test_every_column_is_a_feature_and_the_label_a_category(server: FakeServer, client: Discern) -> None:
    DiscernClassifier({"training": {"epochs": 3}}, client=client, target="x1").fit(X, Y)

    spec = server.asked("POST", "/v1/training-jobs")[0].json["spec"]
    assert spec == {"training": {"epochs": 3}, "features": ["x0", "x1"], "target": "x1_"}
    query = dict(server.asked("POST", "/v1/datasets")[0].query)
    assert query["overrides"] == '{"x1_": {"kind": "categorical", "role": "target"}}'
    assert server.frames["ds_1"].dtypes.astype(str).to_dict()["x0"] == "float64"


def test_more_rows_than_the_limit_go_in_several_requests(server: FakeServer, client: Discern) -> None:
    model = DiscernClassifier(client=client, name="rice").fit(X, Y)

    model.predict(X)

    assert len(server.asked("POST", "/v1/models/rice/versions/1/predict")) == 5


@pytest.mark.parametrize("labels", [[1, 0, 7], [True, False, True], [0.0, 1.0, 2.0], ["b", "a", "10"]])
def test_labels_come_back_with_their_own_type(server: FakeServer, client: Discern, labels: list[object]) -> None:
    y = np.array(labels)[X[:, 0]]

    model = DiscernClassifier(client=client).fit(X, y)

    assert model.predict(X).dtype == y.dtype
    assert model.classes_.tolist() == np.unique(y).tolist()


def test_clone_keeps_parameters_and_shares_the_connection(server: FakeServer, client: Discern) -> None:
    model = DiscernClassifier({"threshold": 0.4}, name="rice", target="y", client=client).fit(X, Y)

    twin = clone(model)

    assert twin.get_params() == model.get_params()
    assert twin.client is client
    assert not hasattr(twin, "classes_")
    assert twin.set_params(name="other").name == "other"
    assert is_classifier(model)
    assert copy.deepcopy(client) is client


def test_it_works_in_cross_validation_pipelines_and_grids(server: FakeServer, client: Discern) -> None:
    model = DiscernClassifier(client=client, name="rice")

    assert cross_val_score(model, X, Y, cv=3).tolist() == [1.0, 1.0, 1.0]
    assert make_pipeline(StandardScaler(), model).fit(X, Y).score(X, Y) == 1.0
    grid = GridSearchCV(model, {"spec": [{"threshold": 0.4}, {"threshold": 0.6}]}, cv=2).fit(X, Y)
    assert grid.best_params_["spec"] in ({"threshold": 0.4}, {"threshold": 0.6})


def test_a_fitted_model_can_be_pickled_to_another_process(server: FakeServer, client: Discern) -> None:
    model = DiscernClassifier(client=client, name="rice").fit(X, Y)

    other = pickle.loads(pickle.dumps(model))

    assert other.predict(X).tolist() == Y.tolist()
    other.client.close()


def test_it_refuses_to_predict_before_fit_or_with_other_columns(server: FakeServer, client: Discern) -> None:
    frame = pd.DataFrame({"a": [0.0, 1.0], "b": [1.0, 0.0]})
    model = DiscernClassifier(client=client)
    with pytest.raises(NotFittedError):
        model.predict(frame)

    model.fit(frame, ["x", "y"])

    assert model.feature_names_in_.tolist() == ["a", "b"]
    with pytest.raises(ValueError, match="is expecting 2 features"):
        model.predict(frame[["a"]])
    with pytest.raises(ValueError, match="fitted were"):
        model.predict(frame[["b", "a"]])


@pytest.mark.parametrize("y", [np.linspace(0, 1, 18), np.zeros((18, 2)), np.zeros(17, dtype=int)])
def test_labels_that_are_none_are_refused_before_anything_is_sent(
    server: FakeServer, client: Discern, y: np.ndarray
) -> None:
    with pytest.raises(ValueError, match=r"label|y must have"):
        DiscernClassifier(client=client).fit(X, y)

    assert server.seen == []


def test_mixed_columns_keep_their_kinds() -> None:
    frame = frame_of(pd.DataFrame({"n": [1, 2], "s": ["a", None], "b": [True, False]}, index=[5, 6]))

    assert frame["n"].dtype == np.float64
    assert frame["b"].tolist() == [True, False]
    assert frame.index.tolist() == [0, 1]
    assert label_text(np.int64(3)) == "3"
