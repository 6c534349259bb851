"""Refusals of an uploaded table, each with a stable fault code and a remedy."""

from typing import Any

from classifier.errors import DataInvalid, DomainError, Fault, TooLarge

MAX_FAULTS = 20  # enough to see a pattern; a broken file has one fault on every line


def invalid(code: str, message: str, *, hint: str = "", **where: Any) -> DataInvalid:
    """A `DataInvalid` with one fault; `where` are fields of `Fault`."""
    return DataInvalid(message, faults=[Fault(code=code, message=message, **where)], hint=hint or None)


def too_large(code: str, message: str, *, hint: str = "", **where: Any) -> TooLarge:
    """A `TooLarge` with one fault; `where` are fields of `Fault`."""
    return TooLarge(message, faults=[Fault(code=code, message=message, **where)], hint=hint or None)


def placed(error: DomainError, where: str, **place: Any) -> DomainError:
    """`error` with `where` in front of its message, and its fault with these fields of `Fault` set.

    >>> placed(invalid("not_finite", "step 3 is inf."), "Row 7: ", row=7).detail
    'Row 7: step 3 is inf.'
    """
    fault = error.faults[0]
    fault = fault.model_copy(update={"message": where + fault.message, **place})
    return type(error)(fault.message, faults=[fault], hint=error.remedy)


def shown(value: object, longest: int = 60) -> str:
    """A value fit for a message: printable, at most `longest` characters.

    >>> shown("a" * 100, longest=8)
    'aaaaaaa…'
    >>> shown("a\\x00b")
    'a\\\\x00b'
    """
    text = str(value)
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
