"""How fast bodies of 10,000 rows are answered over HTTP, by what they are made of and what comes back.

`python -m benchmarks.bulk [--quick] [--output FILE.json] --json`. The table is the rice set: seven numeric columns and two classes; the
network 7 -> 128 -> 128 -> 1 under ONNX Runtime. The server runs on one core with keys on, the client on the other.
"""

import io
import json
import statistics
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks.harness import Figure, Measured, Options, main, spread, tell
from benchmarks.server import Server
from benchmarks.serving import load
from benchmarks.serving.load import Job, Load
from benchmarks.serving.servers import CLIENT_CORE, Target, bootstrapped, discern
from discern.client import Discern

ROWS = 10_000  # as many as `max_predict_rows` lets through
ROUNDS, QUICK_ROUNDS = 15, 5
SECONDS = 0.7
TABLE = Path(__file__).parent.parent / "examples" / "data" / "rice.csv"

JSON, PARQUET = "application/json", "application/vnd.apache.parquet"
ARROW = "application/vnd.apache.arrow.stream"

METHOD = {
    "cpu_seconds_per_million.arrow": "seconds of one core that the server takes for a million rows which come as Arrow streams of 10,000 rows "
    "and are answered as such, on one connection: the median of rounds in which all bodies take their turn. What else runs on "
    "the core does not count; the seconds that went by are in the details.",
    "cpu_seconds_per_million.parquet": "the same for Parquet files that are answered as Arrow streams.",
}


def measure(options: Options) -> Measured:
    """Every body in turns."""
    data, key = train(options.folder)
    with discern(data, key, options.folder / "api.log") as server:
        requests = bodies(replace(server, path="/v1/models/rice/predict"))
        found: dict[str, list[Load]] = {name: [] for name in requests}
        busy: dict[str, list[float]] = {name: [] for name in requests}
        for number in range(-1, QUICK_ROUNDS if options.quick else ROUNDS):  # the first is for warming up
            for name, body in requests.items():
                before = sum(server.process.cpu_times()[:2])
                one = load.run(Job(server.port, [body], 1, SECONDS, CLIENT_CORE))
                used = sum(server.process.cpu_times()[:2]) - before
                if one.bad:
                    raise RuntimeError(f"{name}: {one.bad} of {one.answers} answers had another status than 200")
                if number >= 0:
                    found[name].append(one)
                    busy[name].append(1e6 / ROWS * used / one.answers)
            shown = ", ".join(
                f"{name} {ROWS * loads[-1].per_second / 1e6:.2f}M" for name, loads in found.items() if loads
            )
            tell(f"round {number + 1}: {shown} rows a second")
    seconds = {name: [1e6 / ROWS / one.per_second for one in loads] for name, loads in found.items()}
    figures = {
        f"cpu_seconds_per_million.{name}": Figure(statistics.median(busy[f"{name} to arrow"]), 1.0, "s")
        for name in ("arrow", "parquet")
    }
    told = {
        name: {"seconds_per_million": spread(seconds[name]), "cpu_seconds_per_million": spread(busy[name])}
        for name in requests
    }
    return Measured(figures, METHOD, told)


def train(folder: Path) -> tuple[Path, str]:
    """A data folder with the model `rice`, and an API key for it."""
    data, key = bootstrapped(folder)
    with Server(data, folder / "train.log") as server, Discern(server.url) as client:
        dataset = client.datasets.upload(TABLE)
        spec = {"target": "Class", "model": {"family": "mlp", "hidden": [128, 128]}, "training": {"epochs": 5}}
        client.jobs.result(client.jobs.create_training(dataset.id, spec, model_name="rice"))
    return data, key


def bodies(server: Target) -> dict[str, bytes]:
    """Whole requests, by what goes in and comes out."""
    rice = pcsv.read_csv(TABLE).drop_columns("Class")
    table = pa.concat_tables([rice] * (ROWS // rice.num_rows + 1)).slice(0, ROWS).combine_chunks()
    sink, file = pa.BufferOutputStream(), io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    pq.write_table(table, file)
    columns: dict[str, Any] = {"columns": table.to_pydict(), "answer": "columns"}
    arrow, parquet, document = sink.getvalue().to_pybytes(), file.getvalue(), json.dumps(columns).encode()
    return {
        "arrow to arrow": _request(server, arrow, ARROW, ARROW),
        "parquet to arrow": _request(server, parquet, PARQUET, ARROW),
        "arrow to csv": _request(server, arrow, ARROW, "text/csv"),
        "arrow to objects": _request(server, arrow, ARROW, JSON),
        "columns to columns": _request(server, document, JSON, JSON),
    }


def _request(server: Target, body: bytes, media_type: str, accept: str) -> bytes:
    head = [f"POST {server.path} HTTP/1.1", "Host: 127.0.0.1", f"Accept: {accept}", f"Content-Type: {media_type}"]
    head += [f"Content-Length: {len(body)}", *server.headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


if __name__ == "__main__":
    sys.exit(main("bulk", measure))
