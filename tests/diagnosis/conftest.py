"""Fixtures of the diagnosis tests."""

import pytest
import torch


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Runs here are small: a second thread would only wait for the machine's other work."""
    torch.set_num_threads(1)
