"""What commands share: the client, JSON on stdout, readable errors on stderr, exit codes."""

import json
import math
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from discern.errors import DatasetFailedError, DiscernError, Fault, JobFailedError, UnreachableError

if TYPE_CHECKING:
    from rich.console import Console

    from discern.client import Discern

FILE_HELP = "CSV, Parquet or NDJSON (.jsonl), CSV and NDJSON also as .gz; arrays as .npz; images in a .zip."
SERIES_HELP = "A long table: id=COLUMN[,time=COLUMN][,label=COLUMN][,channels=A+B], or the same as JSON."

JOB_FAILED, USAGE, SERVER, REFUSED, INTERRUPTED = 1, 2, 3, 4, 130
MAX_FAULTS_SHOWN = 10


def connect() -> "Discern":
    """The client that the environment names."""
    from discern.client import Discern

    try:
        return Discern()
    except ValueError as error:
        fail_usage(str(error))


def stdout() -> "Console":
    """Where answers go."""
    from rich.console import Console

    return Console()


def stderr() -> "Console":
    """Where progress and errors go."""
    from rich.console import Console

    return Console(stderr=True)


def print_json(document: Any) -> None:
    """One JSON document on one line of stdout."""
    print(json.dumps(document, allow_nan=False), flush=True)


def shown(text: object, limit: int = 200) -> str:
    r"""Text from elsewhere, safe for a terminal: control characters as escapes, long values shortened.

    >>> shown("\x1b[31mred")
    '\\x1b[31mred'
    """
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text))
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def number(value: object) -> str:
    """A measure for a table cell; what is not a finite number is a dash.

    >>> number(0.92514), number(None), number(3810)
    ('0.9251', '–', '3810')
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def fail_usage(message: str) -> NoReturn:
    """End with exit code 2 and one line that says what to change."""
    print(f"discern: {shown(message, 2000)}", file=sys.stderr)
    raise typer.Exit(USAGE)


def read_json_object(path: Path, what: str) -> dict[str, Any]:
    """The JSON object in a file, or exit code 2."""

    def refuse(token: str) -> NoReturn:
        raise ValueError(f"{token} is not JSON")

    try:
        document = json.loads(path.read_text("utf-8-sig"), parse_constant=refuse)
    except OSError as error:
        fail_usage(f"cannot read {what} {path}: {error.strerror}")
    except (ValueError, RecursionError) as error:
        fail_usage(f"{what} {path} is not valid JSON: {error}")
    if not isinstance(document, dict):
        fail_usage(f"{what} {path} must hold a JSON object, got {type(document).__name__}")
    return document


def exit_code(error: DiscernError) -> int:
    """The exit code that tells a script what kind of trouble this is."""
    if isinstance(error, JobFailedError):
        return JOB_FAILED
    if isinstance(error, DatasetFailedError):
        return REFUSED
    if isinstance(error, UnreachableError) or error.status in (401, 403):
        return SERVER
    return REFUSED if error.status is not None and 400 <= error.status < 500 else SERVER


def place(fault: Fault) -> str:
    """Where a fault is, in a few words.

    >>> place(Fault(row=3, column="Area"))
    "row 3, column 'Area'"
    """
    parts = [
        f"row {fault.row}" if fault.row is not None else "",
        f"line {fault.line}" if fault.line is not None else "",
        f"column '{shown(fault.column, 60)}'" if fault.column is not None else "",
    ]
    return ", ".join(part for part in parts if part) or shown(fault.pointer or "")


def render_error(error: DiscernError) -> None:
    """What went wrong, where (up to ten places), what to do, and the request id, on stderr."""
    from rich.text import Text

    console = stderr()

    def line(text: str, style: str = "") -> None:
        console.print(Text(text, style=style), soft_wrap=True)

    line(f"Error: {shown(error.title or error.code)}", "bold red")
    if error.detail != error.title:
        line(f"  {shown(error.detail, 1000)}")
    for fault in error.errors[:MAX_FAULTS_SHOWN]:
        where = place(fault)
        extra = [f"got {shown(fault.got, 80)}"] if fault.got else []
        extra += [f"expected {shown(fault.expected, 120)}"] if fault.expected is not None else []
        line(
            f"  - {where + ': ' if where else ''}{shown(fault.message)}{' (' + ', '.join(extra) + ')' if extra else ''}"
        )
    if len(error.errors) > MAX_FAULTS_SHOWN:
        line(f"  … and {len(error.errors) - MAX_FAULTS_SHOWN} more")
    hint = error.hint
    if error.status == 401:  # the server's own hint speaks of headers
        hint = "Set DISCERN_KEY to a key of this server: `discern key create` makes one."
    if hint:
        line(f"  Hint: {shown(hint, 500)}", "yellow")
    if error.request_id:
        line(f"  Code {shown(error.code)}, request {shown(error.request_id)}", "dim")


def table_of(
    columns: list[str], rows: list[list[object]], title: str | None = None, *, whole: tuple[int, ...] = (0,)
) -> None:
    """Print a table; cells are plain text, and those of the `whole` columns never broken (ids, to be copied)."""
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold underline"
    )
    for index, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=index in whole)
    for row in rows:
        table.add_row(*(Text(cell_text(cell)) for cell in row))
    stdout().print(table)


def cell_text(value: object) -> str:
    """A value for a table cell; times to the minute.

    >>> cell_text(None), cell_text(datetime(2026, 1, 2, 3, 4, 5, 6))
    ('–', '2026-01-02 03:04')
    """
    if value is None:
        return "–"
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else shown(value)


def details_of(document: Mapping[str, Any]) -> None:
    """Print one object as `name: value` lines, nested values as indented JSON."""
    from rich.text import Text

    console = stdout()
    for name, value in document.items():
        nested = isinstance(value, (dict, list)) and bool(value)
        text = json.dumps(value, indent=2, ensure_ascii=False) if nested else json.dumps(value, ensure_ascii=False)
        lines = [shown(part, 10_000) for part in text.strip('"').split("\n")]
        console.print(
            Text(f"{shown(name)}: ", style="bold").append("\n  ".join(lines), style="not bold"), soft_wrap=True
        )


def overrides_from(words: list[str] | None) -> dict[str, dict[str, str]] | None:
    """Column overrides out of `NAME=WORD` options, where the word is a kind or a role.

    >>> overrides_from(["zip=categorical", "zip=feature"])
    {'zip': {'kind': 'categorical', 'role': 'feature'}}
    """
    kinds = {"numeric", "boolean", "categorical", "datetime", "text", "sequence", "image"}
    roles = {"feature", "target", "id", "ignored"}
    overrides: dict[str, dict[str, str]] = {}
    for word in words or []:
        name, _, value = word.rpartition("=")
        if not name or value not in kinds | roles:
            fail_usage(f"--column takes NAME=WORD with a WORD of {', '.join(sorted(kinds | roles))}; got {word!r}")
        overrides.setdefault(name, {})["kind" if value in kinds else "role"] = value
    return overrides or None


def series_from(text: str | None) -> dict[str, Any] | None:
    """What `--series` says of a long table, or exit code 2.

    >>> series_from("id=patient,time=second,channels=lead 1+lead 2")
    {'id': 'patient', 'time': 'second', 'channels': ['lead 1', 'lead 2']}
    """
    if text is None:
        return None
    if text.lstrip().startswith("{"):  # names with commas and pluses
        try:
            document: dict[str, Any] = json.loads(text)
        except ValueError as error:
            fail_usage(f"--series is not valid JSON: {error}")
        return document
    series: dict[str, Any] = {}
    for part in text.split(","):
        name, equals, value = part.partition("=")
        if not equals or not value or name not in ("id", "time", "label", "channels") or name in series:
            fail_usage(f"--series takes id=..., time=..., label=..., channels=A+B, each once; got {part!r}")
        series[name] = value.split("+") if name == "channels" else value
    if "id" not in series:
        fail_usage("--series needs id=COLUMN: rows with the same value are the steps of one series")
    return series
