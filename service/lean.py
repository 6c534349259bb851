"""How an API process keeps its memory small and near: modules that it never loads, for libraries take them along where they are
installed, for nothing that is done here; and blocks that are kept for the next body.

Megabytes as measured on an API process that serves one model.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

from classifier.malloc import keep_freed_blocks

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


# glibc hands freed blocks of a large body back to the kernel and asks for them again at the next one: 3 of the 40 ms that 10,000
# rows take, for 5 MB less in memory.
KEPT_BYTES = 16 * 2**20


def start_lean() -> None:
    """To be called before anything else is imported; for a process that is ours alone."""
    sys.meta_path.insert(0, _LeftOut())
    # Arrow's own allocator holds 5 MB from its first byte on.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    keep_freed_blocks(KEPT_BYTES, KEPT_BYTES)
