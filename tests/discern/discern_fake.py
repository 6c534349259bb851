"""A server with Discern's routes and shapes and a toy for a model, on a real loopback socket."""

import asyncio
import contextlib
import io
import json
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pyarrow as pa
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

EPOCHS = 3
SERVING: dict[str, Any] = {
    "object": "serving_findings",
    "since": "2026-05-01T12:00:00Z",
    "rows": 300,
    "refused": 4,
    "findings": [
        {
            "code": "serving.feature_drift",
            "severity": "warning",
            "phase": "serving",
            "title": "Column 'Area\x1b[31m' no longer looks as it did in training",
            "suggestion": "Find out what changed.",
            "evidence": {"psi": 1.25},
            "column": "Area\x1b[31m",
            "fix": None,
        }
    ],
    "checks_passed": ["serving.schema_drift"],
    "checks_skipped": [{"code": "serving.prediction_drift", "reason": "Every row has taught some network."}],
}

LIMITS = {"max_predict_rows": 4, "max_json_bytes": 100_000}
READERS: dict[str, Callable[[io.BytesIO], pd.DataFrame]] = {
    "text/csv": lambda file: pd.read_csv(file),
    "application/vnd.apache.parquet": lambda file: pd.read_parquet(file),
    "application/x-ndjson": lambda file: pd.read_json(file, lines=True),
    "application/vnd.apache.arrow.stream": lambda file: pa.ipc.open_stream(file.read()).read_all().to_pandas(),
    "application/x-npz": lambda file: pd.DataFrame({"X": np.load(file)["X"]}),
    "application/zip": lambda file: pd.DataFrame({"image": [len(name) for name in ZipFile(file).namelist()]}),
    "image/png": lambda file: pd.DataFrame({"image": [len(file.read())]}),
    "image/jpeg": lambda file: pd.DataFrame({"image": [len(file.read())]}),
}
FAMILIES = [
    {
        "name": "rnn",
        "title": "Recurrent network",
        "takes": ["sequence", "table"],
        "defaults": {"family": "rnn", "cell": "gru"},
    }
]
KINDS = [
    {
        "object": "finding_kind",
        "code": "data.id",
        "phase": "data",
        "severity": "warning",
        "title": "{share:.0%} of it is an id",
        "explanation": "It gives answers away.",
        "suggestion": "Leave it out.",
        "docs": "docs/findings/data.id.md",
    }
]
PRESETS = [{"name": "fast", "description": "A first answer.", "spec": {"training": {"epochs": 30}}}]


def a_finding(code: str, severity: str, *, fix: Any = None, **more: Any) -> dict[str, Any]:
    """A finding in the server's form."""
    told = {"title": f"A {code.partition('.')[2]}", "explanation": "It hurts.", "suggestion": "Leave it out"}
    place = {"id": f"fnd_{code.replace('.', '_')}", "phase": code.partition(".")[0], "column": None}
    page = f"docs/findings/{code}.md"
    return {
        "code": code,
        "severity": severity,
        **place,
        **told,
        "evidence": {"share": 0.5},
        "fix": fix,
        "docs": page,
    } | more


BALANCED = [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]


