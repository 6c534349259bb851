"""The text of answers, which is written without an object of ours in between."""

import json

import numpy as np
import pytest

from service.predictions.written import Head, Shown, Writer

NAMES = ["no", 'say "no"', "back\\slash", "new\nline", "\x00", "", "50 %s", "日本", "p0", "row"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("warnings", [None, [["a"], [], ['b "c"']]])
def test_of_one_row_and_of_many_the_same_is_told_whatever_the_classes_are_called(
    name: str, warnings: list[list[str]] | None
) -> None:
    writer = Writer("m", 1, [name, "other"], calibrated=False)
    p_NC = np.array([[0.25, 0.75], [1.0, 0.0], [1 / 3, 2 / 3]])
    labels = [1, 0, 1]

    def told(start: int, end: int) -> object:
        rows = warnings and warnings[start:end]
        shown = Shown(labels[start:end], True, p_NC[start:end], None, None, rows, range(start, end))
        return json.loads(writer.rows(Head("req_1", None, 0, 0.5), shown))["predictions"]

    wanted = [
        {
            "row": row,
            "label": [name, "other"][label],
            "label_index": label,
            "probabilities": dict(zip([name, "other"], p_C, strict=True)),
            "warnings": warnings[row] if warnings else [],
        }
        for row, (label, p_C) in enumerate(zip(labels, p_NC.tolist(), strict=True))
    ]
    assert told(0, 3) == wanted
    assert [told(row, row + 1) for row in range(3)] == [[one] for one in wanted]
