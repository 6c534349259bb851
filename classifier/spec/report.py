"""What a training run measured: epochs, the evaluation of one split and the baselines beside it."""

from typing import Literal

from pydantic import Field

from classifier.spec.base import FiniteFloat, Spec

Precision = Literal["float32", "bfloat16"]
"""What the steps of a run multiplied."""


class EpochReport(Spec):
    """One pass over the training rows; epoch 0 is the network before its first step."""

    member: int = Field(ge=0)
    """Which of the run's networks, from 0; a run without folds and with one seed has one."""
    epoch: int = Field(ge=0)
    train_loss: FiniteFloat
    """Mean over training rows, weighted as the loss is."""
    train_accuracy: FiniteFloat
    """Share of training rows with the right label, 0..1."""
    validation_loss: FiniteFloat
    """Mean over validation rows, weighted as the loss is."""
    validation_accuracy: FiniteFloat
    """Share of validation rows with the right label, 0..1."""
    learning_rate: FiniteFloat
    """At the epoch's last step."""
    gradient_norm: FiniteFloat | None
    """Mean over the epoch's steps of the gradient's Euclidean norm before clipping; null for epoch 0."""
    seconds: FiniteFloat
    """Wall clock of this epoch, its evaluation included."""


class BestEpoch(Spec):
    """The epoch whose weights are kept."""

    epoch: int = Field(ge=0)
    metric: Literal["validation_loss"] = "validation_loss"
    value: FiniteFloat


class ClassReport(Spec):
    """One class as the only positive one; a ratio without rows under it is 0."""

    label: str
    precision: FiniteFloat
    """Right among the rows that were given this label."""
    recall: FiniteFloat
    """Right among the rows that have this label."""
    f1: FiniteFloat
    support: int
    """Rows that have this label."""


class Evaluation(Spec):
    """How well probabilities meet the labels of one split."""

    num_rows: int
    accuracy: FiniteFloat
    macro_f1: FiniteFloat
    """Unweighted mean of F1 over the classes that occur among the labels or the predictions."""
    roc_auc: FiniteFloat | None
    """Two classes: of the second; more: unweighted mean of one against the rest. Null unless every class has a row."""
    pr_auc: FiniteFloat | None
    """Average precision, over classes as `roc_auc`."""
    log_loss: FiniteFloat
    """Mean of -ln p(label) in nats; p is held above 1e-15."""
    brier: FiniteFloat
    """Two classes: mean of (p1 - y)^2, 0..1; more: mean of the sum over classes of squared errors, 0..2."""
    ece: FiniteFloat
    """Expected calibration error: 15 bins of equal width over the top probability."""
    confusion: list[list[int]]
    """`confusion[i][j]`: rows of class i that were given label j, in the order of the classes."""
    per_class: list[ClassReport]


class MajorityBaseline(Spec):
    """Always answering the most frequent training class."""

    label: str
    accuracy: FiniteFloat
    macro_f1: FiniteFloat


class BaseRateBaseline(Spec):
    """Answering each row with the class shares of the training rows."""

    log_loss: FiniteFloat
    """On the test rows, in nats."""
    entropy: FiniteFloat
    """Of the training shares, in nats: the loss of a model that learnt nothing but how often each class occurs."""


class LogisticBaseline(Spec):
    """Multinomial logistic regression on the same encoded rows."""

    accuracy: FiniteFloat
    macro_f1: FiniteFloat
    roc_auc: FiniteFloat | None
    pr_auc: FiniteFloat | None
    log_loss: FiniteFloat
    brier: FiniteFloat
    ece: FiniteFloat
    num_train_rows: int
    """Rows it was fitted on; fewer than the split has when a sample was taken."""
    converged: bool
    """False when it was stopped at its iteration bound."""


class Baselines(Spec):
    """What simple answers reach on the same split."""

    majority_class: MajorityBaseline
    base_rate: BaseRateBaseline
    logistic_regression: LogisticBaseline | None
    """Null when it could not be fitted; `notes` says why."""
    notes: list[str]
    """E.g. that a sample was taken."""


class Scores(Spec):
    """The measures that members are compared by."""

    accuracy: FiniteFloat
    macro_f1: FiniteFloat
    roc_auc: FiniteFloat | None
    log_loss: FiniteFloat


class MemberReport(Spec):
    """One of a run's networks."""

    number: int = Field(ge=0)
    fold: int | None = Field(ge=0)
    """Its validation rows are this fold; null without folds."""
    seed: int
    best: BestEpoch
    epochs_run: int
    num_parameters: int
    validation: Scores
    test: Scores | None
    """Null without test rows."""


class Spread(Spec):
    """One measure over a run's members."""

    mean: FiniteFloat
    std: FiniteFloat
    """With n - 1 below."""
    minimum: FiniteFloat
    maximum: FiniteFloat


class MembersSpread(Spec):
    """How far a run's members lie apart, by measure."""

    validation: dict[str, Spread]
    """With folds this is the cross-validation: each member on its own fold."""
    test: dict[str, Spread] | None
    """Null without test rows."""


class SplitSizes(Spec):
    """Rows of each part; with folds those of the first member."""

    train: int = Field(ge=1)
    validation: int = Field(ge=1)
    test: int = Field(ge=0)
    missing_label: int = Field(ge=0)
    """Rows without a label, in no part."""


class Metrics(Spec):
    """What the best epochs' weights reach."""

    test: Evaluation | None
    """Null without test rows."""
    validation: Evaluation
    """Of the rows that chose the epochs: a little too good. With folds each row is answered by the members that were not
    trained on it (out of fold)."""
    baselines: Baselines | None
    """On the test rows; null without any."""
    members: list[MemberReport] = Field(min_length=1)
    spread: MembersSpread | None
    """Null with one member."""
