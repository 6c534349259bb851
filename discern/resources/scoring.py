"""Calls about scoring jobs: a whole file in, a whole file out."""

import json
import os
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Unpack
from urllib.parse import quote

import httpx

from discern.errors import Fault, UnreachableError
from discern.objects import Job
from discern.resources.jobs import id_of
from discern.resources.pages import pages
from discern.resources.scoring_options import ScoringOptions, as_body, as_query
from discern.sources import FileFormat, Progress, Source, TableFormat, as_upload
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
        file_format: TableFormat = "csv",
        idempotency_key: str | None = None,
        **options: Unpack[ScoringOptions],
    ) -> Job:
        """A new job that scores a dataset, queued; `file_format` is the output's."""
        body = {"model": model, "dataset_id": dataset_id, **as_body(options, file_format)}
        headers = {"Idempotency-Key": idempotency_key or str(uuid.uuid4())}
        return Job.model_validate(self._transport.json("POST", "/v1/scoring-jobs", json=body, headers=headers))

    def create_from_file(
        self,
        model: str,
        source: Source,
        *,
        output_format: TableFormat = "csv",
        file_format: FileFormat | None = None,
        gzip: bool | None = None,
        encoding: Literal["auto", "utf-8", "utf-16", "latin-1"] | None = None,
        delimiter: str | None = None,
        series: Mapping[str, Any] | None = None,
        progress: Progress | None = None,
        idempotency_key: str | None = None,
        **options: Unpack[ScoringOptions],
    ) -> Job:
        """A new job that scores a file, queued; the file is sent for it alone and becomes no dataset.

        `id_columns` "auto" copies none: nobody has looked at the file's columns. `source`, `file_format`, `gzip` and
        `progress` are as `datasets.upload` takes them.
        """
        query = {
            "model": model,
            **as_query(options, output_format),
            "encoding": encoding,
            "delimiter": delimiter,
            "series": json.dumps(series) if series else None,
        }
        with as_upload(source, name=None, file_format=file_format, gzip=gzip) as upload:
            document = self._transport.json(
                "POST",
                "/v1/scoring-jobs/file",
                query=query,
                body=lambda: upload.body(progress),
                headers={**upload.headers(), "Idempotency-Key": idempotency_key or str(uuid.uuid4())},
                attempts=None if upload.replayable else 1,
            )
        return Job.model_validate(document)

    def download(self, job: Job | str, path: str | Path, *, progress: Progress | None = None) -> Path:
        """The job's output written to `path`, which appears whole or not at all.

        A download that breaks off goes on where it was, as long as the server still has the same content.
        Raises: `DiscernError` when there is no output yet, `OSError` when it cannot be written.
        """
        target = Path(path)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                fetched = _Fetched()
                while not fetched.is_whole:
                    try:
                        self._copy(job, file, fetched, progress)
                    except httpx.TransportError as error:  # cut off on the way
                        fetched.in_vain += 1
                        if fetched.in_vain >= DOWNLOAD_ATTEMPTS:
                            told = f"the output of {id_of(job)} broke off: {error}"
                            raise UnreachableError(told, code="unreachable") from error
                        self._transport.sleep(backoff_seconds(fetched.in_vain))
            _usual_mode(name)
            os.replace(name, target)
            return target
        finally:
            Path(name).unlink(missing_ok=True)

    def _copy(self, job: Job | str, file: Any, fetched: "_Fetched", progress: Progress | None) -> None:
        headers = {}
        if fetched.etag is not None and file.tell():
            headers = {"Range": f"bytes={file.tell()}-", "If-Range": fetched.etag}
        with self._transport.open("GET", f"{path_of(job)}/output", headers=headers) as response:
            if response.status_code != 206:
                file.seek(0)
                file.truncate()
            fetched.etag = response.headers.get("ETag")
            length = response.headers.get("Content-Length")
            total = file.tell() + int(length) if length else None
            for chunk in response.iter_bytes():
                file.write(chunk)
                if file.tell() > fetched.most:  # what comes in pieces comes in the end
                    fetched.most, fetched.in_vain = file.tell(), 0
                if progress is not None:
                    progress(file.tell(), total)
        fetched.is_whole = True

    def errors(self, job: Job | str, *, page_size: int = 200) -> Iterator[Fault]:
        """The refused rows and why, in input order, fetched page by page."""
        items = pages(self._transport, f"{path_of(job)}/errors", {"limit": page_size})
        return (Fault.from_json(item) for item in items)


class _Fetched:
    """How far a download is."""

    etag: str | None = None
    in_vain = 0
    """Attempts in a row that brought nothing."""
    most = 0
    """Bytes that any attempt had."""
    is_whole = False


def path_of(job: Job | str) -> str:
    """The path of a scoring job."""
    return f"/v1/scoring-jobs/{quote(id_of(job), safe='')}"


def _usual_mode(name: str) -> None:
    umask = os.umask(0)  # mkstemp makes files for their owner only; an output is as readable as any other new file
    os.umask(umask)
    os.chmod(name, 0o666 & ~umask)
