"""A quick part of the corpus: every kind of fault is named, its healthy run is not accused, and sane runs raise no alarm.

The whole of it is `python -m benchmarks.diagnosis`.
"""

import numpy as np
import pytest

from classifier.findings.catalogue.kinds import KINDS
from tests.diagnosis.corpus import confusion, healthy
from tests.diagnosis.corpus.case import Case
from tests.diagnosis.corpus.datasets import dataset
from tests.diagnosis.corpus.faults import FAULTS
from tests.diagnosis.corpus.generated import TABLES, WHOLES
from tests.diagnosis.corpus.run import every_fault, restored, run_fault, run_healthy

HEALTHY = (
    *(
        "blobs:100/default",
        "mixed:100/default",
        "imbalanced:100/default",
        "tiny:100/default",
        "overlapping:100/default",
    ),
    *("zscored:130/as_it_is", "integers:101/default", "iris/default", "breast_cancer/logistic", "heart:102/default"),
    *(
        "skewed:113/focal",
        "linear:110/balanced",
        "blobs:112/cosine",
        "linear:113/robust",
        "moons:121/f1",
        "waves:130/gru",
    ),
)


@pytest.mark.parametrize("name", list(FAULTS))
def test_a_fault_is_named_and_the_run_without_it_is_not_accused(name: str) -> None:
    record = run_fault(name, 0, fixes=False)

    assert record["detected"], record["broken"]["findings"]
    assert record["control"] == []


@pytest.mark.parametrize("name", HEALTHY)
def test_a_healthy_run_raises_no_alarm(name: str) -> None:
    run = next(run for run in healthy.runs() if run.name == name)

    record = run_healthy(run)

    assert record["error"] is None
    assert confusion.codes_of(record, "warning", "error") == []


def test_the_corpus_is_as_large_as_was_promised() -> None:
    drawn_or_bundled = [run for run in healthy.runs() if ":" in run.data or run.data in healthy.SKLEARN]

    assert len(FAULTS) >= 25
    assert min(len(fault.bases) for fault in FAULTS.values()) >= 8
    assert len(drawn_or_bundled) >= 100  # on a machine that lacks the real sets


def test_a_fault_waits_for_codes_that_there_are() -> None:
    assert {code for fault in FAULTS.values() for code in fault.codes} - set(KINDS) == set()


@pytest.mark.parametrize("kind", [*TABLES, *WHOLES])
def test_a_set_is_the_same_each_time_and_another_for_another_seed(kind: str) -> None:
    maker = {**TABLES, **WHOLES}[kind]

    assert maker(3).file() == maker(3).file()
    assert maker(3).file() != maker(4).file()


@pytest.mark.parametrize(("name", "number"), every_fault(at_most=1))
def test_an_injected_fault_is_the_same_each_time_and_changes_the_run(name: str, number: int) -> None:
    fault = FAULTS[name]

    assert fault.case(number).key() == fault.case(number).key() != fault.bases[number].case().key()


def test_a_case_asks_for_the_fixed_test_rows_of_its_set() -> None:
    blobs = dataset("blobs:0")
    fixed = Case(type(blobs)("fixed", blobs.target, blobs.rows, test_rows=(1, 2)), {"split": {"seed": 3}})

    assert fixed.asked()["split"] == {"test_rows": [1, 2], "seed": 3}
    assert np.array_equal(fixed.data.labels, blobs.labels)


def test_a_fix_restores_a_measure_within_noise() -> None:
    def measured(**said: float) -> dict[str, float]:
        return {"num_rows": 100, **said}

    assert restored("accuracy", measured(accuracy=0.85), measured(accuracy=0.9))  # two standard errors are 0.06
    assert not restored("accuracy", measured(accuracy=0.83), measured(accuracy=0.9))
    assert restored("accuracy", measured(accuracy=0.98), measured(accuracy=1.0))
    assert restored("log_loss", measured(log_loss=0.59), measured(log_loss=0.5))  # of a variance of 0.25
    assert not restored("log_loss", measured(log_loss=0.61), measured(log_loss=0.5))
    assert restored("mean_recall", measured(mean_recall=0.75, least_rows=10), measured(mean_recall=0.9))
    assert not restored("mean_recall", measured(mean_recall=0.7, least_rows=80), measured(mean_recall=0.9))
    assert not restored("accuracy", None, measured(accuracy=0.5))
    assert restored("accuracy", measured(accuracy=0.5), None) is None
