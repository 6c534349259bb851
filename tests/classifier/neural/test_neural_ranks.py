"""Two processes that share each batch take the steps of one."""

from pathlib import Path

import numpy as np
import pytest
import torch

from classifier.neural.ranks import Ranks, choose_ranks
from classifier.neural.rows import Batch
from tests.classifier.neural.neural_runs import Notebook
from tests.classifier.neural.rank_runs import LOST, SPECS, ended, run_ranks, shared

WITHOUT_DRAWS = [name for name in SPECS if name not in ("batch normalization", "dropout")]
"""What every process computes from its rows alone."""


@pytest.mark.parametrize("name", WITHOUT_DRAWS)
def test_two_ranks_end_with_the_weights_of_one(name: str, tmp_path: Path) -> None:
    alone = ended(name, Notebook())

    first, second = shared(name, 2, tmp_path)

    np.testing.assert_array_equal(first.weights, second.weights)
    np.testing.assert_array_equal(first.losses, second.losses)
    assert first.epochs == second.epochs == alone.epochs
    np.testing.assert_allclose(first.weights, alone.weights, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(first.losses, alone.losses, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", ["batch normalization", "dropout"])
def test_ranks_that_draw_or_normalize_on_their_own_stay_equal_to_each_other(name: str, tmp_path: Path) -> None:
    alone = ended(name, Notebook())

    first, second = shared(name, 2, tmp_path)

    np.testing.assert_array_equal(first.weights, second.weights)
    assert np.abs(first.weights - alone.weights).max() > 1e-3, "the control: it is another training than that of one"
    assert first.losses[-1][0] < alone.losses[0][0] / 1.2


def test_early_stopping_waits_for_different_members_on_their_own() -> None:
    """The control of the case above: members do stop early, and not together."""
    epochs = ended("early stopping", Notebook()).epochs
    assert max(epochs) < 40
    assert len(set(epochs)) == 2


def test_two_ranks_go_on_from_the_checkpoint_of_one(tmp_path: Path) -> None:
    alone = ended("members side by side", Notebook(keep_in=tmp_path))

    first, second = shared("members side by side", 2, tmp_path / "ranks", resume_from=tmp_path / "2.safetensors")

    np.testing.assert_array_equal(first.weights, second.weights)
    assert len(first.losses) == 3 * 2, "two epochs of three members"
    np.testing.assert_allclose(first.weights, alone.weights, rtol=1e-3, atol=1e-4)


def test_a_rank_that_dies_ends_the_others_waiting(tmp_path: Path) -> None:
    codes = run_ranks(2, tmp_path, [("perceptron", None, "notebook"), ("perceptron", None, "killed")])

    assert codes == [LOST, -9]


def test_the_shares_of_all_ranks_are_the_batch() -> None:
    x_MBX = torch.arange(2 * 7 * 3.0).view(2, 7, 3)
    weight_MB = torch.ones(2, 7)
    batch = Batch(x_MBX, torch.zeros(2, 7), weight_MB, weight_MB / 7, counts=(7, 4))

    parts = [Ranks(rank, 3, torch.device("cpu")).share(batch) for rank in range(3)]

    assert torch.equal(torch.cat([part.x_MBX for part in parts], 1), x_MBX)
    assert [part.counts for part in parts] == [(2, 2), (2, 2), (3, 0)]
    assert {part.totals for part in parts} == {(7, 4)}
    assert torch.equal(torch.cat([part.share_MB for part in parts], 1), batch.share_MB)


@pytest.mark.parametrize(
    ("asked", "device", "num_gpus", "flop", "expected"),
    [
        (None, "auto", 0, 10**12, 1),
        (None, "auto", 1, 10**12, 1),
        (None, "auto", 4, 10**12, 4),
        (None, "cuda", 2, 10**12, 2),
        (None, "cuda", 2, 10**6, 1),  # an exchange would cost more than it saves
        (None, "cpu", 4, 10**12, 1),
        (1, "cuda", 4, 10**12, 1),
        (2, "cuda", 4, 10**6, 2),
        (8, "cuda", 4, 10**12, 4),  # NCCL refuses two ranks on one GPU
        (2, "cpu", 0, 10, 2),
        (2, "auto", 0, 10, 2),
    ],
)
def test_the_number_of_ranks_follows_the_devices_and_the_size_of_a_step(
    asked: int | None, device: str, num_gpus: int, flop: int, expected: int
) -> None:
    assert choose_ranks(asked, device, num_gpus, flop) == expected
