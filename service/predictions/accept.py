"""Which form of an answer a client asks for by `Accept`, and an answer that is written in it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from service.errors import NotAcceptable

Form = Literal["application/json", "application/x-ndjson", "text/csv", "application/vnd.apache.arrow.stream"]

JSON: Form = "application/json"
NDJSON: Form = "application/x-ndjson"
CSV: Form = "text/csv"
ARROW: Form = "application/vnd.apache.arrow.stream"
FORMS: tuple[Form, ...] = (JSON, NDJSON, CSV, ARROW)

_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True)
class Written:
    """An answer, ready to be sent."""

    body: bytes
    media_type: Form
    num_rows: int
    """Rows that are answered."""
    headers: dict[str, str] = field(default_factory=dict)
    """What the body has no place for."""


class FormUnknown(NotAcceptable):
    """Predictions are not written in a form that the Accept header names."""

    hint = f"Accept one of {', '.join(FORMS)}; without the header it is {JSON}."


@lru_cache(maxsize=64)  # clients send the same few headers again and again
def form_of(accept: str) -> Form:
    """The form of the largest q; of several, the one named most exactly, then the one named first. Source: RFC 9110, 12.5.1.

    Raises: `FormUnknown`.

    >>> form_of(""), form_of("*/*"), form_of("text/html, application/*;q=0.5")
    ('application/json', 'application/json', 'application/json')
    >>> form_of("text/csv, */*"), form_of("text/csv;q=0.1, application/x-ndjson;q=0.2"), form_of("*/*, application/json;q=0")
    ('text/csv', 'application/x-ndjson', 'application/x-ndjson')
    """
    if not accept.strip():
        return JSON
    ranges = [_range(text) for text in accept.split(",")]
    found: list[tuple[float, int, int, Form]] = []
    for form in FORMS:
        fits = [
            (exactness, -place, quality)
            for place, (media, quality) in enumerate(ranges)
            if (exactness := _exactness(media, form))
        ]
        if fits:
            exactness, place, quality = max(fits)  # the most exact range says how much a form is wanted
            found.append((quality, exactness, place, form))
    quality, _, _, form = max(found, key=lambda one: one[:3], default=(0.0, 0, 0, JSON))
    if not quality:
        raise FormUnknown(f"Accept {accept[:100]!r} names none of {', '.join(FORMS)}")
    return form


def wants_json(accept: bytes) -> bool:
    """Whether a header, empty when there is none, asks for JSON; in nearly all requests a look at a set."""
    if accept in _USUAL:
        return True
    try:
        return form_of(accept.decode("latin-1")) == JSON
    except FormUnknown:
        return False


_USUAL = frozenset((b"", b"*/*", b"application/json"))


def _range(text: str) -> tuple[str, float]:
    """A media range and its q; 0 for one that cannot be read."""
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return media, float(value) if _QUALITY.fullmatch(value.strip()) else 0.0
    return media, 1.0


def _exactness(media: str, form: Form) -> int:
    if media == form:
        return 3
    return 2 if media == form.partition("/")[0] + "/*" else int(media == "*/*")
