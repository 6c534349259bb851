"""`If-Match` and `If-None-Match`: a change is made to what its caller saw, or not at all (RFC 9110, section 13)."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header

from service.errors import PreconditionFailed, PreconditionRequired

_TAG = re.compile(r'(W/)?("[\x21\x23-\x7e]*")')


@dataclass(frozen=True)
class Preconditions:
    """What a request says of the state it changes."""

    if_match: str | None
    if_none_match: str | None

    def check(self, what: str, etag: str | None) -> None:
        """Raises: `PreconditionRequired`, `PreconditionFailed`; `etag` None: it does not exist yet.

        >>> Preconditions(None, None).check("the alias", None)
        >>> Preconditions('"1"', None).check("the alias", '"1"')
        """
        if etag is None:
            if self.if_match is not None:
                raise PreconditionFailed(f"{what} does not exist, and If-Match asks for one that does")
            return
        if self.if_none_match is not None and names(self.if_none_match, etag, weak=True):
            raise PreconditionFailed(f"{what} exists already; its ETag is {etag}")
        if self.if_match is None:
            raise PreconditionRequired(f"{what} exists; a change of it needs If-Match")
        if not names(self.if_match, etag, weak=False):
            raise PreconditionFailed(f"{what} was changed meanwhile; its ETag is {etag}")


def preconditions(
    if_match: Annotated[
        str | None, Header(max_length=1024, description="ETag of the state to change; needed where there is one.")
    ] = None,
    if_none_match: Annotated[str | None, Header(max_length=1024, description="`*`: only if there is none yet.")] = None,
) -> Preconditions:
    """The request's preconditions."""
    return Preconditions(if_match, if_none_match)


IfMatch = Annotated[Preconditions, Depends(preconditions)]


def names(header: str, etag: str, *, weak: bool) -> bool:
    """Whether a list of tags has this one; If-Match compares strongly, by which a weak tag is never equal.

    >>> names('"1", W/"2"', '"2"', weak=True), names('"1", W/"2"', '"2"', weak=False), names("*", '"3"', weak=True)
    (True, False, True)
    """
    return header.strip() == "*" or any(tag == etag and (weak or not is_weak) for is_weak, tag in _TAG.findall(header))
