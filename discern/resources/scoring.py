"""Calls about scoring jobs: a whole file in, a whole file out."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import httpx

from discern.errors import Fault, UnreachableError
from discern.objects import Job
from discern.resources.jobs import id_of
from discern.resources.pages import pages
from discern.sources import Progress, TableFormat
from discern.transport import Transport, backoff_seconds

DOWNLOAD_ATTEMPTS = 3


class Scoring:
    """`client.scoring`: predictions for a file of any size."""

    def __init__(self, transport: Transport):
        self._transport = transport

    def create(
        self,
        model: str,
        dataset_id: str,
        *,
        version: int | None = None,
        file_format: TableFormat = "csv",
        id_columns: list[str] | Literal["auto"] = "auto",
        include_inputs: bool = False,
        threshold: float | None = None,
        on_invalid: Literal["skip", "fail"] = "skip",
        priority: int | None = None,
        idempotency_key: str | None = None,
    ) -> Job:
        """A new scoring job, queued."""
        body: dict[str, Any] = {
            "model": model,
            "version": version,
            "dataset_id": dataset_id,
            "output": {"format": file_format, "id_columns": id_columns, "include_inputs": include_inputs},
            "threshold": threshold,
            "on_invalid": on_invalid,
        }
        if priority is not None:
            body["priority"] = priority
        headers = {"Idempotency-Key": idempotency_key or str(uuid.uuid4())}
        return Job.model_validate(self._transport.json("POST", "/v1/scoring-jobs", json=body, headers=headers))

    def download(self, job: Job | str, path: str | Path, *, progress: Progress | None = None) -> Path:
        """The job's output written to `path`, which appears whole or not at all.

        Raises: `DiscernError` when there is no output yet, `OSError` when it cannot be written.
        """
        target = Path(path)
        for attempt in range(1, DOWNLOAD_ATTEMPTS + 1):
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    self._copy(job, file, progress)
                _usual_mode(name)
                os.replace(name, target)
                return target
            except httpx.TransportError as error:  # cut off on the way
                if attempt == DOWNLOAD_ATTEMPTS:
                    raise UnreachableError(
                        f"the output of {id_of(job)} broke off: {error}", code="unreachable"
                    ) from error
                self._transport.sleep(backoff_seconds(attempt))
            finally:
                Path(name).unlink(missing_ok=True)
        raise AssertionError("the last attempt returns or raises")

    def _copy(self, job: Job | str, file: Any, progress: Progress | None) -> None:
        with self._transport.open("GET", f"{path_of(job)}/output") as response:
            length = response.headers.get("Content-Length")
            got = 0
            for chunk in response.iter_bytes():
                file.write(chunk)
                got += len(chunk)
                if progress is not None:
                    progress(got, int(length) if length else None)

    def errors(self, job: Job | str, *, page_size: int = 200) -> Iterator[Fault]:
        """The refused rows and why, in input order, fetched page by page."""
        items = pages(self._transport, f"{path_of(job)}/errors", {"limit": page_size})
        return (Fault.from_json(item) for item in items)


def path_of(job: Job | str) -> str:
    """The path of a scoring job."""
    return f"/v1/scoring-jobs/{quote(id_of(job), safe='')}"


def _usual_mode(name: str) -> None:
    umask = os.umask(0)  # mkstemp makes files for their owner only; an output is as readable as any other new file
    os.umask(umask)
    os.chmod(name, 0o666 & ~umask)
