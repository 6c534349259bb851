"""A bound on what a child that reads users' files may take."""

import os
import resource


def limit_memory(num_bytes: int) -> None:
    """Let this process map at most `num_bytes` more than it has mapped already; beyond, allocations fail cleanly."""
    with open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (mapped + num_bytes, mapped + num_bytes))
