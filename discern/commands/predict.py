"""`discern predict`: labels and probabilities for the rows of a file, at once."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from discern.commands import common
from discern.errors import DiscernError

if TYPE_CHECKING:
    from discern.client import Discern

MAX_ROWS_SHOWN = 20
PARTS = {"label", "probabilities", "logits"}
MAX_BODY_BYTES = 8 * 2**20  # below the servers' default of 10 MiB for one body


def predict(
    model: Annotated[str, typer.Argument(help="Name of the model.")],
    file: Annotated[Path, typer.Argument(help=f"{common.FILE_HELP} Or one image, .png or .jpg.")],
    version: Annotated[int | None, typer.Option(min=1, help="A version instead of the default one.")] = None,
    threshold: Annotated[
        float | None, typer.Option(help="Two classes: probability of the second from which it is the label.")
    ] = None,
    returns: Annotated[
        str | None,
        typer.Option(
            "--return", help="What is told, with commas between: label, probabilities (both by default), logits."
        ),
    ] = None,
    top_k: Annotated[int | None, typer.Option(min=1, help="Only so many classes, the likeliest, of each row.")] = None,
    on_invalid: Annotated[str | None, typer.Option(help="fail (default) or skip: what to do with wrong rows.")] = None,
    series: Annotated[str | None, typer.Option(help=common.SERIES_HELP)] = None,
    json_output: Annotated[bool, typer.Option("--json", help="The whole answer as one JSON document.")] = False,
) -> None:
    """Predict every row of FILE. Files above the server's row limit go in several requests; see also `score`."""
    if not file.is_file():
        common.fail_usage(f"there is no file {file}")
    if on_invalid not in (None, "fail", "skip"):
        common.fail_usage(f"--on-invalid must be fail or skip, got {on_invalid!r}")
    parts = None if returns is None else [part.strip() for part in returns.split(",")]
    if parts is not None and (len(set(parts)) < len(parts) or not set(parts) <= PARTS):
        common.fail_usage(f"--return must be some of {', '.join(sorted(PARTS))}, each once, got {returns!r}")
    options = {
        "threshold": threshold,
        "returns": parts,
        "top_k": top_k,
        "on_invalid": on_invalid,
        "series": common.series_from(series),
    }
    with common.connect() as client:
        try:
            document = answer_for(client, model, file, version, options)
        except ValueError as error:
            common.fail_usage(str(error))
    if json_output:
        common.print_json(document)
    else:
        show(document)


def answer_for(
    client: "Discern", model: str, file: Path, version: int | None, options: dict[str, Any]
) -> dict[str, Any]:
    """The answer for the whole file, as from one request.

    Raises: `ValueError` for a suffix that names no format, `DiscernError`.
    """
    from discern.chunks import Chunk, chunks, merged
    from discern.objects import Predictions
    from discern.sources import guess_format

    file_format, zipped = guess_format(file.name)
    # Only lines of text can be cut into several requests, and only where a line is a row.
    if file_format not in ("csv", "ndjson") or options.get("series"):
        try:
            return client.predict(model, file, version=version, **options).to_json()
        except DiscernError as error:
            if error.status == 413 or error.code == "too_large":
                error.hint = f"Score it as a job: discern score {model} {shlex.quote(str(file))} -o OUT.csv"
            raise
    limits = client.limits()
    max_rows = int(limits.get("max_predict_rows", 10_000))
    max_bytes = min(MAX_BODY_BYTES, int(limits.get("max_json_bytes", MAX_BODY_BYTES)))

    def answers() -> Iterator[tuple[Chunk, dict[str, Any]]]:
        pinned = version
        for chunk in chunks(file, file_format, zipped, max_rows=max_rows, max_bytes=max_bytes):
            answer: Predictions = client.predict(model, chunk.body, version=pinned, file_format=file_format, **options)
            pinned = answer.version  # one file, one version, even when the default moves meanwhile
            yield chunk, answer.to_json()

    return merged(answers())


def show(document: dict[str, Any]) -> None:
    """The first rows as a table, then what was ignored, warned of and refused."""
    from rich.text import Text

    console = common.stdout()
    predictions = document["predictions"]
    classes = document["classes"]
    first = predictions[0] if predictions else {"label": "", "probabilities": {}}
    is_ranked = 0 < len(first.get("probabilities") or {}) < len(classes)
    shown = {
        f"p({label})": ("probabilities", label) for label in classes if not is_ranked and first.get("probabilities")
    }
    shown |= {f"logit({label})": ("logits", label) for label in classes if first.get("logits")}
    shown = shown if len(classes) <= 6 else {}
    rows: list[list[object]] = [
        [
            item["row"],
            *([item["label"]] if first.get("label") is not None else []),
            *(
                ["  ".join(f"{label} {common.number(p)}" for label, p in item["probabilities"].items())]
                if is_ranked
                else []
            ),
            *(common.number(item[part].get(label)) for part, label in shown.values()),
            "; ".join(map(str, item["warnings"])),
        ]
        for item in predictions[:MAX_ROWS_SHOWN]
    ]
    heads = [
        "row",
        *(["label"] if first.get("label") is not None else []),
        *(["likeliest"] if is_ranked else []),
        *shown,
    ]
    title = f"{document['model']} version {document['version']}, {len(predictions)} rows"
    common.table_of([*heads, "warnings"], rows, common.shown(title))
    if len(predictions) > MAX_ROWS_SHOWN:
        console.print(f"… and {len(predictions) - MAX_ROWS_SHOWN} more; --json prints them all", highlight=False)
    if document["ignored_columns"]:
        console.print(Text(common.shown(f"Ignored columns: {', '.join(document['ignored_columns'])}", 500)))
    for fault in document["errors"][: common.MAX_FAULTS_SHOWN]:
        console.print(Text(common.shown(f"Refused: row {fault.get('row')}: {fault.get('message')}"), style="yellow"))
