"""What a tutorial shows: FastAPI, pydantic rows, pandas and torch; as `uvicorn benchmarks.serving.naive:app`.

A network of the same size as the measured model's, with weights at random: what it costs is what is compared.
"""

import pandas as pd
import torch
from fastapi import FastAPI
from pydantic import BaseModel, create_model

from benchmarks.serving.rows import CLASSES, LEVELS, NUMBERS, WORDS

torch.set_num_threads(1)
WIDTH = len(NUMBERS) + len(WORDS) * len(LEVELS)
model = torch.nn.Sequential(
    torch.nn.Linear(WIDTH, 128),
    torch.nn.ReLU(),
    torch.nn.Linear(128, 128),
    torch.nn.ReLU(),
    torch.nn.Linear(128, len(CLASSES)),
).eval()
mean, std = pd.Series(0.5, NUMBERS), pd.Series(2.0, NUMBERS)
ONE_HOT = [f"{word}_{level}" for word in WORDS for level in LEVELS]
Row = create_model("Row", **dict.fromkeys(NUMBERS, (float, ...)), **dict.fromkeys(WORDS, (str, ...)))  # type: ignore[call-overload]


class Asked(BaseModel):
    """Rows."""

    rows: list[Row]  # type: ignore[valid-type]


class Prediction(BaseModel):
    """Of one row."""

    label: str
    probabilities: list[float]


class Answer(BaseModel):
    """Of all rows."""

    predictions: list[Prediction]


app = FastAPI()


@app.post("/predict", response_model=Answer)
def predict(asked: Asked) -> object:
    """Classify rows."""
    frame = pd.DataFrame([row.model_dump() for row in asked.rows])  # type: ignore[attr-defined]
    numbers = (frame[NUMBERS].fillna(mean) - mean) / std
    words = pd.get_dummies(frame[WORDS]).reindex(columns=ONE_HOT, fill_value=0)
    x = torch.tensor(pd.concat([numbers, words], axis=1).to_numpy(dtype="float32"))
    with torch.no_grad():
        probabilities = torch.softmax(model(x), dim=1)
    return {
        "predictions": [
            {"label": CLASSES[label], "probabilities": p}
            for label, p in zip(probabilities.argmax(dim=1).tolist(), probabilities.tolist(), strict=True)
        ]
    }
