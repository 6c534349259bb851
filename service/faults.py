"""From pydantic's errors to faults: where in the request, what, and what was sent instead."""

from typing import Any

from fastapi.exceptions import RequestValidationError

from classifier.errors import Fault

_SHOULD_BE = "Input should be "


def faults_of(error: RequestValidationError) -> list[Fault]:
    """Every place of the request that does not fit the schema.

    A place that may hold one of several types has one error for each of them: they become one fault, which names the
    words that would have been accepted last.
    """
    places: dict[str, list[Fault]] = {}
    for fault in sorted((_fault(item, error.body) for item in error.errors()), key=lambda f: f.code == "literal_error"):
        places.setdefault(fault.pointer or "", []).append(fault)
    return [_merged(faults) for faults in places.values()]


def _merged(faults: list[Fault]) -> Fault:
    first, *others = faults
    more = [other.message.removeprefix(_SHOULD_BE) for other in others if other.message.startswith(_SHOULD_BE)]
    return first.model_copy(update={"message": ", or ".join(dict.fromkeys([first.message, *more]))})


def _fault(item: dict[str, Any], body: Any) -> Fault:
    """One pydantic error as a fault that points into the body, or to a parameter as `/query/limit`."""
    place, *path = item["loc"]
    code = str(item["type"])
    message = str(item["msg"]).removeprefix("Value error, ")
    if place != "body":
        pointer = "".join("/" + _token(part) for part in (place, *path))
        return Fault(code=code, message=message, pointer=pointer, got=_got(item, place))
    return Fault(code=code, message=message, pointer=_pointer(path, body, code), got=_got(item, place))


def _pointer(path: list[int | str], body: Any, code: str) -> str:
    """The parts of `path` that exist in `body`: pydantic mixes the names of union members in."""
    pointer, here = "", body
    for number, part in enumerate(path):
        in_list = isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here)
        if in_list or (isinstance(here, dict) and part in here):
            here = here[part]
        elif not (code == "missing" and number == len(path) - 1):
            continue
        pointer += "/" + _token(part)
    return pointer


def _token(part: int | str) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _got(item: dict[str, Any], place: str) -> str | None:
    value = item.get("input")
    # Only small plain values are shown again, and never those of headers, where secrets live, nor a key elsewhere.
    if place in ("header", "cookie") or not isinstance(value, str | int | float | bool):
        return None
    if isinstance(value, str) and "disc_" in value:
        return None
    return repr(value)[:64]


def summary(faults: list[Fault]) -> str:
    """The first fault in one sentence, and how many more there are."""
    first = faults[0]
    text = f"{first.pointer}: {first.message}" if first.pointer else first.message
    return text if len(faults) == 1 else f"{text} (and {len(faults) - 1} more)"
