"""What a run's members reach: out-of-fold validation, calibration, threshold, test part, baselines."""

# Axes: N rows, X axes of an encoded row, M members, C classes.
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from classifier.findings.evaluation.doubt import NEARLY_PERFECT
from classifier.findings.evaluation.seen import Counted, Seen
from classifier.inference.predictor import Predictor, probabilities
from classifier.metrics.answers import Answers
from classifier.metrics.calibration import choose_temperature
from classifier.metrics.decision import predict_index
from classifier.metrics.report import evaluate
from classifier.metrics.threshold import choose_threshold
from classifier.neural.encoded import FirstMember
from classifier.neural.loss import class_weights, make_loss, mean_loss
from classifier.neural.predict_rows import predict_rows
from classifier.neural.torch_runtime import Member, mean_logits, torch_predictor
from classifier.neural.trained import TrainedMember
from classifier.spec.decision import Calibration, CalibrationReport, ThresholdReport
from classifier.spec.report import Evaluation, MemberReport, MembersSpread, Metrics, Scores, Spread
from classifier.spec.train import TrainSpec
from classifier.table.parts import RowReader
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
class HeldOut:
    """Rows with a label and the answers to them, by members that they taught nothing."""

    part: Literal["test", "validation"]
    """The test part where it has rows that are answered; else the validation rows, out of fold with folds."""
    answers: Answers
    unlearnt: Int64s
    """Rows that taught no member at all; with folds none of the validation rows."""


@dataclass(frozen=True)
class Measured:
    """All that is measured once the members are trained."""

    served: Predictor
    """The members together, as they will answer."""
    held: HeldOut

    calibration: CalibrationReport
    decision: ThresholdReport | None
    threshold: float | None
    metrics: Metrics
    look: Callable[[], Seen]
    """Measures what the checks of the phase `evaluation` judge."""


def measure_run(
    reader: RowReader,
    y_N: Int64s,
    spec: TrainSpec,
    plans: Sequence[MemberPlan],
    members: Sequence[TrainedMember],
    classes: list[str],
    *,
    validated: Mapping[int, int],
) -> Measured:
    """Calibrate and choose the threshold on validation rows, then measure on the test part through one `Predictor`.

    `validated`: how many rows each member's loop validated it on, as far as it ran here.
    """
    loaded = [Member.of(member.encoder, member.architecture, member.weights) for member in members]
    alone = [torch_predictor([member], classes, 0.5 if len(classes) == 2 else None) for member in loaded]
    rows, logits_NC, scores, recomputed = _validate(reader, y_N, spec, plans, alone)
    # Out-of-fold logits are those of single members: they say how sharp one is, not how sharp the mean of all is. Smoothed
    # labels blur the members by more than that difference.
    is_blurred = spec.loss.label_smoothing != "auto" and spec.loss.label_smoothing > 0
    as_it_is = spec.calibration == "auto" and isinstance(spec.split.folds, int) and not is_blurred
    mode: Calibration = "none" if as_it_is else spec.calibration
    calibration = choose_temperature(logits_NC, y_N[rows], mode, seed=spec.split.seed)
    p_NC = probabilities(logits_NC / np.float32(calibration.temperature))
    decision = choose_threshold(p_NC[:, 1], y_N[rows], spec.threshold) if len(classes) == 2 else None
    threshold = None if decision is None else decision.threshold
    validation = evaluate(p_NC, y_N[rows], classes=classes, threshold=threshold)
    test_rows = plans[0].split.test
    served = torch_predictor(loaded, classes, threshold, calibration.temperature)
    answered, answers = _answer(served, reader, y_N, test_rows)
    test = _evaluation(answers, served)
    of_each = [_answer(one, reader, y_N, test_rows)[1] for one in (alone if len(alone) > 1 else ())]
    tests = [_evaluation(own, one) for own, one in zip(of_each, alone, strict=True)] if of_each else [test]
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
    first = FirstMember.of(reader, y_N, plans[0].split, members[0], classes) if len(test_rows) else None
    metrics = Metrics(
        test=test,
        validation=validation,
        baselines=None if first is None else first.baselines,
        members=reports,
        spread=_spread(reports),
    )

    def look() -> Seen:
        alike = (calibration.temperature, threshold) if len(loaded) == 1 else (1.0, alone[0].threshold)
        perfect = test is not None and test.accuracy >= NEARLY_PERFECT
        return Seen(
            classes=classes,
            train_count_C=np.bincount(y_N[plans[0].split.train], minlength=len(classes)),
            validation=Answers(y_N[rows], p_NC, predict_index(p_NC, threshold)),
            test=answers,
            logistic=None if first is None else first.simple(answered),
            train_alone=None if first is None else first.on_training_rows(loaded[0], *alike),
            test_alone=of_each[0] if of_each else answers,
            in_folds=isinstance(spec.split.folds, int),
            temperature=calibration.temperature,
            threshold=threshold,
            num_outputs=members[0].architecture.num_outputs,
            counted=[
                Counted(num_rows, validated[plan.number], member.best.value, loss)
                for plan, member, (num_rows, loss) in zip(plans, members, recomputed, strict=True)
                if plan.number in validated
            ],
            single=first.single() if first is not None and perfect else None,
        )

    in_folds = isinstance(spec.split.folds, int)
    if answers is not None:
        held = HeldOut("test", answers, test_rows)
    else:
        unlearnt = np.empty(0, dtype=np.int64) if in_folds else rows
        held = HeldOut("validation", Answers(y_N[rows], p_NC, predict_index(p_NC, threshold)), unlearnt)
    return Measured(served, held, calibration, decision, threshold, metrics, look)


