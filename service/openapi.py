"""The OpenAPI document; `python -m service.openapi > openapi.json` writes the committed copy."""

import json
import sys
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext, iter_route_contexts

from classifier.errors import NotFound
from service.auth.cookie import NAME
from service.errors import problems
from service.explanations.schemas import ExplainRequest
from service.oip.errors import OipError, is_oip, oip_problems
from service.oip.schemas import InferRequest
from service.predictions.schemas import PredictRequest
from service.problems import Problem
from service.routing import requirements_of

DESCRIPTION = """Trains, diagnoses and serves classifiers over HTTP.

Every request but the probes needs `Authorization: Bearer <key>`, or the cookie of a browser that signed in. Every error is `application/problem+json` with a
stable `code`, but those of the Open Inference Protocol under `/v2`, which are `{"error": "..."}`. Every answer names its request in `X-Request-Id`.
"""

TAGS = [
    {"name": "datasets", "description": "Upload a file; see what was understood of it."},
    {"name": "uploads", "description": "Send a large file in parts, and go on after whatever interrupted it."},
    {"name": "training-jobs", "description": "Train a classifier and watch it learn."},
    {"name": "models", "description": "What was trained, by name and version."},
    {"name": "predictions", "description": "Classify rows at once."},
    {"name": "inference-protocol", "description": "The Open Inference Protocol, for clients of KServe and Triton."},
    {"name": "scoring-jobs", "description": "Classify a whole file in the background."},
    {"name": "jobs", "description": "Background work of any kind."},
    {"name": "catalogue", "description": "What a training run may be told: families, presets, the schema of a spec."},
    {"name": "server", "description": "Health, limits, and who is calling."},
]


def document(app: FastAPI) -> dict[str, Any]:
    """The description of `app`: every route with its scopes and with every status that it may answer."""
    schema = get_openapi(
        title=app.title,
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        tags=TAGS,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    # Errors, and the bodies that their routes read by themselves, for they also come as files or with bytes after them.
    for model in (Problem, OipError, PredictRequest, ExplainRequest, InferRequest):
        made = model.model_json_schema(ref_template="#/components/schemas/{model}")
        for name, definition in made.pop("$defs", {}).items():
            schemas.setdefault(name, definition)
        schemas[model.__name__] = made
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["schemas"] = dict(sorted(schemas.items()))
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "An API key, `disc_…`."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": NAME,
            "description": "What `POST /v1/session` gave a browser; every change needs an `Origin` of this server with it.",
        },
    }
    components["responses"] = {
        f"{name}{status}": response
        for name, made in (("Problem", problems()), ("OipError", oip_problems()))
        for status, response in made.items()
    }
    examples = json.loads(files("service.examples").joinpath("examples.json").read_bytes())
    for route in iter_route_contexts(app.routes):
        _complete(schema, route, examples)
    for definition in schemas.values():
        _tell_defaults(definition)
    return schema


def as_text(schema: dict[str, Any]) -> str:
    """The one way the document is written, so that two runs give the same bytes."""
    return json.dumps(schema, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _complete(schema: dict[str, Any], route: RouteContext, examples: dict[str, Any]) -> None:
    if not getattr(route, "include_in_schema", False) or route.path_format is None:
        return
    name, described = ("OipError", oip_problems) if is_oip(route.path_format) else ("Problem", problems)
    shared = schema["components"]["responses"]
    for method in route.methods or ():
        operation = schema["paths"][route.path_format][method.lower()]
        scopes = [scope for requirement in requirements_of(route.dependant) for scope in requirement.scopes]
        needs_key = any(True for _ in requirements_of(route.dependant))
        operation["security"] = [{"key": scopes}, {"session": scopes}] if needs_key else []
        # A path with a parameter may name nothing, and "a%2Fb" as its value is another path altogether.
        missing = described(NotFound) if "{" in route.path_format else described()
        responses = operation["responses"]
        for status, response in missing.items():
            known = responses.get(str(status))
            if known is None or _is_of_fastapi(known):
                responses[str(status)] = response
        for status, response in list(responses.items()):
            if shared.get(f"{name}{status}") == response:
                responses[status] = {"$ref": f"#/components/responses/{name}{status}"}
        operation["responses"] = dict(sorted(responses.items()))
        if (kept := examples.get(operation["operationId"])) is not None:
            _show(operation, kept)
        _put_csv_last(operation.get("requestBody", {}).get("content", {}))


def _show(operation: dict[str, Any], kept: dict[str, Any]) -> None:
    """Put what was asked and answered once beside the schemas."""
    for said, content in (
        ("request", operation.get("requestBody", {}).get("content", {})),
        ("response", operation["responses"].get(str(kept["status"]), {}).get("content", {})),
    ):
        if said in kept and "application/json" in content:
            content["application/json"]["example"] = kept[said]


def _put_csv_last(content: dict[str, Any]) -> None:
    """Of several media types of files `openapi-python-client` sends the last, whatever the file: CSV is most people's."""
    if "text/csv" in content:
        content["text/csv"] = content.pop("text/csv")


def _tell_defaults(definition: dict[str, Any]) -> None:
    """Tell a default that is one of several objects in the description: `openapi-python-client` drops a schema that has one."""
    for field in definition.get("properties", {}).values():
        if "oneOf" in field and isinstance(field.get("default"), dict):
            told = f"Without it: `{json.dumps(field.pop('default'))}`."
            field["description"] = f"{field['description']} {told}" if "description" in field else told


def _is_of_fastapi(response: dict[str, Any]) -> bool:
    """Whether this is what FastAPI says of a request that does not fit, which our handler answers otherwise."""
    return "HTTPValidationError" in json.dumps(response)


def main() -> None:
    """Write the document to standard output."""
    from service.main import create_app
    from service.settings import ApiSettings

    # Of the class alone: what this machine's environment says must not show in a committed file.
    sys.stdout.write(as_text(create_app(ApiSettings.model_construct()).openapi()))


if __name__ == "__main__":
    main()
