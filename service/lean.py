"""Modules that an API process never loads: libraries take them along where they are installed, for nothing that is done here.

Megabytes as measured on an API process that serves one model.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

LEFT_OUT = frozenset(
    (
        "pandas",  # 50: Arrow looks whether an array that it is given is one of pandas'
        "rich",  # 3: structlog's tracebacks in colours; ours are JSON
        "watchfiles",  # 2: uvicorn's reloading of changed code
    )
)


class _LeftOut:
    """Says of these modules that they are not there, which each who asks for them is prepared to hear."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """For `sys.meta_path`."""
        if name in LEFT_OUT:
            raise ModuleNotFoundError(f"{name} is left out of the API's processes", name=name)
        return None


def start_lean() -> None:
    """To be called before anything else is imported; for a process that is ours alone."""
    sys.meta_path.insert(0, _LeftOut())
    # Arrow's own allocator holds 5 MB from its first byte on.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
