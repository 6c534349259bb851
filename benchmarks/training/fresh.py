"""Fresh processes: what one run loads or warms up is no other's, and its threads begin as a child of the service has them."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIMIT_SECONDS = 1_800
ENVIRONMENT = {"OMP_WAIT_POLICY": "PASSIVE"}
"""As workers/children.py starts children: threads that wait sleep. It counts only before torch is loaded."""


def answer_of(module: str, asked: Mapping[str, Any], *, python: str = sys.executable) -> dict[str, Any]:
    """What `python -m module` prints as its last line, JSON, when asked by its one argument, JSON too.

    Raises: `subprocess.CalledProcessError` when it fails.
    """
    done = subprocess.run(
        [python, "-m", module, json.dumps(asked)],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        timeout=LIMIT_SECONDS,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextlib.contextmanager
def busy_core() -> Iterator[None]:
    """Another process counts meanwhile."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()
