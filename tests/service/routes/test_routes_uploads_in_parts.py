"""Uploads in parts: whatever the parts and the cuts, the file that was announced or nothing; on both databases."""

import base64
import errno
import gzip
import hashlib
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from sqlalchemy import func, select, update
from starlette.testclient import TestClient
from starlette.types import Message

from classifier.spec.limits import Limits
from service.dependencies import Services
from service.main import create_app
from service.settings import ApiSettings
from store.tables import Dataset, Upload, utc_now
from tests.service.conftest import MakeKey, Running
from tests.service.routes.conftest import Send, table, work

PART = 100
FILE = table(60).encode()
LIMITS = Limits(upload_part_bytes=PART, max_upload_bytes=10_000, max_open_uploads=4, max_open_upload_bytes=20_000)
OCTETS = {"Content-Type": "application/octet-stream"}


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> ApiSettings:
    return ApiSettings(data_dir=tmp_path / "data", database_url=database_url, limits=LIMITS)


def announce(client: TestClient, size: int = len(FILE), **said: Any) -> dict[str, Any]:
    """A new upload."""
    body = {"name": "shapes.csv", "size_bytes": size, "content_type": "text/csv", **said}
    answer = client.post("/v1/uploads", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def send_part(client: TestClient, upload: dict[str, Any], offset: int, part: bytes, **headers: str) -> Response:
    return client.patch(
        f"/v1/uploads/{upload['id']}", content=part, headers={**OCTETS, "Upload-Offset": str(offset), **headers}
    )


def send_all(client: TestClient, upload: dict[str, Any], content: bytes) -> dict[str, Any]:
    """The upload, complete after one part."""
    answer = send_part(client, upload, 0, content)
    assert answer.status_code == 200, answer.text
    done: dict[str, Any] = answer.json()
    assert done["complete"]
    return done


def offset_of(client: TestClient, upload: dict[str, Any]) -> int:
    return int(client.get(f"/v1/uploads/{upload['id']}").json()["offset"])


def digest(part: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(part).digest()).decode()}:"


def partial_files(services: Services) -> list[str]:
    return sorted(path.name for path in services.partials.folder.iterdir())


def stored(services: Services, sha256: str) -> bytes:
    with services.blobs.open(sha256) as file:
        return file.read()


def test_a_file_in_parts_becomes_the_same_dataset_as_in_one_piece(client: TestClient, services: Services) -> None:
    upload = announce(client)
    assert (upload["offset"], upload["complete"], upload["sha256"], upload["part_bytes"]) == (0, False, None, PART)

    offset = 0
    while offset < len(FILE):
        answer = send_part(client, upload, offset, FILE[offset : offset + 700])
        assert answer.status_code == 200, answer.text
        offset = answer.json()["offset"]
        assert answer.headers["Upload-Offset"] == str(offset)
        assert answer.headers["Upload-Complete"] == ("?1" if offset == len(FILE) else "?0")
    assert client.get(f"/v1/uploads/{upload['id']}").json()["sha256"] == hashlib.sha256(FILE).hexdigest()
    made = client.post(f"/v1/uploads/{upload['id']}/dataset")

    dataset = made.json()
    assert made.status_code == 202
    assert made.headers["Location"] == f"/v1/datasets/{dataset['id']}"
    assert (dataset["name"], dataset["format"], dataset["source_bytes"]) == ("shapes.csv", "csv", len(FILE))
    assert stored(services, dataset["sha256"]) == FILE
    direct = client.post("/v1/datasets", content=FILE, headers={"Content-Type": "text/csv"}).json()
    assert direct["sha256"] == dataset["sha256"]
    assert partial_files(services) == []
    assert client.get(f"/v1/uploads/{upload['id']}").status_code == 404


