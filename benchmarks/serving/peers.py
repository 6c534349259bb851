"""Other products, where DISCERN_BENCH_PEERS_SERVING names Pythons that have them: KServe's SDK and MLServer.

Several are separated as in PATH, for the two ask for other releases of the same packages.
"""

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
    """Those that one of the named Pythons has."""
    pythons = [python for python in os.environ.get(PEERS_VARIABLE, "").split(os.pathsep) if python]
    if not pythons:
        tell(f"{PEERS_VARIABLE} names no Python: other products are left out")
    found = {}
    for name, (package, path, form) in KINDS.items():
        python = next((one for one in pythons if _has(one, package)), None)
        if python is not None:
            found[name] = Peer(stack.enter_context(peer(python, name, path, folder)), form)
        elif pythons:
            tell(f"no named Python has {package}")
    return found


def _has(python: str, package: str) -> bool:
    probe = [python, "-c", f"import importlib.util as u; raise SystemExit(u.find_spec({package!r}) is None)"]
    return subprocess.run(probe, check=False).returncode == 0
