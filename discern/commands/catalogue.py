"""`discern families`, `presets` and `findings`: what a training run may be told, and what it may tell."""

import json
from typing import Annotated

import typer

from discern.commands import common

Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, nothing else.")]


def families(json_output: Json = False) -> None:
    """List the model families, their inputs and their options."""
    with common.connect() as client:
        found = client.model_families()
    if json_output:
        common.print_json(found)
        return
    rows: list[list[object]] = [
        [item["name"], item["title"], ", ".join(item["takes"]), ", ".join(n for n in item["defaults"] if n != "family")]
        for item in found
    ]
    common.table_of(["family", "what it is", "takes", "options"], rows)


def presets(json_output: Json = False) -> None:
    """List the presets and what each says of a TrainSpec."""
    with common.connect() as client:
        found = client.presets()
    if json_output:
        common.print_json(found)
        return
    rows: list[list[object]] = [[item["name"], item["description"], json.dumps(item["spec"])] for item in found]
    common.table_of(["preset", "what it is", "says"], rows)


def findings(
    code: Annotated[str | None, typer.Argument(help="Only this one, whole.", show_default=False)] = None,
    json_output: Json = False,
) -> None:
    """List everything that Discern can find, or say what CODE means."""
    with common.connect() as client:
        found = client.finding_kinds()
    if code is not None:
        found = [kind for kind in found if kind["code"] == code]
        if not found:
            common.fail_usage(f"there is no finding {code!r}; `discern findings` names them")
    if json_output:
        common.print_json(found)
    elif code is not None:
        common.details_of({name: value for name, value in found[0].items() if name != "object"})
    else:
        rows: list[list[object]] = [[kind["code"], kind["severity"], kind["title"]] for kind in found]
        common.table_of(["finding", "usually", "what it says"], rows)
