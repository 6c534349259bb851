"""`discern families` and `discern presets`: what a training run may be told."""

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
