"""The Python client: `Discern` trains and asks classifiers on a server.

>>> from discern.client import Discern
>>> with Discern("http://127.0.0.1:8000") as client:  # doctest: +SKIP
...     job = client.train("rice.csv", target="Class", name="rice")
...     answer = client.predict("rice", [{"Area": 15231, "Perimeter": 525.6}])
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from discern.objects import Dataset, Event, Explanations, Job, Predictions
from discern.resources.datasets import Datasets
from discern.resources.jobs import Jobs
from discern.resources.models import Models
from discern.resources.pages import deadline_after, wait_seconds
from discern.resources.scoring import Scoring
from discern.sources import Progress, Source, TableFormat, guess_format
from discern.transport import Transport

DEFAULT_URL = "http://127.0.0.1:8000"


class Discern:
    """A connection to one server; safe to share between threads, closed by `close()` or a `with` block.

    `url` and `key` default to the environment's `DISCERN_URL` and `DISCERN_KEY`. Every call that creates something
    carries an `Idempotency-Key`, so that repeating it after a lost answer creates it once.
    Raises: `discern.errors.DiscernError` with a stable `code` from every call; `ValueError` for a malformed `url`.
    """

    def __init__(self, url: str | None = None, key: str | None = None, timeout: float = 30.0):
        self._arguments = (
            url or os.environ.get("DISCERN_URL") or DEFAULT_URL,
            key or os.environ.get("DISCERN_KEY") or None,
            timeout,
        )
        self._transport = Transport(*self._arguments)
        self.url = self._transport.url
        self.datasets = Datasets(self._transport)
        self.jobs = Jobs(self._transport)
        self.models = Models(self._transport)
        self.scoring = Scoring(self._transport)

    def __repr__(self) -> str:
        return f"Discern({self.url!r})"  # never the key: reprs end up in logs

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[type["Discern"], tuple[str, str | None, float]]:
        return Discern, self._arguments  # another process opens its own connections

    def __deepcopy__(self, memo: dict[int, Any]) -> "Discern":
        return self  # sklearn copies parameters; the connection is shared

    def close(self) -> None:
        """Close the connections."""
        self._transport.http.close()

    def train(
        self,
        source: Source,
        target: str | None = None,
        *,
        spec: Mapping[str, Any] | None = None,
        name: str | None = None,
        priority: int | None = None,
        max_seconds: float | None = None,
        promote: bool = True,
        on_upload: Progress | None = None,
        on_event: Callable[[Event], None] | None = None,
        timeout_seconds: float | None = None,
        **upload: Any,
    ) -> Job:
        """The succeeded training job of a new model version (`job.model`, `job.version`).

        `source`: what `datasets.upload` takes, or a `Dataset`. `spec`: a TrainSpec; `target` wins over its own.
        `promote=False` publishes without moving the alias `default`. `on_event` sees every event as it happens. Further arguments go to `datasets.upload`.
        Raises: `DatasetFailedError`, `JobFailedError`, `TimeoutError` (the job goes on).
        """
        if isinstance(source, Dataset):
            dataset = source
        else:
            dataset = self.datasets.upload(source, progress=on_upload, timeout_seconds=timeout_seconds, **upload)
        whole = {**(spec or {}), **({"target": target} if target is not None else {})}
        job = self.jobs.create_training(
            dataset.id, whole, model_name=name, priority=priority, max_seconds=max_seconds, promote=promote
        )
        return self._ended(job, on_event, timeout_seconds)

    def predict(self, model: str, rows: Any, **options: Any) -> Predictions:
        """Label and probabilities for each row; the same as `models.predict`."""
        return self.models.predict(model, rows, **options)

    def predict_table(self, model: str, rows: Any, **options: Any) -> Any:
        """The same as a `pyarrow.Table`, faster for many rows; see `models.predict_table`."""
        return self.models.predict_table(model, rows, **options)

    def explain(self, model: str, rows: Sequence[Mapping[str, Any]], **options: Any) -> Explanations:
        """What each column added to the predictions of a few rows; the same as `models.explain`."""
        return self.models.explain(model, rows, **options)

    def score(
        self,
        model: str,
        source: Source,
        output: str | Path,
        *,
        on_upload: Progress | None = None,
        on_event: Callable[[Event], None] | None = None,
        timeout_seconds: float | None = None,
        **options: Any,
    ) -> Job:
        """The succeeded scoring job, its answer written to `output` (.csv, .parquet, .ndjson or .jsonl).

        Rows come out in input order; refused ones are left out and told by `scoring.errors(job)`. `options` are those of
        `scoring.create`, and of a file also those of `scoring.create_from_file`.
        Raises: as `train`; `ValueError` when `output` has another suffix.
        """
        form = output_format(output)
        if isinstance(source, Dataset):
            job = self.scoring.create(model, source.id, file_format=form, **options)
        else:
            job = self.scoring.create_from_file(model, source, output_format=form, progress=on_upload, **options)
        ended = self._ended(job, on_event, timeout_seconds)
        self.scoring.download(ended, output)
        return ended

    def _ended(self, job: Job, on_event: Callable[[Event], None] | None, timeout_seconds: float | None) -> Job:
        until = deadline_after(timeout_seconds)
        if on_event is not None:
            for event in self.jobs.events(job):
                on_event(event)
                if event.type != "done":
                    wait_seconds(until)  # raises when the time is over
        return self.jobs.result(job, timeout_seconds=None if until is None else max(0.0, until - time.monotonic()))

    def wait(self, job: Job | str, *, timeout_seconds: float | None = None) -> Job:
        """The job in its final state; the same as `jobs.wait`."""
        return self.jobs.wait(job, timeout_seconds=timeout_seconds)

    def events(self, job: Job | str, *, after: int = 0) -> Iterator[Event]:
        """Every event of a job as it happens; the same as `jobs.events`."""
        return self.jobs.events(job, after=after)

    def cancel(self, job: Job | str) -> Job:
        """The job, cancelled or cancelling; the same as `jobs.cancel`."""
        return self.jobs.cancel(job)

    def limits(self) -> dict[str, Any]:
        """The server's limits by name."""
        answer: dict[str, Any] = self._transport.json("GET", "/v1/limits")
        nested = answer.get("limits")
        return nested if isinstance(nested, dict) else answer

    def me(self) -> dict[str, Any]:
        """Whose key this is, and what it may do."""
        answer: dict[str, Any] = self._transport.json("GET", "/v1/me")
        return answer

    def model_families(self) -> list[dict[str, Any]]:
        """The model families: what each takes, its JSON Schema, defaults and limits."""
        found: list[dict[str, Any]] = self._transport.json("GET", "/v1/model-families")["data"]
        return found

    def presets(self) -> list[dict[str, Any]]:
        """The presets: what each says of a TrainSpec."""
        found: list[dict[str, Any]] = self._transport.json("GET", "/v1/presets")["data"]
        return found

    def finding_kinds(self) -> list[dict[str, Any]]:
        """Everything that can be found: code, phase, usual severity, and the words as templates over the evidence."""
        found: list[dict[str, Any]] = self._transport.json("GET", "/v1/finding-kinds")["data"]
        return found

    def workers(self) -> list[dict[str, Any]]:
        """The live workers (scope `admin`)."""
        answer = self._transport.json("GET", "/v1/workers")
        data: list[dict[str, Any]] = answer["data"] if isinstance(answer, dict) else answer
        return data


def output_format(output: str | Path) -> TableFormat:
    """The format that the name of an output asks for.

    >>> output_format("out.parquet")
    'parquet'
    """
    file_format, gzip = guess_format(Path(output).name)
    if gzip or file_format is None or file_format == "npz" or file_format == "zip":
        raise ValueError(f"the output must end in .csv, .parquet, .ndjson or .jsonl, got {str(output)!r}")
    return file_format
