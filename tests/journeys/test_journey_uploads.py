"""Large files: the command line's upload lives through the API's death, and a killed API loses no more than a part."""

import hashlib
import json
import random
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from discern.parts import LARGE_BYTES
from store.tables import Dataset, Upload
from tests.journeys.look import problems
from tests.journeys.processes import ROOT, WAIT_SECONDS, until
from tests.journeys.stack import JOB_SECONDS, Stack
from tests.readme import code_blocks

PART = 2**20


@pytest.fixture(scope="module")
def shared_stack(fresh_url: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An API with small parts, so that there is a middle to be killed in."""
    with Stack(tmp_path_factory.mktemp("uploads"), fresh_url, DISCERN_LIMITS__UPLOAD_PART_BYTES=str(PART)) as stack:
        stack.start_api()
        yield stack


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of few rows and long texts: large to send, quick to read."""
    draw = random.Random(7)
    path = tmp_path_factory.mktemp("large") / "large.csv"
    with path.open("w") as file:
        file.write("note,width,Class\n")
        for row in range(700):
            file.write(f"{draw.randbytes(25_000).hex()},{draw.gauss(row % 2 * 3, 1):.3f},{'ab'[row % 2]}\n")
    assert path.stat().st_size > LARGE_BYTES
    return path


def uploads(stack: Stack) -> list[Upload]:
    with stack.database.read() as tx:
        return list(tx.scalars(select(Upload)))


def received(stack: Stack) -> int:
    """Durable bytes of the only upload; -1 when there is none."""
    found = uploads(stack)
    return found[0].received_bytes if found else -1


def wait_for(stack: Stack, num_bytes: int) -> None:
    until(lambda: received(stack) >= num_bytes, f"{num_bytes} durable bytes")


def test_an_upload_of_the_command_line_survives_the_death_of_the_api(stack: Stack, large: Path) -> None:
    stack.worker()
    told = {"DISCERN_URL": f"http://127.0.0.1:{stack.port}", "DISCERN_KEY": stack.key}
    train = ["-m", "discern", "train", str(large), "--target", "Class", "--set", "training.epochs=2", "--json"]
    command = stack.start("train", *train, **told)

    for least in (3 * PART, 15 * PART):
        wait_for(stack, least)
        stack.named("api")[0].kill()
        assert 0 < received(stack) < large.stat().st_size
        assert command.alive
        stack.start_api()

    assert command.process.wait(WAIT_SECONDS) == 0, command.tail()
    printed = json.loads(command.log.read_text())
    assert printed["status"] == "succeeded"
    with stack.database.read() as tx:
        [dataset] = tx.scalars(select(Dataset).where(Dataset.name == large.name))
    assert dataset.source_sha256 == hashlib.sha256(large.read_bytes()).hexdigest()
    assert uploads(stack) == []
    assert list((stack.data / "uploads").iterdir()) == []
    assert problems(stack) == []


def test_of_a_part_that_a_kill_cuts_all_but_the_last_bytes_are_kept(stack: Stack, large: Path) -> None:
    content = large.read_bytes()[: 20 * PART]
    made = stack.json(
        "POST", "/v1/uploads", 201, json={"name": "cut", "size_bytes": len(content), "content_type": "text/csv"}
    )
    path = made["links"]["self"]
    lines = [
        f"PATCH {path} HTTP/1.1",
        f"Host: 127.0.0.1:{stack.port}",
        f"Authorization: Bearer {stack.key}",
        f"Content-Length: {len(content)}",
        "Content-Type: application/octet-stream",
        "Upload-Offset: 0",
    ]
    sent = 10 * PART
    with socket.create_connection(("127.0.0.1", stack.port), timeout=WAIT_SECONDS) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + content[:sent])
        wait_for(stack, 5 * PART)
        stack.named("api")[0].kill()
    stack.start_api()

    offset = stack.json("GET", path)["offset"]

    assert 5 * PART <= offset <= sent
    answer = stack.http.patch(path, content=content[offset:], headers={"Upload-Offset": str(offset)})
    assert answer.json()["sha256"] == hashlib.sha256(content).hexdigest(), answer.text
    stack.http.delete(path)


def test_the_commands_of_the_page_about_uploads_send_the_file(stack: Stack, example: Path, tmp_path: Path) -> None:
    [block] = [block.text for block in code_blocks(ROOT / "docs" / "uploads.md") if block.tested]
    shutil.copy(example, tmp_path / "rice.csv")
    stack.worker()
    told = {"DISCERN_URL": f"http://127.0.0.1:{stack.port}", "DISCERN_KEY": stack.key}
    script = f'set -euo pipefail\npython() {{ "{sys.executable}" "$@"; }}\n{block}'

    done = subprocess.run(
        ["bash", "-c", script],
        env={**stack.environment, **told},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=JOB_SECONDS,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    stack.ended(made["profile_job_id"], "succeeded")  # on a busy machine that takes longer than the page's 30 s
    dataset = stack.json("GET", f"/v1/datasets/{made['id']}")
    assert (dataset["name"], dataset["status"], dataset["num_rows"]) == ("rice.csv", "ready", 3_810)
    assert dataset["sha256"] == hashlib.sha256(example.read_bytes()).hexdigest()
