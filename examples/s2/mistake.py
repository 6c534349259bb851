"""Case S2 as its text has it, written anew: a recurrent network that is never trained, and what the doctor says of it."""

# Axes: N rows, F features of the only step, K classes.
import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from generate import NUM_FEATURES, NUM_ROWS, SMALL, write_readings
from torch import Tensor, nn

from discern import doctor

EPOCHS, BATCH, RATE = 25, 64, 1e-3  # the text's rate is 1e-4: ten times slower, and no better


@dataclass(frozen=True)
class Data:
    """Three rows in four train, the others test."""

    x_N1F: Tensor  # noqa: N815
    y_N: Tensor  # noqa: N815
    x_test_N1F: Tensor  # noqa: N815
    y_test_N: Tensor  # noqa: N815


class Recurrent(nn.Module):
    """The text's network: two layers each way, a norm, two more, dropout."""

    def __init__(self, num_features: int, width: int = 64) -> None:
        super().__init__()
        self.first = nn.LSTM(num_features, width, num_layers=2, bidirectional=True, batch_first=True)
        self.norm = nn.BatchNorm1d(2 * width)
        self.second = nn.LSTM(2 * width, width, num_layers=2, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.head = nn.Linear(width, 2)

    def forward(self, x_N1F: Tensor) -> Tensor:
        """Logits `[N, K]`."""
        hidden_NF = self.norm(self.first(x_N1F)[0][:, -1])
        return self.head(self.dropout(self.second(hidden_NF[:, None])[0][:, -1]))


def load(num_rows: int, num_features: int) -> Data:
    """The rows that `generate.py` writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "readings.npz"
        write_readings(path, num_rows, num_features)
        with np.load(path) as file:
            x_N1F, y_N = torch.from_numpy(file["X"]), torch.from_numpy(file["y"]).long()
    cut = 3 * num_rows // 4
    return Data(x_N1F[:cut], y_N[:cut], x_N1F[cut:], y_N[cut:])


def train(data: Data, *, broken: bool) -> tuple[doctor.Watch, float, float, float]:
    """The watch, the last epoch's mean training loss, the last learning rate, and the accuracy on test rows."""
    torch.manual_seed(0)
    model = Recurrent(data.x_N1F.shape[-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 30)
    criterion = nn.CrossEntropyLoss()
    loss_mean = 0.0
    with doctor.watch(model, optimizer, criterion, schedule) as w:
        for _ in range(EPOCHS):
            model.train()
            losses = []
            for rows_N in torch.randperm(len(data.y_N)).split(BATCH):
                output_NK = model(data.x_N1F[rows_N])
                if broken:
                    output_NK = torch.round(torch.softmax(output_NK, dim=1))
                loss = criterion(output_NK, data.y_N[rows_N])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                if broken:
                    schedule.step()
                losses.append(loss.item())
            if not broken:
                schedule.step()
            loss_mean = sum(losses) / len(losses)
        model.eval()
        with torch.no_grad():
            right = (model(data.x_test_N1F).argmax(dim=1) == data.y_test_N).float().mean().item()
    return w, loss_mean, optimizer.param_groups[0]["lr"], right


def main() -> None:
    """Train with the mistakes, show the report, train without, show both."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--full", action="store_true", help="the text's 22,644 rows of 2,474 features: an hour")
    chosen = parser.parse_args()
    data = load(*((NUM_ROWS, NUM_FEATURES) if chosen.full else SMALL))
    rows = []
    for name, broken in (("as the text has it", True), ("logits, schedule after each epoch", False)):
        w, loss, rate, accuracy = train(data, broken=broken)
        print(f"{name}\n{w}\n")
        codes = ", ".join(finding.code for finding in w.findings) or "none"
        rows.append(f"| {name} | {loss:.4f} | {rate:.0e} | {accuracy:.1%} | {codes} |")
    print("| loop | training loss | learning rate | test accuracy | findings |\n| --- | --- | --- | --- | --- |")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
