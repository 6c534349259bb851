"""Calls about jobs of every kind: wait, follow, cancel."""

import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from discern.errors import DiscernError, JobFailedError, UnreachableError
from discern.objects import Event, Finding, Findings, Job, Metrics
from discern.resources.pages import deadline_after, pages, wait_seconds
from discern.sse import server_events
from discern.transport import PATIENT_ATTEMPTS, Transport, backoff_seconds

COLLECTIONS = {"train": "training-jobs", "score": "scoring-jobs"}
SILENCE_SECONDS = 25.0  # the server sends a comment every 10 s: two missed ones mean a dead connection
STREAM_ATTEMPTS = 3  # streams in a row that brought nothing, before turning to long polls


class Jobs:
    """`client.jobs`: everything that runs in the background."""

    def __init__(self, transport: Transport):
        self._transport = transport

    def create_training(
        self,
        dataset_id: str,
        spec: Mapping[str, Any],
        *,
        model_name: str | None = None,
        priority: int | None = None,
        max_seconds: float | None = None,
        promote: bool = True,
        idempotency_key: str | None = None,
    ) -> Job:
        """A new training job, queued. `spec` is a TrainSpec; only `target` has no default.

        `promote=False`: the model's alias `default` stays where it is.
        """
        body = training_body(dataset_id, spec, model_name, priority, max_seconds)
        if not promote:
            body["promote"] = False
        headers = {"Idempotency-Key": idempotency_key or str(uuid.uuid4())}
        return Job.model_validate(self._transport.json("POST", "/v1/training-jobs", json=body, headers=headers))

    def validate_training(self, dataset_id: str, spec: Mapping[str, Any]) -> dict[str, Any]:
        """`{valid, resolved_config, errors, estimate, findings, checks_passed, checks_skipped}`, without a job."""
        answer: dict[str, Any] = self._transport.json(
            "POST", "/v1/training-jobs:validate", json={"dataset_id": dataset_id, "spec": spec}, idempotent=True
        )
        return answer

    def get(self, job: Job | str) -> Job:
        """The job's present state."""
        return Job.model_validate(self._transport.json("GET", path_of(job)))

    def list(self, *, kind: str | None = None, status: str | None = None, page_size: int = 100) -> Iterator[Job]:
        """All jobs, newest first, fetched page by page; they count their findings, and `get` tells them."""
        query = {"kind": kind, "status": status, "limit": page_size}
        return (Job.model_validate(item) for item in pages(self._transport, "/v1/jobs", query))

    def poll(self, job: Job | str, seconds: float) -> Job:
        """The job once it is done, or as it is after `seconds`."""
        document = self._transport.json(
            "GET",
            path_of(job),
            query={"wait": seconds},
            read_seconds=self._transport.timeout_seconds + seconds,
            attempts=PATIENT_ATTEMPTS,
        )
        return Job.model_validate(document)

    def wait(self, job: Job | str, *, timeout_seconds: float | None = None) -> Job:
        """The job in its final state, whichever that is. Outlasts about a minute without a server.

        Raises: `TimeoutError` after `timeout_seconds` (None waits on); the job is not cancelled by that.
        """
        until = deadline_after(timeout_seconds)
        current = job if isinstance(job, Job) else self.get(job)
        while not current.done:
            current = self.poll(current, wait_seconds(until))
        return current

    def result(self, job: Job | str, *, timeout_seconds: float | None = None) -> Job:
        """The succeeded job. Raises: `JobFailedError` when it failed or was cancelled, `TimeoutError`."""
        ended = self.wait(job, timeout_seconds=timeout_seconds)
        if ended.status == "succeeded":
            return ended
        cancelled = {"code": "cancelled", "detail": f"job {ended.id} was cancelled"}
        raise JobFailedError.from_problem(ended.error or cancelled, job=ended)

    def cancel(self, job: Job | str) -> Job:
        """The job, cancelled or cancelling. Raises: `DiscernError` with code `job_terminal` when it had ended."""
        try:
            return Job.model_validate(self._transport.json("POST", f"{path_of(job)}/cancel", idempotent=True))
        except DiscernError as error:
            # The answer to an earlier attempt was lost, and the job ended in between.
            if error.code == "job_terminal" and error.attempts > 1 and (ended := self.get(job)).status == "cancelled":
                return ended
            raise

    def findings(self, job: Job | str, *, severity: str | None = None, code: str | None = None) -> Findings:
        """What the checks of a training job have given so far: at least this severe, or of this code."""
        query = {"severity": severity, "code": code}
        return Findings.model_validate(self._transport.json("GET", f"{training_path(job)}/findings", query=query))

    def apply(self, job: Job | str, finding: Finding | str, *, idempotency_key: str | None = None) -> Job:
        """A new job, queued: the training job again with a finding's fix; `parent_id` names the old one.

        `finding` is the finding, its id, or its code where no other finding of the job has the same.
        Raises: `DiscernError`, with code `finding_without_fix` where no setting helps.
        """
        name = (finding.id or finding.code) if isinstance(finding, Finding) else finding
        path = f"{training_path(job)}/findings/{quote(name, safe='')}/apply"
        headers = {"Idempotency-Key": idempotency_key or str(uuid.uuid4())}
        return Job.model_validate(self._transport.json("POST", path, headers=headers))

    def metrics(self, job: Job | str, *, max_points: int | None = None) -> Metrics:
        """Every epoch's measures and, once finished, the evaluation and the baselines of a training job."""
        query = {"max_points": max_points}
        return Metrics.model_validate(self._transport.json("GET", f"{training_path(job)}/metrics", query=query))

    def events(self, job: Job | str, *, after: int = 0) -> Iterator[Event]:
        """Every event once, in order, as it happens; ends after `done`.

        Streams (SSE) and, when the connection drops, goes on from the last event seen. Where streams do not get
        through, it asks by long polls instead.
        """
        empty_streams = 0
        while empty_streams < STREAM_ATTEMPTS:
            before = after
            try:
                for event in self._stream(job, after):
                    if event.id <= after:
                        continue  # replayed: already handed out
                    after = event.id
                    yield event
                    if event.type == "done":
                        return
            except NotAStreamError:
                break
            except (UnreachableError, httpx.TransportError):
                pass
            empty_streams = 0 if after > before else empty_streams + 1
            # Also after a clean end: a server that drains closes its streams, and is back in a moment.
            self._transport.sleep(backoff_seconds(empty_streams + 1))
        yield from self._polled_events(job, after)

    def _stream(self, job: Job | str, after: int) -> Iterator[Event]:
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        if after:
            headers["Last-Event-ID"] = str(after)
        with self._transport.open(
            "GET", f"{path_of(job)}/events", headers=headers, read_seconds=SILENCE_SECONDS
        ) as response:
            if not response.headers.get("Content-Type", "").startswith("text/event-stream"):
                # Also 204: the job has ended and all was seen, which a long poll learns at once.
                raise NotAStreamError
            for event in server_events(response.iter_lines()):
                data = json.loads(event.data)
                whole = isinstance(data, dict) and {"id", "type", "data"} <= data.keys()
                yield Event.model_validate(data if whole else {"id": event.id, "type": event.type, "data": data})

    def past_events(self, job: Job | str, *, after: int = 0) -> Iterator[Event]:
        """The events so far, without waiting for more."""
        items = pages(self._transport, f"{path_of(job)}/events", {"after": after, "limit": 200})
        return (Event.model_validate(item) for item in items)

    def _polled_events(self, job: Job | str, after: int) -> Iterator[Event]:
        while True:
            current = self.poll(job, 2.0)  # seconds: how late an event may be seen here
            for event in self.past_events(job, after=after):
                after = event.id
                yield event
                if event.type == "done":
                    return
            if current.done:  # events were read after the state: none can be missing
                return


class NotAStreamError(Exception):
    """The answer is no event stream: there is none any more, or something on the way turned it into a document."""


def id_of(job: Job | str) -> str:
    """The job's id."""
    return job.id if isinstance(job, Job) else job


def path_of(job: Job | str) -> str:
    """The job's path; a known kind takes the route that its own scope opens."""
    if isinstance(job, Job):
        return f"/v1/{COLLECTIONS.get(job.kind, 'jobs')}/{job.id}"
    return f"/v1/jobs/{quote(job, safe='')}"


def training_path(job: Job | str) -> str:
    """The path of a training job."""
    return f"/v1/training-jobs/{quote(id_of(job), safe='')}"


def training_body(
    dataset_id: str,
    spec: Mapping[str, Any],
    model_name: str | None,
    priority: int | None,
    max_seconds: float | None,
) -> dict[str, Any]:
    """The request of a training job; what was not said is left to the server."""
    optional = {"model_name": model_name, "priority": priority, "max_seconds": max_seconds}
    given = {name: value for name, value in optional.items() if value is not None}
    return {"dataset_id": dataset_id, "spec": dict(spec), **given}
