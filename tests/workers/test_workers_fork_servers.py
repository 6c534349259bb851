"""Children of two fork servers: those that read and score files hold no torch."""

import multiprocessing

import pytest

from tests.workers.imported import tell
from workers.children import _SERVERS, WITHOUT_TORCH, ForkServer

NEEDED = {
    "workers.jobs.profile",
    "onnxruntime",
    "pyarrow.csv",
    "pyarrow.parquet",
    "numba",
    "psycopg",
    "workers.jobs.score",
}


def modules_of_a_child(server: ForkServer) -> set[str]:
    """What a child has imported once it begins."""
    listener, teller = multiprocessing.Pipe(duplex=False)
    child = server.start(tell, [teller])
    teller.close()
    try:
        return set(listener.recv_bytes().decode().split())
    finally:
        child.join(10)


@pytest.mark.timeout(120)  # the loops of reading are compiled where no folder has them yet
def test_a_child_that_reads_or_scores_a_file_has_all_it_needs_and_no_torch() -> None:
    with_torch = modules_of_a_child(ForkServer("torch"))

    without = modules_of_a_child(WITHOUT_TORCH)

    assert "torch" in with_torch  # so the question would find it
    assert {name.partition(".")[0] for name in without} & {"torch", "onnx", "tabm"} == set()
    assert without >= NEEDED
    assert {kind for kind, server in _SERVERS.items() if server is WITHOUT_TORCH} == {"profile", "score"}
