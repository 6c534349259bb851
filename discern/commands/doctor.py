"""`discern doctor`: a script of one's own, run here and watched; no server takes part."""

from pathlib import Path
from typing import Annotated

import typer

from discern.commands import common


def doctor(
    script: Annotated[Path, typer.Argument(help="A Python script that trains a model with PyTorch.")],
    arguments: Annotated[list[str] | None, typer.Argument(help="Arguments of the script.")] = None,
    json_output: Annotated[
        bool, typer.Option("--json", help="One JSON document on stdout; the script's output goes to stderr.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a warning or an error was found.")] = False,
) -> None:
    """Run SCRIPT in this process and name the faults of its training loop. Options come before SCRIPT."""
    try:
        from discern.doctor.main import main  # torch: two seconds, which no other command pays
    except ModuleNotFoundError as error:
        common.fail_usage(f"the doctor needs PyTorch: {error}")
    code = main(script, arguments or [], as_json=json_output, strict=strict)
    if code:
        raise typer.Exit(code)
