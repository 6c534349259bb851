"""Small cross-validated models of a bounded sample: what can be told of a label, by all columns, by one, by the rest."""

# Axes: N sampled rows, D columns, C classes.
import warnings
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from classifier.findings.data.matrix import MAX_WHOLE_ROWS, matrix_of
from classifier.findings.data.task import Task

MAX_ROWS = 2_000  # of 20,000 x 10: 0.2 s a forest; the error of a share of 0.1 is then 0.007
MAX_NUMBERS = 400_000  # rows times columns: 2,000 columns are read in 400 rows, 0.5 s
FEWEST_ROWS = 400
MAX_CLASSES = 100  # a forest keeps every class in every leaf: 60 trees of 700 leaves are 34 MB
NUM_FOLDS, NUM_TREES, MIN_LEAF = 3, 60, 3

Floats = npt.NDArray[np.float64]
Int64s = npt.NDArray[np.int64]


class Probe:
    """Models of one task; each is fitted when it is first asked for."""

    def __init__(self, task: Task, *, max_rows: int = MAX_ROWS, num_trees: int = NUM_TREES) -> None:
        self.task, self._num_trees = task, num_trees
        width = max(1, len(task.features))
        size = max(FEWEST_ROWS, min(max_rows, MAX_NUMBERS // width))
        usable_N = task.y_N >= 0
        if task.is_whole:
            size = min(size, MAX_WHOLE_ROWS)
            for column in task.columns:
                usable_N &= np.asarray(task.table.column(column.name).is_valid().to_numpy(), dtype=np.bool_)
        labelled = np.flatnonzero(usable_N)
        if len(labelled) > size:
            labelled = labelled[_smallest(np.random.PCG64(0).random_raw(len(labelled)), size)]
        self.rows_N: Int64s = labelled
        """The sampled rows of the table, rising."""
        self.y_N: Int64s = task.y_N[labelled]

    @property
    def why_not(self) -> str | None:
        """Why this task cannot be probed, if it cannot."""
        if len(self.task.classes) > MAX_CLASSES:
            return f"There are more than {MAX_CLASSES} classes."
        if len(self.rows_N) < 30:
            return "There are fewer than 30 labelled rows."
        if not self.task.features:
            return "There is no column to learn from."
        return None

    @property
    def majority_error(self) -> float:
        """Share of the rows that are not of the commonest class."""
        return float(1 - np.bincount(self.y_N).max() / len(self.y_N))

    @cached_property
    def x_ND(self) -> npt.NDArray[np.float32]:  # noqa: N802
        """Each feature's values as ranks among the sample's, -1 where there is none; a whole input as numbers."""
        return matrix_of(self.task, self.rows_N)

    @cached_property
    def everything(self) -> Floats:
        """Out-of-fold probabilities of a forest on all columns, `[N, C]`."""
        return self._forest(self.x_ND)

    def column(self, name: str) -> npt.NDArray[np.float32]:
        """A feature's ranks, `[N]`."""
        return self.x_ND[:, self.task.features.index(name)]

    def without(self, name: str) -> Floats:
        """The same without one column."""
        return self._forest(np.delete(self.x_ND, self.task.features.index(name), axis=1))

    def alone(self, name: str) -> Floats:
        """Out-of-fold probabilities of a tree on one column."""
        from sklearn.tree import DecisionTreeClassifier

        return self._out_of_fold(self.column(name)[:, None], DecisionTreeClassifier(max_leaf_nodes=256, random_state=0))

    def error(self, p_NC: Floats) -> float:
        """Share of the rows whose most probable class is not their label."""
        return float((p_NC.argmax(axis=1) != self.y_N).mean())

    def skill(self, error: float) -> float:
        """1 when every row is right, 0 when no more are than by always answering the commonest class."""
        return 1 - error / self.majority_error if self.majority_error else 0.0

    def _forest(self, x_ND: npt.NDArray[np.float32]) -> Floats:
        return self._out_of_fold(x_ND, Trees(self._num_trees))

    def _out_of_fold(self, x_ND: npt.NDArray[np.float32], model: object) -> Floats:
        key_N = np.random.PCG64(1).random_raw(len(self.y_N))
        order_N = np.argsort(key_N, kind="stable")
        order_N = order_N[np.argsort(self.y_N[order_N], kind="stable")]  # class by class: each fold has its share
        fold_N = np.empty(len(order_N), dtype=np.int64)
        fold_N[order_N] = np.arange(len(order_N)) % NUM_FOLDS
        p_NC = np.zeros((len(self.y_N), len(self.task.classes)))
        for fold in range(NUM_FOLDS):
            inside, held = fold_N != fold, np.flatnonzero(fold_N == fold)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a class without a row in this fold is meant
                fitted = model.fit(x_ND[inside], self.y_N[inside])  # type: ignore[attr-defined]
            p_NC[held[:, None], fitted.classes_] = fitted.predict_proba(x_ND[held])
        return p_NC


class Trees:
    """Of scikit-learn's `ExtraTreesClassifier` with `random_state` 0 the trees and the answers, in three quarters of its time:
    it copies and checks the parameters of each tree.
    """

    def __init__(self, num_trees: int) -> None:
        self._num_trees = num_trees

    def fit(self, x_ND: npt.NDArray[np.float32], y_N: Int64s) -> Self:
        """Themselves, fitted to rows without gaps."""
        from sklearn import config_context
        from sklearn.tree import ExtraTreeClassifier

        seeds = np.random.RandomState(0).randint(np.iinfo(np.int32).max, size=self._num_trees)
        with config_context(skip_parameter_validation=True):
            self._trees = [
                ExtraTreeClassifier(max_features="sqrt", min_samples_leaf=MIN_LEAF, random_state=seed).fit(
                    x_ND, y_N, check_input=False
                )
                for seed in seeds.tolist()
            ]
        self.classes_: Int64s = self._trees[0].classes_
        """The classes of these rows, rising."""
        return self

    def predict_proba(self, x_ND: npt.NDArray[np.float32]) -> Floats:
        """The mean of what they answer, `[N, C]`."""
        p_NC = np.zeros((len(x_ND), len(self.classes_)))
        for tree in self._trees:
            p_NC += tree.predict_proba(x_ND, check_input=False)
        return p_NC / self._num_trees


def _smallest(key_N: npt.NDArray[np.uint64], size: int) -> Int64s:
    """Places of the `size` smallest keys, rising; of equal keys the first ones.

    >>> _smallest(np.array([7, 1, 5, 1, 5], dtype=np.uint64), 3).tolist()
    [1, 2, 3]
    """
    last = np.partition(key_N, size - 1)[size - 1]  # a tenth of the time of sorting a million of them
    below, equal = np.flatnonzero(key_N < last), np.flatnonzero(key_N == last)
    return np.sort(np.concatenate([below, equal[: size - len(below)]]))
