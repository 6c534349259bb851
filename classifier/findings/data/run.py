"""The data's findings about one run: those of its dataset that concern it, its own target's, and its split's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifier.findings.catalogue.data import TARGET_CODES
from classifier.findings.concern import for_run
from classifier.findings.data.checks import target_checks
from classifier.findings.data.probe import Probe
from classifier.findings.data.rows import conflicting_labels
from classifier.findings.data.split_overlap import split_overlap
from classifier.findings.data.task import Task
from classifier.findings.data.without import without
from classifier.findings.fix import change
from classifier.findings.ledger import Checked, Outcome, Skip, codes_of
from classifier.spec.check_data import auto_features
from classifier.spec.finding import Diagnosis, Finding
from classifier.spec.train import TrainSpec
from classifier.table.split import Split

# A target that the profile did not look at is probed here: 40 to 60 ms, a tenth of what the profile takes.
RUN_ROWS, RUN_TREES = 1_000, 20


@dataclass(frozen=True)
class Profiled:
    """What the profile of a run's dataset found."""

    target: str | None
    """The column that its checks took for the label."""
    diagnosis: Diagnosis


def run_data_checks(task: Task, spec: TrainSpec, splits: Sequence[Split], profiled: Profiled | None) -> Checked:
    """The outcome of each check of the phase for a run; `spec` is resolved, and every fix fits it."""
    if profiled is not None:
        yield from _of_columns(task, profiled.diagnosis)
        yield from _of_target(task, spec, profiled)
    else:
        unknown = Skip("The findings of the dataset's profile were not given to this run.")
        yield from ((code, unknown) for code in codes_of("data"))
    yield "data.single_class", None  # a run with one class is refused before
    yield "data.split_overlap", split_overlap(task, splits[0])


def _of_columns(task: Task, diagnosis: Diagnosis) -> Checked:
    """What the profile found in columns and rows, as far as it concerns the run."""
    found: dict[str, list[Finding]] = {}
    for finding in diagnosis.findings:
        if finding.code not in TARGET_CODES:
            kept = found.setdefault(finding.code, [])
            if (concerns := for_run(finding, task.target, task.features)) is not None:
                kept.append(concerns)
    yield from found.items()
    yield from ((code, None) for code in diagnosis.checks_passed if code not in TARGET_CODES)
    for skipped in diagnosis.checks_skipped:
        if skipped.code not in TARGET_CODES and skipped.code != "data.split_overlap":
            yield skipped.code, Skip(skipped.reason)


def _of_target(task: Task, spec: TrainSpec, profiled: Profiled) -> Checked:
    """What was found for the same target and features, else found anew in a small sample."""
    known = set(auto_features(task.schema, task.target))
    if profiled.target != task.target or not set(task.features) <= known:
        checked = target_checks(task, Probe(task, max_rows=RUN_ROWS, num_trees=RUN_TREES))
    else:
        checked = _adopted(task, profiled.diagnosis, same_features=len(task.features) == len(known))
    for code, outcome in checked:
        if code != "data.single_class":
            yield code, _with_fix(outcome, spec, task)


def _adopted(task: Task, diagnosis: Diagnosis, *, same_features: bool) -> Iterator[tuple[str, Outcome]]:
    skipped = {check.code: check.reason for check in diagnosis.checks_skipped}
    made = {*diagnosis.checks_passed, *(finding.code for finding in diagnosis.findings)}
    for code in TARGET_CODES:
        if code == "data.conflicting_labels" and not same_features:  # rows meet in fewer columns more often
            yield code, conflicting_labels(task)
        elif code not in made:
            yield code, Skip(skipped.get(code, "It was not made when the dataset was profiled."))
        else:
            whose = (None, task.target, *task.features)
            yield code, [f for f in diagnosis.findings if f.code == code and f.column in whose]


def _with_fix(outcome: Outcome, spec: TrainSpec, task: Task) -> Outcome:
    """The same with patches of this run's spec."""
    if outcome is None or isinstance(outcome, Skip):
        return outcome
    findings = [outcome] if isinstance(outcome, Finding) else list(outcome)
    sure = [f.column for f in findings if f.fix is not None and f.column is not None]
    return [finding.model_copy(update={"fix": _fix(finding, spec, task, sure)}) for finding in findings]


def _fix(finding: Finding, spec: TrainSpec, task: Task, columns: Sequence[str]) -> list[dict[str, object]] | None:
    if finding.fix is None:
        return None
    if finding.code == "data.imbalance":
        weighed = spec.loss.class_weights != "none" or spec.loss.pos_weight is not None or spec.loss.name == "focal"
        return None if weighed else change(spec, loss__class_weights="balanced")
    return without(task.features, columns)
