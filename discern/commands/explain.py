"""`discern explain`: what each column added to the predictions of a few rows."""

import csv
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from discern.chunks import text_lines
from discern.commands import common
from discern.sources import guess_format

if TYPE_CHECKING:
    from discern.objects import Attribution, Explanations

SHOWN = 12  # columns of each row; --json has them all


def explain(
    model: Annotated[str, typer.Argument(help="Name of the model.")],
    file: Annotated[Path | None, typer.Argument(help=".csv or .ndjson, of which the first rows are explained.")] = None,
    row: Annotated[list[str] | None, typer.Option(help="A row as a JSON object; repeatable; instead of FILE.")] = None,
    first: Annotated[int, typer.Option(min=1, max=100, help="So many rows of FILE.")] = 1,
    of_class: Annotated[
        str | None, typer.Option("--class", help="Whose log-odds; else the second of two, or each row's own label.")
    ] = None,
    version: Annotated[int | None, typer.Option(min=1, help="A version instead of the default one.")] = None,
    max_evaluations: Annotated[
        int | None, typer.Option(min=64, max=2**17, help="More make standard errors smaller, and take longer.")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="The whole answer as one JSON document.")] = False,
) -> None:
    """Tell what each column added to MODEL's answer for a row."""
    if (file is None) == (not row):
        common.fail_usage("name a FILE or give rows with --row, one of the two")
    rows = [_object(text) for text in row or []] if file is None else list(islice(rows_of(file), first))
    if not rows:
        common.fail_usage(f"{file} has no row")
    with common.connect() as client:
        answer = client.explain(model, rows, version=version, explained_class=of_class, max_evaluations=max_evaluations)
    if json_output:
        common.print_json(answer.to_json())
    else:
        show(answer)


def rows_of(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a CSV, its fields as text and empty ones as missing, or of an NDJSON file."""
    if not file.is_file():
        common.fail_usage(f"there is no file {file}")
    file_format, zipped = guess_format(file.name)
    if file_format not in ("csv", "ndjson"):
        common.fail_usage(f"explain reads .csv and .ndjson, not {file.name}; give other rows with --row")
    lines = (line.decode("utf-8-sig", "replace") for line in text_lines(file, zipped))
    if file_format == "ndjson":
        yield from (_object(line) for line in lines if line.strip())
        return
    header = next(lines, "")
    delimiter = max(",;\t|", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    for fields in csv.reader(lines, delimiter=delimiter):
        if fields:
            yield {name: field or None for name, field in zip(names, fields, strict=False)}


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        common.fail_usage(f"a row is a JSON object, got {common.shown(text)!r}")
    return value


def show(answer: "Explanations") -> None:
    """A table for each row: what spoke for its class, and what against it."""
    console = common.stdout()
    kind = answer.baseline.kind.replace("_", " ")
    for each in answer.predictions:
        p = common.number(each.probabilities.get(each.explained_class))
        title = f"row {each.row}: {each.label}, p({each.explained_class}) = {p}"
        cells: list[list[object]] = [
            [_name(share), share.value, f"{share.attribution:+.4f}", _error(share)]
            for share in each.attributions[:SHOWN]
        ]
        common.table_of(["column", "value", "adds", "standard error"], cells, common.shown(title))
        left = len(each.attributions) - len(cells)
        more = f" ({left} more columns: --json)" if left > 0 else ""
        sum_ = f"log-odds {each.value:+.4f} = {each.base_value:+.4f} on average + what is added{more}"
        console.print(f"{sum_}; {each.method}, {each.num_evaluations} evaluations\n", highlight=False, soft_wrap=True)
    console.print(f"Compared with {answer.baseline.num_rows} rows ({kind}).", highlight=False)


def _name(share: "Attribution") -> str:
    part = share.part
    if part is None:
        return share.column
    if part.get("kind") == "steps":
        return f"{part.get('channel') or share.column}, steps {part['first_step']} to {part['end_step'] - 1}"
    return f"{share.column}, rows {part['top']} to {part['bottom'] - 1}, columns {part['left']} to {part['right'] - 1}"


def _error(share: "Attribution") -> str:
    return f"{share.standard_error:.4f}" if share.standard_error else ""
