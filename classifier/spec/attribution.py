"""The words of an explanation: what is a player, how its share was computed, what rows are compared with."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.spec.base import Spec

Method = Literal["additive", "exact", "sampled"]
"""`additive`: the model adds up its columns, so that one order of them tells all. `exact`: every coalition. `sampled`: orders
drawn at random, with a standard error."""

BaselineKind = Literal["training_rows", "training_means", "empty_row"]
"""Training rows that travel with the model; each channel's mean over the training rows; or, for files of earlier versions
without such rows, a row in which every value is missing."""


class StepsPart(Spec):
    """Steps of one channel of a sequence."""

    kind: Literal["steps"]
    channel: str
    first_step: int
    """Counted from 0."""
    end_step: int
    """One past the last."""


class PatchPart(Spec):
    """A rectangle of an image, as the network sees it: resized to `height` by `width` pixels."""

    kind: Literal["patch"]
    top: int
    bottom: int
    """One past the last row of pixels."""
    left: int
    right: int
    """One past the last column of pixels."""
    height: int
    width: int


Part = Annotated[StepsPart | PatchPart, Field(discriminator="kind")]
