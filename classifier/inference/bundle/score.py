"""A trained classifier that needs only this folder, onnxruntime and numpy.

    python score.py rows.csv > labels.csv     label and probabilities of every row
    python score.py --verify                  are the files whole, and are the answers those of the model?

    from score import Scorer
    Scorer("folder").predict([{"Area": 4537, "Colour": None}])

Python 3.11 or later. Exit status: 0 done, 1 not the files or the answers that were exported, 2 rows that cannot be read.
"""

# Axes: N rows, T steps, F channels, C classes.

import argparse
import csv
import hashlib
import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import numpy as np
import onnxruntime as ort

ROWS_AT_ONCE = 512  # what the layers make of them stays in a core's own memory
WEIGHTS = "weights.safetensors"
TOLERANCE = 1e-5
"""Of a probability: other processors round otherwise."""

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", re.ASCII)
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.ASCII,
)
_TRUTH = {
    **dict.fromkeys(("true", "t", "yes", "y", "1"), 1.0),
    **dict.fromkeys(("false", "f", "no", "n", "0"), 0.0),
}
_EPOCH, _SECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(seconds=1)
_MAX_EXACT = 2**53


class RowsUnreadable(ValueError):
    """A row has a cell that is none; the message names row, column and what was expected."""


class NotAsExported(Exception):
    """A file was changed, or the answers are others."""


class Answers(NamedTuple):
    """What the model says of each row."""

    label: list[str]
    """Empty where the row is refused."""
    probabilities: Any
    """`[N, C]` float32, in the order of `classes`; NaN where the row is refused."""
    refused: list[bool]
    """A category never seen where the model was trained to refuse such rows, or a row without its sequence."""


