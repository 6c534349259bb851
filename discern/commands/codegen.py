"""`discern codegen`: a model's rows and labels as a TypeScript module."""

import json
from pathlib import Path
from typing import Annotated

import typer

from discern.commands import common

DEFAULT_ALIAS = "default"


def codegen(
    model: Annotated[str, typer.Argument(help="Name of the model.")],
    version: Annotated[int | None, typer.Option(min=1, help="Always ask this version.")] = None,
    alias: Annotated[str | None, typer.Option(help="Ask whichever version this alias names; typed by today's.")] = None,
    output: Annotated[Path | None, typer.Option(help="A .ts file; else stdout.")] = None,
) -> None:
    """Write a TypeScript module with a model's row, its labels and a typed handle: a wrong column name does not compile."""
    if version is not None and alias is not None:
        common.fail_usage("--version and --alias exclude each other")
    with common.connect() as client:
        number = version or client.models.alias(model, alias or DEFAULT_ALIAS).version
        types: str = client.models.input_schema(model, number)["typescript"]
    written = module_of(model, number, types, version=version, alias=alias)
    if output is None:
        print(written, end="")
        return
    try:
        output.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        common.fail_usage(f"{output} cannot be written: {error.strerror}")
    common.stderr().print(f"{common.shown(output)}: {common.shown(model)} version {number}", highlight=False)


def module_of(model: str, number: int, types: str, *, version: int | None = None, alias: str | None = None) -> str:
    """A module over `@discern/client` that exports `Row`, `Label` and `model(client)`.

    `types` is the server's `typescript` of version `number`; the handle asks `version` or `alias`, where one is said, and
    the alias `default` otherwise.

    >>> print(module_of("rice", 3, "export interface Row {}", alias="live"))
    // Model rice, version 3. Made by `discern codegen rice --alias live`; run it again when the model changes.
    import type { Discern, ModelHandle } from "@discern/client";
    <BLANKLINE>
    export interface Row {}
    <BLANKLINE>
    /** The model behind these types: `await model(client).predictOne(row)`. */
    export function model(client: Discern): ModelHandle<Row, Label> {
      return client.model<Row, Label>("rice", { alias: "live" });
    }
    <BLANKLINE>
    """
    which = {"version": version} if version is not None else {"alias": alias} if alias is not None else {}
    options = "".join(f" --{name} {value}" for name, value in which.items())
    fields = ", ".join(f"{name}: {json.dumps(value)}" for name, value in which.items())
    arguments = ", ".join([json.dumps(model), *([f"{{ {fields} }}"] if which else [])])
    return "\n".join(
        [
            f"// Model {model}, version {number}. Made by `discern codegen {model}{options}`; run it again when the model changes.",
            'import type { Discern, ModelHandle } from "@discern/client";',
            "",
            types.rstrip("\n"),
            "",
            "/** The model behind these types: `await model(client).predictOne(row)`. */",
            "export function model(client: Discern): ModelHandle<Row, Label> {",
            f"  return client.model<Row, Label>({arguments});",
            "}",
            "",
        ]
    )
