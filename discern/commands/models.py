"""`discern models`: trained models and their versions."""

from typing import Annotated

import typer

from discern.commands import common

app = typer.Typer(help="List and show models.", no_args_is_help=True)
MEASURES = ("accuracy", "macro_f1", "log_loss")
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, nothing else.")]


@app.command("list")
def list_models(json_output: Json = False) -> None:
    """List models."""
    with common.connect() as client:
        models = list(client.models.list())
    if json_output:
        common.print_json([model.to_json() for model in models])
        return
    rows: list[list[object]] = [
        [model.name, model.aliases.get("default"), model.latest_version, model.created_at] for model in models
    ]
    common.table_of(["model", "default version", "latest version", "created"], rows)


@app.command("show")
def show_model(
    name: str,
    version: Annotated[int | None, typer.Option(min=1, help="One version, with its metrics and lineage.")] = None,
    json_output: Json = False,
) -> None:
    """Show one model with its versions, or one version."""
    with common.connect() as client:
        if version is not None:
            document = client.models.version(name, version).to_json()
        else:
            model, versions = client.models.get(name), list(client.models.versions(name))
            document = {**model.to_json(), "versions": [item.to_json() for item in versions]}
    if json_output:
        common.print_json(document)
    elif version is not None:
        common.details_of({name: value for name, value in document.items() if name != "links"})
    else:
        default = model.aliases.get("default")
        rows: list[list[object]] = [
            [
                f"{item.version} (default)" if item.version == default else item.version,
                *(common.number(((item.metrics or {}).get("test") or {}).get(measure)) for measure in MEASURES),
                ", ".join(item.classes[:5]) + (", …" if len(item.classes) > 5 else ""),
                item.created_at,
            ]
            for item in versions
        ]
        titles = [measure.replace("_", " ") for measure in MEASURES]
        common.table_of(["version", *titles, "classes", "created"], rows, name, whole=(0, 5))


@app.command("findings")
def show_findings(
    name: str,
    version: Annotated[int | None, typer.Option(min=1, help="One version; else the default one.")] = None,
    hours: Annotated[float, typer.Option(min=0.01, max=8_784, help="Rows of the last so many hours.")] = 24.0,
    json_output: Json = False,
) -> None:
    """Show what the rows predicted lately say of a model: drift, unseen categories, rows that do not fit."""
    with common.connect() as client:
        told = client.models.findings(name, version, window_seconds=max(1, round(hours * 3600)))
    if json_output:
        common.print_json(told.to_json())
        return
    print(f"{common.shown(told.model)} version {told.version}: {told.rows} rows answered, {told.refused} refused")
    if told.findings:
        rows: list[list[object]] = [[f.severity, f.code, f.title, f.suggestion] for f in told.findings]
        common.table_of(["severity", "code", "finding", "what to do"], rows, whole=(0, 1))
    if told.checks_passed:
        print(f"passed: {', '.join(map(common.shown, told.checks_passed))}")
    for skipped in told.checks_skipped:
        print(f"skipped: {common.shown(skipped.code)}: {common.shown(skipped.reason)}")
