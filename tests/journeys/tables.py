"""Small tables for journeys: two overlapping clouds, quick to learn, and as many rows as a test wants."""

import csv
import io
import random
from typing import Any


def cloud_rows(num_rows: int, seed: int = 0) -> list[dict[str, Any]]:
    """Rows with an id, three features on different scales and a class that two of them tell."""
    draw = random.Random(seed)
    rows = []
    for number in range(num_rows):
        first = number % 2 == 0
        rows.append(
            {
                "id": f"r{number:05d}",
                "length": round(draw.gauss(200.0 if first else 170.0, 12.0), 3),
                "width": round(draw.gauss(0.8 if first else 1.1, 0.12), 4),
                "noise": round(draw.gauss(15_000.0, 3000.0), 1),
                "Class": "Cammeo" if first else "Osmancik",
            }
        )
    return rows


def csv_of(rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def spec(epochs: int, **training: Any) -> dict[str, Any]:
    """A TrainSpec that runs exactly so many epochs, of steps that are torch's: the native kernel's, which knows no dropout,
    would be over before a test has looked."""
    return {
        "target": "Class",
        "model": {"hidden": [16], "dropout": 0.1},
        "training": {"epochs": epochs, "batch_size": 32, "early_stopping": None, "device": "cpu", **training},
    }


QUICK = spec(3)
"""A job of about a tenth of a second."""
ENDLESS = spec(1000, batch_size=1)
"""A job that is still running whenever a test looks: about 100,000 steps on 150 rows."""
