"""An answer's bytes, the same values in the same order as `PredictAnswer`, without a model of it in between."""

# Axes: N rows, C classes.

import json
from collections.abc import Sequence

Rows = Sequence[Sequence[float]]


class Writer:
    """Writes the answers of one model version. Floats are written so that they read back as the same doubles."""

    def __init__(self, model: str, version: int, classes: Sequence[str], calibrated: bool) -> None:
        names = [_text(name) for name in classes]
        self._head = f'","model":{_text(model)},"version":{version},"threshold":'
        self._middle = f',"calibrated":{_text(calibrated)},"classes":[{",".join(names)}],"predictions":['
        values = ",".join(name.replace("%", "%%") + ":%r" for name in names)
        self._rows = [
            f'{{"row":%d,"label":{name.replace("%", "%%")},"label_index":{place},"probabilities":{{{values}}},"warnings":'
            for place, name in enumerate(names)
        ]

    def write(
        self,
        request_id: str,
        p_NC: Rows,
        label_N: Sequence[int],
        warnings: Sequence[Sequence[str]] | None,
        threshold: float | None,
        timing_ms: float,
    ) -> bytes:
        """The whole body. `request_id` holds no character that JSON escapes; the probabilities are finite."""
        rows = self._rows
        if warnings is None:
            made = [rows[label] % (row, *p_C) for row, (label, p_C) in enumerate(zip(label_N, p_NC, strict=True))]
            predictions = "[]},".join(made) + "[]}"
        else:
            predictions = ",".join(
                [
                    rows[label] % (row, *p_C) + _text(told) + "}"
                    for row, (label, p_C, told) in enumerate(zip(label_N, p_NC, warnings, strict=True))
                ]
            )
        said = "null" if threshold is None else repr(threshold)
        end = f'],"errors":[],"ignored_columns":[],"timing_ms":{timing_ms!r}}}'
        return f'{{"request_id":"{request_id}{self._head}{said}{self._middle}{predictions}{end}'.encode()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