def test_an_upload_is_told_by_get_by_head_and_in_the_list(client: TestClient) -> None:
    upload = announce(client)
    send_part(client, upload, 0, FILE[:250])

    shown, head = client.get(f"/v1/uploads/{upload['id']}"), client.head(f"/v1/uploads/{upload['id']}")

    assert shown.json()["offset"] == 250
    assert (head.status_code, head.content) == (204, b"")
    told = {"upload-offset": "250", "upload-length": str(len(FILE)), "upload-complete": "?0"}
    for answer in (shown, head):
        assert {name: answer.headers[name] for name in told} == told
    assert client.get("/v1/uploads").json()["data"] == [shown.json()]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_parts_and_the_cuts_the_content_is_the_files(
    client: TestClient, services: Services, send: Send, seed: int
) -> None:
    """The property, drawn at random: sizes of parts, where connections break, offsets that are wrong, digests."""
    draw = random.Random(seed)
    content = draw.randbytes(draw.randint(1, 3_000))
    upload = announce(client, len(content))
    while (offset := offset_of(client, upload)) < len(content):
        part = content[offset : offset + draw.choice([0, 1, 7, PART - 1, PART, PART + 1, 500])]
        whim = draw.random()
        if whim < 0.3:  # only some of it arrives
            arrived = part[: draw.randint(0, len(part))]
            cut: list[Message] = [{"type": "http.request", "body": arrived, "more_body": True}]
            headers = {**OCTETS, "Upload-Offset": str(offset), "Content-Length": str(len(part))}
            send([*cut, {"type": "http.disconnect"}], headers, "PATCH", f"/v1/uploads/{upload['id']}")
            assert offset_of(client, upload) == offset + len(arrived)
        elif whim < 0.45:  # elsewhere than where it stands
            wrong = draw.choice(
                [other for other in (0, offset - 1, offset + 1, len(content)) if other not in (offset, -1)]
            )
            answer = send_part(client, upload, wrong, part)
            assert (answer.status_code, answer.json()["code"]) == (409, "upload_offset_mismatch")
            assert answer.headers["Upload-Offset"] == answer.json()["errors"][0]["expected"] == str(offset)
        elif whim < 0.6:
            answer = send_part(client, upload, offset, part, **{"Content-Digest": digest(part + b"other")})
            assert (answer.status_code, answer.json()["code"]) == (400, "digest_mismatch")
            assert offset_of(client, upload) == offset
        else:
            answer = send_part(client, upload, offset, part, **{"Content-Digest": digest(part)})
            assert (answer.status_code, answer.json()["offset"]) == (200, offset + len(part))

    whole = client.get(f"/v1/uploads/{upload['id']}").json()

    assert whole["complete"]
    assert stored(services, whole["sha256"]) == content
    assert partial_files(services) == []


def test_a_cut_part_with_a_digest_leaves_nothing_of_it(client: TestClient, send: Send) -> None:
    upload = announce(client)
    headers = {**OCTETS, "Upload-Offset": "0", "Content-Digest": digest(FILE[:900])}
    arrived: list[Message] = [{"type": "http.request", "body": FILE[:800], "more_body": True}]

    send([*arrived, {"type": "http.disconnect"}], headers, "PATCH", f"/v1/uploads/{upload['id']}")

    assert offset_of(client, upload) == 0
    assert send_all(client, upload, FILE)["sha256"] == hashlib.sha256(FILE).hexdigest()


@pytest.mark.parametrize("value", ["sha-256=abc", "sha-256=::", "sha-256=:YQ==:", "sha-256=:" + "=" * 44 + ":"])
def test_a_digest_that_is_none_is_a_400(client: TestClient, value: str) -> None:
    upload = announce(client)

    answer = send_part(client, upload, 0, FILE, **{"Content-Digest": value})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert offset_of(client, upload) == 0


def test_a_digest_of_another_sort_is_left_alone(client: TestClient) -> None:
    upload = announce(client)

    assert send_part(client, upload, 0, FILE, **{"Content-Digest": "md5=:AA==:"}).status_code == 200


