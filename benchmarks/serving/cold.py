"""The first answer of a model that is not loaded."""

import http.client
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, spread, tell
from benchmarks.serving.servers import ROOT, Target, Trained, discern


def cold(starts: int, body: bytes, trained: Trained, log: Path) -> tuple[dict[str, Figure], Any]:
    """Of the rice model, by a server that has answered with another one; and of that one, by a server that has just begun."""
    first, second, third = [], [], []
    for number in range(starts):
        with discern(trained, log) as server:
            first.append(seconds_of(server, body))
            rice = replace(server, path="/v1/models/rice/predict")
            second.append(seconds_of(rice, rice_row()))
            third.append(seconds_of(rice, rice_row()))
        tell(f"start {number + 1}: {second[-1] * 1000:.0f} ms")
    told = {
        "rice_ms": spread([seconds * 1000 for seconds in second]),
        "rice_again_ms": spread([seconds * 1000 for seconds in third]),
        "first_of_a_process_ms": spread([seconds * 1000 for seconds in first]),
    }
    return {"cold_load_ms": Figure(statistics.median(second) * 1000, 200.0, "ms")}, told


def rice_row() -> bytes:
    """The first row of the table that the repository ships."""
    lines = (ROOT / "examples" / "data" / "rice.csv").read_text(encoding="utf-8").splitlines()
    row: dict[str, float] = {
        name: float(text)
        for name, text in zip(lines[0].split(","), lines[1].split(","), strict=True)
        if name != "Class"
    }
    return json.dumps({"rows": [row]}).encode()


def seconds_of(target: Target, body: bytes) -> float:
    """Of one request, connection included. Raises: `RuntimeError` for another status than 200."""
    headers = dict(header.split(": ", 1) for header in _with_type(target.headers))
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=60.0)
    try:
        connection.request("POST", target.path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"status {answer.status}: {text[:500]!r}")
    return time.perf_counter() - started


def _with_type(headers: Sequence[str]) -> list[str]:
    return [*headers, "Content-Type: application/json"]
