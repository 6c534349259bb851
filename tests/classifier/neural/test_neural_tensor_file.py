"""A file of tensors is read with full distrust."""

import json
import zipfile
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from classifier.errors import ArtifactCorrupt
from classifier.neural.tensor_file import read_tensor_file, write_tensor_file

TENSORS = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.tensor([1, 2])}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file.safetensors"
    write_tensor_file(path, "kind", {"x": [1, "é", None]}, TENSORS)
    return path


def test_what_was_written_comes_back(path: Path) -> None:
    document, tensors = read_tensor_file(path, "kind")
    assert document == {"x": [1, "é", None]}
    assert set(tensors) == {"a", "b"}
    assert all(torch.equal(tensors[name], TENSORS[name]) for name in TENSORS)


def test_every_single_flipped_bit_is_noticed(path: Path) -> None:
    data = path.read_bytes()
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1 << (position % 8)
        path.write_bytes(changed)
        with pytest.raises(ArtifactCorrupt):
            read_tensor_file(path, "kind")


def test_every_truncation_is_noticed(path: Path) -> None:
    data = path.read_bytes()
    for length in range(0, len(data), 3):
        path.write_bytes(data[:length])
        with pytest.raises(ArtifactCorrupt):
            read_tensor_file(path, "kind")
    path.write_bytes(data + b"more")
    with pytest.raises(ArtifactCorrupt):
        read_tensor_file(path, "kind")


def _with_header(header: bytes, body: bytes = b"") -> bytes:
    return len(header).to_bytes(8, "little") + header + body


def _zip(tmp_path: Path) -> bytes:
    with zipfile.ZipFile(tmp_path / "z", "w") as archive:
        archive.writestr("data.pkl", b"x")
    return (tmp_path / "z").read_bytes()


HOSTILE = {
    "empty": b"",
    "pickle": b"\x80\x04\x95\x1c\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x02ls\x94\x85\x94R\x94.",
    "a header of 2^63 bytes": (2**63).to_bytes(8, "little") + b"{}" * 20,
    "a header past the end": (10_000).to_bytes(8, "little") + b"{}" * 20,
    "no JSON": _with_header(b"not json at all"),
    "deep JSON": _with_header(b"[" * 100_000 + b"]" * 100_000),
    "a list": _with_header(b"[1, 2]"),
    "no metadata": save(TENSORS),
    "metadata of another tool": save(TENSORS, {"format": "pt"}),
    "a name twice": _with_header(b'{"__metadata__":{"manifest":"{}"},"__metadata__":{"manifest":"{}"}}'),
    "metadata that is no text": _with_header(b'{"__metadata__":{"manifest":{"a":1}}}'),
    "a manifest that is no JSON": save(TENSORS, {"manifest": "]["}),
    "a manifest that is a list": save(TENSORS, {"manifest": "[]"}),
    "infinity": _with_header(b'{"__metadata__":{"manifest":Infinity}}'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(HOSTILE[name])
    with pytest.raises(ArtifactCorrupt):
        read_tensor_file(tmp_path / "file", "kind")


def test_a_zip_a_folder_and_another_kind_are_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "zip").write_bytes(_zip(tmp_path))
    with pytest.raises(ArtifactCorrupt):
        read_tensor_file(tmp_path / "zip", "kind")
    with pytest.raises(ArtifactCorrupt):
        read_tensor_file(tmp_path, "kind")
    with pytest.raises(ArtifactCorrupt, match="is no other file"):
        read_tensor_file(path, "other")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_are_not_finite_are_neither_read_nor_written_as_json(value: float, tmp_path: Path) -> None:
    write_tensor_file(tmp_path / "file", "kind", {}, {"a": torch.tensor([1.0, value])})
    with pytest.raises(ArtifactCorrupt, match="not finite"):
        read_tensor_file(tmp_path / "file", "kind")
    with pytest.raises(ValueError, match="JSON"):
        write_tensor_file(tmp_path / "file", "kind", {"x": value}, {})


def test_other_number_types_are_refused(tmp_path: Path) -> None:
    write_tensor_file(tmp_path / "file", "kind", {}, {"a": torch.zeros(2, dtype=torch.float64)})
    with pytest.raises(ArtifactCorrupt, match="float64"):
        read_tensor_file(tmp_path / "file", "kind")


def test_the_header_is_plain_json_that_any_tool_reads(path: Path) -> None:
    data = path.read_bytes()
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    assert header["a"]["shape"] == [2, 3]
    assert json.loads(header["__metadata__"]["manifest"])["document"] == {"x": [1, "é", None]}
