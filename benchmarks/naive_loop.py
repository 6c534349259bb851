"""The loop that a tutorial teaches for case S0: Dataset, DataLoader, nn.Sequential, one `.item()` at a time."""

# Axes: N rows, D features.
import gzip
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

EPOCHS = 10
BATCH_SIZE = 8
HIDDEN = 25
LEARNING_RATE = 1e-3

SPEC: dict[str, Any] = {
    "preprocessing": {"normalization": "max_abs"},
    "model": {"hidden": [HIDDEN], "activation": "relu"},
    "loss": {"name": "bce_with_logits"},
    "optimizer": {"name": "adam", "learning_rate": LEARNING_RATE},
    "training": {"epochs": EPOCHS, "batch_size": BATCH_SIZE, "seed": 0, "device": "cpu"},
}
"""The same run as a TrainSpec, without its target."""


def run_naive_loop(path: Path, target: str, ignored: Sequence[str], num_threads: int | None) -> dict[str, Any]:
    """Seconds of the loop alone, and what it reached; call it in a fresh process.

    Imports, reading the file, scaling and splitting are not in the time. Training rows are those of the service's own
    split. Threads are torch's default unless `num_threads` says otherwise. After each epoch the loop looks at the
    validation rows in one piece: cheaper than a second DataLoader, so the time is rather too short than too long.
    """
    import numpy as np
    import torch
    from torch import nn
    from torch.utils.data import DataLoader, TensorDataset

    from classifier.spec.train import SplitSpec
    from classifier.table.split import split_rows

    if num_threads is not None:
        torch.set_num_threads(num_threads)
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    header, *lines = (line.split(",") for line in content.decode().splitlines())
    features = [i for i, name in enumerate(header) if name != target and name not in ignored]
    x_ND = np.array([[float(line[i]) for i in features] for line in lines], dtype=np.float32)
    labels = [line[header.index(target)] for line in lines]
    classes = sorted(set(labels))
    y_N = np.array([classes.index(label) for label in labels], dtype=np.int64)
    split = split_rows(y_N, SplitSpec(), classes=classes)
    x_ND /= np.abs(x_ND[split.train]).max(axis=0)
    x, y = torch.from_numpy(x_ND), torch.from_numpy(y_N).float()

    torch.manual_seed(0)
    loader = DataLoader(TensorDataset(x[split.train], y[split.train]), batch_size=BATCH_SIZE, shuffle=True)
    model = nn.Sequential(nn.Linear(len(features), HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
    loss_function = nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    x_validation, y_validation = x[split.validation], y[split.validation]
    history = []
    started = time.perf_counter()
    for _ in range(EPOCHS):
        model.train()
        total_loss, num_right = 0.0, 0
        for x_batch, y_batch in loader:
            logits = model(x_batch).squeeze(1)
            loss = loss_function(logits, y_batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total_loss += loss.item()
            num_right += int(((logits > 0) == (y_batch > 0.5)).sum().item())
        model.eval()
        with torch.no_grad():
            logits = model(x_validation).squeeze(1)
            validation_accuracy = ((logits > 0) == (y_validation > 0.5)).float().mean().item()
        history.append((total_loss / len(loader), num_right / len(split.train), validation_accuracy))
    seconds = time.perf_counter() - started

    with torch.no_grad():
        right = (model(x[split.test]).squeeze(1) > 0) == (y[split.test] > 0.5)
    return {
        "seconds": seconds,
        "us_per_step": seconds / (EPOCHS * len(loader)) * 1e6,
        "epochs": EPOCHS,
        "batch_size": BATCH_SIZE,
        "num_steps": EPOCHS * len(loader),
        "num_features": len(features),
        "num_train_rows": len(split.train),
        "num_threads": torch.get_num_threads(),
        "last_train_loss": history[-1][0],
        "test_accuracy": float(right.float().mean().item()),
    }
