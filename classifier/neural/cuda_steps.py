"""The same step recorded once as a CUDA graph and replayed: one launch a step, where each kernel was one."""

# Axes: M members, R rows of a piece, S steps, B rows of a batch, X axes of a row.
import contextlib
import logging
import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import torch
from torch import Tensor

from classifier.neural.rows import Batch, Piece, most_steps
from classifier.neural.steps import Move, Taken, TorchSteps, as_taken

# Libraries make handles and workspaces in the first steps, which no recording allows; and a run of fewer steps than
# these is over before a recording, which waits for the device and takes as long as some of them, has paid.
WARM_UP_STEPS = 8

log = logging.getLogger(__name__)


class Recorder(Protocol):
    """Records kernels in place of running them."""

    def beside(self) -> contextlib.AbstractContextManager[object]:
        """Inside, kernels run on the stream on which they are to be recorded, in order with those outside."""

    def record(self, work: Callable[[], None], generators: Sequence[torch.Generator]) -> Callable[[], None]:
        """What runs the kernels of `work` again, with the next draws of `generators` and of torch's own; nothing has run
        yet. Raises: `RuntimeError` for work that waits for the device or copies from pageable memory."""


class CudaRecorder:
    """Records on a stream of its own: https://docs.pytorch.org/docs/stable/notes/cuda.html#cuda-graphs."""

    def __init__(self) -> None:
        self._stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """See `Recorder`."""
        self._stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._stream):
            yield
        torch.cuda.current_stream().wait_stream(self._stream)

    def record(self, work: Callable[[], None], generators: Sequence[torch.Generator]) -> Callable[[], None]:
        """See `Recorder`."""
        graph = torch.cuda.CUDAGraph()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # later versions find them by themselves, and say so
            for generator in generators:
                graph.register_generator_state(generator)
        # "thread_local": the thread that brings the next piece may ask for pinned memory meanwhile.
        with torch.cuda.graph(graph, stream=self._stream, capture_error_mode="thread_local"):
            work()
        return graph.replay


class GraphSteps:
    """Takes the first steps of the members one kernel at a time, records one, and replays it for every full batch.

    All that differs between two steps lies in device memory: a counter picks the batch, the rate and the place of the
    results. The last, shorter batch of an epoch is taken as before; so is every step when recording fails. What is
    recorded reads and writes the buffers of these members: other members need other `GraphSteps`.
    """

    def __init__(self, eager: TorchSteps, recorder: Recorder) -> None:
        self._eager, self._recorder = eager, recorder
        self._board: _Board | None = None
        self._replay: Callable[[], None] | None = None
        self._num_warm = 0
        self.failure: str | None = None
        """Why nothing could be recorded."""

    def seed(self, seeds: Sequence[int]) -> None:
        """See `Steps`."""
        self._eager.seed(seeds)

    def __call__(self, piece: Piece, plan: Sequence[Move], poll: Callable[[], None]) -> Taken:
        """See `Steps`."""
        found: list[tuple[Tensor, Tensor]] = []
        num_full, done = num_full_steps(piece), 0
        if self._replay is None and self.failure is None:
            done = min(num_full, WARM_UP_STEPS - self._num_warm)
            self._num_warm += done
            if done:
                with self._recorder.beside():
                    found.append(self._eager.take(piece.part(0, done), plan[:done], poll))
            if done < num_full:
                self._record(piece)
        if self._replay is not None and self._board is not None:
            while done < num_full:
                end = min(num_full, done + self._board.num_steps)
                self._board.put(piece.part(done, end), plan[done:end])
                for _ in range(done, end):
                    self._replay()
                    poll()
                found.append(self._board.results(end - done))
                done = end
        if done < piece.num_steps:
            found.append(self._eager.take(piece.part(done, piece.num_steps), plan[done:], poll))
        loss_MS, norm_MS = (torch.cat(parts, 1) for parts in zip(*found, strict=True))
        return as_taken(loss_MS, norm_MS)

    def _record(self, piece: Piece) -> None:
        board = _Board(piece)
        try:
            self._replay = self._recorder.record(lambda: board.step(self._eager), self._eager.generators)
            self._board = board
        except RuntimeError as error:
            self.failure = str(error).splitlines()[0]
            log.warning("steps are taken one kernel at a time: recording them failed: %s", self.failure)


class _Board:
    """Device memory of fixed addresses: the rows, moves and results of some steps, and which one is next."""

    def __init__(self, piece: Piece) -> None:
        """With room for the steps of any piece of such rows."""
        num_members, _, *shape = piece.x_MRX.shape
        size, device = piece.batch_size, piece.x_MRX.device
        num_steps = self.num_steps = most_steps(num_members * max(1, math.prod(shape)), size)
        rows = (piece.x_MRX, piece.target_MR, piece.weight_MR, piece.share_MR)
        self._rows = [tensor.new_zeros(num_members, num_steps * size, *tensor.shape[2:]) for tensor in rows]
        self._batches = [tensor.view(num_members, num_steps, size, *tensor.shape[2:]) for tensor in self._rows]
        self._counts = (size,) * num_members
        self._moves_2S = torch.zeros(2, num_steps, device=device)
        self._results_2MS = torch.zeros(2, num_members, num_steps, device=device)
        self._next_1 = torch.zeros(1, dtype=torch.int64, device=device)

    def put(self, piece: Piece, plan: Sequence[Move]) -> None:
        """The next steps are those of `piece`, not more than there is room for."""
        moves_2S = torch.tensor([[move.rate for move in plan], [1.0 - move.decay for move in plan]])
        if self._moves_2S.is_cuda:
            moves_2S = moves_2S.pin_memory()  # from other memory the copy would wait
        self._moves_2S[:, : len(plan)].copy_(moves_2S, non_blocking=True)
        for tensor, new in zip(
            self._rows, (piece.x_MRX, piece.target_MR, piece.weight_MR, piece.share_MR), strict=True
        ):
            tensor[:, : new.shape[1]].copy_(new)
        self._next_1.zero_()

    def step(self, eager: TorchSteps) -> None:
        """Take the next step: what is recorded."""
        with eager.mode():
            x_MBX, target_MB, weight_MB, share_MB = (
                tensor.index_select(1, self._next_1).squeeze(1) for tensor in self._batches
            )
            rate, blend = self._moves_2S.index_select(1, self._next_1).squeeze(1).unbind()
            batch = Batch(x_MBX, target_MB, weight_MB, share_MB, self._counts)
            found_2M = torch.stack(eager.once(batch, rate, blend, None))
            self._results_2MS.index_copy_(2, self._next_1, found_2M.unsqueeze(2))
            self._next_1.add_(1)

    def results(self, num_steps: int) -> tuple[Tensor, Tensor]:
        """Loss and norm of the steps since `put`, `[M, S]` each, in memory of their own."""
        loss_MS, norm_MS = self._results_2MS[:, :, :num_steps].clone().unbind()
        return loss_MS, norm_MS


def num_full_steps(piece: Piece) -> int:
    """Steps at the piece's start in which every member has a full batch."""
    full_S = piece.count_MS.min(0) == piece.batch_size
    return piece.num_steps if full_S.all() else int(full_S.argmin())
