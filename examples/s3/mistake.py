"""Case S3 as its text has it, written anew: a network that learns and is measured wrongly, and what the doctor says of it."""

# Axes: N images, H rows of pixels, W columns.
import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from generate import NUM_IMAGES, SIZE, write_shapes
from torch import Tensor, nn

from discern import doctor

SMALL = (480, 61)
BATCH = 16


@dataclass(frozen=True)
class Data:
    """Three images in four train, the others test."""

    x_N1HW: Tensor  # noqa: N815
    y_N: Tensor  # noqa: N815
    x_test_N1HW: Tensor  # noqa: N815
    y_test_N: Tensor  # noqa: N815


def load(num_images: int, size: int) -> Data:
    """The images that `generate.py` writes, pixels in 0..1, rings 1 and discs 0."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shapes.npz"
        write_shapes(path, num_images, size)
        with np.load(path) as file:
            x_N1HW, y_N = (
                torch.from_numpy(file["X"]).float() / 255,
                torch.from_numpy((file["y"] == "ring").astype(np.int64)),
            )
    cut = 3 * num_images // 4
    return Data(x_N1HW[:cut], y_N[:cut], x_N1HW[cut:], y_N[cut:])


def network(size: int, filters: tuple[int, int, int], width: int, *last: nn.Module) -> nn.Sequential:
    """Three convolutions with norm and pool, two dense layers, one output."""
    layers: list[nn.Module] = []
    channels = 1
    for count in filters:
        layers += [nn.Conv2d(channels, count, 5, padding=2), nn.BatchNorm2d(count), nn.ReLU(), nn.MaxPool2d(2)]
        channels, size = count, size // 2
    dense = [nn.Flatten(), nn.Linear(channels * size * size, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU()]
    return nn.Sequential(*layers, *dense, nn.Linear(width, 1), *last)


def train(data: Data, how: str, *, full: bool, epochs: int) -> tuple[doctor.Watch, float, float]:
    """The watch, the last epoch's mean training loss, and the accuracy on test images as the loop measures it."""
    torch.manual_seed(0)
    size = data.x_N1HW.shape[-1]
    shape = (size, (64, 64, 128), 500) if full else (size, (8, 8, 16), 50)
    entropy = how == "cross-entropy"
    model = network(*shape, *([] if entropy else [nn.Sigmoid()]))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss() if entropy else nn.BCELoss()
    loss_mean, accuracy = 0.0, 0.0
    with doctor.watch(model, optimizer, criterion) as w:
        for _ in range(epochs):
            model.train()
            losses = []
            for rows_N in torch.randperm(len(data.y_N)).split(BATCH):
                output_N1 = model(data.x_N1HW[rows_N])
                target_N1 = data.y_N[rows_N].float()[:, None]
                loss = criterion(output_N1, target_N1)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
            model.eval()
            right = 0
            with torch.no_grad():
                for i in range(0, len(data.y_test_N), BATCH):
                    output_N1 = model(data.x_test_N1HW[i : i + BATCH])
                    label_N = (output_N1[:, 0] > 0.5).long() if how == "threshold" else output_N1.argmax(dim=1)
                    right += int((label_N == data.y_test_N[i : i + BATCH]).sum())
            loss_mean, accuracy = sum(losses) / len(losses), right / len(data.y_test_N)
    return w, loss_mean, accuracy


def main() -> None:
    """Train as the text has it, as its author kept it, and rightly; show each report, then all three."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--full", action="store_true", help="the text's images of 244 x 244 and its 47 million weights")
    chosen = parser.parse_args()
    data = load(*((NUM_IMAGES, SIZE) if chosen.full else SMALL))
    rows = []
    for name, how in (
        ("index of the largest of one output", "argmax"),
        ("cross-entropy on one output", "cross-entropy"),
        ("output over 0.5", "threshold"),
    ):
        w, loss, accuracy = train(data, how, full=chosen.full, epochs=5 if chosen.full else 8)
        print(f"{name}\n{w}\n")
        codes = ", ".join(finding.code for finding in w.findings) or "none"
        rows.append(f"| {name} | {loss:.4f} | {accuracy:.1%} | {codes} |")
    print("| loop | training loss | test accuracy | findings |\n| --- | --- | --- | --- |")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
