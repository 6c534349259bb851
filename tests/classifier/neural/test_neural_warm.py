"""The warm-up of the fork server leaves no trace but imports."""

import torch

from classifier.neural.warm import warm_up


def test_warming_up_changes_no_seed_and_no_thread_count() -> None:
    threads, state = torch.get_num_threads(), torch.get_rng_state()
    warm_up()
    assert torch.get_num_threads() == threads
    assert torch.equal(torch.get_rng_state(), state)
    assert not torch.cuda.is_initialized()
