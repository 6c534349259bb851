"""What a version can be exported as."""

from typing import Literal

from service.pages import Out

Format = Literal["onnx", "safetensors", "scorer"]


class ExportOut(Out):
    """One format."""

    format: Format
    description: str
    available: bool
    reason: str | None
    """Why it is not available; null when it is."""
    file_name: str
    media_type: str
    num_bytes: int | None
    """Null when it is not available."""
    sha256: str | None
    """Of the file; equal until the version decides otherwise."""
    links: dict[str, str]


class ExportList(Out):
    """Every format of a version."""

    object: Literal["export_list"]
    model: str
    version: int
    decision_revision: int
    """The decision that the labels of the exports follow."""
    data: list[ExportOut]
    links: dict[str, str]
