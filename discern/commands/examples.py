"""`discern examples`: the founding cases, run through a server and set beside what their texts report."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discern.commands import common
from discern.commands.train import follow

if TYPE_CHECKING:
    from discern.client import Discern
    from discern.objects import Dataset
    from discern.recipes import Measured, Recipe

app = typer.Typer(help="Run the founding cases: a text's result beside ours.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, nothing else.")]
Folder = Annotated[
    Path | None,
    typer.Option(help="The folder `examples` of a clone.", show_default="the one beside the package"),
]


@app.command("list")
def list_examples(folder: Folder = None, json_output: Json = False) -> None:
    """List the cases and their runs."""
    found = _recipes(folder)
    if json_output:
        common.print_json([{"name": name, **recipe.model_dump(mode="json")} for name, recipe in found.items()])
        return
    rows: list[list[object]] = [
        [name, recipe.title, ", ".join(run.name for run in recipe.runs)] for name, recipe in found.items()
    ]
    common.table_of(["case", "what it is about", "runs"], rows)


@app.command("run")
def run_example(
    case: Annotated[str, typer.Argument(help="s0, s1, s2, s3 or s4; see `discern examples list`.")],
    small: Annotated[
        bool, typer.Option("--small", help="Fewer rows, epochs and seeds: a quick look that proves nothing.")
    ] = False,
    url: Annotated[str | None, typer.Option(help="The server; wins over DISCERN_URL.")] = None,
    folder: Folder = None,
    json_output: Json = False,
) -> None:
    """Make the data of CASE, train each of its configs on the server, and print the text's result beside ours."""
    from discern.recipes import RecipeError, run_recipe

    started = time.monotonic()
    recipe = _recipes(folder).get(case)
    if recipe is None:
        common.fail_usage(f"there is no case {case!r}; `discern examples list` names them")
    if url is not None:
        os.environ["DISCERN_URL"] = url
    console = common.stderr()
    done: list[Measured] = []
    with common.connect() as client:
        try:
            for measured in run_recipe(
                client,
                recipe,
                small=small,
                follow=lambda client, job: follow(client, job, visible=not json_output),
                upload=lambda client, path: _upload(client, path, visible=not json_output),
                about=lambda message: None if json_output else console.print(message, highlight=False),
            ):
                done.append(measured)
        except RecipeError as error:
            common.fail_usage(str(error))
    if json_output:
        document = {
            "case": case,
            "title": recipe.title,
            "small": small,
            "seconds": round(time.monotonic() - started, 3),
        }
        common.print_json({**document, "runs": [measured.to_json() for measured in done]})
    else:
        _show(recipe, done, small=small)
    if any(measured.error for measured in done):
        raise typer.Exit(common.JOB_FAILED)


def _recipes(folder: Path | None) -> "dict[str, Recipe]":
    from discern.recipes import RecipeError, recipes

    try:
        return recipes(folder)
    except RecipeError as error:
        common.fail_usage(str(error))


def _upload(client: "Discern", path: Path, *, visible: bool) -> "Dataset":
    from discern.commands.live import upload_bar

    with upload_bar(path.name, visible=visible) as move:
        return client.datasets.upload(path, progress=move)


def _show(recipe: "Recipe", done: "list[Measured]", *, small: bool) -> None:
    rows: list[list[object]] = [
        [
            measured.run.name,
            measured.run.about,
            measured.run.text,
            _ours(measured),
            _last(measured),
            _percent(measured.swing),
            _percent(measured.logistic_accuracy),
            _wanted(measured),
        ]
        for measured in done
    ]
    columns = ["run", "what it is", "text's result", "ours", "last epoch", "swing", "logistic", "wanted"]
    title = f"{recipe.folder.name}: {recipe.title}" + (" (small: proves nothing)" if small else "")
    common.table_of(columns, rows, title, whole=(0,))
    for measured in done:
        for job, finding in measured.findings:
            if finding.severity != "info":
                mend = f" (fix: discern jobs fix {job.id} {finding.id})" if finding.fix else ""
                print(common.shown(f"{measured.run.name}: {finding.severity}: {finding.title}{mend}", 500))
    print(
        "ours: accuracy on test rows of the epoch with the best validation loss, ± one standard error of so many rows. "
        "last epoch: validation accuracy, training loss. swing: validation accuracy, largest less smallest, within the "
        "last 20 epochs. "
        f"More: {recipe.folder / 'README.md'}"
    )
    _show_mended(done)


def _show_mended(done: "list[Measured]") -> None:
    """What each applied fix changed."""
    by_name = {measured.run.name: measured for measured in done}
    rows: list[list[object]] = []
    for after in done:
        if (mends := after.run.mends) is not None:
            before = by_name[mends.run]
            rows.append([f"{mends.run}, last epoch", _last(before), _last(after), mends.finding])
            rows.append(
                [f"{mends.run}, kept epoch", _percent(before.accuracy), _percent(after.accuracy), mends.finding]
            )
            rows.append([f"{mends.run}, swing", _percent(before.swing), _percent(after.swing), mends.finding])
    if rows:
        common.table_of(["run", "before", "after", "fix of the finding"], rows, "Before and after the fix", whole=(0,))


def _ours(measured: "Measured") -> str:
    """The accuracy with its standard error, rows and seeds, or what went wrong."""
    if measured.error is not None:
        return f"{measured.error.get('code', 'failed')}: {measured.error.get('detail', '')}".rstrip(": ")
    told = _percent(measured.accuracy)
    if measured.standard_error is not None:
        told += f" ± {measured.standard_error * 100:.1f} ({measured.num_test_rows} rows)"
    if measured.accuracy_std is not None:
        told += f", {len(measured.jobs)} seeds ± {measured.accuracy_std * 100:.1f}"
    return told


def _last(measured: "Measured") -> str:
    return f"{_percent(measured.last_accuracy)}, {common.number(measured.train_loss)}"


def _wanted(measured: "Measured") -> str:
    run = measured.run
    parts = [
        f"≥ {_percent(run.accuracy_at_least)}" if run.accuracy_at_least is not None else "",
        f"swing ≤ {run.swing_at_most * 100:g}" if run.swing_at_most is not None else "",
        "above logistic" if run.above_logistic else "",
        *(f"finds {code}" for code in run.finds),
    ]
    told = ", ".join(part for part in parts if part)
    return f"{told}: {'reached' if measured.holds else 'MISSED'}" if told else "–"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f} %"
