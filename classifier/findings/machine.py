"""How much memory this process can have at most."""

import contextlib
import os
from pathlib import Path

GROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def machine_memory_bytes() -> int | None:
    """Bytes of the machine, or of the container when that may have fewer; None when the system does not say."""
    found = [size for size in map(_limit, GROUP_LIMITS) if size is not None]
    with contextlib.suppress(ValueError, OSError):  # a system that does not know these names
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    return min((size for size in found if size > 0), default=None)


def _limit(path: Path) -> int | None:
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return int(text) if text.isdigit() else None
