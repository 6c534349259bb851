"""Scoring a CSV as tutorials do it: pandas.read_csv, get_dummies, a torch network, to_parquet; as a program and as a service."""

import io
import json
import resource
import time
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
import torch

NUMBERS = [f"x{i}" for i in range(10)]
LEVELS = {f"c{k}": [f"c{k}_level{i}" for i in range(10)] for k in range(3)}
CLASSES = ["a", "b", "c"]
# What it says does not matter here, only how long that takes: any weights, any statistics.
MEAN, STD = pd.Series(0.0, NUMBERS), pd.Series(1.0, NUMBERS)


def make_network() -> torch.nn.Module:
    """The network that Discern's side has too: 40 encoded numbers, 128, 128, 3."""
    torch.manual_seed(0)
    layers = [
        torch.nn.Linear(40, 128),
        torch.nn.ReLU(),
        torch.nn.Linear(128, 128),
        torch.nn.ReLU(),
        torch.nn.Linear(128, 3),
    ]
    return torch.nn.Sequential(*layers).eval()


NETWORK = make_network()


def score(source: Path | BinaryIO) -> pd.DataFrame:
    """Row number, label and probabilities of every row."""
    frame = pd.read_csv(source)
    numbers = (frame[NUMBERS].fillna(MEAN) - MEAN) / STD
    names = [f"{column}_{level}" for column, levels in LEVELS.items() for level in levels]
    words = pd.get_dummies(frame[list(LEVELS)]).reindex(columns=names, fill_value=0)
    encoded = torch.from_numpy(pd.concat([numbers, words], axis=1).to_numpy(dtype="float32"))
    with torch.inference_mode():
        p_NC = torch.softmax(NETWORK(encoded), 1).numpy()  # axes: N rows, C classes
    answers = pd.DataFrame(p_NC, columns=[f"probability_{name}" for name in CLASSES])
    answers.insert(0, "label", np.array(CLASSES)[p_NC.argmax(axis=1)])
    answers.insert(0, "row", np.arange(len(answers)))
    return answers


def write(answers: pd.DataFrame, target: Any, suffix: str) -> None:
    """As Parquet or CSV."""
    answers.to_parquet(target) if suffix == ".parquet" else answers.to_csv(target, index=False)


def score_file(source: Path, target: Path) -> None:
    """One file, timed without the imports; prints seconds and memory."""
    started, cpu = time.perf_counter(), time.process_time()
    answers = score(source)
    write(answers, target, target.suffix)
    told = {
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - cpu,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
        "num_rows": len(answers),
    }
    print(json.dumps(told))


def serve(port: int) -> None:
    """Answer `POST /score`, which takes the file as the request's body: without the form of `UploadFile`, in its favour."""
    import uvicorn
    from fastapi import FastAPI, Request, Response

    app = FastAPI()

    @app.get("/")
    def ready() -> str:
        return "ready"

    @app.post("/score")
    async def post(request: Request, suffix: str = ".parquet") -> Response:
        target = io.BytesIO()
        write(score(io.BytesIO(await request.body())), target, suffix)
        return Response(target.getvalue(), media_type="application/octet-stream")

    uvicorn.run(app, port=port, log_level="warning")
