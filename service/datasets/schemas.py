"""How an uploaded table is shown, and what may be said when uploading one."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import AliasChoices, Field, TypeAdapter

from classifier.spec.base import ColumnName, Spec
from classifier.spec.table import ColumnOverride, FileFormat, Schema, SeriesOptions
from service.findings.schemas import Findings, FindingsSummary
from service.jobs.schemas import JobError
from service.pages import Out, Page

DatasetId = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_-]+$", description="Id of the dataset, `ds_…`.")]

Overrides = Annotated[dict[ColumnName, ColumnOverride], Field(max_length=10_000)]

OVERRIDES: TypeAdapter[dict[str, ColumnOverride]] = TypeAdapter(Overrides)


class DatasetStatus(StrEnum):
    """Where a dataset stands."""

    profiling = "profiling"
    ready = "ready"
    failed = "failed"


class DatasetOut(Out):
    """An uploaded file and, once it was read, its columns.

    A sequence or an image is one cell of a column of that kind.
    """

    object: Literal["dataset"]
    id: str
    name: str
    status: DatasetStatus
    """`profiling` until a worker has read the file, then `ready`, or `failed` with `error`."""
    format: FileFormat
    gzip: bool
    source_bytes: int
    """Bytes as uploaded."""
    sha256: str
    """Of the bytes as uploaded."""
    series: SeriesOptions | None
    """How a long table's rows become series; null where each row is a row of its own."""
    num_rows: int | None
    num_columns: int | None
    table_schema: Schema | None = Field(
        validation_alias=AliasChoices("table_schema", "schema"), serialization_alias="schema"
    )
    """Kind and role of each column; null until ready."""
    overrides: dict[str, ColumnOverride]
    """Kinds and roles that were said instead of inferred, by column name; `{}` for a column takes its override back."""
    findings_summary: FindingsSummary
    error: JobError | None
    """Why the file could not be read."""
    profile_job_id: str | None
    created_at: datetime
    links: dict[str, str]


class DatasetList(Page[DatasetOut]):
    """One page of datasets, newest first."""


class PreviewColumn(Out):
    """A column of a preview."""

    name: str
    kind: str
    role: str


class Preview(Out):
    """The first rows of a dataset, as they were understood; missing cells are null."""

    columns: list[PreviewColumn]
    rows: list[dict[str, Any]]
    """By column name. A sequence is an array of steps, cut to 1,000 numbers; an image is base64 text, or the number of
    its bytes where it has over 64 KiB."""


class DatasetFindings(Findings):
    """What the data says about itself."""

    dataset_id: str


class DatasetPatch(Spec):
    """Kinds and roles to use instead of the inferred ones."""

    overrides: Annotated[Overrides, Field(min_length=1)]
    """By column name; added to the overrides given before."""
