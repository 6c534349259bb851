"""How a file is announced that comes in parts, and how far it is."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Path
from pydantic import ConfigDict, Field

from classifier.spec.base import Spec, Text
from service.datasets.upload import ShownName
from service.pages import Out, Page

UploadId = Annotated[str, Path(max_length=64, pattern=r"^upl_[a-z0-9]+$", description="Id of the upload, `upl_…`.")]


class UploadRequest(Spec):
    """A file that will come in parts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "rice.csv.gz", "size_bytes": 73400320, "content_type": "text/csv", "content_encoding": "gzip"}
            ]
        }
    )

    name: ShownName
    """Of the file; a dataset made of it is called so too, unless another name is given."""
    size_bytes: Annotated[int, Field(ge=0, le=2**53 - 1)]
    """Of the file, as it will be sent."""
    content_type: Text
    """`Content-Type` of the file, as for an upload in one piece: `text/csv`, `application/vnd.apache.parquet`, …"""
    content_encoding: Literal["gzip", "identity"] = "identity"
    """`gzip` when the file itself is gzipped; its parts are sent as they are."""


class UploadOut(Out):
    """A file that comes in parts. It is there until it is used, deleted, or waited for too long."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "object": "upload",
                    "id": "upl_01kb0z6m8q4n7r2t5v9w3x6y8a",
                    "name": "rice.csv.gz",
                    "size_bytes": 73400320,
                    "offset": 16777216,
                    "complete": False,
                    "sha256": None,
                    "content_type": "text/csv",
                    "content_encoding": "gzip",
                    "part_bytes": 8388608,
                    "created_at": "2026-11-26T20:15:00Z",
                    "expires_at": "2026-11-27T20:15:04Z",
                    "links": {
                        "self": "/v1/uploads/upl_01kb0z6m8q4n7r2t5v9w3x6y8a",
                        "dataset": "/v1/uploads/upl_01kb0z6m8q4n7r2t5v9w3x6y8a/dataset",
                    },
                }
            ]
        }
    )

    object: Literal["upload"]
    id: str
    name: str
    size_bytes: int
    """Announced."""
    offset: int
    """Bytes that came and are durable: the next part begins here."""
    complete: bool
    """All of it came."""
    sha256: str | None
    """Of the whole file, to compare; null until it is complete."""
    content_type: str
    content_encoding: str
    part_bytes: int
    """Recommended for a part; any other size is taken too."""
    created_at: datetime
    expires_at: datetime
    """Moves on with every part."""
    links: dict[str, str]


class UploadList(Page[UploadOut]):
    """One page of the caller's open uploads, newest first."""