class Scorer:
    """The classifier of a folder, or of files in memory."""

    def __init__(self, source: str | Path | Mapping[str, bytes], threads: int = 1) -> None:
        """`source`: the folder, or its files by name. More `threads` than one help large networks only.


        Raises: `NotAsExported` for files that were changed.
        """
        self._read: Callable[[str], bytes]
        self._read = (
            source.__getitem__ if isinstance(source, Mapping) else lambda name: (Path(source) / name).read_bytes()
        )
        self.manifest = json.loads(self._read("manifest.json"))
        self.classes: list[str] = self.manifest["classes"]
        for name, file in self.manifest["files"].items():
            if hashlib.sha256(self._read(name)).hexdigest() != file["sha256"]:
                raise NotAsExported(f"{name} is not the file that was exported")
        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads
        if WEIGHTS in self.manifest["files"]:  # else the graph holds them
            weights = _safetensors(self._read(WEIGHTS))
            values = [ort.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
            options.add_external_initializers(list(weights), values)
        graph = self._read(self.manifest["graph"])
        self._session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """For each row its label (None where it is refused) and the probability of each class.

        A row is `{column: value}`; None is a missing value. Raises: `RowsUnreadable`.
        """
        answers = self.answers(rows)
        return [
            {
                "label": None if refused else label,
                "probabilities": None if refused else dict(zip(self.classes, p_C.tolist(), strict=True)),
            }
            for label, p_C, refused in zip(answers.label, answers.probabilities, answers.refused, strict=True)
        ]

    def answers(self, rows: Sequence[Mapping[str, Any]], first_row: int = 0) -> Answers:
        """The same as arrays; messages count rows from `first_row`. Raises: `RowsUnreadable`."""
        label: list[str] = []
        refused: list[bool] = []
        p_NC = np.empty((len(rows), len(self.classes)), dtype=np.float32)
        for start in range(0, len(rows), ROWS_AT_ONCE):
            some = rows[start : start + ROWS_AT_ONCE]
            feeds = self.feeds(some, first_row + start)
            found = self._session.run(["label", "probabilities", "refused"], feeds)
            label += found[0].tolist()
            p_NC[start : start + len(some)] = found[1]
            refused += found[2].tolist()
        return Answers(label, p_NC, refused)

    def feeds(self, rows: Sequence[Mapping[str, Any]], first_row: int = 0) -> dict[str, Any]:
        """The tensors of the graph for rows, by the names of its inputs. Raises: `RowsUnreadable`."""
        made: dict[str, Any] = {}
        for column in self.manifest["columns"]:
            values = []
            for i, row in enumerate(rows):
                try:
                    values.append(_cell(column, row[column["name"]]))
                except KeyError:
                    raise RowsUnreadable(
                        f"row {first_row + i} has no column {column['name']!r}; give None where it is missing"
                    ) from None
                except (ValueError, TypeError) as error:
                    raise RowsUnreadable(f"row {first_row + i}, column {column['name']!r}: {error}") from None
            made |= _tensors(column, values)
        return made

    def verify(self) -> float:
        """Ask for the golden rows; the largest difference of a probability. Raises: `NotAsExported` for other answers."""
        golden = json.loads(self._read("golden.json"))
        answers = self.answers(golden["rows"])
        difference = np.abs(answers.probabilities - np.array(golden["probabilities"])).max()
        if not difference <= TOLERANCE:  # NaN is not
            raise NotAsExported(f"the probabilities of the golden rows differ by {difference:.1e}")
        if answers.label != golden["labels"]:
            raise NotAsExported("the labels of the golden rows are others")
        return float(difference)


def _cell(column: Mapping[str, Any], value: Any) -> Any:
    """A value as its tensor holds it. Raises: `ValueError`, `TypeError`."""
    kind = column["kind"]
    if isinstance(value, np.generic):
        value = value.item()
    if kind in ("sequence", "image"):
        return _array(column, json.loads(value) if isinstance(value, str) else value)
    if kind == "categorical":
        return "" if value is None or value != value else _spelt(value)
    if value is None or value != value:
        return math.nan
    if isinstance(value, str):
        value = value.strip(" \t")
        if value in column["missing"]:
            return math.nan
    return {"numeric": _number, "boolean": _truth, "datetime": _seconds}[kind](value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or (isinstance(value, str) and not _NUMBER.fullmatch(value)):
        raise ValueError(f"{value!r} is no number")
    number = float(value)
    is_whole = isinstance(value, int) or (isinstance(value, str) and value.lstrip("+-").isdigit())
    if math.isinf(number) or (is_whole and abs(int(value)) > _MAX_EXACT):
        raise ValueError(f"{value!r} is beyond the numbers that are told apart")
    return number


def _truth(value: Any) -> float:
    word = _spelt(value).lower()
    if word not in _TRUTH:
        raise ValueError(f"{value!r} is neither true nor false")
    return _TRUTH[word]


def _seconds(value: Any) -> float:
    """Since 1970-01-01 UTC, which is meant where no zone is said."""
    if isinstance(value, str):
        if not _DATETIME.fullmatch(value):
            raise ValueError(f"{value!r} is no time as in 2024-05-31T12:30:00Z")
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        raise ValueError(f"{value!r} is no time")
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    return (moment - _EPOCH) / _SECOND


def _spelt(value: Any) -> str:
    """A category as training spelt it: 3.0 is "3"."""
    if not isinstance(value, str | bool | int | float):
        raise ValueError(f"{value!r} is no text")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) <= _MAX_EXACT:
        return str(int(value))
    return value if isinstance(value, str) else repr(value)


def _array(column: Mapping[str, Any], value: Any) -> Any:
    """`[T, F]` float64 of a sequence, `[C, H, W]` float32 of an image."""
    shape = column["shape"]
    if column["kind"] == "image":
        pixels = np.array(value, dtype=np.float32)
        pixels = pixels[None] if pixels.ndim == 2 else pixels
        if list(pixels.shape) != shape:
            raise ValueError(f"an image of shape {shape} is needed, this one has {list(pixels.shape)}")
        return pixels
    steps = np.array([] if value is None else value, dtype=np.float64)  # None inside becomes NaN
    steps = steps[:, None] if steps.ndim == 1 and shape[1] == 1 else steps
    if len(steps) and (steps.ndim != 2 or steps.shape[1] != shape[1]):
        raise ValueError(f"steps of {shape[1]} numbers are needed")
    return steps.reshape(-1, shape[1])


def _tensors(column: Mapping[str, Any], values: list[Any]) -> dict[str, Any]:
    kind, name = column["kind"], column["input"]
    if kind == "categorical":
        return {name: np.array(values, dtype=object).reshape(-1, 1)}
    if kind == "image":
        return {name: np.stack(values)}
    if kind != "sequence":
        return {name: np.array(values, dtype=np.float64).reshape(-1, 1)}
    length_N = np.array([len(steps) for steps in values], dtype=np.int32)
    x_NTF = np.zeros((len(values), max(1, int(length_N.max())), column["shape"][1]))
    for row, steps in zip(x_NTF, values, strict=True):
        row[: len(steps)] = steps
    return {name: x_NTF, column["length_input"]: length_N}


def _safetensors(data: bytes) -> dict[str, Any]:
    """Float32 arrays by name. Source: the format's own README (https://github.com/huggingface/safetensors)."""
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    found = {}
    for name, told in header.items():
        first, end = told["data_offsets"]
        found[name] = np.frombuffer(data[start + first : start + end], dtype="<f4").reshape(told["shape"])
    return found


def _score(scorer: Scorer, file: TextIO, out: TextIO) -> None:
    """Answers for a CSV file, in its order, a few rows in memory at a time."""
    writer = csv.writer(out)
    writer.writerow(["label", *(f"probability {label}" for label in scorer.classes)])
    reader = csv.DictReader(file)
    names = reader.fieldnames or []
    if len(set(names)) < len(names):
        raise RowsUnreadable("two columns of the file have one name")
    first_row = 0
    for rows in _by(reader, ROWS_AT_ONCE):
        answers = scorer.answers(rows, first_row)
        first_row += len(rows)
        for label, p_C, refused in zip(answers.label, answers.probabilities, answers.refused, strict=True):
            writer.writerow(["", *([""] * len(p_C))] if refused else [label, *map(repr, p_C.tolist())])


def _by(rows: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    block = []
    for row in rows:
        block.append(row)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Label and probabilities of the rows of a CSV file.")
    parser.add_argument("file", nargs="?", help="a CSV file with a header; - reads standard input")
    parser.add_argument("--verify", action="store_true", help="check the files and the answers to the golden rows")
    parser.add_argument("--folder", default=Path(__file__).parent, help="where the model lies; else beside this file")
    told = parser.parse_args(arguments)
    if told.verify == (told.file is not None):
        parser.error("give a CSV file, or --verify")
    try:
        scorer = Scorer(told.folder)
        if told.verify:
            print(
                f"the golden rows are answered as exported; largest difference of a probability {scorer.verify():.1e}"
            )
            return 0
        if told.file == "-":
            _score(scorer, sys.stdin, sys.stdout)
        else:
            with open(told.file, encoding="utf-8-sig", newline="") as file:
                _score(scorer, file, sys.stdout)
    except NotAsExported as error:
        print(f"not as exported: {error}", file=sys.stderr)
        return 1
    except (RowsUnreadable, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
