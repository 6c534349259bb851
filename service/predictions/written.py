"""An answer's JSON: the values of `PredictAnswer` in its order, without an object for each row in between.

Floats are written so that they read back as the same doubles; how many digits that takes may differ from pydantic's choice.
"""

# Axes: N rows, C classes, K likeliest classes.

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple, Self

import msgspec
import numpy as np
from pydantic import TypeAdapter

from classifier.errors import Fault
from classifier.inference.answer_columns import Part, likeliest
from classifier.table.features.marks import Float32s, Float64s

_json = msgspec.json.Encoder().encode
_faults_json = TypeAdapter(list[Fault]).dump_json

USUAL_PARTS: tuple[Part, ...] = ("label", "probabilities")


class Content(NamedTuple):
    """What of each row is told."""

    parts: Collection[Part] = USUAL_PARTS
    top_k: int | None = None
    """Only so many classes, the likeliest, with their probabilities."""
    decimals: int | None = None
    """Places to which probabilities and logits are rounded."""


class Shown(NamedTuple):
    """What is told of rows, rounded."""

    label_N: Sequence[int]  # noqa: N815
    has_label: bool
    p_NC: Float64s | None  # noqa: N815
    """With `best_NK`, `[N, K]`."""
    best_NK: Sequence[Sequence[int]] | None  # noqa: N815
    z_NC: Float64s | None  # noqa: N815
    warnings: Sequence[Sequence[str]] | None
    """Each row's sentences; None when no row has any."""
    rows: Sequence[int] | None = None
    """Positions in the request; None for 0..N-1."""

    @classmethod
    def of(
        cls,
        content: Content,
        p_NC: Float64s,
        z_NC: Float32s,
        labels: Sequence[int],
        warnings: Sequence[Sequence[str]] | None,
        *,
        rows: Sequence[int] | None = None,
    ) -> Self:
        """What `content` asks for of these rows."""
        parts, top_k, decimals = content
        shown_NC = best_NK = shown_z_NC = None
        if "probabilities" in parts:
            shown_NC = p_NC
            if top_k is not None:
                order_NK = likeliest(p_NC, top_k)
                shown_NC, best_NK = np.take_along_axis(p_NC, order_NK, axis=1), order_NK.tolist()
            shown_NC = shown_NC if decimals is None else shown_NC.round(decimals)
        if "logits" in parts:
            shown_z_NC = z_NC.astype(np.float64)
            shown_z_NC = shown_z_NC if decimals is None else shown_z_NC.round(decimals)
        return cls(labels, "label" in parts, shown_NC, best_NK, shown_z_NC, warnings, rows)

    @property
    def is_usual(self) -> bool:
        """Whether each row is told its label and all its probabilities, and nothing else but warnings."""
        return self.has_label and self.p_NC is not None and self.best_NK is None and self.z_NC is None

    @property
    def places(self) -> Sequence[int]:
        """The rows' positions in the request."""
        return range(len(self.label_N)) if self.rows is None else self.rows


class Head(NamedTuple):
    """What differs between two answers, beside the rows."""

    request_id: str
    """Without a character that JSON escapes."""
    threshold: float | None
    decision: int | None
    timing_ms: float
    errors: Sequence[Fault] = ()
    ignored_columns: Sequence[str] = ()


