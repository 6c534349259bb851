"""The OpenAPI document; `python -m service.openapi > openapi.json` writes the committed copy."""

import json
import sys
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext, iter_route_contexts

from classifier.errors import NotFound
from service.errors import problems
from service.predictions.schemas import PredictRequest
from service.problems import Problem
from service.routing import requirements_of

DESCRIPTION = """Trains, diagnoses and serves classifiers over HTTP.

Every request but the probes needs `Authorization: Bearer <key>`. Every error is `application/problem+json` with a
stable `code`. Every answer names its request in `X-Request-Id`.
"""

TAGS = [
    {"name": "datasets", "description": "Upload a file; see what was understood of it."},
    {"name": "training-jobs", "description": "Train a classifier and watch it learn."},
    {"name": "models", "description": "What was trained, by name and version."},
    {"name": "predictions", "description": "Classify rows at once."},
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
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, definition in problem.pop("$defs", {}).items():
        schemas.setdefault(name, definition)
    schemas["Problem"] = problem
    # The one body that its route reads by itself, for it also comes as a file.
    schemas["PredictRequest"] = PredictRequest.model_json_schema(ref_template="#/components/schemas/{model}")
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["schemas"] = dict(sorted(schemas.items()))
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "An API key, `disc_…`."},
    }
    shared = {str(status): response for status, response in problems().items()}
    components["responses"] = {f"Problem{status}": response for status, response in shared.items()}
    for route in iter_route_contexts(app.routes):
        _complete(schema, route, shared)
    return schema


def as_text(schema: dict[str, Any]) -> str:
    """The one way the document is written, so that two runs give the same bytes."""
    return json.dumps(schema, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _complete(schema: dict[str, Any], route: RouteContext, shared: dict[str, Any]) -> None:
    if not getattr(route, "include_in_schema", False) or route.path_format is None:
        return
    for method in route.methods or ():
        operation = schema["paths"][route.path_format][method.lower()]
        scopes = [scope for requirement in requirements_of(route.dependant) for scope in requirement.scopes]
        needs_key = any(True for _ in requirements_of(route.dependant))
        operation["security"] = [{"key": scopes}] if needs_key else []
        # A path with a parameter may name nothing, and "a%2Fb" as its value is another path altogether.
        missing = problems(NotFound) if "{" in route.path_format else problems()
        responses = operation["responses"]
        for status, response in missing.items():
            known = responses.get(str(status))
            if known is None or "application/json" in known.get("content", {}):
                responses[str(status)] = response
        for status, response in shared.items():
            if responses[status] == response:
                responses[status] = {"$ref": f"#/components/responses/Problem{status}"}
        operation["responses"] = dict(sorted(responses.items()))


def main() -> None:
    """Write the document to standard output."""
    from service.main import create_app
    from service.settings import ApiSettings

    # Of the class alone: what this machine's environment says must not show in a committed file.
    sys.stdout.write(as_text(create_app(ApiSettings.model_construct()).openapi()))


if __name__ == "__main__":
    main()
