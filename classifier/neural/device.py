"""Where and how a run computes: device, threads, seeds, memory errors."""

import contextlib
from collections.abc import Iterator

import numpy as np
import torch

from classifier.errors import OutOfMemory, SpecInvalid

# Per step. On two cores that do nothing else, waiting as jobs do (`OMP_WAIT_POLICY=PASSIVE`), two threads against one: x0.15 to
# x0.3 below 30 MFLOP, x0.5 at 60 to 150, x0.8 at 300, x1.1 at 490. Beside one busy core, which a server's second core often
# is: x0.6 at 7 MFLOP, x0.9 at 300 and at 490 (`benchmarks.training`, part threads). At 200 GFLOP beside several, a third lost.
ONE_THREAD_FLOP = 500_000_000


def choose_device(name: str) -> torch.device:
    """`auto` is a GPU when there is one. Raises: `SpecInvalid` when a GPU is asked for and there is none."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name == "cuda":
        if not torch.cuda.is_available():
            raise SpecInvalid(
                "training.device is 'cuda', but this worker has no usable GPU.", hint="Use 'auto' or 'cpu'."
            )
        # By a guess cuDNN took 16 ms for a step of cnn1d over 128 steps, 1.8 for one over 1,024: it is to try what it has.
        torch.backends.cudnn.benchmark = True
    return torch.device(name)


def flop_per_step(multiplications: int, batch_size: int) -> int:
    """Multiplications and additions of one forward and backward pass, by those of one row's forward pass."""
    return 6 * multiplications * batch_size


@contextlib.contextmanager
def threads_for(flop: int) -> Iterator[int]:
    """One thread inside for small steps, else as many as the process has; yields the number."""
    before = torch.get_num_threads()
    torch.set_num_threads(1 if flop < ONE_THREAD_FLOP else before)
    try:
        yield torch.get_num_threads()
    finally:
        torch.set_num_threads(before)


def derived_seed(*key: int) -> int:
    """A 63-bit seed from several numbers; close keys give unrelated seeds."""
    return int(np.random.SeedSequence(key).generate_state(1, np.uint64)[0] >> np.uint64(1))


@contextlib.contextmanager
def seeded(device: torch.device, *key: int) -> Iterator[None]:
    """Torch's own generators start from `key` inside and are as before outside.

    Each epoch enters with (seed, epoch): nothing random outlives an epoch, so a resumed run draws what the first drew.
    """
    with torch.random.fork_rng(devices=[torch.cuda.current_device()] if device.type == "cuda" else []):
        torch.manual_seed(derived_seed(*key))
        yield


@contextlib.contextmanager
def memory_errors() -> Iterator[None]:
    """Any allocator's refusal becomes `OutOfMemory`."""
    try:
        yield
    except (MemoryError, torch.cuda.OutOfMemoryError) as error:
        raise _out_of_memory(error) from error
    except RuntimeError as error:
        if "not enough memory" in str(error) or "can't allocate memory" in str(error):  # torch's CPU allocator
            raise _out_of_memory(error) from error
        raise


def _out_of_memory(error: BaseException) -> OutOfMemory:
    return OutOfMemory(
        f"Training needed more memory than there is: {str(error).splitlines()[0][:300] if str(error) else 'no room'}",
        hint="Use fewer rows or columns, a smaller batch or narrower layers.",
    )
