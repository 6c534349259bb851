"""How long processes take to start, and how much memory the API holds then."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, spread, tell
from benchmarks.server import Server

MAX_IMPORT_SECONDS = 1.0
MAX_API_MEGABYTES = 130.0
MAX_READY_SECONDS = 5.0

METHOD = {
    "api_import_seconds": "`import service.main` timed inside a fresh process, median; the interpreter's own start is "
    "not in it. The import must not have brought torch, pandas or pyarrow.",
    "api_rss_mb": "resident memory in 10^6 bytes, the larger of: a fresh process after `import service.main` (median), "
    "and the API process of a running `discern serve` after its first /readyz.",
    "serve_ready_seconds": "start of `discern serve` on a folder that has been served before, to the first 200 of "
    "/readyz, asked every 10 ms; median.",
}

_IMPORT = """
import json, sys, time
started = time.perf_counter()
import service.main
seconds = time.perf_counter() - started
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
heavy = [name for name in ("torch", "pandas", "pyarrow", "sklearn") if name in sys.modules]
print(json.dumps({"seconds": seconds, "rss_mb": int(status["VmRSS"].split()[0]) * 1024 / 1e6, "heavy": heavy}))
"""


def import_api(repetitions: int) -> tuple[list[float], list[float]]:
    """Seconds and resident megabytes of importing the API in fresh processes; Linux only."""
    seconds, megabytes = [], []
    for _ in range(repetitions):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
        done = subprocess.run(
            [sys.executable, "-c", _IMPORT], env=environment, stdout=subprocess.PIPE, timeout=120, check=True
        )
        found = json.loads(done.stdout)
        if found["heavy"]:
            raise RuntimeError(f"importing the API brought {', '.join(found['heavy'])} with it")
        seconds.append(found["seconds"])
        megabytes.append(found["rss_mb"])
    return seconds, megabytes


def measure_starts(folder: Path, *, imports: int, serves: int) -> tuple[dict[str, Figure], dict[str, Any]]:
    """The three figures of starting, and their spreads."""
    tell(f"importing the API {imports} times")
    import_seconds, import_megabytes = import_api(imports)
    data, log = folder / "starts", folder / "starts.log"
    tell(f"starting `discern serve` once for the first time, then {serves} times")
    with Server(data, log) as server:
        first_seconds = server.ready_seconds
    ready_seconds, api_megabytes = [], []
    for _ in range(serves):
        with Server(data, log) as server:
            ready_seconds.append(server.ready_seconds)
            api_megabytes.append(server.process_of("service").memory_info().rss / 1e6)
    imported, ready = spread(import_seconds), spread(ready_seconds)
    import_rss, api_rss = spread(import_megabytes), spread(api_megabytes)
    figures = {
        "api_import_seconds": Figure(imported["median"], MAX_IMPORT_SECONDS, "s"),
        "api_rss_mb": Figure(max(import_rss["median"], api_rss["median"]), MAX_API_MEGABYTES, "MB"),
        "serve_ready_seconds": Figure(ready["median"], MAX_READY_SECONDS, "s"),
    }
    details = {
        "api_import_seconds": imported,
        "api_rss_mb_after_import": import_rss,
        "api_rss_mb_when_ready": api_rss,
        "serve_first_ready_seconds": first_seconds,
        "serve_ready_seconds": ready,
    }
    return figures, details
