"""The console in a browser: what its first page weighs, how soon it can be used, and how long a long run's page stops it.

`python -m benchmarks.console [--quick] [--only load] [--output FILE.json] --json`. It needs a built console (`make console`), Node and Chromium.
"""

import http.client
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.harness import Figure, Measured, Options, main, spread, tell
from benchmarks.long_run import write_long_run
from benchmarks.server import Server
from discern.client import Discern
from store.session import open_database

MAX_INITIAL_KILOBYTES = 250.0
MAX_INTERACTIVE_SECONDS = 1.5
MAX_TASK_MILLISECONDS = 200.0

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EPOCHS = 10_000
LOADS, QUICK_LOADS = 15, 5
PARTS = ("load", "long-run")
SPEC: dict[str, Any] = {"target": "Class", "training": {"epochs": 3, "seed": 0}}

METHOD = {
    "initial_load_kb": "10^3 bytes, gzipped, of all files that a browser with an empty cache asks for to show the first page of a server "
    "with one model: the page, its scripts, styles and pictures, those of the parts that the page fetches by itself included; "
    "answers of the API are not. Each is asked for once more with `Accept-Encoding: gzip`, and its body counted.",
    "interactive_seconds": "from the start of the navigation until a control of the first page has been painted and the main thread has "
    "been free after it: the end of its last long task (over 50 ms) where that is later. Median of loads in a browser that runs "
    "already, each with an empty cache; server, worker and browser share the machine.",
    "longest_task_ms": f"the longest task of the main thread after the load event on the page of a run of {EPOCHS:,} epochs with its "
    "10,001 metric events, while the pointer is moved over every chart and the window is made narrow and wide again; 0 when no "
    "task took the 50 ms from which a browser tells of it.",
}


def measure(options: Options) -> Measured:
    """All three figures, in one browser; about a minute."""
    only = options.only or PARTS
    data = options.folder / "data"
    with Server(data, options.folder / "serve.log") as server, Discern(server.url) as client:
        tell("training a model, and writing a long run")
        dataset = client.datasets.upload(ROOT / "examples" / "data" / "rice.csv")
        job = client.jobs.wait(client.jobs.create_training(dataset.id, SPEC, model_name="rice"))
        if job.status != "succeeded":
            raise RuntimeError(f"the training job has {job.status}: {job.error}")
        database = open_database(f"sqlite:///{data / 'discern.db'}", pool_size=1)
        try:
            run_path = f"/runs/{write_long_run(database, job.id, EPOCHS)}" if "long-run" in only else ""
        finally:
            database.dispose()
        tell("driving the browser")
        loads = QUICK_LOADS if options.quick else LOADS
        seen = in_browser(server.url, loads if "load" in only else 0, run_path)
        weights = {path: weight(server, path) for path in files_of(seen["files"])}
    figures: dict[str, Figure] = {}
    details: dict[str, Any] = {"browser": f"Chromium {seen['browser']}"}
    if "load" in only:
        interactive = spread([milliseconds / 1e3 for milliseconds in seen["usable"]])
        figures["initial_load_kb"] = Figure(sum(weights.values()) / 1e3, MAX_INITIAL_KILOBYTES, "kB")
        figures["interactive_seconds"] = Figure(interactive["median"], MAX_INTERACTIVE_SECONDS, "s")
        details |= {"gzipped_bytes": weights, "interactive_seconds": interactive}
    if "long-run" in only:
        tasks = sorted((task["ms"] for task in seen["tasks"]), reverse=True)
        figures["longest_task_ms"] = Figure(tasks[0] if tasks else 0.0, MAX_TASK_MILLISECONDS, "ms")
        details |= {"long_tasks_ms": tasks, "charts": seen["canvases"], "epochs": EPOCHS}
    return Measured(figures, {name: METHOD[name] for name in figures}, details)


def in_browser(url: str, loads: int, run_path: str) -> dict[str, Any]:
    """What `web/e2e/measure.mjs` saw."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise RuntimeError(f"no browser is installed: none of {', '.join(BROWSERS)}")
    command = [str(WEB / "with-node"), "node", "measure.mjs", browser, url, str(loads), run_path]
    done = subprocess.run(command, cwd=WEB / "e2e", stdout=subprocess.PIPE, timeout=600, check=True)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def files_of(urls: list[str]) -> list[str]:
    """The paths of a page's files, each once: what the API answers is none.

    >>> files_of(["http://h:1/", "http://h:1/assets/a.js", "http://h:1/v1/me?x=1", "http://h:1/assets/a.js", "data:image/png;base64,"])
    ['/', '/assets/a.js']
    """
    paths = dict.fromkeys(urlsplit(url).path for url in urls if url.startswith("http"))
    return [path for path in paths if not path.startswith(("/v1/", "/v2/"))]


def weight(server: Server, path: str) -> int:
    """Bytes of the body as it comes for a reader that takes gzip."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30.0)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept": "text/html,*/*"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"GET {path}: {answer.status}")
        return len(body)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main("console", measure, parts=PARTS))
