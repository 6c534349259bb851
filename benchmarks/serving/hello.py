"""The floor: Starlette's hello-world, as `uvicorn benchmarks.serving.hello:app`."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def hello(_: Request) -> JSONResponse:
    """A fixed answer."""
    return JSONResponse({"hello": "world"})


app = Starlette(routes=[Route("/", hello)])
