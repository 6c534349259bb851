"""The judgement of a probe: one small batch that the run's own settings should learn by heart, beside settings that do."""

from dataclasses import dataclass

from pydantic import JsonValue

from classifier.findings.fix import Patch, change
from classifier.findings.ledger import Outcome, Skip
from classifier.findings.make import make
from classifier.spec.resolve import LEARNING_RATES
from classifier.spec.train import TrainSpec

NO_FALL = 0.05  # share of the first loss: less is no progress on 32 rows in hundreds of steps
# The same over the whole run, if it went on at that pace. The slowest of 193 healthy runs had 0.19 (circles by preset s0,
# in 530 steps). Of runs with a rate of 1e-7 on 23 sets 22 are below, with 1e-6 19: long runs get somewhere even so.
SLOW_RUN = 0.15
CONTROL_FALL = 0.3  # what other settings must do with the same batch before the run's own are blamed


@dataclass(frozen=True)
class Course:
    """How the loss of the batch went under some settings."""

    optimizer: str
    learning_rate: float
    standardized: bool
    num_steps: int
    first_loss: float
    last_loss: float
    is_finite: bool

    @property
    def fall(self) -> float:
        """Share of the first loss that is gone, negative when it rose; -1 when it was lost."""
        if not self.is_finite or self.first_loss <= 0:
            return -1.0
        return 1 - self.last_loss / self.first_loss

    @property
    def learns(self) -> bool:
        """Whether the batch was learnt well enough to blame other settings that did not."""
        return self.fall >= CONTROL_FALL

    def told(self) -> dict[str, JsonValue]:
        """As evidence."""
        return {
            "optimizer": self.optimizer,
            "learning_rate": self.learning_rate,
            "standardized": self.standardized,
            "num_steps": self.num_steps,
            "first_loss": self.first_loss,
            "last_loss": self.last_loss,
        }


def is_suspicious(own: Course, planned_steps: int) -> bool:
    """Whether the loss fell next to nothing, also over the whole run if it kept that pace."""
    pace = own.fall * planned_steps / max(1, own.num_steps)
    return own.fall < NO_FALL and pace < SLOW_RUN


def check_memorizing(
    asked: TrainSpec, resolved: TrainSpec, own: Course, controls: list[Course], *, num_rows: int, planned_steps: int
) -> Outcome:
    """Blame the run's settings only when others learn the same batch with the same network."""
    if not is_suspicious(own, planned_steps):
        return None
    better = next((control for control in controls if control.learns), None)
    if better is None:
        return Skip("No other settings learnt the batch either, so it says nothing about those of the run.")
    return make(
        "preflight.one_batch_overfit_failed",
        {
            "num_rows": num_rows,
            "num_steps": own.num_steps,
            "planned_steps": planned_steps,
            "first_loss": own.first_loss,
            "last_loss": own.last_loss,
            "is_finite": own.is_finite,
            "learning_rate": own.learning_rate,
            "optimizer": own.optimizer,
            "control": better.told(),
            "limit": NO_FALL,
        },
        fix=_fix(asked, resolved, better),
        words={
            "reason": f"With {better.optimizer} at {better.learning_rate:g}"
            + (" and standardized inputs" if better.standardized else "")
            + f" the same network got to {better.last_loss:.4g}.",
            "advice": "Scale the inputs: preprocessing.normalization standard."
            if better.standardized
            else "Let optimizer.learning_rate be auto, and see that weight decay and optimizer suit it.",
        },
    )


def _fix(asked: TrainSpec, resolved: TrainSpec, better: Course) -> Patch | None:
    """What the better settings had: their inputs, and the rate or the optimizer if the run's own are far from usual."""
    rate, usual = float(resolved.optimizer.learning_rate), LEARNING_RATES[resolved.optimizer.name]
    changes: dict[str, object] = {"preprocessing__normalization": "standard"} if better.standardized else {}
    # With the inputs mended, four sigmoids (case S1) learn at 50 times the usual rate and not at the usual one.
    factor = 100 if better.standardized else 10
    if not usual / factor <= rate <= usual * factor:
        changes["optimizer__learning_rate"] = "auto"
    elif not better.standardized:
        changes |= {"optimizer__learning_rate": "auto", "optimizer__name": "auto", "optimizer__momentum": 0.0}
        changes["optimizer__nesterov"] = False
    if not better.standardized:
        changes["optimizer__weight_decay"] = "auto"
    return change(asked, **changes)
