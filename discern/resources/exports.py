"""Calls about exports: a model's version as a file to carry away."""

import hashlib
import os
from pathlib import Path
from typing import Any, Literal

from discern.errors import UnreachableError
from discern.resources.registry import path_of
from discern.transport import Transport

ExportFormat = Literal["onnx", "safetensors", "scorer"]


class ExportCalls:
    """The part of `client.models` that exports."""

    _transport: Transport

    def exports(self, name: str, version: int) -> list[dict[str, Any]]:
        """Each format: whether it is available and if not why, file name, bytes, SHA-256."""
        found: list[dict[str, Any]] = self._transport.json("GET", f"{path_of(name, version)}/exports")["data"]
        return found

    def export(self, name: str, version: int, path: str | Path, *, file_format: ExportFormat = "onnx") -> Path:
        """The bundle written to `path`, which appears whole or not at all.

        Raises: `DiscernError`: code `not_exportable` says why this version cannot be written so; `OSError` when it cannot
        be written here.
        """
        target = Path(path)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with (
                open(part, "xb") as file,
                self._transport.open("GET", f"{path_of(name, version)}/exports/{file_format}") as response,
            ):
                digest = hashlib.sha256()
                for chunk in response.iter_bytes():
                    digest.update(chunk)
                    file.write(chunk)
            if response.headers.get("ETag") != f'"{digest.hexdigest()}"':
                raise UnreachableError(f"the export of {name} came damaged; export it again", code="unreachable")
            os.replace(part, target)
            return target
        finally:
            part.unlink(missing_ok=True)
