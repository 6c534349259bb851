"""Every check of a dataset, made when it is profiled."""

from collections.abc import Callable, Iterator

from classifier.errors import DomainError
from classifier.findings.catalogue.data import TARGET_CODES
from classifier.findings.data.classes import imbalance, rare_class, single_class
from classifier.findings.data.columns import column_checks
from classifier.findings.data.duplicate_columns import duplicate_column_checks
from classifier.findings.data.label_noise import label_noise
from classifier.findings.data.leaks import leaks
from classifier.findings.data.probe import Probe
from classifier.findings.data.rows import conflicting_labels, duplicate_rows
from classifier.findings.data.task import Task, task_of
from classifier.findings.data.time_leak import time_leak
from classifier.findings.ledger import Checked, Outcome, Skip
from classifier.spec.table import DatasetProfile
from classifier.table.infer import TypedTable

NO_TARGET = "No target is known: no column looks like the label, and none has the role target."
NO_RUN = "It is made when a run splits the rows."


def data_checks(typed: TypedTable, profile: DatasetProfile, target: str | None = None) -> Checked:
    """The outcome of each check of the phase: of the columns, of the rows, then of the target, the suggested one if None."""
    target = target if target is not None else profile.suggested_target
    yield from column_checks(typed, profile, target)
    yield from duplicate_column_checks(typed, profile)
    yield "data.duplicate_rows", duplicate_rows(typed, profile, target)
    if target is None:
        yield from ((code, Skip(NO_TARGET)) for code in TARGET_CODES)
    else:
        yield from target_checks(task_of(typed.table, typed.schema, target))
    yield "data.split_overlap", Skip(NO_RUN)


def target_checks(task: Task, probe: Probe | None = None) -> Iterator[tuple[str, Outcome]]:
    """Checks of one target and the features it is to be learnt from."""
    probe = probe or Probe(task)
    yield "data.conflicting_labels", conflicting_labels(task)
    yield "data.single_class", single_class(task)
    yield "data.rare_class", rare_class(task)
    if len(task.classes) < 2:
        few = Skip("The target has fewer than two classes.")
        yield from ((code, few) for code in TARGET_CODES[3:])
        return
    yield "data.imbalance", imbalance(task)
    yield "data.leak_single_feature", attempt(lambda: leaks(probe))
    yield "data.time_leak", time_leak(task)
    yield "data.label_noise", attempt(lambda: label_noise(probe))


def attempt(check: Callable[[], Outcome]) -> Outcome:
    """What a check of a probing model gives; one that cannot be fitted must cost nobody the dataset or the run."""
    try:
        return check()
    except (DomainError, ValueError, ArithmeticError) as error:
        return Skip(f"No model could be fitted to a sample: {type(error).__name__}.")