def test_a_lost_answer_to_the_last_part_is_asked_for_again(client: TestClient) -> None:
    upload = announce(client)
    send_all(client, upload, FILE)

    again, more = (send_part(client, upload, len(FILE), part) for part in (b"", b"x"))

    assert (again.status_code, again.json()["complete"]) == (200, True)
    assert (more.status_code, more.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("streamed", [False, True])
def test_no_byte_is_taken_beyond_the_announced_size(client: TestClient, services: Services, streamed: bool) -> None:
    upload = announce(client, 10)
    send_part(client, upload, 0, b"12345")

    answer = client.patch(
        f"/v1/uploads/{upload['id']}",
        content=iter([b"678", b"90x"]) if streamed else b"67890x",
        headers={**OCTETS, "Upload-Offset": "5"},
    )

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert offset_of(client, upload) == 5
    assert send_part(client, upload, 5, b"67890").json()["complete"]


def test_zero_bytes_are_no_file_and_no_part_is_too_small(client: TestClient) -> None:
    empty = client.post("/v1/uploads", json={"name": "a", "size_bytes": 0, "content_type": "text/csv"})
    assert (empty.status_code, empty.json()["code"]) == (422, "empty_file")

    upload = announce(client, 1)
    assert send_part(client, upload, 0, b"").json()["offset"] == 0
    assert send_part(client, upload, 0, b"1").json()["complete"]


def test_an_upload_is_as_large_as_a_file_may_be_and_no_larger(client: TestClient) -> None:
    assert announce(client, 10_000)["size_bytes"] == 10_000

    over = client.post("/v1/uploads", json={"name": "a", "size_bytes": 10_001, "content_type": "text/csv"})

    assert (over.status_code, over.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"content_type": "image/png"}, 415, "media_type_unsupported"),
        ({"content_type": "text/csv; charset=ebcdic"}, 415, "media_type_unsupported"),
        ({"content_type": "application/zip", "content_encoding": "gzip"}, 415, "media_type_unsupported"),
        ({"content_encoding": "br"}, 422, "request_invalid"),
        ({"name": ""}, 422, "request_invalid"),
        ({"name": "a\0b"}, 400, "json_invalid"),
        ({"size_bytes": -1}, 422, "request_invalid"),
        ({"size_bytes": 2**60}, 422, "request_invalid"),
        ({"size_bytes": "many"}, 422, "request_invalid"),
        ({"surprise": 1}, 422, "request_invalid"),
    ],
)
def test_what_cannot_be_announced_is_refused(
    client: TestClient, services: Services, said: dict[str, Any], status: int, code: str
) -> None:
    answer = client.post("/v1/uploads", json={"name": "a", "size_bytes": 9, "content_type": "text/csv", **said})

    assert answer.status_code == status, answer.text
    assert answer.json()["code"] == code
    assert client.get("/v1/uploads").json()["data"] == []
    assert partial_files(services) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Encoding": "gzip"}, 415),
        ({"Upload-Offset": ""}, 422),
        ({"Upload-Offset": "-1"}, 422),
        ({"Upload-Offset": "9" * 30}, 422),
        ({"Upload-Offset": "first"}, 422),
    ],
)
def test_a_part_that_says_something_else_is_refused(client: TestClient, headers: dict[str, str], status: int) -> None:
    upload = announce(client)

    assert send_part(client, upload, 0, FILE, **headers).status_code == status
    assert offset_of(client, upload) == 0


def test_a_gzipped_file_is_read_unpacked(client: TestClient, services: Services, monkeypatch: Any) -> None:
    packed = gzip.compress(FILE)
    upload = announce(client, len(packed), content_encoding="gzip", content_type="text/csv; charset=utf-8")
    send_part(client, upload, 0, packed[:200])
    send_part(client, upload, 200, packed[200:])

    made = client.post(f"/v1/uploads/{upload['id']}/dataset?name=packed").json()

    assert (made["name"], made["gzip"], made["source_bytes"]) == ("packed", True, len(packed))
    for module in ("profile", "score"):
        monkeypatch.setattr(f"workers.jobs.{module}.limit_memory", lambda _: None)
    work(services, made["profile_job_id"])
    assert client.get(f"/v1/datasets/{made['id']}").json()["num_rows"] == 60


def test_options_that_do_not_fit_leave_the_upload_to_be_used_with_better_ones(client: TestClient) -> None:
    upload = announce(client)
    send_all(client, upload, FILE)
    path = f"/v1/uploads/{upload['id']}/dataset"

    refused = client.post(f"{path}?overrides=[]")

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/query/overrides")
    assert client.post(f"{path}?delimiter=;").status_code == 202


def test_an_unfinished_upload_makes_no_dataset(client: TestClient, services: Services) -> None:
    upload = announce(client)
    send_part(client, upload, 0, FILE[:-1])

    answer = client.post(f"/v1/uploads/{upload['id']}/dataset")

    assert (answer.status_code, answer.json()["code"]) == (409, "upload_unfinished")
    with services.database.read() as tx:
        assert tx.scalar(select(func.count()).select_from(Dataset)) == 0


