"""The API reference: `/openapi.json`, and a page that shows it without any other server."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response

from classifier.errors import NotFound
from service.openapi import as_text

# Name in the URL -> package and name of the file, and its type. Nothing else is served, so no path is ever made of a URL.
ASSETS = {
    "swagger-ui.css": ("fastapi_swagger.resources", "text/css"),
    "swagger-ui-bundle.js": ("fastapi_swagger.resources", "text/javascript"),
    "favicon-32x32.png": ("fastapi_swagger.resources", "image/png"),
    "docs.js": ("service.static", "text/javascript"),
}

PATHS = frozenset({"/docs", "/openapi.json", *(f"/docs/assets/{name}" for name in ASSETS)})

# Swagger UI sets style attributes and draws its icons from data: URLs; scripts come from this server alone.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Discern API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
<link rel="icon" type="image/png" href="docs/assets/favicon-32x32.png">
</head>
<body>
<div id="reference"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/assets/docs.js"></script>
</body>
</html>
"""

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def get_openapi_document(request: Request) -> Response:
    """The API's description, OpenAPI 3.1."""
    app: FastAPI = request.app
    return Response(as_text(app.openapi()), media_type="application/json")


@router.get("/docs")
async def get_docs() -> Response:
    """The page."""
    return Response(_PAGE, media_type="text/html", headers={"Content-Security-Policy": PAGE_POLICY})


def _asset_route(name: str) -> Callable[[], Any]:
    def get_asset() -> Response:
        return _asset(name)

    return get_asset


@cache
def _content(name: str) -> bytes:
    package, _ = ASSETS[name]
    return files(package).joinpath(name).read_bytes()


def _asset(name: str) -> Response:
    try:
        content = _content(name)
    except (FileNotFoundError, ModuleNotFoundError):
        raise NotFound("this installation has no files for the docs page") from None
    return Response(content, media_type=ASSETS[name][1], headers={"Cache-Control": "max-age=3600"})


for _name in ASSETS:
    router.add_api_route(f"/docs/assets/{_name}", _asset_route(_name), methods=["GET"])
