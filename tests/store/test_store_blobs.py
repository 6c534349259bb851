"""Blobs: whole or not there, named by what they hold."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from classifier.errors import ArtifactCorrupt, NotFound
from store.blobs import LocalBlobStore, open_blobs


@pytest.fixture
def blobs(tmp_path: Path) -> LocalBlobStore:
    return open_blobs(tmp_path)


def put(blobs: LocalBlobStore, data: bytes) -> str:
    with blobs.stage() as staged:
        staged.write(data)
        return staged.commit().sha256


def test_a_blob_is_found_by_the_hash_of_its_content(blobs: LocalBlobStore) -> None:
    sha256 = put(blobs, b"rice")

    assert sha256 == hashlib.sha256(b"rice").hexdigest()
    assert blobs.size(sha256) == 4
    with blobs.open(sha256) as file:
        assert file.read() == b"rice"


def test_a_blob_that_is_not_committed_leaves_nothing(blobs: LocalBlobStore) -> None:
    with blobs.stage() as staged:
        staged.write(b"half")

    assert list(blobs.staging.iterdir()) == []
    assert list(blobs.root.rglob("*")) == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a" * 63, "A" * 64, "", "a" * 64 + "\x00", "..", "%2e%2e/" + "a" * 57]
)
def test_only_a_hash_is_a_blobs_name(blobs: LocalBlobStore, name: str) -> None:
    with pytest.raises(NotFound):
        blobs.open(name)


def test_a_flipped_byte_is_detected(blobs: LocalBlobStore) -> None:
    sha256 = put(blobs, b"weights")
    blobs.verify(sha256)  # the control

    with blobs.path(sha256) as path:
        path.write_bytes(b"weightz")

    with pytest.raises(ArtifactCorrupt):
        blobs.verify(sha256)


def test_the_sweep_takes_what_is_old_and_unnamed_only(blobs: LocalBlobStore) -> None:
    named, unnamed, young = put(blobs, b"named"), put(blobs, b"unnamed"), put(blobs, b"young")
    left_behind = blobs.staging_path()
    left_behind.write_bytes(b"half an upload")
    for path in (blobs.root / named[:2] / named, blobs.root / unnamed[:2] / unnamed):
        os.utime(path, (time.time() - 7200, time.time() - 7200))
    os.utime(left_behind, (time.time() - 90_000, time.time() - 90_000))

    swept = blobs.sweep(lambda sha256: sha256 == named)

    assert swept == 2
    assert blobs.size(named)
    assert blobs.size(young)
    with pytest.raises(NotFound):
        blobs.size(unnamed)
