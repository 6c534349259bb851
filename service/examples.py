"""An example of every JSON answer, recorded from a real server: what the OpenAPI document shows, and what mocks are made of.

`python -m service.examples http://127.0.0.1:8000 KEY` records `examples.json` anew, from a server on an empty data folder.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "examples.json"

MOST_ITEMS = 8  # of a list: a longer one is cut to three, for an example shows what an item looks like
_KEPT = 3
_SPEC = {"target": "Class", "preset": "fast"}


def recorded() -> dict[str, Any]:
    """The examples by operation id."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def add_to(paths: dict[str, Any]) -> None:
    """Put each example at its operation's JSON answer."""
    examples = recorded()
    for name, content in json_answers(paths):
        if name in examples:
            content["example"] = examples[name]


def json_answers(paths: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Operation id and JSON content of every operation's good answer."""
    for methods in paths.values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status.startswith("2") and "application/json" in response.get("content", {}):
                    yield operation["operationId"], response["content"]["application/json"]
                    break


def shortened(value: Any) -> Any:
    """The same with long lists cut.

    >>> shortened({"bins": list(range(20)), "classes": ["a", "b"]})
    {'bins': [0, 1, 2], 'classes': ['a', 'b']}
    """
    if isinstance(value, dict):
        return {name: shortened(part) for name, part in value.items()}
    if isinstance(value, list):
        return [shortened(part) for part in (value[:_KEPT] if len(value) > MOST_ITEMS else value)]
    return value


class Recorder:
    """Asks a server for every operation, and keeps the answers."""

    def __init__(self, url: str, key: str):
        import httpx

        self._http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=120)
        self._document = self._http.get("/openapi.json").json()
        self.examples: dict[str, Any] = {}

    def ask(self, name: str, method: str, path: str, keep: bool = True, **call: Any) -> Any:
        """The answer of an operation."""
        answer = self._http.request(method, path, **call)
        answer.raise_for_status()
        body = answer.json()
        if keep:
            self.examples[name] = shortened(body)
        return body

    def ended(self, job: dict[str, Any]) -> dict[str, Any]:
        """The job once it has ended."""
        while not job["terminal"]:
            job = self.ask("", "GET", f"/v1/jobs/{job['id']}?wait=30", keep=False)
        return job

    def run(self) -> None:
        """Everything from a sample to a scored file."""
        dataset = self.ask("create_sample_dataset", "POST", "/v1/samples/rice")
        while dataset["status"] == "profiling":
            dataset = self.ask("create_dataset", "GET", f"/v1/datasets/{dataset['id']}?wait=30")
        self.examples["update_dataset"] = {**self.examples["create_sample_dataset"]}
        asked = {"dataset_id": dataset["id"], "model_name": "rice", "spec": _SPEC}
        self.ask("validate_training_job", "POST", "/v1/training-jobs:validate", json=asked)
        job = self.ask("create_training_job", "POST", "/v1/training-jobs", json=asked)
        trained = self.ended(job)
        row = self.ask("", "GET", "/v1/models/rice/versions/1/schema", keep=False)["example"]
        for suffix, at in (("", ""), ("_with_alias", "/aliases/default"), ("_with_version", "/versions/1")):
            self.ask(f"predict{suffix}", "POST", f"/v1/models/rice{at}/predict", json={"rows": [row]})
            self.ask(f"explain{suffix}", "POST", f"/v1/models/rice{at}/explain", json={"rows": [row]})
        for suffix, at in (("", ""), ("_with_version", "/versions/1")):
            inputs = [{"name": c, "shape": [1, 1], "datatype": "FP64", "data": [v]} for c, v in row.items()]
            self.ask(f"infer{suffix}", "POST", f"/v2/models/rice{at}/infer", json={"inputs": inputs})
        self._change()
        scored = self.ask(
            "create_scoring_job", "POST", "/v1/scoring-jobs", json={"model": "rice", "dataset_id": dataset["id"]}
        )
        self.examples["create_scoring_job_of_file"] = self.examples["create_scoring_job"]
        scored = self.ended(scored)
        cancelled = self.ask("", "POST", "/v1/training-jobs", json=asked, keep=False)
        self.ask("cancel_training_job", "POST", f"/v1/training-jobs/{cancelled['id']}/cancel")
        self.examples["cancel_job"] = self.examples["cancel_training_job"]
        self.examples["cancel_scoring_job"] = {**self.examples["create_scoring_job"], "status": "cancelled"}
        self.examples["apply_training_job_finding"] = {
            **self.examples["create_training_job"],
            "parent_id": trained["id"],
        }
        time.sleep(2)  # rows that were answered are counted now and then
        self._read(dataset["id"], trained["id"], scored["id"])

    def _change(self) -> None:
        tags = {"description": "Two species of rice by their shape", "tags": {"owner": "grain lab"}}
        self.ask("update_model", "PATCH", "/v1/models/rice", json=tags)
        self.ask("update_model_version", "PATCH", "/v1/models/rice/versions/1", json=tags)
        match = {"If-None-Match": "*"}
        self.ask("put_model_alias", "PUT", "/v1/models/rice/aliases/canary", json={"version": 1}, headers=match)
        place = "/v1/models/rice/versions/1/decision"
        etag = self.ask("", "GET", place, keep=False)["etag"]
        changed = {"threshold": 0.4, "why": "a missed Osmancik costs more"}
        put = self.ask("put_model_version_decision", "PUT", place, json=changed, headers={"If-Match": etag})
        self.ask("reset_model_version_decision", "DELETE", place, headers={"If-Match": put["etag"]})

    def _read(self, dataset_id: str, trained: str, scored: str) -> None:
        named = {"dataset_id": dataset_id, "name": "rice", "version": 1, "alias": "default", "family": "mlp"}
        named |= {"preset": "fast", "code": "data.imbalance"}
        codes = [kind["code"] for kind in self.ask("", "GET", "/v1/finding-kinds", keep=False)["data"]]
        named["code"] = codes[0]
        for path, methods in self._document["paths"].items():
            operation = methods.get("get", {})
            answer = operation.get("responses", {}).get("200", {}).get("content", {})
            if "application/json" in answer:
                job_id = scored if "/scoring-jobs" in path else trained
                self.ask(operation["operationId"], "GET", path.format(**named, job_id=job_id))
        session = self.examples["get_session"]
        self.examples["create_session"] = {**session, "expires_at": self.examples["get_model"]["created_at"]}
        for worker in self.examples["list_workers"]["data"]:
            worker["host"] = "worker-1"


def main() -> None:
    """Record from the server and key on the command line."""
    recorder = Recorder(*sys.argv[1:3])
    recorder.run()
    text = json.dumps(dict(sorted(recorder.examples.items())), indent=1, ensure_ascii=False, allow_nan=False)
    FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
