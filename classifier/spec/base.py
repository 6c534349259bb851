"""The base of every value that a user writes."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def clean(text: str) -> str:
    """The text, when every database and every UTF-8 stream can hold it. Raises: `ValueError`."""
    if "\x00" in text:
        raise ValueError("text may not hold NUL characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("text may not hold lone surrogates") from None
    return text


Text = Annotated[str, Field(max_length=256), AfterValidator(clean)]
"""Bounded text that every database and every UTF-8 stream can hold."""

ColumnName = Annotated[str, Field(min_length=1, max_length=256), AfterValidator(clean)]

Label = Annotated[str, Field(max_length=1024), AfterValidator(clean)]

FiniteFloat = Annotated[float, Field(allow_inf_nan=False)]


class Spec(BaseModel):
    """A frozen value that refuses unknown fields, NaN and Infinity."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        ser_json_inf_nan="null",
    )