def test_the_same_request_under_the_same_key_makes_one_upload_and_one_dataset(client: TestClient) -> None:
    headers = {"Idempotency-Key": "once"}
    body = {"name": "a", "size_bytes": len(FILE), "content_type": "text/csv"}
    first, second = (client.post("/v1/uploads", json=body, headers=headers) for _ in range(2))
    assert (first.json()["id"], second.headers["Idempotency-Replayed"]) == (second.json()["id"], "true")
    send_all(client, first.json(), FILE)
    path = f"/v1/uploads/{first.json()['id']}/dataset"

    made, again = (client.post(path, headers={"Idempotency-Key": "made"}) for _ in range(2))
    without = client.post(path)

    assert (made.json()["id"], again.headers["Idempotency-Replayed"]) == (again.json()["id"], "true")
    assert without.status_code == 404


def test_another_keys_upload_is_a_404(client: TestClient, key: MakeKey) -> None:
    upload = announce(client)
    send_part(client, upload, 0, FILE[:10])
    mine, path = client.headers["Authorization"], f"/v1/uploads/{upload['id']}"
    client.headers["Authorization"] = f"Bearer {key()}"

    answers = [
        client.get(path),
        client.head(path),
        send_part(client, upload, 10, FILE[10:]),
        client.delete(path),
        client.post(f"{path}/dataset"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert client.get("/v1/uploads").json()["data"] == []
    client.headers["Authorization"] = mine
    assert offset_of(client, upload) == 10


def test_a_key_may_have_so_many_uploads_open_and_so_many_bytes_announced(client: TestClient, key: MakeKey) -> None:
    def refused(size: int) -> None:
        answer = client.post("/v1/uploads", json={"name": "a", "size_bytes": size, "content_type": "text/csv"})
        assert (answer.status_code, answer.json()["code"]) == (409, "too_many_open_uploads"), answer.text

    first = announce(client, 10_000)
    announce(client, 9_998)
    refused(3)
    announce(client, 2)
    client.delete(f"/v1/uploads/{first['id']}")
    announce(client, 1)
    announce(client, 1)
    refused(1)
    client.headers["Authorization"] = f"Bearer {key()}"
    announce(client, 10_000)


def test_one_upload_alone_may_always_be_as_large_as_a_file(
    settings: ApiSettings, running: Running, key: MakeKey
) -> None:
    limits = LIMITS.model_copy(update={"max_open_upload_bytes": 5})
    client = running(create_app(settings.model_copy(update={"limits": limits})))
    client.headers["Authorization"] = f"Bearer {key()}"

    assert announce(client, 10_000)["size_bytes"] == 10_000


def test_an_expired_upload_is_a_404_and_every_part_moves_its_end(client: TestClient, services: Services) -> None:
    upload = announce(client)
    with services.database.begin() as tx:
        tx.execute(update(Upload).values(expires_at=utc_now() + timedelta(minutes=1)))

    moved = send_part(client, upload, 0, FILE[:5]).json()["expires_at"]

    assert moved >= upload["expires_at"]
    with services.database.begin() as tx:
        tx.execute(update(Upload).values(expires_at=utc_now() - timedelta(seconds=1)))
    assert client.get(f"/v1/uploads/{upload['id']}").status_code == 404
    assert send_part(client, upload, 5, FILE[5:]).status_code == 404
    assert client.get("/v1/uploads").json()["data"] == []


def test_a_file_that_is_gone_or_shorter_than_told_is_a_404_and_no_made_up_content(
    client: TestClient, services: Services
) -> None:
    upload = announce(client)
    send_part(client, upload, 0, FILE[:50])

    with (services.partials.folder / upload["id"]).open("r+b") as file:
        file.truncate(49)
    assert send_part(client, upload, 50, FILE[50:]).status_code == 404
    (services.partials.folder / upload["id"]).unlink()
    assert send_part(client, upload, 50, FILE[50:]).status_code == 404
    assert client.delete(f"/v1/uploads/{upload['id']}").status_code == 204


def test_a_server_that_was_killed_between_the_last_byte_and_the_blob_loses_nothing(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = announce(client)
    with monkeypatch.context() as patch:
        patch.setattr(type(services.partials), "adopt", lambda *_: None)
        send_all(client, upload, FILE)
    assert partial_files(services) == [upload["id"]]

    made = client.post(f"/v1/uploads/{upload['id']}/dataset").json()

    assert stored(services, made["sha256"]) == FILE
    assert partial_files(services) == []


@pytest.fixture
def second(settings: ApiSettings, client: TestClient, running: Running) -> TestClient:
    """A client of another API process' application, on the same data folder and database."""
    other = running(create_app(settings))
    other.headers["Authorization"] = client.headers["Authorization"]
    return other


class Asked(threading.Event):
    """Between two messages of a request: `reached` once the application has asked for the second."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.reached.set()
        return super().wait(timeout)


class Held:
    """A part of which the first 300 bytes have been taken, and the rest comes once it is let go."""

    def __init__(self, send: Send, upload: dict[str, Any]):
        self._go_on = Asked()
        self._pool = ThreadPoolExecutor(1)
        parts: list[Message | threading.Event] = [
            {"type": "http.request", "body": FILE[:300], "more_body": True},
            self._go_on,
            {"type": "http.request", "body": FILE[300:], "more_body": False},
        ]
        headers = {**OCTETS, "Upload-Offset": "0"}
        self._answer = self._pool.submit(send, parts, headers, "PATCH", f"/v1/uploads/{upload['id']}")
        # not looked for by another part: that could itself be the one that is taken, and this one refused
        assert self._go_on.reached.wait(60)

    def status(self) -> int:
        """Of its answer, after the rest has come."""
        self._go_on.set()
        answered = self._answer.result(60)
        self._pool.shutdown()
        return int(answered[0]["status"])


@pytest.mark.parametrize("same_process", [True, False])
def test_of_two_parts_at_the_same_offset_one_is_taken(
    client: TestClient, second: TestClient, services: Services, send: Send, same_process: bool
) -> None:
    upload = announce(client)
    held = Held(send, upload)
    other = client if same_process else second

    busy = send_part(other, upload, 0, FILE)

    assert (busy.status_code, busy.json()["code"]) == (409, "upload_busy")
    assert (busy.json()["retryable"], busy.headers["Retry-After"]) == (True, "1")
    assert held.status() == 200
    late = send_part(other, upload, 0, FILE)
    assert (late.status_code, late.headers["Upload-Offset"]) == (409, str(len(FILE)))
    assert stored(services, client.get(f"/v1/uploads/{upload['id']}").json()["sha256"]) == FILE


def test_an_upload_deleted_while_a_part_comes_is_gone_with_all_its_bytes(
    client: TestClient, second: TestClient, services: Services, send: Send
) -> None:
    upload = announce(client)
    held = Held(send, upload)

    assert second.delete(f"/v1/uploads/{upload['id']}").status_code == 204

    assert held.status() == 404
    assert partial_files(services) == []
    assert sorted(services.blobs.root.glob("??/*")) == []


def test_many_parts_at_once_leave_one_file_of_one_of_them(
    client: TestClient, second: TestClient, services: Services
) -> None:
    upload = announce(client, 2_000)
    contents = [bytes([number]) * 2_000 for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        tries = [
            pool.submit(send_part, (client, second)[number % 2], upload, 0, content)
            for number, content in enumerate(contents)
        ]
        answers = [tried.result() for tried in tries]

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    won = next(content for content, answer in zip(contents, answers, strict=True) if answer.is_success)
    whole = client.get(f"/v1/uploads/{upload['id']}").json()
    assert stored(services, whole["sha256"]) == won


def test_of_two_datasets_of_one_upload_one_is_made(client: TestClient, second: TestClient) -> None:
    upload = announce(client)
    send_all(client, upload, FILE)
    with ThreadPoolExecutor(2) as pool:
        path = f"/v1/uploads/{upload['id']}/dataset"
        answers = [tried.result() for tried in [pool.submit(each.post, path) for each in (client, second)]]

    assert sorted(answer.status_code for answer in answers) == [202, 404]


def test_a_full_disk_is_a_507_and_what_was_told_is_kept(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = announce(client)
    send_part(client, upload, 0, FILE[:50])

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("store.partial.os.write", full)
        answer = send_part(client, upload, 50, FILE[50:])

    assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
    assert offset_of(client, upload) == 50
    assert send_part(client, upload, 50, FILE[50:]).json()["sha256"] == hashlib.sha256(FILE).hexdigest()
