"""`discern models`: trained models, their versions and aliases."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discern.commands import common

if TYPE_CHECKING:
    from discern.objects import Alias

app = typer.Typer(help="List, show and change models: aliases, tags, deletion.", no_args_is_help=True)
MEASURES = ("accuracy", "macro_f1", "log_loss")
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, nothing else.")]
Why = Annotated[str | None, typer.Option(help="For the log of changes.")]


class ExportFormat(StrEnum):
    """What a version can be carried away as."""

    onnx = "onnx"
    safetensors = "safetensors"
    scorer = "scorer"


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


@app.command("alias")
def move_alias(
    name: str,
    alias: Annotated[str, typer.Argument(help="`default`, or any other name.")],
    version: Annotated[str, typer.Argument(help="A version's number, or shares as in 3=0.9,4=0.1.")],
    shadow: Annotated[int | None, typer.Option(min=1, help="A version that is shown the same rows unheard.")] = None,
    why: Why = None,
    json_output: Json = False,
) -> None:
    """Point an alias of a model at a version, or share its requests among several."""
    number, weights = shares_from(version)
    with common.connect() as client:
        moved = client.models.set_alias(name, alias, number, weights=weights, shadow=shadow, why=why)
    _tell_alias(moved, json_output)


@app.command("rollback")
def roll_back(
    name: str,
    alias: Annotated[str, typer.Option(help="Which alias.")] = "default",
    why: Why = None,
    json_output: Json = False,
) -> None:
    """Point an alias back where it was before its last move."""
    with common.connect() as client:
        try:
            moved = client.models.rollback(name, alias, why=why)
        except ValueError as error:
            common.fail_usage(str(error))
    _tell_alias(moved, json_output)


@app.command("tag")
def tag_model(
    name: str,
    tags: Annotated[list[str] | None, typer.Argument(help="KEY=VALUE sets a tag, KEY- removes it.")] = None,
    version: Annotated[int | None, typer.Option(min=1, help="One version; else the model.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is, in words.")] = None,
    json_output: Json = False,
) -> None:
    """Tag or describe a model, or one version of it."""
    with common.connect() as client:
        said = client.models.tag(name, tags_from(tags or []), version=version, description=description)
    if json_output:
        common.print_json(said.to_json())
        return
    what = common.shown(name) if version is None else f"{common.shown(name)} version {version}"
    print(f"{what}: {', '.join(f'{common.shown(k)}={common.shown(v)}' for k, v in said.tags.items()) or 'no tags'}")


@app.command("export")
def export_model(
    name: str,
    output: Annotated[Path, typer.Option(help="The file to write, a zip.")],
    file_format: Annotated[
        ExportFormat,
        typer.Option(
            "--format", help="onnx: one graph, also for web pages; safetensors: weights; scorer: a Python file."
        ),
    ] = ExportFormat.onnx,
    version: Annotated[int | None, typer.Option(min=1, help="One version; else the default one.")] = None,
    json_output: Json = False,
) -> None:
    """Write a version to carry away: everything from raw columns to labels, and rows by which it verifies itself."""
    if not output.parent.is_dir():
        common.fail_usage(f"there is no folder {output.parent}")
    with common.connect() as client:
        number = client.models.default_version(name, version)
        try:
            client.models.export(name, number, output, file_format=file_format.value)
        except OSError as error:
            common.fail_usage(f"cannot write {output}: {error.strerror}")
    size = output.stat().st_size
    told = {"model": name, "version": number, "format": file_format.value, "output": str(output), "num_bytes": size}
    if json_output:
        common.print_json(told)
    else:
        print(common.shown(f"Wrote {output}: {name} version {number} as {file_format.value}, {size:,} bytes", 500))


@app.command("delete")
def delete_model(
    name: str,
    version: Annotated[int | None, typer.Option(min=1, help="One version; else the whole model.")] = None,
    why: Why = None,
) -> None:
    """Delete a version that no alias names, or a whole model; refused while anything needs it."""
    with common.connect() as client:
        client.models.delete(name, version, why=why)
    print(f"{common.shown(name)}{'' if version is None else f' version {version}'}: deleted")


def shares_from(text: str) -> tuple[int | None, dict[int, float] | None]:
    """A version, or the share of each.

    >>> shares_from("3"), shares_from("3=0.9,4=0.1")
    ((3, None), (None, {3: 0.9, 4: 0.1}))
    """
    try:
        if "=" not in text:
            return int(text), None
        pairs = [part.split("=") for part in text.split(",")]
        return None, {int(number): float(share) for number, share in pairs}
    except ValueError:
        common.fail_usage(f"VERSION must be a number like 3, or shares like 3=0.9,4=0.1; got {text!r}")


def tags_from(words: list[str]) -> dict[str, str | None]:
    """Tags to set, and those to remove.

    >>> tags_from(["owner=ml", "old-"])
    {'owner': 'ml', 'old': None}
    """
    found: dict[str, str | None] = {}
    for word in words:
        name, said, value = word.partition("=")
        if not said and not word.endswith("-"):
            common.fail_usage(f"a tag is KEY=VALUE, or KEY- to remove it; got {word!r}")
        found[name if said else word[:-1]] = value if said else None
    return found


def _tell_alias(alias: "Alias", json_output: bool) -> None:
    if json_output:
        common.print_json(alias.to_json())
        return
    where = f"version {alias.version}"
    if alias.weights:
        where = ", ".join(f"version {number}: {share:g}" for number, share in sorted(alias.weights.items()))
    shadow = "" if alias.shadow is None else f"; shadow version {alias.shadow}"
    print(f"{common.shown(alias.model)} {common.shown(alias.alias)}: {where}{shadow}")
