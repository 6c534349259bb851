"""A classifier with scikit-learn's interface that trains and predicts on a Discern server.

The only file here that imports scikit-learn, pandas and numpy.
"""

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted

from discern.client import Discern
from discern.objects import Predictions


class DiscernClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A model version on a server; works in `clone`, `cross_val_score`, pipelines and grids.

    `spec`: a TrainSpec without target and features. `name`: model to publish under, each fit as a new version; None
    lets the server choose. `target`: what the label column is called there. `client`: a `Discern`; None makes one of
    `DISCERN_URL` and `DISCERN_KEY`. All columns of `X` are features; `None` and NaN are missing values.

    >>> from sklearn.model_selection import cross_val_score
    >>> cross_val_score(DiscernClassifier(name="rice"), X, y, cv=3)  # doctest: +SKIP
    array([0.927, 0.921, 0.934])
    """

    def __init__(
        self,
        spec: Mapping[str, Any] | None = None,
        *,
        name: str | None = None,
        target: str = "target",
        client: Discern | None = None,
    ):
        self.spec = spec
        self.name = name
        self.target = target
        self.client = client

    def fit(self, X: Any, y: Any) -> Self:
        """Train on `X` `[N, D]` (DataFrame or array) and labels `y` `[N]`, and wait for the model.

        Raises: `ValueError` for inputs that do not fit together, `discern.errors.DiscernError` from the server.
        """
        frame = frame_of(X)
        y = np.asarray(y)
        if y.ndim != 1 or len(y) != len(frame):
            raise ValueError(f"y must have one label for each of the {len(frame)} rows of X, got shape {y.shape}")
        check_classification_targets(y)
        classes = np.unique(y)
        labels = [label_text(value) for value in classes.tolist()]
        if len(set(labels)) != len(labels):
            raise ValueError(f"two classes are written alike: {labels}")
        target = self.target
        while target in frame.columns:
            target += "_"
        known = dict(zip(classes.tolist(), labels, strict=True))
        features = list(frame.columns)
        frame[target] = [known[value] for value in y.tolist()]
        spec = {**(self.spec or {}), "features": features}
        client = self.client or Discern()
        # One column's kind is said and not guessed: labels that look like numbers are still labels.
        overrides = {target: {"kind": "categorical", "role": "target"}}
        job = client.train(frame, target, spec=spec, name=self.name, overrides=overrides)
        self.classes_ = classes
        self.labels_ = labels
        self.n_features_in_ = len(features)
        if hasattr(X, "columns"):
            self.feature_names_in_ = np.asarray(features, dtype=object)
        self.feature_columns_ = features
        self.job_id_ = job.id
        self.model_ = str(job.model)
        self.version_ = job.version
        return self

    def predict_proba(self, X: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Probabilities `[N, C]`, columns in the order of `classes_`."""
        answers = self._answers(X)
        rows = [row.probabilities for answer in answers for row in answer.predictions]
        return np.array([[row[label] for label in self.labels_] for row in rows]).reshape(-1, len(self.labels_))

    def predict(self, X: Any) -> np.ndarray[Any, Any]:
        """Labels `[N]` with the type and spelling of `y`; of two classes by the model's threshold."""
        answers = self._answers(X)
        place = {label: index for index, label in enumerate(self.labels_)}
        index = [place[str(row.label)] for answer in answers for row in answer.predictions]
        labels: np.ndarray[Any, Any] = self.classes_[np.array(index, dtype=np.int64)]
        return labels

    def _answers(self, X: Any) -> list[Predictions]:
        check_is_fitted(self, "version_")
        frame = frame_of(X)
        if len(frame.columns) != self.n_features_in_:
            raise ValueError(
                f"X has {len(frame.columns)} features, but {type(self).__name__} is expecting "
                f"{self.n_features_in_} features as input"
            )
        if hasattr(X, "columns") and list(frame.columns) != self.feature_columns_:
            raise ValueError(f"X has the columns {list(frame.columns)}, fitted were {self.feature_columns_}")
        frame.columns = pd.Index(self.feature_columns_)
        client = self.client or Discern()
        step = int(client.limits().get("max_predict_rows", 10_000))
        return [
            client.predict(self.model_, frame.iloc[start : start + step], version=self.version_)
            for start in range(0, len(frame), step)
        ]


def frame_of(X: Any) -> pd.DataFrame:
    """A new DataFrame with text column names; whole numbers become floats, so that no server takes them for codes.

    >>> frame_of([[1, 2], [3, 4]]).columns.tolist()
    ['x0', 'x1']
    """
    if hasattr(X, "columns"):
        frame = pd.DataFrame(X).rename(columns=str).reset_index(drop=True)
    else:
        array = np.asarray(X)
        if array.ndim != 2:
            raise ValueError(f"X must have two axes, got shape {array.shape}. Reshape your data.")
        frame = pd.DataFrame(array, columns=pd.Index([f"x{index}" for index in range(array.shape[1])]))
    frame = frame.infer_objects()
    numeric = frame.select_dtypes(include="number").columns
    return frame.astype(dict.fromkeys(numeric, np.float64))


def label_text(value: Any) -> str:
    """How a label is written in the uploaded table.

    >>> label_text(1.0), label_text(True), label_text("Jasmine")
    ('1', 'true', 'Jasmine')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