def _validate(
    reader: RowReader, y_N: Int64s, spec: TrainSpec, plans: Sequence[MemberPlan], alone: Sequence[Predictor]
) -> tuple[Int64s, npt.NDArray[np.float32], list[Scores], list[tuple[int, float]]]:
    """Validation rows, rising; the logits of the members that chose by them and did not train on them; each one's scores,
    and its loss over all of these rows with their number."""
    by_fold: dict[int | None, tuple[Int64s, list[npt.NDArray[np.float32]]]] = {}
    scores, recomputed = [], []
    for plan, predictor in zip(plans, alone, strict=True):
        asked = plan.split.validation
        predictions = predict_rows(predictor, reader, asked)
        answered = np.setdiff1d(np.arange(len(asked)), predictions.bad_rows)
        logits_NC = predictions.logits_NC[answered]
        p_NC = predictions.probabilities_NC[answered]
        scores.append(_scores(evaluate(p_NC, y_N[asked[answered]], classes=predictor.classes)))
        weight_C = class_weights(spec.loss, y_N[plan.split.train], predictor.classes)
        recomputed.append((len(answered), mean_loss(make_loss(spec.loss), logits_NC, y_N[asked[answered]], weight_C)))
        by_fold.setdefault(plan.fold, (asked[answered], []))[1].append(logits_NC)
    rows = np.concatenate([rows for rows, _ in by_fold.values()])
    logits = [parts[0] if len(parts) == 1 else mean_logits(parts) for _, parts in by_fold.values()]
    order = np.argsort(rows, kind="stable")
    return rows[order], np.concatenate(logits)[order], scores, recomputed


def _answer(predictor: Predictor, reader: RowReader, y_N: Int64s, rows: Int64s) -> tuple[Int64s, Answers | None]:
    """Which of `rows` serving would answer, and what; None when it would answer none."""
    predictions = predict_rows(predictor, reader, rows)
    answered = np.setdiff1d(np.arange(len(rows)), predictions.bad_rows)
    if len(answered) == 0:
        return answered, None
    given_N = predictions.label_index_N[answered]
    return answered, Answers(y_N[rows][answered], predictions.probabilities_NC[answered], given_N)


def _evaluation(answers: Answers | None, predictor: Predictor) -> Evaluation | None:
    if answers is None:
        return None
    return evaluate(answers.p_NC, answers.y_N, classes=predictor.classes, threshold=predictor.threshold)


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
