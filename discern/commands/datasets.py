"""`discern datasets`: uploaded tables."""

from pathlib import Path
from typing import Annotated

import typer

from discern.commands import common
from discern.commands.findings import checks_of

app = typer.Typer(help="Upload, list, show and delete datasets.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, nothing else.")]


@app.command("upload")
def upload_dataset(
    file: Annotated[Path, typer.Argument(help=common.FILE_HELP)],
    name: Annotated[str | None, typer.Option(help="Name of the dataset; default is the file's.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="NAME=KIND or NAME=ROLE instead of what is inferred; repeatable.")
    ] = None,
    series: Annotated[str | None, typer.Option(help=common.SERIES_HELP)] = None,
    json_output: Json = False,
) -> None:
    """Upload FILE and wait until it is understood."""
    from discern.commands.live import upload_bar

    if not file.is_file():
        common.fail_usage(f"there is no file {file}")
    said = common.series_from(series)
    with common.connect() as client:
        try:
            with upload_bar(file.name, visible=not json_output) as move:
                dataset = client.datasets.upload(
                    file, name=name, overrides=common.overrides_from(column), series=said, progress=move
                )
        except ValueError as error:
            common.fail_usage(str(error))
    if json_output:
        common.print_json(dataset.to_json())
    else:
        common.stdout().print(f"{dataset.id}: {dataset.num_rows} rows, {dataset.num_columns} columns", highlight=False)


@app.command("list")
def list_datasets(
    limit: Annotated[int, typer.Option(min=1, help="At most so many, newest first.")] = 20,
    json_output: Json = False,
) -> None:
    """List datasets, newest first."""
    with common.connect() as client:
        found = client.datasets.list(page_size=min(limit, 100))
        datasets = [dataset for _, dataset in zip(range(limit), found, strict=False)]
    if json_output:
        common.print_json([dataset.to_json() for dataset in datasets])
        return
    rows: list[list[object]] = [[item.id, item.name, item.status, item.num_rows, item.created_at] for item in datasets]
    common.table_of(["dataset", "name", "status", "rows", "created"], rows, whole=(0, 2, 3, 4))


@app.command("show")
def show_dataset(dataset_id: str, json_output: Json = False) -> None:
    """Show one dataset: its columns, and what its data says."""
    with common.connect() as client:
        dataset = client.datasets.get(dataset_id)
        ready = dataset.status == "ready"
        found = client.datasets.findings(dataset_id) if ready else None
    findings = found.findings if found is not None else []
    if json_output:
        told = [finding.to_json() for finding in findings]
        common.print_json({**dataset.to_json(), "findings": told, "checks": checks_of(found)})
        return
    kept = ("id", "name", "status", "format", "series", "num_rows", "num_columns", "sha256", "error", "created_at")
    common.details_of({name: value for name, value in dataset.to_json().items() if name in kept and value is not None})
    if dataset.table_schema is not None:
        rows: list[list[object]] = [[c.name, c.kind, c.role, c.reason] for c in dataset.table_schema.columns]
        common.table_of(["column", "kind", "role", "reason"], rows)
    for finding in findings:
        print(f"{finding.severity}: {common.shown(finding.title)}. {common.shown(finding.suggestion)}")


@app.command("delete")
def delete_dataset(dataset_id: str) -> None:
    """Delete a dataset that no job is using."""
    with common.connect() as client:
        client.datasets.delete(dataset_id)
    print(f"{dataset_id}: deleted")
