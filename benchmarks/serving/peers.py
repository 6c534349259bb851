"""Other products, where DISCERN_BENCH_PEERS_SERVING names a Python that has them: KServe's SDK and MLServer."""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.harness import tell
from benchmarks.serving.rows import NUMBERS
from benchmarks.serving.servers import Target, peer

PEERS_VARIABLE = "DISCERN_BENCH_PEERS_SERVING"


@dataclass(frozen=True)
class Peer:
    """A running peer, which is sent the same rows in its own form."""

    target: Target
    form: Callable[[list[dict[str, Any]]], Any]

    def requests(self, bodies: Sequence[bytes]) -> list[bytes]:
        """Whole requests for bodies of ours that hold rows."""
        return [self.target.post(json.dumps(self.form(json.loads(body)["rows"])).encode()) for body in bodies]


def instances(rows: list[dict[str, Any]]) -> Any:
    """KServe's first protocol."""
    return {"instances": rows}


def tensors(rows: list[dict[str, Any]]) -> Any:
    """The Open Inference Protocol: a tensor for each column, as MLServer's own documentation does with data frames."""
    return {
        "inputs": [
            {
                "name": name,
                "shape": [len(rows), 1],
                "datatype": "FP64" if name in NUMBERS else "BYTES",
                "data": [row[name] for row in rows],
            }
            for name in rows[0]
        ]
    }


KINDS = {
    "kserve": ("kserve", "/v1/models/bench:predict", instances),
    "mlserver": ("mlserver", "/v2/models/bench/infer", tensors),
}


def started(stack: ExitStack, folder: Path) -> dict[str, Peer]:
    """Those that the named Python has."""
    python = os.environ.get(PEERS_VARIABLE)
    if not python:
        tell(f"{PEERS_VARIABLE} names no Python: other products are left out")
        return {}
    found = {}
    for name, (package, path, form) in KINDS.items():
        probe = [python, "-c", f"import importlib.util as u; raise SystemExit(u.find_spec({package!r}) is None)"]
        if subprocess.run(probe, check=False).returncode:
            tell(f"{python} has no {package}")
            continue
        found[name] = Peer(stack.enter_context(peer(python, name, path, folder)), form)
    return found
