"""How much of each GPU's memory is in use, as NVIDIA's own library says: the worker itself never touches a GPU, nor torch."""

import ctypes
from functools import cache
from typing import Any

LIBRARY = "libnvidia-ml.so.1"  # comes with the driver


class _Memory(ctypes.Structure):
    """`nvmlMemory_t`, in bytes. Source: NVML API Reference, section 4.3.1 (Device Structs)."""

    _fields_ = (("total", ctypes.c_ulonglong), ("free", ctypes.c_ulonglong), ("used", ctypes.c_ulonglong))


def memory_by_device(library: Any = None) -> dict[str, tuple[int, int]]:
    """Bytes in use, by whomever, and bytes in all, by the device's number in `nvidia-smi`; empty without a GPU.

    `library`: has NVML's functions; null is the driver's own.
    """
    nvml = _driver() if library is None else library
    if nvml is None:
        return {}
    count = ctypes.c_uint()
    if nvml.nvmlDeviceGetCount_v2(ctypes.byref(count)):
        return {}
    found = {}
    for number in range(count.value):
        handle, memory = ctypes.c_void_p(), _Memory()
        if nvml.nvmlDeviceGetHandleByIndex_v2(ctypes.c_uint(number), ctypes.byref(handle)):
            continue  # fallen off the bus, or not for this account
        if not nvml.nvmlDeviceGetMemoryInfo(handle, ctypes.byref(memory)):
            found[str(number)] = (memory.used, memory.total)
    return found


@cache
def _driver() -> Any:
    """NVML, ready to be asked; None on a machine without a GPU of NVIDIA."""
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError:
        return None
    return None if library.nvmlInit_v2() else library
