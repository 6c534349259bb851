"""How a sample is shown."""

from typing import Literal

from service.pages import Out


class Sample(Out):
    """A data set that comes with the server."""

    object: Literal["sample"]
    name: str
    """Give it to `POST /v1/samples/{name}`."""
    title: str
    description: str
    """What its rows are, and what good models reach."""
    target: str
    """The column to train on."""
    num_rows: int
    num_columns: int
    """The target among them."""
    num_bytes: int
    """Of the file."""
    licence: str
    citation: str
    source: str
    """Where it came from: a URL."""


class SampleList(Out):
    """Every sample."""

    object: Literal["list"]
    data: list[Sample]
    has_more: bool
    next_cursor: str | None
