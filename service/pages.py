"""Lists, page by page, behind an opaque cursor."""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from classifier.errors import Fault, Unprocessable
from service.dependencies import Settings

T = TypeVar("T")

DEFAULT_LIMIT = 20

_MAX_POSITION = 2**63 - 1  # the largest integer that both databases hold


class CursorInvalid(Unprocessable):
    """The cursor is not one that this server gave."""

    code = "cursor_invalid"
    hint = "Take `after` from `next_cursor` of the page before, unchanged."


class PageTooLarge(Unprocessable):
    """The page is larger than this server gives at once."""

    code = "page_too_large"
    hint = "See max_page_size in GET /v1/limits."


class Out(BaseModel):
    """Base of every answer: fields have no defaults, so that clients see them always there."""

    model_config = ConfigDict(
        frozen=True, ser_json_inf_nan="null", use_attribute_docstrings=True, populate_by_name=True
    )


class Page(Out, Generic[T]):
    """One page of a list."""

    # Each `Page[...]` would look for its own source in every frame of the stack: a third of a second at import.
    model_config = ConfigDict(use_attribute_docstrings=False)

    object: Literal["list"]
    data: list[T]
    has_more: bool
    next_cursor: str | None = Field(description="Give it as `after` for the next page; null on the last.")


@dataclass(frozen=True)
class PageQuery:
    """Which page is asked for."""

    limit: int
    after: str | None
    """The position that the cursor stands for."""

    def after_number(self) -> int | None:
        """The position as a number. Raises: `CursorInvalid`."""
        if self.after is None:
            return None
        if not re.fullmatch(r"[0-9]{1,19}", self.after) or int(self.after) > _MAX_POSITION:
            raise _refused()
        return int(self.after)


def encode_cursor(position: str | int) -> str:
    """An opaque cursor for a position.

    >>> decode_cursor(encode_cursor(42))
    '42'
    """
    return base64.urlsafe_b64encode(str(position).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> str:
    """The position of a cursor. Raises: `CursorInvalid`."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        position = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise _refused() from None
    if not position.isprintable() or encode_cursor(position) != cursor:
        raise _refused()
    return position


def page_limit(limit: int, settings: Settings) -> int:
    """The limit, when this server allows it. Raises: `PageTooLarge`."""
    most = settings.limits.max_page_size
    if limit > most:
        fault = Fault(
            code="page_too_large",
            message=f"at most {most}",
            pointer="/query/limit",
            got=str(limit),
            expected=f"<= {most}",
        )
        raise PageTooLarge(f"limit={limit} is over max_page_size={most}", faults=[fault])
    return limit


def page_query(
    settings: Settings,
    limit: Annotated[int, Query(ge=1, le=1_000_000, description="Objects in the page.")] = DEFAULT_LIMIT,
    after: Annotated[str | None, Query(max_length=512, description="`next_cursor` of the page before.")] = None,
) -> PageQuery:
    """The page asked for by `?limit=&after=`. Raises: `CursorInvalid`, `PageTooLarge`."""
    return PageQuery(page_limit(limit, settings), None if after is None else decode_cursor(after))


Paging = Annotated[PageQuery, Depends(page_query)]


def _refused() -> CursorInvalid:
    fault = Fault(code="cursor_invalid", message="not a cursor of this server", pointer="/query/after")
    return CursorInvalid("the cursor in `after` cannot be read", faults=[fault])
