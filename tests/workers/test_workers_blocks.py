"""The memory of a training child's steps."""

import subprocess
import sys
from pathlib import Path

import pytest

HUGE = Path("/sys/kernel/mm/transparent_hugepage/enabled")

PROGRAM = """
import resource, sys
if sys.argv[1] == "ours":
    from workers.blocks import take_large_blocks
    take_large_blocks()
import torch
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def work():
    for number in (2**16, 2**20):
        for _ in range(10):
            kept = [torch.ones(number), torch.ones(number)]
            del kept
work()
before = faults()
work()
print(faults() - before)
"""


@pytest.mark.skipif("linux" not in sys.platform, reason="mallopt is glibc's")
@pytest.mark.parametrize(("said", "is_kept"), [("ours", True), ("torch's", False)])
def test_blocks_of_a_quarter_and_of_four_mib_are_taken_from_the_kernel_once(said: str, is_kept: bool) -> None:
    """Of 20 rounds: 1,024 pages for each large block, else."""
    if not is_kept and HUGE.is_file() and "[always]" in HUGE.read_text():
        pytest.skip("this kernel gives large pages to whoever asks for memory")
    ran = subprocess.run([sys.executable, "-c", PROGRAM, said], capture_output=True, text=True, check=True)
    assert (int(ran.stdout) < 2_000) is is_kept, ran.stdout
