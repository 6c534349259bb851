"""How much memory children may take."""

import os
import resource

from classifier.findings.machine import machine_memory_bytes
from workers.settings import WorkerSettings

TRAINING_SHARE = 0.6
"""Of the machine: the rest is for the API, the other children, and an estimate that is good to a factor of 1.5."""


def limit_memory(num_bytes: int) -> None:
    """Let this process map at most `num_bytes` more than it has mapped already; beyond, allocations fail cleanly."""
    with open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (mapped + num_bytes, mapped + num_bytes))


def training_memory(settings: WorkerSettings) -> int | None:
    """What one training job may plan with; None when nothing is set and the machine does not say what it has."""
    if settings.train_memory_bytes is not None:
        return settings.train_memory_bytes
    machine = machine_memory_bytes()
    return None if machine is None else int(machine * TRAINING_SHARE / settings.queues.get("train", 1))
