"""Fixtures of the neural tests; helpers live in `neural_runs`."""

from pathlib import Path

import pytest
import torch

from tests.classifier.neural.neural_runs import Notebook


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """An observer that keeps every checkpoint."""
    return Notebook(keep_in=tmp_path)


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Steps here are tiny: a second thread would only wait for the machine's other work."""
    torch.set_num_threads(1)
