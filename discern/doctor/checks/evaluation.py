"""Whether what the loop measures is what it believes to measure."""

from collections.abc import Sequence
from math import isclose

from discern.doctor.findings import Outcome, Skipped, make
from discern.doctor.losses import LOGITS
from discern.doctor.notes import Evaluated, Notes

MIN_BATCHES = 3
NEAR, FAR = (
    1e-3,
    1e-2,
)  # relative: rounded prints keep three digits; nearer than FAR, last and mean cannot be told apart


def argmax_of_one_output(notes: Notes) -> Outcome:
    """The index of the largest of one number is 0."""
    evaluation = notes.evaluation
    if evaluation.num_argmax_of_one:
        shares = [
            1 - loss.sum_targets / loss.num_targets
            for loss in notes.losses.values()
            if loss.num_targets and loss.name in (*LOGITS, "binary_cross_entropy")
        ]
        evidence = {
            "num_seen": evaluation.num_argmax_of_one,
            "num_rows": evaluation.rows_of_one,
            "axis": evaluation.axis_of_one,
            "class_0_share": shares[0] if shares else None,
        }
        measured = f", {shares[0]:.1%} in training" if shares else ""
        return make("evaluation.argmax_of_one_output", evidence, words={"measured": measured})
    if evaluation.output_width is None:
        return Skipped("No output of the model was seen.")
    if evaluation.output_width == 1 and evaluation.num_left_torch:
        return Skipped("The only output went to NumPy or to lists, where nothing can be seen.")
    return None


def validation_not_accumulated(notes: Notes) -> Outcome:
    """A validation loss that is the last batch's."""
    phases = notes.evaluation.phases
    if not phases:
        return Skipped("No loss was seen in evaluation: without gradients, or with model.eval().")
    long = [phase for phase in phases if len(phase.losses) >= MIN_BATCHES]
    if not long:
        return Skipped(f"No evaluation had {MIN_BATCHES} batches, so its last is not told from its mean.")
    unread = [phase for phase in long if phase.last_only]
    if unread:
        why = "only the last one's loss was ever read, the others were thrown away"
        return _finding(unread[-1], why, len(unread), len(long))
    reported = [phase for phase in long if phase.reported is not None]
    if not reported:
        return Skipped(
            "Nothing told which number is taken for the validation loss: call w.validation(loss) after its batches."
        )
    wrong = [phase for phase in reported if _is_last(phase)]
    if len(wrong) > len(reported) / 2:
        return _finding(wrong[-1], f"{wrong[-1].reported:.4g} was taken for their loss", len(wrong), len(reported))
    if any(_is_mean(phase) for phase in reported):
        return None
    return Skipped(
        "The number taken for the validation loss is neither a mean or sum of its batches nor the last one's."
    )


def _mean(losses: Sequence[float]) -> float:
    return sum(losses) / len(losses)


def _totals(num: int, sum_: float, by_rows: float, num_rows: int) -> list[float]:
    """What an honest loop may report: means over batches or rows, and their sums."""
    means = [sum_ / num, sum_, by_rows]
    return [*means, by_rows / num_rows] if num_rows else means


def _is_mean(phase: Evaluated) -> bool:
    """Also over the last batches only: the training rows may have been evaluated just before."""
    reported, sum_, by_rows, num_rows = phase.reported or 0.0, 0.0, 0.0, 0
    for num, (loss, rows) in enumerate(zip(reversed(phase.losses), reversed(phase.rows), strict=True), 1):
        sum_, by_rows, num_rows = sum_ + loss, by_rows + loss * rows, num_rows + rows
        if num >= MIN_BATCHES and any(
            isclose(reported, total, rel_tol=NEAR) for total in _totals(num, sum_, by_rows, num_rows)
        ):
            return True
    return False


def _is_last(phase: Evaluated) -> bool:
    """Also the last one's over the number of batches: divided, but never added up."""
    num, last, reported = len(phase.losses), phase.losses[-1], phase.reported or 0.0
    by_rows = sum(loss * rows for loss, rows in zip(phase.losses, phase.rows, strict=True))
    totals = _totals(num, sum(phase.losses), by_rows, sum(phase.rows))
    told = any(isclose(reported, one, rel_tol=NEAR) for one in (last, last / num))
    return told and not any(isclose(reported, total, rel_tol=FAR) for total in totals)


def _finding(phase: Evaluated, why: str, times: int, num_phases: int) -> Outcome:
    evidence = {
        "num_batches": len(phase.losses),
        "last": phase.losses[-1],
        "mean": _mean(phase.losses),
        "reported": phase.reported,
        "only_last_read": phase.last_only,
        "num_evaluations": num_phases,
        "num_evaluations_wrong": times,
    }
    return make("evaluation.validation_not_accumulated", evidence, words={"why": why})