class Writer:
    """Writes the answers of one model version."""

    def __init__(self, model: str, version: int, classes: Sequence[str], calibrated: bool) -> None:
        names = [_text(name) for name in classes]
        self._head = f'","model":{_text(model)},"version":{version},"threshold":'
        self._middle = f',"calibrated":{_text(calibrated)},"classes":[{",".join(names)}],'
        self._names = names
        self._labels = [f',"label":{name},"label_index":{place}' for place, name in enumerate(names)]
        self._classes = list(classes)
        self._objects_of = _objects_of(classes)

    def rows(self, head: Head, shown: Shown) -> bytes:
        """A body with an object for each row."""
        objects = self._usual(shown)
        if objects is None:
            return self._body(head, f'"predictions":[{",".join(self._texts(shown))}],')
        return self._body(head, '"predictions":', _json(objects), ",")

    def lines(self, shown: Shown, refused: Mapping[int, Sequence[Fault]]) -> bytes:
        """A line for each row of the request, in order: the object of an answered one, or the faults of a refused one."""
        objects = self._usual(shown)
        made = self._texts(shown) if objects is None else [_text(one) for one in objects]
        if refused:
            by_row = dict(zip(shown.places, made, strict=True))
            by_row |= {row: f'{{"row":{row},"errors":{_errors(faults)}}}' for row, faults in refused.items()}
            made = [by_row[row] for row in sorted(by_row)]
        return "".join([f"{line}\n" for line in made]).encode()

    def columns(self, head: Head, shown: Shown) -> bytes:
        """A body with an array for each of the rows' values."""
        label_N, names = shown.label_N, self._names
        parts = [f'"row":{_text(list(shown.places))}']
        if shown.has_label:
            parts.append(f'"label":[{",".join(map(names.__getitem__, label_N))}],"label_index":{_text(label_N)}')
        if shown.best_NK is not None and shown.p_NC is not None:
            best = ",".join([f"[{','.join(map(names.__getitem__, best_K))}]" for best_K in shown.best_NK])
            parts.append(f'"top_labels":[{best}],"top_probabilities":{_text(shown.p_NC.tolist())}')
        elif shown.p_NC is not None:
            parts.append(f'"probabilities":{self._arrays(shown.p_NC)}')
        if shown.z_NC is not None:
            parts.append(f'"logits":{self._arrays(shown.z_NC)}')
        told = zip(shown.places, shown.warnings or (), strict=False)
        parts.append(f'"warnings":{_text([{"row": row, "warnings": texts} for row, texts in told if texts])}')
        return self._body(head, f'"columns":{{{",".join(parts)}}},')

    def envelope(self, head: Head) -> bytes:
        """All of an answer but its rows."""
        return self._body(head, "")

    def _arrays(self, x_NC: Float64s) -> str:
        """An array for each class, by its name."""
        pairs = zip(self._names, x_NC.T, strict=True)
        return f"{{{','.join([f'{name}:{_text(x_N.tolist())}' for name, x_N in pairs])}}}"

    def _usual(self, shown: Shown) -> list[msgspec.Struct] | None:
        """Rows of which the usual is told, as objects that the encoder writes at once: in half of the time of `_texts`."""
        if self._objects_of is None or shown.p_NC is None or not shown.is_usual:
            return None
        row, probabilities = self._objects_of
        shares = map(probabilities, *shown.p_NC.T.tolist())
        labels = map(self._classes.__getitem__, shown.label_N)
        return list(map(row, shown.places, labels, shown.label_N, shares, shown.warnings or repeat([])))

    def _texts(self, shown: Shown) -> list[str]:
        """Each row's object."""
        made = [f'{{"row":{place}' for place in shown.places]
        if shown.has_label:
            made = [row + self._labels[label] for row, label in zip(made, shown.label_N, strict=True)]
        if shown.p_NC is not None:
            shares = self._objects(shown.p_NC, shown.best_NK)
            made = [f'{row},"probabilities":{{{share}}}' for row, share in zip(made, shares, strict=True)]
        if shown.z_NC is not None:
            scores = self._objects(shown.z_NC, None)
            made = [f'{row},"logits":{{{score}}}' for row, score in zip(made, scores, strict=True)]
        told = repeat("[]", len(made)) if shown.warnings is None else map(_text, shown.warnings)
        return [f'{row},"warnings":{texts}}}' for row, texts in zip(made, told, strict=True)]

    def _objects(self, x_NC: Float64s, of_NK: Sequence[Sequence[int]] | None) -> Iterator[str]:
        """Each row's numbers by the names of their classes."""
        of = repeat(range(len(self._names))) if of_NK is None else iter(of_NK)
        for numbers in _numbers(x_NC):
            yield ",".join([f"{self._names[place]}:{number}" for place, number in zip(next(of), numbers, strict=True)])

    def _body(self, head: Head, begin: str, objects: bytes = b"", end: str = "") -> bytes:
        """With `objects`, which may be megabytes and are copied once only, between the two texts."""
        errors = "[]" if not head.errors else _errors(head.errors)
        ignored = "[]" if not head.ignored_columns else _text(head.ignored_columns)
        before = (
            f'{{"request_id":"{head.request_id}{self._head}{_text(head.threshold)},"decision":{_text(head.decision)}'
            f"{self._middle}{begin}"
        )
        after = f'{end}"errors":{errors},"ignored_columns":{ignored},"timing_ms":{head.timing_ms!r}}}'
        return b"".join((before.encode(), objects, after.encode()))


_Struct = Callable[..., msgspec.Struct]


def _objects_of(classes: Sequence[str]) -> tuple[_Struct, _Struct] | None:
    """What makes the object of a usual row, and the one of its probabilities; None for names that no struct may have."""
    fields = [(f"p{place}", float) for place in range(len(classes))]
    names = {field: name for (field, _), name in zip(fields, classes, strict=True)}
    try:
        probabilities = msgspec.defstruct("Probabilities", fields, rename=names, gc=False)
    except ValueError:
        return None
    told = [("row", int), ("label", str), ("label_index", int), ("probabilities", probabilities), ("warnings", list)]
    return msgspec.defstruct("Row", told, gc=False), probabilities


def _numbers(x_NC: Float64s) -> Iterator[list[str]]:
    """Each row's numbers as text, row by row."""
    texts = _texts(x_NC.ravel().tolist())
    width = x_NC.shape[1]
    return (texts[start : start + width] for start in range(0, len(texts), width))


def _texts(numbers: Sequence[float]) -> list[str]:
    """Each as JSON; null for a number that is none."""
    return _json(numbers)[1:-1].decode().split(",") if numbers else []  # "".split() has one part


def _errors(faults: Sequence[Fault]) -> str:
    return _faults_json(list(faults)).decode()


def _text(value: object) -> str:
    return _json(value).decode()
