"""What the device of a run can do, asked of torch once."""

from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Machine:
    """One device, as far as the way to compute depends on it."""

    device: str
    """`cpu` or `cuda`."""
    bfloat16: bool
    """Multiplies bfloat16 by instructions of its own: `avx512_bf16` or `amx_bf16` on a CPU, compute capability 8.0 on a
    GPU. Without them bfloat16 is made of float32 and slower than it."""


def find_machine(device: torch.device) -> Machine:
    """The machine that this process runs on, seen as `device`."""
    if device.type == "cuda":
        return Machine("cuda", torch.cuda.is_bf16_supported(including_emulation=False))
    flags = torch.cpu.get_capabilities()
    return Machine("cpu", bool(flags.get("avx512_bf16") or flags.get("amx_bf16")))