@dataclass
class Seen:
    """One request as it came."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def problem(status: int, code: str, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    document = {"type": f"/problems/{code}", "title": code.replace("_", " "), "status": status, "code": code}
    document |= {"detail": f"{code} happened", "errors": [], "hint": None, "request_id": "req_1", "retryable": False}
    return JSONResponse({**document, **more}, status, {"X-Request-Id": "req_1", **(headers or {})})


class CutOff(Exception):
    """Ends a connection in the middle of an answer."""


async def _half_an_answer() -> AsyncIterator[bytes]:
    yield b'{"object": '
    raise CutOff


async def _cut_off_after(data: bytes) -> AsyncIterator[bytes]:
    yield data
    raise CutOff


@dataclass
class FakeServer:
    """What it was sent, and what it is told to do wrong."""

    url: str = ""
    seen: list[Seen] = field(default_factory=list)
    scripts: dict[tuple[str, str], deque[Response]] = field(default_factory=dict)
    """Answers given before the usual ones, by method and path."""
    lost: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many answers to cut off after their effect, by method and path."""
    cuts: deque[int] = field(default_factory=deque)
    """For each event stream to come: events sent before it breaks off."""
    streams: bool = True
    """False: event streams are answered with a web page, as some proxies do."""
    job_status: str = "succeeded"
    members: int = 1
    """Networks that a training job trains, one after another."""
    polls_before_ready: int = 0
    findings: list[dict[str, Any]] = field(
        default_factory=lambda: [
            a_finding("data.note", "info"),
            a_finding("data.id", "warning", title="An id"),
            a_finding("data.imbalance", "warning", fix=BALANCED),
        ]
    )
    """What every run finds."""
    datasets: dict[str, Any] = field(default_factory=dict)
    jobs: dict[str, Any] = field(default_factory=dict)
    stored: dict[str, Any] = field(default_factory=dict)
    """The answer made under each Idempotency-Key."""
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    models: list[dict[str, Any]] = field(default_factory=list)
    output: bytes = b"row,label\n0,a\n"
    breaks_after: dict[str, int] = field(default_factory=dict)
    """Bytes of an output after which its first answer breaks off, by path."""

    def asked(self, method: str, path: str) -> list[Seen]:
        return [request for request in self.seen if (request.method, request.path) == (method, path)]

    def script(self, method: str, path: str, *answers: Response) -> None:
        self.scripts.setdefault((method, path), deque()).extend(answers)

    async def answer(self, request: Request) -> Response:
        route = (request.method, request.url.path)
        body = await request.body()
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.seen.append(Seen(*route, list(request.query_params.multi_items()), headers, body))
        if self.scripts.get(route):
            return self.scripts[route].popleft()
        key = headers.get("idempotency-key")
        if key in self.stored:
            response: Response = JSONResponse(self.stored[key], 202, {"Idempotency-Replayed": "true"})
        else:
            response = await self.route(request, body)
            if key is not None and response.status_code < 300:
                self.stored[key] = json.loads(bytes(response.body))
        if self.lost.get(route, 0):
            self.lost[route] -= 1
            return StreamingResponse(_half_an_answer(), media_type="application/json")
        return response

    async def route(self, request: Request, body: bytes) -> Response:
        method, parts = request.method, request.url.path.split("/")[2:]
        match [method, *parts]:
            case ["POST", "datasets"]:
                return self.create_dataset(request, body)
            case ["GET" | "PATCH", "datasets", dataset_id]:
                self.polls_before_ready -= 1
                if self.polls_before_ready <= 0 and self.datasets[dataset_id]["status"] == "profiling":
                    self.datasets[dataset_id]["status"] = "ready"
                return JSONResponse(self.datasets[dataset_id])
            case ["POST", "training-jobs" | "scoring-jobs" as collection]:
                return self.create_job(collection, json.loads(body))
            case ["POST", "scoring-jobs", "file"]:
                return self.create_job("scoring-jobs", dict(request.query_params))
            case ["GET", "jobs"]:
                jobs = list(self.jobs.values())
                start = int(request.query_params.get("after", 0))
                end = start + int(request.query_params["limit"])
                more = end < len(jobs)
                listed = [{name: job[name] for name in job if name != "findings"} for job in jobs[start:end]]
                page = {"data": listed, "has_more": more, "next_cursor": str(end) if more else None}
                return JSONResponse({"object": "list", **page})
            case ["GET", "training-jobs" | "scoring-jobs" | "jobs", job_id]:
                if job_id not in self.jobs:
                    return problem(404, "not_found")
                return JSONResponse(self.jobs[job_id] | {"status": self.job_status, "terminal": True})
            case ["GET", "training-jobs" | "scoring-jobs" | "jobs", job_id, "events"]:
                return self.events(request, self.jobs[job_id])
            case ["POST", "training-jobs" | "scoring-jobs" | "jobs", job_id, "cancel"]:
                self.job_status = "cancelled"
                return JSONResponse(self.jobs[job_id] | {"status": "cancelling"}, 202)
            case ["GET", "training-jobs", job_id, "metrics"]:
                if int(request.query_params.get("max_points", 3)) < 3:
                    return problem(422, "request_invalid")
                test = {
                    "num_rows": 2,
                    "accuracy": 0.97 if self.jobs.get(job_id, {}).get("parent_id") else 0.93,
                    "macro_f1": 0.92,
                    "roc_auc": None,
                    "log_loss": 0.2,
                    "ece": 0.01,
                }
                baselines = {"majority_class": {"label": "a", "accuracy": 0.57}, "base_rate": {"log_loss": 0.68}}
                return JSONResponse({"epochs": [], "evaluation": {"test": test}, "baselines": baselines})
            case ["GET", "training-jobs", job_id, "findings"]:
                if job_id not in self.jobs:
                    return problem(404, "not_found")
                return JSONResponse(self.report({"job_id": job_id, "status": self.job_status}, request))
            case ["GET", "datasets", dataset_id, "findings"]:
                return JSONResponse(self.report({"dataset_id": dataset_id}, request))
            case ["POST", "training-jobs", job_id, "findings", name, "apply"]:
                return self.apply(job_id, name)
            case ["GET", "finding-kinds"]:
                return JSONResponse({"object": "list", "data": KINDS, "has_more": False, "next_cursor": None})
            case ["GET", "scoring-jobs", _, "output"]:
                return self.part_of_output(request)
            case ["GET", "scoring-jobs", _, "errors"]:
                fault = {"code": "not_a_number", "message": "'x' is no number", "row": 7, "column": "Area"}
                return JSONResponse({"object": "list", "data": [fault], "has_more": False, "next_cursor": None})
            case ["POST", "models", name, "predict"]:
                return self.predict(request, body, name, None)
            case ["POST", "models", name, "versions", version, "predict"]:
                return self.predict(request, body, name, int(version))
            case ["POST", "models", name, "explain"]:
                return self.explain(request, body, name, None)
            case ["POST", "models", name, "versions", version, "explain"]:
                return self.explain(request, body, name, int(version))
            case ["GET", "models", name]:
                return JSONResponse({"name": name, "latest_version": 3, "aliases": {"default": 2}})
            case ["GET", "models", name, "versions", version, "findings"]:
                seconds = int(request.query_params.get("window_seconds", 86_400))
                return JSONResponse(SERVING | {"model": name, "version": int(version), "window_seconds": seconds})
            case ["GET", "models", name, "versions", version, "monitoring"]:
                return JSONResponse({"model": name, "version": int(version), "rows": 300, "columns": []})
            case ["GET", "limits"]:
                return JSONResponse(LIMITS)
            case ["GET", "model-families"]:
                return JSONResponse({"object": "list", "data": FAMILIES, "has_more": False, "next_cursor": None})
            case ["GET", "presets"]:
                return JSONResponse({"object": "list", "data": PRESETS, "has_more": False, "next_cursor": None})
        return problem(404, "not_found")

    def part_of_output(self, request: Request) -> Response:
        """The output, or the end of it that a Range header asks for."""
        headers = {"ETag": '"one"'}
        if (most := self.breaks_after.pop(request.url.path, None)) is not None:
            return StreamingResponse(_cut_off_after(self.output[:most]), media_type="text/csv", headers=headers)
        first = request.headers.get("range", "").removeprefix("bytes=").removesuffix("-")
        if not first or request.headers["if-range"] != headers["ETag"]:
            return Response(self.output, media_type="text/csv", headers=headers)
        return Response(self.output[int(first) :], 206, media_type="text/csv", headers=headers)

    def create_dataset(self, request: Request, body: bytes) -> Response:
        dataset_id = f"ds_{len(self.datasets) + 1}"
        status = "profiling" if self.polls_before_ready else "ready"
        if request.headers.get("content-encoding") != "gzip" and body:
            with contextlib.suppress(ValueError):
                self.frames[dataset_id] = READERS[request.headers["content-type"]](io.BytesIO(body))
        self.datasets[dataset_id] = {
            "object": "dataset",
            "id": dataset_id,
            "name": request.query_params["name"],
            "status": status,
            "format": "csv",
            "schema": {"columns": [{"name": "Area", "kind": "numeric", "role": "feature", "reason": "numbers"}]},
            "from_a_newer_server": 1,
        }
        return JSONResponse(self.datasets[dataset_id], 202)

    def create_job(self, collection: str, asked: dict[str, Any]) -> Response:
        job_id = f"job_{len(self.jobs) + 1}"
        kind = collection.removesuffix("ing-jobs").replace("scor", "score")
        result: dict[str, Any] = {"num_rows": 8, "num_scored": 7, "num_refused": 1}
        if kind == "train":
            result = {"model": asked.get("model_name") or "model-1", "version": len(self.models) + 1}
            if self.members > 1:
                spread = {"accuracy": {"mean": 0.8, "std": 0.02}, "log_loss": {"mean": 0.5, "std": 0.01}}
                folds = [{"number": number, "fold": number} for number in range(self.members)]
                result["metrics"] = {"members": folds, "spread": {"validation": spread, "test": None}}
            if (frame := self.frames.get(asked["dataset_id"])) is not None:
                spec = asked["spec"]
                feature = (spec.get("features") or [c for c in frame.columns if c != spec["target"]])[0]
                means = frame.groupby(frame[spec["target"]].astype(str))[feature].mean()
                self.models.append({"feature": feature, "means": means.to_dict()})
        error = None
        if self.job_status != "succeeded":
            result = None  # type: ignore[assignment]
        if self.job_status == "failed":
            error = {"code": "diverged", "detail": "loss is nan at epoch 3", "hint": "lower it", "errors": []}
        self.jobs[job_id] = {
            "object": "job",
            "id": job_id,
            "kind": kind,
            "status": "queued",
            "phase": "queued",
            "spec": asked.get("spec") or asked,
            "resolved_config": {"training": {"epochs": EPOCHS}} if kind == "train" else None,
            "result": result,
            "error": error,
            "parent_id": None,
            "findings": self.findings,
            "findings_summary": counts(self.findings),
        }
        return JSONResponse(self.jobs[job_id], 202)

    def report(self, of: dict[str, Any], request: Request) -> dict[str, Any]:
        """What the checks gave, filtered."""
        least, code = request.query_params.get("severity", "info"), request.query_params.get("code")
        worse = ["info", "warning", "error"][["info", "warning", "error"].index(least) :]
        shown = [f for f in self.findings if f["severity"] in worse and code in (None, f["code"])]
        skipped = [{"code": "training.loss_flat", "reason": "The run ended before this check."}]
        return {
            "object": "findings",
            "findings": shown,
            "findings_summary": counts(self.findings),
            "checks_passed": [passed for passed in ("data.missing", "data.rare_class") if code in (None, passed)],
            "checks_skipped": [check for check in skipped if code in (None, check["code"])],
            **of,
        }

    def apply(self, job_id: str, name: str) -> Response:
        """The job again with a finding's fix."""
        if job_id not in self.jobs:
            return problem(404, "not_found")
        parent = self.jobs[job_id]
        found = [f for f in self.findings if name in (f["id"], f["code"])]
        if not found:
            return problem(404, "not_found")
        if found[0]["fix"] is None:
            return problem(409, "finding_without_fix")
        made = self.create_job("training-jobs", {"dataset_id": "", "model_name": "mended"})
        child = self.jobs[json.loads(bytes(made.body))["id"]]
        told = {key: found[0][key] for key in ("id", "code", "title", "fix")}
        child |= {"parent_id": parent["id"], "spec": {"applied_finding": told, "model_name": "mended"}}
        return JSONResponse(child, 202)

    def history(self, job: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[tuple[str, dict[str, Any]]] = [("state", {"status": "running", "phase": "training"})]
        total = EPOCHS * self.members
        for member, epoch in product(range(self.members), range(1, EPOCHS + 1)):
            place = {"member": member, "epoch": epoch}
            found.append(("metric", {**place, "train_loss": 1 / epoch, "validation_accuracy": 0.9}))
            share = {"fraction": (member * EPOCHS + epoch) / total, "members": self.members, "epochs": EPOCHS}
            found.append(("progress", {**place, **share, "eta_seconds": 1.0}))
        found.append(("done", {"status": self.job_status, "result": job["result"], "error": None}))
        return [
            {"id": number, "type": kind, "at": "2026-01-02T03:04:05Z", "data": data}
            for number, (kind, data) in enumerate(found, start=1)
        ]

    def events(self, request: Request, job: dict[str, Any]) -> Response:
        history = self.history(job)
        if "text/event-stream" not in request.headers.get("accept", ""):
            data = [event for event in history if event["id"] > int(request.query_params.get("after", 0))]
            return JSONResponse({"object": "list", "data": data, "has_more": False, "next_cursor": None})
        if not self.streams:
            return Response("<html>", media_type="text/html")
        after = int(request.headers.get("last-event-id", 0))
        left = self.cuts.popleft() if self.cuts else None

        async def stream() -> AsyncIterator[str]:
            yield "retry: 1000\n\n: keep-alive\n\n"
            for sent, event in enumerate(event for event in history if event["id"] > after):
                if sent == left:
                    yield f"id: {event['id']}\ndata: {{"  # half an event
                    raise CutOff
                yield f"event: {event['type']}\ndata: {json.dumps(event['data'])}\nid: {event['id']}\n\n"
            await asyncio.sleep(0)

        return StreamingResponse(stream(), media_type="text/event-stream")

    def predict(self, request: Request, body: bytes, name: str, version: int | None) -> Response:
        if request.headers["content-type"] == "application/json":
            frame = pd.DataFrame(json.loads(body)["rows"])
        else:
            frame = READERS[request.headers["content-type"]](io.BytesIO(body))
        if len(frame) > LIMITS["max_predict_rows"]:
            return problem(413, "too_large")
        version = version or max(len(self.models), 1)
        model = (
            self.models[version - 1] if self.models else {"feature": frame.columns[0], "means": {"a": 0.0, "b": 1.0}}
        )
        classes = sorted(model["means"])
        predictions = []
        for row, value in enumerate(frame[model["feature"]].astype(float)):
            distance = {label: abs(value - model["means"][label]) + 1e-9 for label in classes}
            total = sum(1 / d for d in distance.values())
            chances = {label: 1 / d / total for label, d in distance.items()}
            label = max(chances, key=lambda label: chances[label])
            index = classes.index(label)
            row_answer = {"row": row, "label": label, "label_index": index, "probabilities": chances, "warnings": []}
            predictions.append(row_answer)
        ignored = [column for column in frame.columns if column == "extra"]
        answer = {"request_id": "req_1", "model": name, "version": version, "threshold": None, "calibrated": False}
        answer |= {"classes": classes, "predictions": predictions, "errors": [], "ignored_columns": ignored}
        if request.headers["accept"] == "application/vnd.apache.arrow.stream":
            return Response(stream_of([{"row": row["row"], "label": row["label"]} for row in predictions]))
        return JSONResponse({**answer, "timing_ms": 1.0})

    def explain(self, request: Request, body: bytes, name: str, version: int | None) -> Response:
        """Every prediction, made by its first column alone, of the columns `Area` and `extra`."""
        rows = json.loads(body)["rows"]
        answer = json.loads(bytes(self.predict(request, body, name, version).body))
        for made, row in zip(answer["predictions"], rows, strict=True):
            value = {"part": None, "standard_error": 0.0}
            shares = [{"column": "Area", "value": row.get("Area"), "attribution": 1.5, **value}]
            steps = {"kind": "steps", "channel": "x", "first_step": 2, "end_step": 5}
            shares.append({"column": "X", "value": None, "attribution": -0.25, "part": steps, "standard_error": 0.125})
            made |= {"explained_class": "b", "value": 1.5, "base_value": 0.25, "attributions": shares}
            made |= {"method": "sampled", "num_evaluations": 99}
        return JSONResponse({**answer, "baseline": {"kind": "training_rows", "num_rows": 30}})


def stream_of(rows: list[dict[str, Any]]) -> bytes:
    """Rows as an Arrow stream."""
    table = pa.Table.from_pylist(rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def counts(findings: list[dict[str, Any]]) -> dict[str, int]:
    """Findings by severity."""
    return {severity: sum(f["severity"] == severity for f in findings) for severity in ("error", "warning", "info")}


@dataclass
class Listener:
    """One socket for many tests, each with a fake of its own: starting and stopping a server costs 0.2 s."""

    url: str
    fake: FakeServer

    async def answer(self, request: Request) -> Response:
        return await self.fake.answer(request)

    def renew(self) -> FakeServer:
        self.fake = FakeServer(self.url)
        return self.fake


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """A server that listens until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        listener = Listener(url, FakeServer(url))
        app = Starlette(routes=[Route("/{path:path}", listener.answer, methods=["GET", "POST", "PATCH", "DELETE"])])
        config = uvicorn.Config(app, log_level=60, lifespan="off", ws="none", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield listener
        finally:
            server.should_exit = True
            thread.join()
