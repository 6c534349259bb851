"""What the checks of the phase `evaluation` judge: a trained model's answers, and the counts of its measuring."""

# Axes: N rows, C classes.

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from classifier.metrics.answers import Answers, Int64s, joined
from classifier.metrics.single_input import Single


class Counted(NamedTuple):
    """How one member's validation was measured, as the measuring code tells it."""

    num_rows: int
    """Rows of the split that can be measured."""
    num_measured: int
    """Rows that the reported loss is a mean of."""
    reported: float
    """The validation loss that chose the best epoch."""
    recomputed: float
    """The same weights' loss over every validation row, through the predictor."""


@dataclass(frozen=True)
class Seen:
    """Of one finished run; `Answers` are those of the model as it would be served, unless said otherwise."""

    classes: Sequence[str]
    train_count_C: Int64s  # noqa: N815
    """Training rows of each class, those of the first member."""
    validation: Answers
    """Of rows that chose the epochs; in folds each is answered by members that were not trained on it."""
    test: Answers | None
    """None without test rows."""
    logistic: Answers | None
    """Logistic regression's, of the same test rows; None when it was not fitted."""
    train_alone: Answers | None
    """The first member's, of a sample of its training rows."""
    test_alone: Answers | None
    """The first member's, of the test rows."""
    in_folds: bool
    """Whether the validation rows were answered by other members than the test rows."""
    temperature: float
    """What logits are divided by; 1 for none."""
    threshold: float | None
    """Of two classes."""
    num_outputs: int
    """Of the network."""
    counted: Sequence[Counted]
    """Of each member that this run trained; one that came out of a checkpoint was counted by an earlier run."""
    single: Single | None = None
    """Which input explains most alone; looked for only when the test part is answered nearly perfectly."""

    @property
    def held_out(self) -> Answers:
        """Validation and test rows: nothing was trained on them."""
        return self.validation if self.test is None else joined(self.validation, self.test)

    @property
    def num_train(self) -> int:
        """Training rows of the first member."""
        return int(self.train_count_C.sum())
