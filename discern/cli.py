"""The command `discern`: which commands there are, and what each exit code means.

Exit codes: 0 done; 1 a job failed or was cancelled, a server process died, or a script under the doctor failed; 2 wrong
usage or configuration; 3 the server cannot be reached, refuses the key or is at fault; 4 the server refused the request;
130 interrupted.
"""

import os
import sys
from typing import Annotated

import typer

from discern.commands import (
    catalogue,
    codegen,
    datasets,
    doctor,
    examples,
    explain,
    jobs,
    models,
    predict,
    processes,
    score,
    serve,
    train,
)
from discern.commands.common import exit_code, render_error
from discern.errors import DiscernError

app = typer.Typer(
    name="discern",
    help="Train classifiers on labelled tables, sequences and images, and ask them over HTTP.",
    epilog="Exit codes: 0 done, 1 job failed or cancelled, 2 usage, 3 server unreachable or key refused, "
    "4 request refused. DISCERN_URL and DISCERN_KEY name the server.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve", rich_help_panel="Server")(serve.serve)
app.command("api", rich_help_panel="Server")(processes.api)
app.command("worker", rich_help_panel="Server")(processes.worker)
app.add_typer(processes.db, name="db", rich_help_panel="Server")
app.add_typer(processes.key, name="key", rich_help_panel="Server")
app.command("train")(train.train)
app.command("predict")(predict.predict)
app.command("explain")(explain.explain)
app.command("score")(score.score)
app.command("codegen")(codegen.codegen)
app.command("doctor", context_settings={"allow_interspersed_args": False})(doctor.doctor)
app.command("families")(catalogue.families)
app.command("presets")(catalogue.presets)
app.command("findings")(catalogue.findings)
app.add_typer(jobs.app, name="jobs")
app.add_typer(models.app, name="models")
app.add_typer(datasets.app, name="datasets")
app.add_typer(examples.app, name="examples")


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version  # costs 50 ms

        try:
            print(version("discern"))
        except PackageNotFoundError:  # run from a folder, not installed
            print("unknown")
        raise typer.Exit


@app.callback()
def root(
    url: Annotated[
        str | None, typer.Option(help="The server; wins over DISCERN_URL.", show_default="http://127.0.0.1:8000")
    ] = None,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options before the command."""
    if url is not None:
        os.environ["DISCERN_URL"] = url


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        app(prog_name="discern")
    except DiscernError as error:
        render_error(error)
        sys.exit(exit_code(error))
