"""Faults of the data: cells, rows, columns and labels that mislead training or its measures."""

from dataclasses import replace

import numpy as np
import pandas as pd

from tests.diagnosis.corpus.case import Case
from tests.diagnosis.corpus.fault import Fault, bases

Generator = np.random.Generator

CONTINUOUS = ("linear", "units", "blobs", "zscored", "multiclass", "skewed", "moons", "overlapping")
"""Sets whose rows all differ."""
TWO = ("linear", "units", "zscored", "skewed", "moons", "overlapping", "circles", "heart")
"""Sets of two classes."""
UNSURE = ("linear", "units", "zscored", "skewed", "overlapping", "mixed")
"""Sets that no model gets right in all rows: elsewhere one more column that tells the class changes nothing."""
APART = ("blobs", "multiclass", "moons", "circles", "integers", "heart", "wide", "tiny")
"""Sets whose classes can be told apart: elsewhere a wrong label looks like one of the others."""
ANY = (*CONTINUOUS, "mixed", "integers")


def missing(case: Case, generator: Generator) -> Case:
    """A column loses 55 to 85 % of its cells."""
    frame, column = case.data.frame, _feature(case, generator)
    frame.loc[generator.random(len(frame)) < generator.uniform(0.55, 0.85), column] = np.nan
    return case.over(frame)


def empty_column(case: Case, generator: Generator) -> Case:
    """A column has no cells at all."""
    return case.over(_with_column(case, "remark", np.full(len(case.data.frame), np.nan)))


def constant_column(case: Case, generator: Generator) -> Case:
    """A column holds one value."""
    return case.over(_with_column(case, "site", np.full(len(case.data.frame), 7)))


def repeated_column(case: Case, generator: Generator) -> Case:
    """A column stands twice under two names."""
    return case.over(_with_column(case, "copy", case.data.frame[_feature(case, generator)]))


def repeated_rows(case: Case, generator: Generator) -> Case:
    """A third of the rows is written a second time, all shuffled."""
    frame = case.data.frame
    again = frame.sample(frac=0.33, random_state=int(generator.integers(2**31)))
    return case.over(_shuffled(pd.concat([frame, again]), generator))


def nearly_repeated_rows(case: Case, generator: Generator) -> Case:
    """A third of the rows stands a second time with a jitter of a ten-thousandth of each column's spread."""
    frame = case.data.frame
    again = frame.sample(frac=0.33, random_state=int(generator.integers(2**31)))
    for name in _numeric(case):
        again[name] += generator.normal(size=len(again)) * 1e-4 * frame[name].std()
    return case.over(_shuffled(pd.concat([frame, again]), generator))


def conflicting_labels(case: Case, generator: Generator) -> Case:
    """A sixth of the rows stands a second time with another label."""
    frame, target = case.data.frame, case.data.target
    again = frame.sample(frac=0.17, random_state=int(generator.integers(2**31)))
    again[target] = _others(again[target], frame[target].unique(), generator)
    return case.over(_shuffled(pd.concat([frame, again]), generator))


def id_as_feature(case: Case, generator: Generator) -> Case:
    """Rows lie in order of their class, counted by an id that the owner makes a feature."""
    frame = case.data.frame.sort_values(case.data.target, kind="stable").reset_index(drop=True)
    frame.insert(0, "record", np.arange(1, len(frame) + 1))
    return replace(case.over(frame), overrides={"record": {"role": "feature"}})


def leaking_number(case: Case, generator: Generator) -> Case:
    """A number that was measured after the fact: the class with little noise."""
    codes_N = pd.factorize(case.data.frame[case.data.target], sort=True)[0]
    noise_N = generator.normal(size=len(codes_N)) * 0.08
    return case.over(_with_column(case, "followup", (codes_N + noise_N).round(4) * 13.7))


def leaking_category(case: Case, generator: Generator) -> Case:
    """The class under other words, right in 99 of 100 rows."""
    labels = case.data.frame[case.data.target]
    words = {label: f"ward {i}" for i, label in enumerate(labels.unique())}
    flip_N = generator.random(len(labels)) < 0.01
    said = np.where(flip_N, _others(labels, labels.unique(), generator), labels)
    return case.over(_with_column(case, "ward", pd.Series(said).map(words)))


def time_leak(case: Case, generator: Generator) -> Case:
    """One class was collected after the other, and a column says when."""
    codes_N = pd.factorize(case.data.frame[case.data.target], sort=True)[0]
    day_N = codes_N * 120 + generator.integers(0, 118, len(codes_N))
    return case.over(_with_column(case, "collected", _days(day_N)))


def rare_class(case: Case, generator: Generator) -> Case:
    """Four rows are of a class of their own."""
    frame, target = case.data.frame, case.data.target
    labels = frame[target].astype(str)
    labels.iloc[generator.choice(len(frame), 4, replace=False)] = "other"
    return case.over(frame.assign(**{target: labels}))


def one_class(case: Case, generator: Generator) -> Case:
    """Only rows of one class were exported."""
    frame = case.data.frame
    return case.over(frame[frame[case.data.target] == frame[case.data.target].iloc[0]])


