"""Where the encoded rows of a run lie, and how pieces of an epoch come to a device that does not hold them all."""

# Axes: M members, R rows of a piece.
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

import torch

from classifier.neural.rows import Piece

RESIDENT_SHARE = 0.5  # of the free memory: the rest is for the rows of other members, layers and what measuring holds


class Carrier(Protocol):
    """Brings pieces to a device while it works on another one."""

    def send(self, piece: Piece) -> Piece:
        """The piece on the device, where its rows may not have arrived yet; called from a thread of its own."""

    def receive(self, piece: Piece) -> None:
        """Whatever is asked of the device from now on waits for what was sent; the thread that asks does not."""


class CudaCarrier:
    """Copies from pinned memory on a stream of its own."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]

    def send(self, piece: Piece) -> Piece:
        """See `Carrier`. Torch keeps pinned memory from being used again before it has been copied."""
        with torch.cuda.stream(self._stream):
            return replace(
                piece,
                x_MRX=piece.x_MRX.pin_memory().to(self._device, non_blocking=True),
                target_MR=piece.target_MR.pin_memory().to(self._device, non_blocking=True),
                weight_MR=piece.weight_MR.pin_memory().to(self._device, non_blocking=True),
                share_MR=piece.share_MR.pin_memory().to(self._device, non_blocking=True),
            )

    def receive(self, piece: Piece) -> None:
        """See `Carrier`."""
        current = torch.cuda.current_stream(self._device)
        current.wait_stream(self._stream)
        for tensor in (piece.x_MRX, piece.target_MR, piece.weight_MR, piece.share_MR):
            tensor.record_stream(current)  # its memory is not free for the next copy before `current` has come so far


def fed(pieces: Iterable[Piece], carrier: Carrier | None) -> Iterator[Piece]:
    """The pieces as they are, or by `carrier`: the next one is put together and copied while one is worked on."""
    if carrier is None:
        yield from pieces
        return
    source = iter(pieces)

    def bring() -> Piece | None:
        piece = next(source, None)
        return None if piece is None else carrier.send(piece)

    with ThreadPoolExecutor(1, thread_name_prefix="feed") as pool:
        coming = pool.submit(bring)
        while (piece := coming.result()) is not None:
            carrier.receive(piece)  # before the next is sent, for which nobody waits yet
            coming = pool.submit(bring)
            yield piece


def carrier_to(device: torch.device, home: torch.device) -> Carrier | None:
    """What brings rows from `home`; None when they are there."""
    return CudaCarrier(device) if device.type == "cuda" and home.type != "cuda" else None


def home_of(device: torch.device, num_bytes: int) -> torch.device:
    """Where so many bytes of rows lie: on the device as long as there is room, else in the host's memory."""
    if device.type != "cuda":
        return device
    free, _ = torch.cuda.mem_get_info(device)
    return device if is_resident(num_bytes, free) else torch.device("cpu")


def is_resident(num_bytes: int, free_bytes: int) -> bool:
    """Whether rows of so many bytes stay on a device.

    >>> is_resident(8 * 2**30, free_bytes=70 * 2**30), is_resident(60 * 2**30, free_bytes=70 * 2**30)
    (True, False)
    """
    return num_bytes <= RESIDENT_SHARE * free_bytes
