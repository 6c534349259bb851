"""One file of named tensors with a JSON document: safetensors, checksummed, read with full distrust."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from classifier.errors import ArtifactCorrupt, StorageFull, is_out_of_room

MAX_HEADER_BYTES = 64 * 2**20  # a manifest with 10,000 categories in each of 100 columns is 20 MB
DTYPES = ("float32", "int64", "uint8")

Array = npt.NDArray[Any]


def write_tensor_file(path: Path, kind: str, document: Mapping[str, Any], tensors: Mapping[str, Array]) -> None:
    """Write `tensors` and `document` to `path`; the caller does fsync and rename.

    Raises: `StorageFull` when there is no room; `ValueError` when a number is not finite.
    """
    plain = {name: np.ascontiguousarray(tensor).reshape(tensor.shape) for name, tensor in tensors.items()}
    envelope = {
        "kind": kind,
        "document": document,
        "document_sha256": hashlib.sha256(_canonical(document).encode()).hexdigest(),
        "tensors_sha256": tensors_sha256(plain),
    }
    try:
        # One entry only: safetensors writes several in random order, and equal models should be equal bytes.
        path.write_bytes(save_tensors(plain, {"manifest": _canonical(envelope)}))
    except OSError as error:
        if is_out_of_room(error):
            raise StorageFull(f"no room left for a file of {sum(t.nbytes for t in plain.values())} bytes") from error
        raise


def read_tensor_file(path: Path, kind: str) -> tuple[dict[str, Any], dict[str, Array]]:
    """The document and the tensors of a file that `write_tensor_file` made.

    Raises: `ArtifactCorrupt` for anything else: cut short, bits changed, another kind, numbers that are not finite.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        _refuse(f"cannot be read: {error.strerror}")
    text = _manifest_text(data)
    envelope = _json(text)
    if not isinstance(envelope, dict) or set(envelope) != {"kind", "document", "document_sha256", "tensors_sha256"}:
        _refuse("has no manifest of ours")
    if envelope["kind"] != kind:
        _refuse(f"is no {kind} file")
    document = envelope["document"]
    if not isinstance(document, dict) or _canonical(envelope) != text:
        _refuse("has a manifest that Discern did not write")
    if hashlib.sha256(_canonical(document).encode()).hexdigest() != envelope["document_sha256"]:
        _refuse("has a changed manifest")
    try:
        tensors = load_tensors(data)
    except (SafetensorError, KeyError, ValueError, RuntimeError, TypeError) as error:
        _refuse(f"has a wrong layout: {error}")
    for name, tensor in tensors.items():
        if tensor.dtype.name not in DTYPES:
            _refuse(f"has a tensor of type {tensor.dtype}: {name!r}")
        if not np.isfinite(tensor).all():
            _refuse(f"has numbers that are not finite in {name!r}")
    if tensors_sha256(tensors) != envelope["tensors_sha256"]:
        _refuse("has changed tensors")
    return document, tensors


def tensors_sha256(tensors: Mapping[str, Array]) -> str:
    """SHA-256 over names, types (as torch calls them), shapes and bytes, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        tensor = np.ascontiguousarray(tensors[name])
        digest.update(f"{name}\0torch.{tensor.dtype}\0{tensors[name].shape}\0".encode())
        digest.update(tensor.reshape(-1).view(np.uint8).data)
    return digest.hexdigest()


def _manifest_text(data: bytes) -> str:
    """The header's manifest. safetensors checks the rest of the header, but hands metadata out by path only."""
    length = int.from_bytes(data[:8], "little")
    if len(data) < 10 or length > min(MAX_HEADER_BYTES, len(data) - 8):
        _refuse("is cut short or no safetensors file")
    header = _json(data[8 : 8 + length])
    metadata = header.get("__metadata__") if isinstance(header, dict) else None
    text = metadata.get("manifest") if isinstance(metadata, dict) and len(metadata) == 1 else None
    if not isinstance(text, str):
        _refuse("has no manifest")
    return text


def _canonical(value: object) -> str:
    return json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_duplicates)
    except (ValueError, RecursionError) as error:
        _refuse(f"holds broken JSON: {error}")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a name stands twice")
    return result


def _refuse(why: str) -> NoReturn:
    raise ArtifactCorrupt(f"the stored file {why}")
