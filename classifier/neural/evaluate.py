"""What a run's members reach: out-of-fold validation, calibration, threshold, test part, baselines."""

# Axes: N rows, X axes of an encoded row, M members, C classes.
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.metrics.baselines import baselines
from classifier.metrics.calibration import choose_temperature
from classifier.metrics.report import evaluate
from classifier.metrics.threshold import choose_threshold
from classifier.neural.predictor import Member, Predictor, mean_logits, probabilities
from classifier.neural.trained import Metrics, TrainedMember
from classifier.spec.decision import Calibration, CalibrationReport, ThresholdReport
from classifier.spec.report import Baselines, Evaluation, MemberReport, MembersSpread, Scores, Spread
from classifier.spec.train import TrainSpec
from classifier.table.baseline_matrix import baseline_matrix, baseline_notes
from classifier.table.encode import encode
from classifier.table.split import Split

Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True)
class MemberPlan:
    """One network of a run, before it is trained."""

    number: int
    fold: int | None
    seed: int
    split: Split


@dataclass(frozen=True)
class Measured:
    """All that is measured once the members are trained."""

    calibration: CalibrationReport
    decision: ThresholdReport | None
    threshold: float | None
    metrics: Metrics


def measure_run(
    table: pa.Table,
    y_N: Int64s,
    spec: TrainSpec,
    plans: Sequence[MemberPlan],
    members: Sequence[TrainedMember],
    classes: list[str],
) -> Measured:
    """Calibrate and choose the threshold on validation rows, then measure on the test part through one `Predictor`."""
    loaded = [Member.of(member.encoder, member.architecture, member.weights) for member in members]
    alone = [Predictor([member], classes, 0.5 if len(classes) == 2 else None) for member in loaded]
    rows, logits_NC, scores = _validate(table, y_N, plans, alone)
    # Out-of-fold logits are those of single members: they say how sharp one is, not how sharp the mean of all is.
    mode: Calibration = "none" if spec.calibration == "auto" and spec.split.folds is not None else spec.calibration
    calibration = choose_temperature(logits_NC, y_N[rows], mode, seed=spec.split.seed)
    p_NC = probabilities(logits_NC / np.float32(calibration.temperature))
    decision = choose_threshold(p_NC[:, 1], y_N[rows], spec.threshold) if len(classes) == 2 else None
    threshold = None if decision is None else decision.threshold
    validation = evaluate(p_NC, y_N[rows], classes=classes, threshold=threshold)
    test_rows = plans[0].split.test
    test = _evaluate(Predictor(loaded, classes, threshold, calibration.temperature), table, y_N, test_rows)
    tests = [_evaluate(one, table, y_N, test_rows) for one in alone] if len(alone) > 1 else [test]
    reports = [
        MemberReport(
            number=plan.number,
            fold=plan.fold,
            seed=plan.seed,
            best=member.best,
            epochs_run=member.epochs_run,
            num_parameters=member.architecture.num_parameters,
            validation=own,
            test=None if tested is None else _scores(tested),
        )
        for plan, member, own, tested in zip(plans, members, scores, tests, strict=True)
    ]
    metrics = Metrics(
        test=test,
        validation=validation,
        baselines=_baselines(table, y_N, plans[0].split, members[0], classes),
        members=reports,
        spread=_spread(reports),
    )
    return Measured(calibration, decision, threshold, metrics)


def _validate(
    table: pa.Table, y_N: Int64s, plans: Sequence[MemberPlan], alone: Sequence[Predictor]
) -> tuple[Int64s, npt.NDArray[np.float32], list[Scores]]:
    """Validation rows, rising; the logits of the members that chose by them and did not train on them; each one's scores."""
    by_fold: dict[int | None, tuple[Int64s, list[npt.NDArray[np.float32]]]] = {}
    scores = []
    for plan, predictor in zip(plans, alone, strict=True):
        asked = plan.split.validation
        predictions = predictor.predict(table.take(asked))
        answered = np.setdiff1d(np.arange(len(asked)), predictions.bad_rows)
        logits_NC = predictions.logits_NC[answered]
        p_NC = predictions.probabilities_NC[answered]
        scores.append(_scores(evaluate(p_NC, y_N[asked[answered]], classes=predictor.classes)))
        by_fold.setdefault(plan.fold, (asked[answered], []))[1].append(logits_NC)
    rows = np.concatenate([rows for rows, _ in by_fold.values()])
    logits = [parts[0] if len(parts) == 1 else mean_logits(parts) for _, parts in by_fold.values()]
    order = np.argsort(rows, kind="stable")
    return rows[order], np.concatenate(logits)[order], scores


def _evaluate(predictor: Predictor, table: pa.Table, y_N: Int64s, rows: Int64s) -> Evaluation | None:
    """Measures over the rows that serving would answer; None when there are none."""
    predictions = predictor.predict(table.take(rows))
    answered = np.setdiff1d(np.arange(len(rows)), predictions.bad_rows)
    if len(answered) == 0:
        return None
    return evaluate(
        predictions.probabilities_NC[answered],
        y_N[rows][answered],
        classes=predictor.classes,
        threshold=predictor.threshold,
    )


def _baselines(
    table: pa.Table, y_N: Int64s, split: Split, member: TrainedMember, classes: list[str]
) -> Baselines | None:
    """Simple answers on the test rows, from the first member's training rows; None without test rows."""
    if not len(split.test):
        return None
    encoder = member.encoder
    x_train_NX, x_test_NX = (encode(encoder, table.take(rows)).x_NX for rows in (split.train, split.test))
    return baselines(
        x_train_NX,
        y_N[split.train],
        x_test_NX,
        y_N[split.test],
        classes,
        as_matrix=partial(baseline_matrix, encoder),
        notes=baseline_notes(encoder),
    )


def _scores(evaluation: Evaluation) -> Scores:
    return Scores(
        accuracy=evaluation.accuracy,
        macro_f1=evaluation.macro_f1,
        roc_auc=evaluation.roc_auc,
        log_loss=evaluation.log_loss,
    )


def _spread(reports: Sequence[MemberReport]) -> MembersSpread | None:
    if len(reports) == 1:
        return None
    tests = [report.test for report in reports if report.test is not None]
    return MembersSpread(
        validation=_spreads([report.validation for report in reports]), test=_spreads(tests) if tests else None
    )


def _spreads(scores: Sequence[Scores]) -> dict[str, Spread]:
    """Of each measure that every member has."""
    found = {}
    for name in Scores.model_fields:
        values = [getattr(score, name) for score in scores]
        if None not in values:
            found[name] = Spread(
                mean=float(np.mean(values)),
                std=float(np.std(values, ddof=1)) if len(values) > 1 else 0.0,
                minimum=min(values),
                maximum=max(values),
            )
    return found
