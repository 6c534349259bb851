"""How an API key is shown, and what a new one is asked for."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from classifier.spec.base import Spec
from service.pages import Out

Scope = Literal[
    "data:read",
    "data:write",
    "train:read",
    "train:write",
    "model:read",
    "model:write",
    "predict",
    "metrics:read",
    "admin",
]
"""As `store.keys.SCOPES`."""


class KeyRequest(Spec):
    """A new key."""

    name: Annotated[str, Field(min_length=1, max_length=256, pattern=r"^[^\x00-\x1f\x7f]+$")]
    """What it is for."""
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=16)]
    """What it may do; `admin` is everything."""
    expires_in_days: float | None = Field(default=None, gt=0, le=3650)
    """Null: until it is revoked."""


class KeyOut(Out):
    """An API key, without its secret."""

    object: Literal["api_key"]
    id: str
    name: str
    prefix: str
    """The part of the key after `disc_`, by which its holder knows it."""
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    """To the minute."""


class NewKey(KeyOut):
    """A key that was just made."""

    key: str
    """The key itself, told this once: only its SHA-256 is kept."""


class KeyList(Out):
    """Every key, the oldest first; revoked and expired ones too."""

    object: Literal["list"]
    data: list[KeyOut]
    has_more: bool
    next_cursor: str | None
