"""The pages of docs/reference, written from the code they describe: `make docs`."""

import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from docs.codes import finding_codes, place_codes, problem_classes

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by `make docs`; edit the code or docs/generate.py instead. -->\n"


def pages() -> dict[str, str]:
    """The text of every generated page, by file name."""
    writers: dict[str, Callable[[], Iterable[str]]] = {
        "api.md": api,
        "cli.md": cli,
        "errors.md": errors,
        "limits.md": limits,
        "settings.md": settings,
        "train-spec.md": train_spec,
    }
    return {name: NOTE + "\n" + "\n".join(write()).rstrip() + "\n" for name, write in writers.items()}


def settings() -> Iterator[str]:
    """Every environment variable."""
    from service.settings import ApiSettings
    from workers.settings import WorkerSettings

    yield "# Settings\n"
    yield "Each process reads its settings once, at its start, from environment variables. A value that does not fit stops"
    yield "the start and says why. `discern serve` sets `DISCERN_DATA_DIR`, `DISCERN_HOST`, `DISCERN_PORT`,"
    yield "`DISCERN_DATABASE_URL` and `DISCERN_AUTH` of its children from its options.\n"
    for title, model in (("API: `python -m service`", ApiSettings), ("Worker: `python -m workers`", WorkerSettings)):
        yield f"## {title}\n"
        rows = ((f"`DISCERN_{name.upper()}`", *_facts(field)) for name, field in _fields(model) if name != "limits")
        yield from table(("variable", "default", "type", "meaning"), rows)
    yield "## Limits, of both\n"
    yield "Each limit of [limits.md](limits.md) is `DISCERN_LIMITS__` and its name in capitals, for example"
    yield "`DISCERN_LIMITS__MAX_UPLOAD_BYTES=1073741824`. Give the API and its workers the same.\n"
    yield "## Client: `discern` and `discern.client`\n"
    clients = (
        ("`DISCERN_URL`", "`http://127.0.0.1:8000`", "Address of the server."),
        ("`DISCERN_KEY`", "", "The API key, sent as `Authorization: Bearer <key>`."),
    )
    yield from table(("variable", "default", "meaning"), clients)


def limits() -> Iterator[str]:
    """Every limit."""
    from classifier.spec.limits import Limits

    yield "# Limits\n"
    yield "What one server accepts. `GET /v1/limits` answers with the values in force; an input at a limit is accepted, one"
    yield "above it is refused with a 4xx that names the limit. To change one, see [settings.md](settings.md).\n"
    rows = ((f"`{name}`", _code(_value(field.default)), _meaning(field)) for name, field in _fields(Limits))
    yield from table(("limit", "default", "meaning"), rows)


def train_spec() -> Iterator[str]:
    """Every field of a training run."""
    from classifier.spec.presets import ABOUT, PRESETS
    from classifier.spec.train import TrainSpec

    yield "# TrainSpec\n"
    yield "What a training job may be told: the `spec` of `POST /v1/training-jobs`, and the file of `discern train --config`."
    yield "Only `target` is required. An unknown field is refused. `auto` is decided by the server, and the job's"
    yield "`resolved_config` says how.\n"
    yield "```json\n" + json.dumps(TrainSpec(target="Class").model_dump(mode="json"), indent=2) + "\n```\n"
    yield from _spec_section(TrainSpec, "", set())
    yield "## Presets\n"
    yield "`preset` names a starting point; what the spec says itself wins, field by field. A model of another family than"
    yield "the preset's replaces the preset's model. `GET /v1/presets` answers with the same.\n"
    rows = ((f"`{name}`", about, _code(json.dumps(PRESETS[name]))) for name, about in ABOUT.items())
    yield from table(("preset", "what it is", "what it says"), rows)


def errors() -> Iterator[str]:
    """Every code that an answer may carry."""
    from service.errors import status_of, title_of

    yield "# Errors\n"
    yield "Every error is an `application/problem+json` document (RFC 9457). Branch on `code`: it is stable; `title`,"
    yield "`detail` and `hint` are for people. `errors` lists each place where the input is wrong, with `pointer`, `row`,"
    yield "`line` or `column`. A failed job carries the same `code`, `detail`, `hint` and `errors` in its `error`.\n"
    yield "## Problems\n"
    rows = [(f"`{kind.code}`", str(status_of(kind)), title_of(kind), kind.hint) for kind in problem_classes()]
    yield from table(("code", "status", "meaning", "what to do"), rows)
    yield "## Places in the input, and outcomes of jobs\n"
    yield "Codes of the entries of `errors`, of a job's `error`, and of single rows in `GET …/errors`. The entry's"
    yield "`message`, `got` and `expected` say the rest.\n"
    yield from table(("code", "given by"), ((f"`{code}`", ", ".join(by)) for code, by in place_codes().items()))
    yield "## Findings\n"
    yield "What Discern noticed in the data or in a run. Findings never fail a request; each explains itself.\n"
    yield from (f"- `{code}`" for code in finding_codes())


def api() -> Iterator[str]:
    """Every route."""
    from service.main import create_app
    from service.settings import ApiSettings

    document = create_app(ApiSettings.model_construct()).openapi()
    yield "# API\n"
    yield "Every route, from the same source as `openapi.json`, which also has the schemas; a server shows them at `/docs`."
    yield "Send `Authorization: Bearer <key>`; the key needs the scope in the table, or `admin`. Creating requests take an"
    yield "`Idempotency-Key`. Statuses that every route may answer are not repeated: see [errors.md](errors.md).\n"
    common = _common_statuses(document)
    by_tag: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault((operation.get("tags") or ["server"])[0], []).append((method.upper(), path, operation))
    for tag in document.get("tags", []):
        if routes := by_tag.pop(tag["name"], None):
            yield f"## {tag['name']}\n\n{tag['description']}\n"
            yield from _routes(routes, common)
    for name, routes in by_tag.items():
        yield f"## {name}\n"
        yield from _routes(routes, common)


