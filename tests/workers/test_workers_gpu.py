"""What a worker tells of its GPUs' memory."""

from typing import Any

import pytest

from workers import gpu
from workers.gpu import memory_by_device
from workers.metrics import WorkerMetrics

NOT_FOUND = 6


class Nvml:
    """NVIDIA's library, as far as it is asked: device 1 does not answer."""

    def __init__(self, used: list[int | None]):
        self.used = used

    def nvmlDeviceGetCount_v2(self, count: Any) -> int:  # noqa: N802
        count._obj.value = len(self.used)
        return 0

    def nvmlDeviceGetHandleByIndex_v2(self, number: Any, handle: Any) -> int:  # noqa: N802
        handle._obj.value = 1000 + number.value
        return NOT_FOUND if self.used[number.value] is None else 0

    def nvmlDeviceGetMemoryInfo(self, handle: Any, memory: Any) -> int:  # noqa: N802
        memory._obj.used, memory._obj.total = self.used[handle.value - 1000], 80 * 2**30
        return 0


def test_each_device_tells_its_bytes_in_use_and_in_all() -> None:
    assert memory_by_device(Nvml([7, None, 9])) == {"0": (7, 80 * 2**30), "2": (9, 80 * 2**30)}


def test_a_worker_measures_the_memory_of_its_gpus() -> None:
    registry = WorkerMetrics(gpus=lambda: memory_by_device(Nvml([7, 8]))).registry

    assert registry.get_sample_value("gpu_memory_bytes", {"device": "1"}) == 8
    assert registry.get_sample_value("gpu_memory_size_bytes", {"device": "1"}) == 80 * 2**30


def test_a_worker_without_a_gpu_has_no_measure_of_one() -> None:
    assert "gpu_memory_bytes" not in {family.name for family in WorkerMetrics(gpus=dict).registry.collect()}


def test_a_machine_without_the_driver_has_no_gpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu, "LIBRARY", "libthere-is-none.so.1")
    gpu._driver.cache_clear()

    found = memory_by_device()

    gpu._driver.cache_clear()
    assert found == {}
