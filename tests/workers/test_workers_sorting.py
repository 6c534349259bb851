"""Processors whose AVX-512 makes sorting slow are told apart, and NumPy starts without it."""

import os
import subprocess
import sys

import pytest

from workers.sorting import disabled_features, slow_features

FOUND = ["X86_V3", "X86_V4", "AVX512_ICL"]


def cpuinfo(vendor: str, family: int) -> str:
    return f"processor\t: 0\nvendor_id\t: {vendor}\ncpu family\t: {family}\nmodel\t\t: 17\n\n"


@pytest.mark.parametrize(("vendor", "family"), [("GenuineIntel", 6), ("AuthenticAMD", 26), ("GenuineIntel", 25)])
def test_other_processors_keep_all_that_numpy_found(vendor: str, family: int) -> None:
    assert slow_features(cpuinfo(vendor, family), FOUND) == []
    assert slow_features("", FOUND) == []


def test_zen_4_sorts_without_avx_512() -> None:
    assert slow_features(2 * cpuinfo("AuthenticAMD", 25), FOUND) == FOUND[1:]
    assert slow_features(cpuinfo("AuthenticAMD", 25), ["X86_V3"]) == []


def test_numpy_starts_without_a_warning_and_sorts_with_what_is_disabled_here() -> None:
    program = "import numpy as np; assert np.sort([2.5, 1.0]).tolist() == [1.0, 2.5]"
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": disabled_features()}
    subprocess.run([sys.executable, "-W", "error", "-c", program], env=environment, check=True, timeout=60)