def cli() -> Iterator[str]:
    """Every command."""
    from typer.main import get_command

    from discern import cli as module

    yield "# Command line\n"
    yield inspect.cleandoc(module.__doc__ or "").partition("\n\n")[2] + "\n"
    yield from _command(get_command(module.app), "discern")


def _command(command: Any, name: str) -> Iterator[str]:
    yield f"## `{name}`\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    options = [p for p in command.params if not getattr(p, "hidden", False) and p.name != "help"]
    rows = []
    for option in options:
        is_argument = option.param_type_name == "argument"
        names = option.make_metavar_text() if hasattr(option, "make_metavar_text") else ", ".join(option.opts)
        shown = (option.name or "").upper() if is_argument else names
        default = option.default
        plain = default is None or callable(default) or default is False or default == []
        rows.append((f"`{shown}`", "" if plain else f"`{default}`", getattr(option, "help", "") or ""))
    yield from table(("argument or option", "default", "meaning"), rows) if rows else ()
    for child_name, child in getattr(command, "commands", {}).items():
        yield from _command(child, f"{name} {child_name}")


def _routes(routes: list[tuple[str, str, dict[str, Any]]], common: set[str]) -> Iterator[str]:
    rows = []
    for method, path, operation in routes:
        security = operation.get("security") or []
        scopes = ", ".join(f"`{scope}`" for entry in security for scope in entry.get("key", []))
        statuses = " ".join(status for status in operation["responses"] if status not in common)
        needs = scopes or ("any key" if security else "none")
        rows.append((f"`{method} {path}`", _first_sentence(operation), needs, statuses))
    yield from table(("route", "what it does", "scope", "answers"), rows)


def _first_sentence(operation: dict[str, Any]) -> str:
    text = " ".join((operation.get("description") or operation.get("summary") or "").split())
    return re.split(r"(?<=[.]) ", text)[0]


def _common_statuses(document: dict[str, Any]) -> set[str]:
    answers = [
        set(op["responses"]) for methods in document["paths"].values() for op in methods.values() if op["security"]
    ]
    return {status for status in set.intersection(*answers) if status >= "400"} if answers else set()


def _spec_section(model: type[BaseModel], prefix: str, told: set[type[BaseModel]]) -> Iterator[str]:
    """A value and those inside it, each where it is first met."""
    told.add(model)
    fields = list(_fields(model))
    title = f"`{prefix}`" if prefix else "Top level"
    for name, field in fields:
        if get_origin(field.annotation) is Literal and get_args(field.annotation) == (field.default,):
            title += f", {name} `{field.default}`"  # one of several values, told apart by this field
    yield f"## {title}\n\n{inspect.cleandoc(model.__doc__ or '')}\n"
    yield from table(("field", "default", "type", "meaning"), ((f"`{name}`", *_facts(f)) for name, f in fields))
    for name, field in fields:
        for kind in _models_in(field.annotation):
            if kind not in told:
                yield from _spec_section(kind, f"{prefix}.{name}" if prefix else name, told)


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    yield from model.model_fields.items()


def _facts(field: FieldInfo) -> tuple[str, str, str]:
    if field.default is PydanticUndefined:
        default = "required"
    else:
        default = "see below" if isinstance(field.default, BaseModel) else _code(_value(field.default))
    bounds = [text for part in field.metadata for text in _bounds_of(part)]
    return default, ", ".join([_type(field.annotation), *bounds]), _meaning(field)


def _meaning(field: FieldInfo) -> str:
    return " ".join((field.description or "").split())


def _value(value: Any) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, list):
        value = [item.model_dump(mode="json") if isinstance(item, BaseModel) else item for item in value]
    return value if isinstance(value, str) else json.dumps(value)


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _bounds_of(part: Any) -> list[str]:
    # A bound comes as pydantic's Field, with the bounds inside, or as the bound itself.
    if isinstance(part, FieldInfo):
        return [text for inner in part.metadata for text in _bounds_of(inner)]
    signs = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "min_length": "length ≥", "max_length": "length ≤"}
    return [f"{sign} {getattr(part, name)}" for name, sign in signs.items() if getattr(part, name, None) is not None]


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is type(None):
        return "null"
    if origin is Annotated:
        bounds = [text for part in annotation.__metadata__ for text in _bounds_of(part)]
        return ", ".join([_type(arguments[0]), *bounds])
    if origin in (UnionType, Union):
        return " or ".join(dict.fromkeys(map(_type, arguments)))
    if origin is Literal:
        return " or ".join(f"`{argument}`" for argument in arguments)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " or ".join(f"`{member.value}`" for member in annotation)
    if origin in (list, tuple):
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return f"object of {_type(arguments[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "object"
    names = {"str": "text", "int": "integer", "float": "number", "bool": "true or false", "Path": "path"}
    return names.get(getattr(annotation, "__name__", ""), str(annotation))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        if not isinstance(argument, str):
            yield from _models_in(argument)


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table, and the empty line after it."""
    yield "| " + " | ".join(header) + " |"
    yield "| " + " | ".join("---" for _ in header) + " |"
    for row in rows:
        yield "| " + " | ".join(re.sub(r"\s+", " ", cell).replace("|", "\\|") for cell in row) + " |"
    yield ""


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
