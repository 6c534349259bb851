"""How large the parts are that a large file is sent in."""

import io
from itertools import accumulate

import pytest
from starlette.responses import JSONResponse

from discern import parts
from discern.client import Discern
from discern.errors import DiscernError
from discern.parts import sent_in_parts
from discern.sources import as_upload
from tests.discern.discern_fake import FakeServer, problem

PART = 4
PATH = "/v1/uploads/upl_1"


def sizes_of_parts(
    server: FakeServer, client: Discern, *sizes: int, refused_before: int | None = None, status: int = 503
) -> list[int]:
    """How many bytes the client sends at once to a server that takes all, or refuses one part first."""
    content = bytes(range(sum(sizes)))
    answers = [JSONResponse({"offset": offset}) for offset in accumulate(sizes)]
    offsets = [0]
    if refused_before is not None:
        answers.insert(refused_before, problem(status, "refused"))
        offsets.append(sum(sizes[:refused_before]))
    server.script("POST", "/v1/uploads", JSONResponse({"links": {"self": PATH}, "part_bytes": PART}, 201))
    server.script("GET", PATH, *(JSONResponse({"offset": offset}) for offset in offsets))
    server.script("PATCH", PATH, *answers)

    with (
        as_upload(io.BytesIO(content), file_format="csv") as upload,
        sent_in_parts(client._transport, upload, None, None) as path,
    ):
        assert path == PATH

    sent = [request.body for request in server.asked("PATCH", PATH)]
    if refused_before is None:
        assert b"".join(sent) == content
    return [len(body) for body in sent]


def test_parts_grow_to_eight_times_the_servers_size_while_they_are_quick(server: FakeServer, client: Discern) -> None:
    sizes = (PART, 2 * PART, 4 * PART, 8 * PART, 8 * PART, 3)

    assert sizes_of_parts(server, client, *sizes) == list(sizes)


def test_parts_are_of_the_servers_size_where_they_take_long(
    server: FakeServer, client: Discern, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "QUICK_SECONDS", 0.0)

    assert sizes_of_parts(server, client, PART, PART, PART, 1) == [PART, PART, PART, 1]


def test_after_a_part_that_was_lost_they_begin_small_again(server: FakeServer, client: Discern) -> None:
    sent = sizes_of_parts(server, client, PART, 2 * PART, PART, 2 * PART, refused_before=2)

    assert sent == [PART, 2 * PART, 3 * PART, PART, 2 * PART]  # of the third part no more were left


def test_where_only_the_servers_own_size_passes_they_do_not_grow_again(server: FakeServer, client: Discern) -> None:
    sent = sizes_of_parts(server, client, PART, PART, PART, PART, refused_before=1, status=413)

    assert sent == [PART, 2 * PART, PART, PART, PART]


def test_a_part_of_the_servers_own_size_that_is_too_large_is_an_error(server: FakeServer, client: Discern) -> None:
    with pytest.raises(DiscernError, match="refused"):
        sizes_of_parts(server, client, PART, refused_before=0, status=413)
