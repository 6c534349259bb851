"""What an alias is told to point at, how it is shown, and the log of changes."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Path
from pydantic import Field, field_validator, model_validator

from classifier.spec.base import Spec, Text
from service.pages import Out, Page

MAX_WEIGHTS = 10  # versions that share an alias's requests

AliasPath = Annotated[
    str, Path(max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="Name of the alias.")
]
VersionNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]
VersionKey = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,9}$")]
Share = Annotated[float, Field(gt=0.0, le=1.0)]


class AliasRequest(Spec):
    """Where an alias points: at one version, or at several that share the requests by weight."""

    version: VersionNumber | None = None
    """The version that answers; or give `weights`."""
    weights: (
        Annotated[dict[VersionKey, Share], Field(min_length=2, max_length=MAX_WEIGHTS, examples=[{"3": 0.9, "4": 0.1}])]
        | None
    ) = None
    """Share of the requests by version; they sum to 1."""
    shadow: VersionNumber | None = None
    """A version that is shown the same rows; it is counted, and never answered from."""
    why: Text | None = None
    """For the log of changes."""

    @field_validator("weights")
    @classmethod
    def _sum_to_one(cls, weights: dict[str, float] | None) -> dict[str, float] | None:
        if weights is not None and abs(sum(weights.values()) - 1.0) > 1e-6:
            raise ValueError(f"the weights sum to {sum(weights.values()):.6g}, not to 1")
        return weights

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.version is None) == (self.weights is None):
            raise ValueError("say either version or weights")
        return self


class AliasOut(Out):
    """A movable pointer at versions of a model."""

    object: Literal["model_alias"]
    model: str
    alias: str
    version: int
    """The version that answers; with weights the one with the largest."""
    weights: dict[str, float] | None
    """Share of the requests by version; null when `version` answers all."""
    shadow: int | None
    """The version that is shown the same rows without answering."""
    etag: str
    """For `If-Match`, quotes included; another after every move."""
    updated_at: datetime
    links: dict[str, str]


class AliasList(Page[AliasOut]):
    """All aliases of a model, by name."""


class ChangeOut(Out):
    """One change in the registry."""

    object: Literal["registry_change"]
    seq: int
    """Rises from change to change."""
    model: str
    action: Literal[
        "published", "alias_set", "alias_deleted", "decision_set", "described", "version_deleted", "model_deleted"
    ]
    subject: str | None
    """The alias or the version's number; null is the model itself."""
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    actor: str
    """Id of the API key, or of the job that published; `anonymous` where keys are off."""
    why: str | None
    at: datetime


class ChangeList(Page[ChangeOut]):
    """One page of changes, newest first."""
