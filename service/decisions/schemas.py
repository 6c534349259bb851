"""Decision settings as they are asked for and shown."""

from datetime import datetime
from typing import Literal

from classifier.spec.base import Text
from classifier.spec.decision import DecisionSettings
from service.pages import Out


class DecisionRequest(DecisionSettings):
    """How the version's probabilities shall become labels from now on."""

    why: Text | None = None
    """For the log of changes."""


class DecisionRevision(Out):
    """One entry of the history."""

    revision: int
    decision: DecisionSettings | None
    """Null went back to what was trained."""
    actor: str
    """Id of the API key; `anonymous` where keys are off."""
    why: str | None
    at: datetime


class DecisionOut(Out):
    """How a version's probabilities become labels."""

    object: Literal["decision"]
    model: str
    version: int
    revision: int
    """0 as it was trained; predictions name the revision that they were decided by."""
    decision: DecisionSettings | None
    """What holds; null with more than two classes as trained: the likeliest class."""
    trained: DecisionSettings | None
    """What was trained."""
    etag: str
    """For `If-Match`, quotes included."""
    history: list[DecisionRevision]
    """Newest first, the last 100; the model's audit has all."""
    links: dict[str, str]
