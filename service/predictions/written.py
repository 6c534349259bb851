"""An answer's bytes: the same values in the same order as `PredictAnswer`, without an object for each row in between.

Floats are written so that they read back as the same doubles; how many digits that takes may differ from pydantic's choice.
"""

# Axes: N rows, C classes.

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from classifier.table.features.marks import Float64s

_FEW = 32  # rows; with more, writing all numbers in one call pays
_json = msgspec.json.Encoder().encode

Warnings = Sequence[Sequence[str]] | None
"""Each row's sentences; None when no row has any."""


class Head(NamedTuple):
    """What differs between two answers, beside the rows."""

    request_id: str
    """Without a character that JSON escapes."""
    threshold: float | None
    decision: int | None
    timing_ms: float


class Writer:
    """Writes the answers of one model version."""

    def __init__(self, model: str, version: int, classes: Sequence[str], calibrated: bool) -> None:
        names = [_text(name) for name in classes]
        self._head = f'","model":{_text(model)},"version":{version},"threshold":'
        self._middle = f',"calibrated":{_text(calibrated)},"classes":[{",".join(names)}],'
        self._names = names
        values = ",".join(_escaped(name) + ":%s" for name in names)
        self._rows = [
            f'{{"row":%d,"label":{_escaped(name)},"label_index":{place},"probabilities":{{{values}}},"warnings":'
            for place, name in enumerate(names)
        ]

    def rows(self, head: Head, p_NC: Float64s, label_N: Sequence[int], warnings: Warnings) -> bytes:
        """A body with an object for each row. All numbers are finite."""
        rows, number = self._rows, _numbers(p_NC)
        if warnings is None:
            made = [rows[label] % (row, *next(number)) for row, label in enumerate(label_N)]
            predictions = "[]},".join(made) + "[]}"
        else:
            predictions = ",".join(
                [f"{rows[label] % (row, *next(number))}{_text(warnings[row])}}}" for row, label in enumerate(label_N)]
            )
        return self._body(head, f'"predictions":[{predictions}]')

    def columns(self, head: Head, p_NC: Float64s, label_N: Sequence[int], warnings: Warnings) -> bytes:
        """A body with an array for each of the rows' values."""
        labels = ",".join(map(self._names.__getitem__, label_N))
        shares = ",".join(f"{name}:{_text(p_N.tolist())}" for name, p_N in zip(self._names, p_NC.T, strict=True))
        told = [{"row": row, "warnings": texts} for row, texts in enumerate(warnings or ()) if texts]
        columns = (
            f'"columns":{{"row":{_text(list(range(len(label_N))))},"label":[{labels}],"label_index":{_text(label_N)},'
            f'"probabilities":{{{shares}}},"warnings":{_text(told)}}}'
        )
        return self._body(head, columns)

    def _body(self, head: Head, predictions: str) -> bytes:
        return (
            f'{{"request_id":"{head.request_id}{self._head}{_text(head.threshold)},"decision":{_text(head.decision)}'
            f'{self._middle}{predictions},"errors":[],"ignored_columns":[],"timing_ms":{head.timing_ms!r}}}'
        ).encode()


def _numbers(p_NC: Float64s) -> Iterator[Iterable[str]]:
    """Each row's numbers as text, row by row."""
    if len(p_NC) <= _FEW:
        return (map(repr, p_C) for p_C in p_NC.tolist())
    texts = _json(p_NC.ravel().tolist())[1:-1].decode().split(",")
    width = p_NC.shape[1]
    return (texts[start : start + width] for start in range(0, len(texts), width))


def _text(value: object) -> str:
    return _json(value).decode()


def _escaped(text: str) -> str:
    return text.replace("%", "%%")
