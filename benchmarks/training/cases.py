"""The steps of cases S2 and S3, which benchmarks/training/networks.py measures."""

import importlib
import importlib.util
from pathlib import Path
from typing import Any

from benchmarks.families import AtLeast
from benchmarks.harness import Figure, Options, tell

PROMISED = {"s2": 1.3, "s3": 2.5}
NETWORKS = "benchmarks.training.networks"

METHOD = {
    "networks.s2": "seconds of a step of a tutorial's loop over those of the engine's, medians of rounds in turns: case S2's "
    "recurrent network, batches of 64",
    "networks.s3": "the same with case S3's convolutional network on 244 x 244 pixels, batches of 16; where the CPU has AMX for "
    "bfloat16",
}


def measure_cases(options: Options) -> tuple[dict[str, Figure], dict[str, Any]]:
    """A figure for each case that can be measured here; the reason, where it cannot."""
    if importlib.util.find_spec(NETWORKS) is None:
        return {}, {"left_out": f"there is no {NETWORKS}"}
    networks = importlib.import_module(NETWORKS)
    figures: dict[str, Figure] = {}
    details: dict[str, Any] = {}
    for name, measure in (("s2", networks.measure_s2), ("s3", networks.measure_s3)):
        promised_here = name != "s3" or has_amx_bf16()
        if not promised_here:
            details[f"{name}_figure"] = "left out: this CPU has no amx_bf16"
        if promised_here or not options.quick:
            tell(f"networks: {name}")
            details[name] = measure(quick=options.quick)
        if promised_here:
            figures[f"networks.{name}"] = AtLeast(details[name]["ratio"], PROMISED[name], "times")
    return figures, details


def has_amx_bf16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether Linux says so; False where it cannot be asked."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith("flags")), "")
    return "amx_bf16" in flags.split()
