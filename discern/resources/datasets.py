"""Calls about datasets: upload, wait until they are profiled, look at them."""

import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Literal
from urllib.parse import quote

from discern.errors import DatasetFailedError
from discern.objects import Dataset, Findings
from discern.parts import is_large, sent_in_parts
from discern.resources.pages import deadline_after, pages, wait_seconds
from discern.sources import FileFormat, Progress, Source, as_upload
from discern.transport import PATIENT_ATTEMPTS, Transport

Overrides = Mapping[str, Mapping[str, str]]
"""What the user says about columns: `{"zip": {"kind": "categorical", "role": "feature"}}`."""


Series = Mapping[str, Any]
"""How the rows of a long table become series: `{"id": "patient", "time": "t", "label": "y", "channels": ["a", "b"]}`; only
`id` must be said."""


class Datasets:
    """`client.datasets`: uploaded tables."""

    def __init__(self, transport: Transport):
        self._transport = transport

    def upload(
        self,
        source: Source,
        *,
        name: str | None = None,
        file_format: FileFormat | None = None,
        gzip: bool | None = None,
        encoding: Literal["auto", "utf-8", "utf-16", "latin-1"] | None = None,
        delimiter: str | None = None,
        missing_values: list[str] | None = None,
        overrides: Overrides | None = None,
        series: Series | None = None,
        wait: bool = True,
        timeout_seconds: float | None = None,
        progress: Progress | None = None,
        idempotency_key: str | None = None,
    ) -> Dataset:
        """The new dataset, ready to train on when `wait` (the default), else still profiling.

        Streams a path, an open binary file or bytes (tables, .npz arrays, a .zip of images); a DataFrame travels as
        Parquet. `series` makes the rows of a long table the steps of series. `progress(sent, total)` is called as bytes
        leave; it goes back when a lost connection makes some be sent again: all of them, or of a file over 32 MiB those of
        one part. Under the same `idempotency_key` a later call goes on where this one was cut, and makes nothing twice.
        Raises: `DatasetFailedError` when the file cannot be used (it names rows and columns), `TimeoutError`.
        """
        until = deadline_after(timeout_seconds)
        with as_upload(source, name=name, file_format=file_format, gzip=gzip) as upload:
            call: dict[str, Any] = {
                "query": {
                    "name": upload.name,
                    "wait": wait_seconds(until) if wait else None,
                    "encoding": encoding,
                    "delimiter": delimiter,
                    "missing_values": missing_values,
                    "overrides": json.dumps(overrides) if overrides else None,
                    "series": json.dumps(series) if series else None,
                },
                "read_seconds": self._transport.timeout_seconds + (wait_seconds(until) if wait else 0),
            }
            key = {"Idempotency-Key": idempotency_key or str(uuid.uuid4())}
            if is_large(upload):
                with sent_in_parts(self._transport, upload, progress, idempotency_key) as path:
                    document = self._transport.json(
                        "POST", f"{path}/dataset", headers=key, attempts=PATIENT_ATTEMPTS, **call
                    )
            else:
                document = self._transport.json(
                    "POST",
                    "/v1/datasets",
                    body=lambda: upload.body(progress),
                    headers={**upload.headers(), **key},
                    attempts=None if upload.replayable else 1,
                    **call,
                )
        dataset = Dataset.model_validate(document)
        return self.wait(dataset, until=until) if wait else dataset

    def get(self, dataset_id: str) -> Dataset:
        """One dataset by its id."""
        return Dataset.model_validate(self._transport.json("GET", path_of(dataset_id)))

    def wait(
        self, dataset: Dataset | str, *, timeout_seconds: float | None = None, until: float | None = None
    ) -> Dataset:
        """The dataset once it is ready.

        Raises: `DatasetFailedError`, or `TimeoutError` after `timeout_seconds` (None waits on).
        """
        until = until if until is not None else deadline_after(timeout_seconds)
        current = dataset if isinstance(dataset, Dataset) else self.get(dataset)
        while current.status == "profiling":
            seconds = wait_seconds(until)
            document = self._transport.json(
                "GET",
                path_of(current.id),
                query={"wait": seconds},
                read_seconds=self._transport.timeout_seconds + seconds,
                attempts=PATIENT_ATTEMPTS,
            )
            current = Dataset.model_validate(document)
        if current.status == "failed":
            raise DatasetFailedError.from_problem(current.error or {})
        return current

    def list(self, *, name: str | None = None, page_size: int = 100) -> Iterator[Dataset]:
        """All datasets, newest first, fetched page by page."""
        query = {"name": name, "limit": page_size}
        return (Dataset.model_validate(item) for item in pages(self._transport, "/v1/datasets", query))

    def profile(self, dataset_id: str) -> dict[str, Any]:
        """Counts, ranges, quantiles and top categories of every column."""
        profile: dict[str, Any] = self._transport.json("GET", f"{path_of(dataset_id)}/profile")
        return profile

    def preview(self, dataset_id: str, *, rows: int = 20) -> dict[str, Any]:
        """The first rows as they were understood: `{"columns": [...], "rows": [{...}]}`."""
        preview: dict[str, Any] = self._transport.json("GET", f"{path_of(dataset_id)}/preview", query={"rows": rows})
        return preview

    def findings(self, dataset_id: str, *, severity: str | None = None, code: str | None = None) -> Findings:
        """What the data says that a person should know before training: at least this severe, or of this code."""
        query = {"severity": severity, "code": code}
        return Findings.model_validate(self._transport.json("GET", f"{path_of(dataset_id)}/findings", query=query))

    def override(self, dataset_id: str, overrides: Overrides) -> Dataset:
        """The dataset, profiling again with these kinds and roles."""
        document = self._transport.json("PATCH", path_of(dataset_id), json={"overrides": overrides})
        return Dataset.model_validate(document)

    def delete(self, dataset_id: str) -> None:
        """Delete a dataset that no job is using."""
        self._transport.request("DELETE", path_of(dataset_id))


def path_of(dataset_id: str) -> str:
    """The path of a dataset."""
    return f"/v1/datasets/{quote(dataset_id, safe='')}"
