"""The warm-up of the fork server leaves no trace but imports."""

import torch

from classifier.neural.native.compiled import compiled
from classifier.neural.warm import warm_up


def test_warming_up_changes_no_seed_and_no_thread_count() -> None:
    threads, state = torch.get_num_threads(), torch.get_rng_state()
    warm_up()
    assert torch.get_num_threads() == threads
    assert torch.equal(torch.get_rng_state(), state)
    assert not torch.cuda.is_initialized()


def test_a_child_of_a_warm_process_need_not_compile_the_kernel() -> None:
    compiled.cache_clear()
    warm_up()
    assert compiled.cache_info().currsize == 1
    compiled("float32")
    assert compiled.cache_info().hits == 1
