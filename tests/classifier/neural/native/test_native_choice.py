"""Which networks the native kernel takes, and when it is the quicker way."""

import pytest

from classifier.neural.native import kernel
from classifier.neural.native.choice import ACTIVATIONS, Network, can_run, is_faster
from classifier.neural.networks import mlp

PLAIN = {"dropout": 0.0, "batch_norm": False, "device": "cpu"}


def test_the_kernel_knows_every_activation_of_an_mlp() -> None:
    assert set(mlp.ACTIVATIONS) == ACTIVATIONS
    assert len({getattr(kernel, name.upper()) for name in ACTIVATIONS}) == len(ACTIVATIONS)


@pytest.mark.parametrize(
    ("network", "said", "expected"),
    [
        (Network((10, 25, 1), "relu", "bce_with_logits"), {}, True),
        (Network((10, 1), "relu", "bce_with_logits"), {}, True),
        (Network((10, 25, 25, 7), "gelu", "cross_entropy", 0.1), {}, True),
        (Network((10, 25, 1), "relu", "focal"), {}, False),
        (Network((10, 25, 2), "relu", "bce_with_logits"), {}, False),
        (Network((10, 25, 1), "mish", "bce_with_logits"), {}, False),
        (Network((10, 25, 1), "relu", "bce_with_logits"), {"dropout": 0.1}, False),
        (Network((10, 25, 1), "relu", "bce_with_logits"), {"batch_norm": True}, False),
        (Network((10, 25, 1), "relu", "bce_with_logits"), {"device": "cuda"}, False),
    ],
)
def test_what_the_kernel_can_run(network: Network, said: dict[str, object], expected: bool) -> None:
    assert can_run(network, **{**PLAIN, **said}) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("batch_size", "widths", "members", "expected"),
    [
        (8, (10, 25, 1), 1, True),
        (8, (10, 25, 1), 16, True),
        (64, (50, 64, 5), 1, True),
        (64, (20, 64, 64, 3), 1, True),
        (64, (20, 64, 64, 3), 5, True),
        (64, (20, 64, 64, 3), 16, False),
        (8, (50, 25, 25, 5), 64, True),
        (64, (20, 128, 128, 3), 1, True),
        (128, (20, 128, 128, 3), 1, False),
        (256, (50, 256, 256, 5), 1, False),
    ],
)
def test_small_steps_are_faster_in_the_kernel(
    batch_size: int, widths: tuple[int, ...], members: int, expected: bool
) -> None:
    assert is_faster(batch_size, widths, members) is expected
