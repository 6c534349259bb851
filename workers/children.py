"""Starting and stopping children, from fork servers that have everything imported already."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from workers.child import ChildOrder, run_child
from workers.sorting import disabled_features

_CONTEXT = multiprocessing.get_context("forkserver")
_thread = threading.local()


class ForkServer:
    """A process whose children begin with what a module has imported.

    The standard library has one for all: a child that needs no torch would hold it all the same, half a gigabyte. So each
    of these is one more of its servers, and the thread that starts a child says whose it shall be.
    """

    def __init__(self, module: str):
        self._server = forkserver.ForkServer()
        self._server.set_forkserver_preload([module])

    def warm_up(self) -> None:
        """Start it, if it does not run; its imports go on in the background."""
        self._server.ensure_running()

    def start(self, target: Callable[..., object], args: Sequence[object]) -> ForkServerProcess:
        """A new process, running; waits for the server's imports when it is new."""
        process = _CONTEXT.Process(target=target, args=tuple(args), daemon=True)
        _thread.server = self._server
        try:
            process.start()
        finally:
            del _thread.server
        return process


_connect_to_the_usual = forkserver.connect_to_new_process


def _connect(fds: Sequence[int]) -> tuple[int, int]:
    server = getattr(_thread, "server", None)  # None in a process that starts children of its own
    connect = _connect_to_the_usual if server is None else server.connect_to_new_process
    found: tuple[int, int] = connect(fds)
    return found


forkserver.connect_to_new_process = _connect

WITH_TORCH, WITHOUT_TORCH = ForkServer("workers.warm_torch"), ForkServer("workers.warm")
_SERVERS = {"profile": WITHOUT_TORCH, "score": WITHOUT_TORCH}
"""By kind of job; the others want torch, or what comes with it."""


def warm_up() -> None:
    """Start the fork servers; one imports torch and takes one step in the background."""
    # Threads that wait by spinning fight a busy core for it: a CNN's step on two threads took 114 and 174 ms beside other
    # work, 28 and 32 ms when they sleep instead (one thread: 29 and 55 ms).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    if slow := disabled_features():
        os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", slow)
    for server in (WITHOUT_TORCH, WITH_TORCH):
        server.warm_up()


class Child:
    """One running child and the worker's end of its life line."""

    def __init__(self, process: ForkServerProcess, beats: Connection):
        self._process, self._beats = process, beats
        self._exit: asyncio.Future[int] | None = None
        self.pid = process.pid or 0

    def beat(self) -> None:
        """Tell the child that its worker still holds the lease."""
        with contextlib.suppress(OSError):
            os.write(self._beats.fileno(), b".")

    async def wait(self) -> int:
        """The exit code, once the process is gone; any number of tasks may wait for it."""
        if self._exit is None:
            loop = asyncio.get_running_loop()
            self._exit = loop.create_future()
            # One reader for all that wait: a second one would take the place of the first, which then waits for ever.
            loop.add_reader(self._process.sentinel, self._collect)
        return await asyncio.shield(self._exit)

    async def stop(self, grace_seconds: float) -> int:
        """Ask the child to stop, kill it after the grace, and return its exit code once it is gone."""
        self._signal(signal.SIGTERM)
        try:
            return await asyncio.wait_for(self.wait(), grace_seconds)
        except TimeoutError:
            self._signal(signal.SIGKILL)
            return await self.wait()

    def close(self) -> None:
        """Let go of the life line: a child that still lives ends by it."""
        self._beats.close()

    def _collect(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        if self._exit is not None and not self._exit.done():
            self._exit.set_result(self._process.exitcode if self._process.exitcode is not None else -1)

    def _signal(self, number: int) -> None:
        if self._exit is not None and self._exit.done():
            return  # its id may be another process's by now
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)


async def start_child(order: ChildOrder) -> Child:
    """A child for one attempt, running."""
    return await asyncio.to_thread(_start, order)  # waits for the fork server's imports when it is new


def _start(order: ChildOrder) -> Child:
    beats_in, beats_out = _CONTEXT.Pipe(duplex=False)
    os.set_blocking(beats_out.fileno(), False)  # a child that does not read must not stop the heart
    process = _SERVERS.get(order.hold.kind, WITH_TORCH).start(run_child, (order, beats_in))
    beats_in.close()
    return Child(process, beats_out)
