"""Judgements before the first step: how large the inputs are, and what the untrained network's loss is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from classifier.findings.fix import Patch, change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.spec.finding import Severity
from classifier.spec.preprocessing import Normalization
from classifier.spec.train import TrainSpec

# Root mean square of a column or channel. On nine tables with three perceptrons: raw digits (13) and letters (9) were learnt
# as well as standardized ones; all columns times 30 cost up to a sixth of what is learnt, times 100 as much and more; a
# heart rate of 92 with a deviation of 5 was not learnt at all.
LARGE_RMS = 25.0
SMALL_RMS = 0.003  # of the largest column
WORST = 5  # columns named
# The untrained network's loss over that of equal probabilities. Perceptrons on standardized inputs have 0.7 to 1.3, on raw
# digits up to 1.6; all columns times 30 give 0.7 to 5, times 100 1.4 to 18. None of 500 healthy starts, every family among
# them, came to 2.5.
HIGH_INITIAL_LOSS = 2.5
FEWEST_ROWS = 8


@dataclass(frozen=True)
class InputScale:
    """Of one column's or channel's numbers as the network reads them."""

    name: str
    mean: float
    std: float
    rms: float

    def told(self) -> dict[str, JsonValue]:
        """As evidence."""
        return {"name": self.name, "mean": self.mean, "std": self.std, "rms": self.rms}


@dataclass(frozen=True)
class FirstLoss:
    """Of the untrained network, over some rows."""

    mean: float
    """Not finite when one row's is not."""
    uniform: float
    """The loss of logits that are all 0."""
    num_rows: int
    num_not_finite: int
    """Rows whose own loss is not finite."""
    largest_input: float


def check_scale(asked: TrainSpec, scales: Sequence[InputScale], *, num_rows: int, normalizes: bool) -> Outcome:
    """`normalizes`: a hidden layer is normalized over the batch, so the size of the inputs does it no harm."""
    if not scales:
        return Skip("No input is a number whose size could be wrong.")
    worst = sorted(scales, key=lambda scale: -scale.rms)
    largest = worst[0]
    if SMALL_RMS <= largest.rms < LARGE_RMS or largest.rms == 0:
        return None
    small = largest.rms < SMALL_RMS
    smallest = min(scale.rms for scale in scales if scale.rms > 0)
    where = f"Column {largest.name!r}" if len(scales) == 1 else f"{largest.name!r}, the largest of {len(scales)},"
    return make(
        "step0.input_scale",
        {
            "largest_rms": largest.rms,
            "smallest_rms": smallest,
            "ratio": largest.rms / smallest,
            "columns": [scale.told() for scale in worst[:WORST]],
            "num_columns": len(scales),
            "num_large": sum(scale.rms >= LARGE_RMS for scale in scales),
            "num_rows": num_rows,
            "limit": SMALL_RMS if small else LARGE_RMS,
        },
        severity=Severity.info if normalizes else None,
        fix=change(asked, preprocessing__normalization="standard"),
        words={
            "where": where,
            "why": "Inputs so small leave the outputs nearly the same for every row, and weights must grow far to matter."
            if small
            else "Steps that suit the largest inputs are too small for the others, and weights that fit them are tiny."
            + (
                " This network normalizes what its first layer makes of them, so they do little harm."
                if normalizes
                else ""
            ),
            "advice": "Let preprocessing.normalization be standard: it is fitted on the training rows and kept in the model.",
        },
    )


def check_initial_loss(asked: TrainSpec, loss: FirstLoss, num_classes: int) -> Outcome:
    """The first loss beside that of giving every class the same probability."""
    if loss.num_rows < FEWEST_ROWS:
        return Skip(f"{loss.num_rows} rows are too few.")
    if not math.isfinite(loss.mean):
        return Skip("The first loss is not finite, which step0.nonfinite tells.")
    ratio = loss.mean / loss.uniform if loss.uniform > 0 else 1.0
    if ratio < HIGH_INITIAL_LOSS:
        return None
    return make(
        "step0.initial_loss",
        {
            "first_loss": loss.mean,
            "uniform_loss": loss.uniform,
            "ratio": ratio,
            "num_classes": num_classes,
            "num_rows": loss.num_rows,
            "largest_input": loss.largest_input,
            "limit": HIGH_INITIAL_LOSS,
        },
        fix=_better_normalization(asked),
        words={
            "advice": "Scale the inputs: let preprocessing.normalization be standard, or robust where a few values are far "
            "larger than the others."
        },
    )


def check_nonfinite(asked: TrainSpec, loss: FirstLoss) -> Outcome:
    """Whether every row's first loss is a number."""
    if loss.num_not_finite == 0 and math.isfinite(loss.mean):
        return None
    where = "The loss before the first step"
    return nonfinite(
        asked, where, num_rows=loss.num_rows, num_not_finite=loss.num_not_finite, largest_input=loss.largest_input
    )


def nonfinite(asked: TrainSpec, where: str, *, num_rows: int, num_not_finite: int, largest_input: float) -> Outcome:
    """The finding itself, also for what only all rows or the first steps show; `where`: what is not finite."""
    return make(
        "step0.nonfinite",
        {"num_rows": num_rows, "num_not_finite": num_not_finite, "largest_input": largest_input},
        fix=_better_normalization(asked),
        words={
            "where": where,
            "why": f"The largest input of {num_rows:,} rows is {largest_input:.3g}, and float32, in which networks compute, ends "
            "at 3.4e38: products of such numbers are infinite.",
            "advice": "Let preprocessing.normalization be standard, or robust if it is.",
        },
    )


def _better_normalization(asked: TrainSpec) -> Patch | None:
    scaled = (Normalization.auto, Normalization.standard, Normalization.symlog, Normalization.batch_norm)
    return change(
        asked, preprocessing__normalization="robust" if asked.preprocessing.normalization in scaled else "standard"
    )
