"""Faults after training: rows that a model is asked for are not what it was trained on."""

from dataclasses import replace

import numpy as np
import pandas as pd

from tests.diagnosis.corpus.case import Case
from tests.diagnosis.corpus.fault import Fault, bases

Generator = np.random.Generator

NUMBERS = ("linear", "units", "blobs", "skewed", "integers", "overlapping", "moons", "multiclass")
TWO = ("linear", "units", "skewed", "overlapping", "moons", "zscored", "mixed", "circles")


def halved(case: Case) -> Case:
    """Half of the rows teach, and the model is asked for the other half, which are without labels."""
    frame = case.data.frame.sample(frac=1.0, random_state=0, ignore_index=True)
    middle = len(frame) // 2
    return replace(case.over(frame[:middle]), served=frame[middle:])


def shifted(case: Case, generator: Generator) -> Case:
    """A column moves by one and a half of its standard deviations."""
    name, served = _number(case, generator), _served(case)
    return _serving(case, served.assign(**{name: served[name] + 1.5 * served[name].std() * generator.choice([-1, 1])}))


def other_unit(case: Case, generator: Generator) -> Case:
    """A column comes in thousandths."""
    name, served = _number(case, generator), _served(case)
    return _serving(case, served.assign(**{name: served[name] * 1_000}))


def new_categories(case: Case, generator: Generator) -> Case:
    """A fifth to a half of the rows names towns that were not there."""
    served = _served(case)
    new_N = generator.random(len(served)) < generator.uniform(0.2, 0.5)
    served.loc[new_N, "town"] = generator.choice(["Kiel", "Mainz"], int(new_N.sum()))
    return _serving(case, served)


def renamed(case: Case, generator: Generator) -> Case:
    """A column has another name."""
    return _serving(case, _served(case).rename(columns={_number(case, generator): "renamed"}))


def words_for_numbers(case: Case, generator: Generator) -> Case:
    """A tenth to a third of a column's cells are words."""
    name, served = _number(case, generator), _served(case)
    odd_N = generator.random(len(served)) < generator.uniform(0.1, 0.33)
    return _serving(case, served.assign(**{name: served[name].astype(object).where(~odd_N, "see note")}))


def other_mix(case: Case, generator: Generator) -> Case:
    """Nearly all rows are of one class."""
    served, target = _served(case), case.data.target
    few_N = (served[target] == generator.choice(served[target].unique())).to_numpy()
    return _serving(case, served[~few_N | (generator.random(len(served)) < 0.04)])


FAULTS = (
    Fault(
        "served_column_shifted",
        "a served column lies 1.5 standard deviations away",
        ("serving.feature_drift", "serving.out_of_range"),
        bases(NUMBERS),
        shifted,
        prepare=halved,
    ),
    Fault(
        "served_in_another_unit",
        "a served column comes in thousandths",
        ("serving.out_of_range",),
        bases(NUMBERS),
        other_unit,
        prepare=halved,
    ),
    Fault(
        "served_new_categories",
        "a fifth to a half of the served rows has categories that no training row had",
        ("serving.unseen_categories",),
        bases(("mixed",), range(50, 66)),
        new_categories,
        prepare=halved,
    ),
    Fault(
        "served_renamed_column",
        "a served column has another name",
        ("serving.schema_drift",),
        bases(NUMBERS),
        renamed,
        prepare=halved,
    ),
    Fault(
        "served_words_for_numbers",
        "a tenth to a third of the cells of a served column of numbers are words",
        ("serving.schema_drift",),
        bases(NUMBERS),
        words_for_numbers,
        prepare=halved,
    ),
    Fault(
        "served_class_mix",
        "nearly all served rows are of one class",
        ("serving.prediction_drift",),
        bases(TWO),
        other_mix,
        prepare=halved,
    ),
)


def _served(case: Case) -> pd.DataFrame:
    if case.served is None:
        raise ValueError(f"{case.data.name} is not served")
    return case.served.copy()


def _serving(case: Case, served: pd.DataFrame) -> Case:
    return replace(case, served=served)


def _number(case: Case, generator: Generator) -> str:
    numbers = case.data.frame.drop(columns=case.data.target).select_dtypes("number")
    return str(generator.choice(list(numbers.columns)))
