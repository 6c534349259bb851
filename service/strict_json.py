"""JSON as RFC 8259 means it: no NaN, no lone surrogates, nothing that a database cannot hold."""

import math
import re
from typing import Any

from pydantic_core import from_json

from classifier.errors import Fault
from service.errors import JsonInvalid

INT64 = range(-(2**63), 2**63)

# The parser itself refuses NaN, Infinity, lone surrogates, invalid UTF-8 and 200 levels of nesting. What it lets pass
# shows in the bytes, so that only suspicious bodies pay for a walk over every value.
_SUSPICIOUS = re.compile(rb"\\u0000|[0-9]{19}|[eE]\+?0*[0-9]{3}")


# Where the parser stopped: the line from 1, the byte in it from 1.
_PLACE = re.compile(r"at line ([0-9]+) column ([0-9]+)$")
_NO_NUMBER = re.compile(rb"-?(?:NaN|Infinity)")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def strict_json(data: bytes) -> Any:
    """The value of a JSON text.

    Raises: `JsonInvalid` for anything that is not strict JSON, for NUL characters, and for numbers outside float64
    or int64.

    >>> strict_json(b'{"a": [1, 2.5, null]}')
    {'a': [1, 2.5, None]}
    >>> strict_json(b"[NaN]")
    Traceback (most recent call last):
    service.errors.JsonInvalid: NaN is no JSON number, at line 1 column 2
    """
    try:
        value = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise _explained(data, str(error)) from None
    if _SUSPICIOUS.search(data):
        _check(value, "")
    return value


def _explained(data: bytes, message: str) -> JsonInvalid:
    """The parser's refusal, with a word for what is no JSON but common."""
    found = _PLACE.search(message)
    if found is None:
        return JsonInvalid(message)
    line, column = int(found[1]), int(found[2])
    start = 0
    for _ in range(line - 1):
        start = data.index(b"\n", start) + 1
    stop, code = max(start, start + column - 1), "json_syntax"
    if number := _NO_NUMBER.match(data, stop):
        code, message = "not_finite", f"{number[0].decode()} is no JSON number, at line {line} column {column}"
    elif "hex escape" in message and _SURROGATE.search(data, max(start, stop - 12), stop + 7):
        code, message = "lone_surrogate", f"half a surrogate pair is no text, at line {line} column {column}"
    return JsonInvalid(message, faults=[Fault(code=code, message=message, line=line)])


def _check(value: Any, pointer: str) -> None:
    # Depth is bounded by the parser, so that recursion is safe here.
    if isinstance(value, str):
        if "\x00" in value:
            raise _refused(pointer, "nul_character", "text may not hold NUL characters")
    elif isinstance(value, bool):
        pass
    elif isinstance(value, int):
        if value not in INT64:
            raise _refused(pointer, "number_out_of_range", "integers must fit in 64 bits; send larger ones as text")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise _refused(pointer, "number_out_of_range", "numbers must fit in a 64-bit float")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _check(item, f"{pointer}/{number}")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check(key, pointer)
            _check(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")


def _refused(pointer: str, code: str, message: str) -> JsonInvalid:
    return JsonInvalid(
        f"{pointer or 'the body'}: {message}", faults=[Fault(code=code, message=message, pointer=pointer)]
    )
