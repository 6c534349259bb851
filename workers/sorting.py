"""NumPy's sort on processors where its fastest instructions are its slowest."""

from pathlib import Path

import numpy as np

_CPUINFO = Path("/proc/cpuinfo")
_ZEN_4 = 25  # the family; its elder Zen 3 has no AVX-512 at all


def slow_features(cpuinfo: str, found: list[str]) -> list[str]:
    """What NumPy should leave unused of the extensions that it found here.

    Zen 4 stores the lanes that a mask picks by microcode, and sorting with AVX-512 is made of that: a million float64
    take 52 ms, without it 9 ms. A profile sorts every column of numbers.

    >>> slow_features("vendor_id\\t: AuthenticAMD\\ncpu family\\t: 25\\n", ["X86_V3", "X86_V4", "AVX512_ICL"])
    ['X86_V4', 'AVX512_ICL']
    """
    lines = [line.partition(":") for line in cpuinfo.splitlines()]
    said = {name.strip(): value.strip() for name, _, value in lines}
    if (said.get("vendor_id"), said.get("cpu family")) != ("AuthenticAMD", str(_ZEN_4)):
        return []
    return [name for name in found if name.startswith(("X86_V4", "AVX512"))]


def disabled_features() -> str:
    """The value of `NPY_DISABLE_CPU_FEATURES` for a process that is yet to import NumPy; empty when all are welcome."""
    try:
        cpuinfo = _CPUINFO.read_text()
    except OSError:
        return ""
    # Only names that this NumPy chooses at run time: it refuses to start without what it was compiled for.
    extensions = np.show_config(mode="dicts").get("SIMD Extensions", {})
    return " ".join(slow_features(cpuinfo, extensions.get("found", [])))