def imbalance(case: Case, generator: Generator) -> Case:
    """Of one class two rows in a hundred are left."""
    frame = case.data.frame
    few_N = (frame[case.data.target] == frame[case.data.target].iloc[0]).to_numpy()
    keep_N = ~few_N | (generator.random(len(frame)) < 0.02 * (~few_N).sum() / few_N.sum())
    return case.over(frame[keep_N])


def label_noise(case: Case, generator: Generator) -> Case:
    """A quarter to a third of the labels is wrong."""
    frame, target = case.data.frame, case.data.target
    wrong_N = generator.random(len(frame)) < generator.uniform(0.22, 0.32)
    frame.loc[wrong_N, target] = _others(frame.loc[wrong_N, target], frame[target].unique(), generator)
    return case.over(frame)


def odd_cells(case: Case, generator: Generator) -> Case:
    """Some cells of a column of numbers hold words, so that it is read as text or categories."""
    frame, column = case.data.frame, _feature(case, generator)
    cells = frame[column].map(lambda value: f"{value}")
    at = generator.choice(len(frame), max(4, len(frame) // 100), replace=False)
    cells.iloc[at] = generator.choice(["broken", "see note", "<0.1"], len(at))
    return case.over(frame.assign(**{column: cells}))


FAULTS = (
    Fault("missing_cells", "55 to 85 % of a column is blank", ("data.missing",), bases(CONTINUOUS), missing),
    Fault(
        "empty_column",
        "a column without cells",
        ("data.all_missing_column",),
        bases(ANY),
        empty_column,
        told="info",
    ),
    Fault(
        "constant_column",
        "a column of one value",
        ("data.constant_column",),
        bases(ANY),
        constant_column,
        told="info",
    ),
    Fault(
        "repeated_column",
        "a column stands twice",
        ("data.duplicate_column",),
        bases(CONTINUOUS),
        repeated_column,
        told="info",
    ),
    Fault(
        "repeated_rows",
        "a third of the rows stands twice, so test rows were trained on",
        ("data.duplicate_rows", "data.split_overlap"),
        bases(CONTINUOUS),
        repeated_rows,
    ),
    Fault(
        "nearly_repeated_rows",
        "the same with a jitter of 1/10,000",
        ("data.split_overlap",),
        bases(CONTINUOUS),
        nearly_repeated_rows,
    ),
    Fault(
        "conflicting_labels",
        "a sixth of the rows stands again with another label",
        ("data.conflicting_labels",),
        bases(CONTINUOUS),
        conflicting_labels,
    ),
    Fault(
        "id_as_feature",
        "rows in order of class, and their number is a feature",
        ("data.id_like_column", "data.leak_single_feature", "data.time_leak"),
        bases(CONTINUOUS),
        id_as_feature,
    ),
    Fault(
        "leaking_number",
        "a number that is the class with 8 % noise",
        ("data.leak_single_feature",),
        bases(UNSURE, (50, 51, 52)),
        leaking_number,
    ),
    Fault(
        "leaking_category",
        "the class in other words, 1 % wrong",
        ("data.leak_single_feature",),
        bases(UNSURE, (50, 51, 52)),
        leaking_category,
    ),
    Fault(
        "time_leak",
        "classes were collected one after the other, and a date says when",
        ("data.time_leak", "data.leak_single_feature"),
        bases(("linear", "units", "blobs", "zscored", "skewed", "overlapping", "mixed", "circles")),
        time_leak,
    ),
    Fault("rare_class", "a class of four rows", ("data.rare_class",), bases(ANY), rare_class),
    Fault("one_class", "rows of one class only", ("data.single_class",), bases(ANY), one_class),
    Fault(
        "imbalance",
        "one class has two rows in a hundred",
        ("data.imbalance",),
        bases(TWO),
        imbalance,
        measure="mean_recall",
        told="info",
    ),
    Fault(
        "label_noise",
        "22 to 32 % of the labels are wrong, in classes that lie apart",
        ("data.label_noise",),
        bases(APART),
        label_noise,
    ),
    Fault(
        "odd_cells", "1 % of a column of numbers holds words", ("data.type_ambiguous",), bases(CONTINUOUS), odd_cells
    ),
)


def _numeric(case: Case) -> list[str]:
    frame = case.data.frame.drop(columns=case.data.target)
    return list(frame.select_dtypes("number").columns)


def _feature(case: Case, generator: Generator) -> str:
    return str(generator.choice(_numeric(case)))


def _with_column(case: Case, name: str, values: object) -> pd.DataFrame:
    """The table with another column before the target, which stays last."""
    frame = case.data.frame
    frame.insert(len(frame.columns) - 1, name, np.asarray(values))
    return frame


def _shuffled(frame: pd.DataFrame, generator: Generator) -> pd.DataFrame:
    return frame.sample(frac=1.0, random_state=int(generator.integers(2**31)), ignore_index=True)


def _others(labels: pd.Series, classes: object, generator: Generator) -> np.ndarray:
    """For each label another class."""
    every = np.asarray(classes)
    at_N = pd.Categorical(labels, categories=every).codes
    return np.asarray(every[(at_N + generator.integers(1, len(every), len(labels))) % len(every)])


def _days(day_N: np.ndarray) -> list[str]:
    start = pd.Timestamp("2023-01-01")
    return [(start + pd.Timedelta(days=int(day))).strftime("%Y-%m-%d") for day in day_N]
