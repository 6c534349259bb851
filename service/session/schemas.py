"""What a browser sends to sign in, and what it is told of who is signed in."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service.about import Me
from service.pages import Out


class SignInRequest(BaseModel):
    """The key to sign in with."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    # Without bounds: an error tells the value that was out of them. The body itself is bounded.
    key: str
    """An API key, `disc_…`."""


class SessionOut(Out):
    """Who is signed in."""

    object: Literal["session"]
    needs_key: bool
    """False where keys are off: everybody on this machine is admin, and nobody has to sign in."""
    key: Me
    """The key that was shown, without its secret."""
    expires_at: datetime | None
    """When the browser has to sign in again; null for a request that brought its key itself, and where keys are off."""
