"""A peer's server for a network of the measured size, run by the peers' own Python: `peer_server.py kserve|mlserver PORT`.

Imports nothing of ours but the names of the rows. It gets the generous version: numpy in place of pandas, torch without gradients.
"""

import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import numpy as np
import torch

from benchmarks.serving.rows import CLASSES, LEVELS, NUMBERS, WORDS

torch.set_num_threads(1)
PLACE = {level: i for i, level in enumerate(LEVELS)}


class Network:
    """Rows to labels and probabilities."""

    def __init__(self) -> None:
        width = len(NUMBERS) + len(WORDS) * len(LEVELS)
        sizes = [width, 128, 128, len(CLASSES)]
        layers: list[torch.nn.Module] = []
        for before, after in pairwise(sizes):
            layers += [torch.nn.Linear(before, after), torch.nn.ReLU()]
        self.layers = torch.nn.Sequential(*layers[:-1]).eval()

    def __call__(self, columns: dict[str, Any]) -> np.ndarray[Any, Any]:
        """`[N, C]` probabilities of columns of N values."""
        numbers = (np.stack([columns[name] for name in NUMBERS], axis=1).astype(np.float32) - 0.5) / 2
        places = [np.array([PLACE[value] for value in columns[name]]) for name in WORDS]
        words = [np.eye(len(LEVELS), dtype=np.float32)[place] for place in places]
        with torch.inference_mode():
            found = torch.softmax(self.layers(torch.from_numpy(np.concatenate([numbers, *words], axis=1))), dim=1)
        return found.numpy()


def kserve(port: int) -> None:
    """KServe's SDK, its first protocol."""
    from kserve import Model, ModelServer  # type: ignore[import-not-found]

    class Bench(Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__("bench")
            self.network = Network()
            self.ready = True

        async def predict(self, payload: Any, headers: Any = None, response_headers: Any = None) -> Any:
            rows = payload["instances"]
            found = self.network({name: [row[name] for row in rows] for name in rows[0]})
            labels = found.argmax(axis=1).tolist()
            return {
                "predictions": [
                    {"label": CLASSES[label], "probabilities": p}
                    for label, p in zip(labels, found.tolist(), strict=True)
                ]
            }

    ModelServer(http_port=port, enable_grpc=False, workers=1).start([Bench()])


def mlserver(port: int) -> None:
    """MLServer with a runtime of its own, in one process."""
    import asyncio

    from mlserver import MLServer, ModelSettings, Settings  # type: ignore[import-not-found]

    settings = Settings(
        http_port=port, grpc_port=port + 1, metrics_port=port + 2, parallel_workers=0, debug=False, host="127.0.0.1"
    )
    model = ModelSettings(name="bench", implementation="benchmarks.serving.peer_mlserver.Bench")
    asyncio.run(MLServer(settings).start([model]))


if __name__ == "__main__":
    if sys.argv[1] == "kserve":
        kserve(int(sys.argv[2]))
    else:
        mlserver(int(sys.argv[2]))
