"""How a file is scored: the options of every call about it, said once."""

from typing import Any, Literal, TypedDict

from discern.sources import TableFormat


class ScoringOptions(TypedDict, total=False):
    """What may be asked of a scoring job; one that is left out, or None, is for the server to choose."""

    version: int | None
    """Of the model, instead of an alias."""
    alias: str | None
    """Whose version scores the file; the server's choice is `default`."""
    routing_key: str | None
    """Which of the alias's versions, where it shares its requests among some; None goes by the file."""
    id_columns: list[str] | Literal["auto"] | None
    """Columns to copy; "auto" takes those of a dataset whose role is id."""
    columns: Literal["ids", "all"] | None
    """Copy `id_columns`, or every input column but sequences and images."""
    logits: bool | None
    """Write the logit of each class too."""
    decimals: int | None
    """To which probabilities and logits are rounded; None writes them whole."""
    top_k: int | None
    """Write so many of the likeliest classes instead of a probability for every class."""
    threshold: float | None
    """Of two classes: probability of the second from which it is the label."""
    on_invalid: Literal["skip", "fail"] | None
    """Leave rows out that do not fit, or fail on the first of them."""
    priority: int | None
    """0 runs first, 9 last."""
    max_seconds: float | None
    """Wall clock of one attempt."""


_OF_OUTPUT = ("id_columns", "columns", "logits", "decimals", "top_k")


def as_body(options: ScoringOptions, output_format: TableFormat) -> dict[str, Any]:
    """As the JSON of a job that scores a dataset. Raises: `TypeError` for an option that there is not.

    >>> as_body({"columns": "all", "version": 2, "top_k": None}, "csv")
    {'version': 2, 'output': {'format': 'csv', 'columns': 'all'}}
    """
    given = _given(options)
    output = {name: given.pop(name) for name in _OF_OUTPUT if name in given}
    return {**given, "output": {"format": output_format, **output}}


def as_query(options: ScoringOptions, output_format: TableFormat) -> dict[str, Any]:
    """As the query of a job that scores a file sent for it, of whose columns none has a role. Raises: as `as_body`.

    >>> as_query({"id_columns": "auto", "decimals": 3}, "parquet")
    {'format': 'parquet', 'decimals': 3}
    """
    given = _given(options)
    if given.get("id_columns") == "auto":
        del given["id_columns"]
    return {"format": output_format, **given}


def _given(options: ScoringOptions) -> dict[str, Any]:
    if unknown := options.keys() - ScoringOptions.__annotations__.keys():
        raise TypeError(
            f"there is no scoring option {min(unknown)!r}; there are {', '.join(ScoringOptions.__annotations__)}"
        )
    return {name: value for name, value in options.items() if value is not None}
