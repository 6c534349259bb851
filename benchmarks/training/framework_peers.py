"""skorch and Lightning as their first pages show them; runs in the frameworks' own environment, without the engine.

`python -m benchmarks.training.framework_peers JSON`
"""

import json
import logging
import sys
import time
import warnings
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

Arrays = dict[str, np.ndarray]


def network(widths: list[int]) -> nn.Sequential:
    """A perceptron with ReLU."""
    layers: list[nn.Module] = []
    for i in range(len(widths) - 1):
        layers += [nn.Linear(widths[i], widths[i + 1]), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def skorch(data: Arrays, asked: dict[str, Any]) -> tuple[float, np.ndarray]:
    """Seconds of `fit` with the library's own scoring of the validation rows, and the test rows' probabilities."""
    from skorch import NeuralNetClassifier
    from skorch.dataset import Dataset
    from skorch.helper import predefined_split

    model = NeuralNetClassifier(
        network(asked["widths"]),
        criterion=nn.CrossEntropyLoss,
        optimizer=torch.optim.Adam,
        lr=asked["learning_rate"],
        batch_size=asked["batch_size"],
        max_epochs=asked["epochs"],
        iterator_train__shuffle=True,
        train_split=predefined_split(Dataset(data["x_validation"], data["y_validation"])),
        verbose=0,
    )
    started = time.perf_counter()
    model.fit(data["x_train"], data["y_train"])
    return time.perf_counter() - started, model.predict_proba(data["x_test"])


def lightning(data: Arrays, asked: dict[str, Any]) -> tuple[float, np.ndarray]:
    """Seconds of `Trainer.fit` with a validation loop, and the test rows' probabilities; no logger, bar or checkpoint."""
    import lightning as framework

    class Module(framework.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.network = network(asked["widths"])
            self.loss = nn.CrossEntropyLoss()

        def training_step(self, batch: tuple[Tensor, Tensor], number: int) -> Tensor:
            x, y = batch
            loss = self.loss(self.network(x), y)
            self.log("train_loss", loss)
            return loss

        def validation_step(self, batch: tuple[Tensor, Tensor], number: int) -> None:
            x, y = batch
            logits = self.network(x)
            self.log("validation_loss", self.loss(logits, y))
            self.log("validation_accuracy", (logits.argmax(1) == y).float().mean())

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return torch.optim.Adam(self.parameters(), lr=asked["learning_rate"])

    def loader(part: str, *, shuffle: bool) -> DataLoader:
        tensors = (torch.from_numpy(data[f"{name}_{part}"]) for name in "xy")
        return DataLoader(TensorDataset(*tensors), batch_size=asked["batch_size"], shuffle=shuffle)

    for name in ("lightning", "lightning.pytorch"):
        logging.getLogger(name).setLevel(logging.ERROR)
    module = Module()
    trainer = framework.Trainer(
        max_epochs=asked["epochs"],
        accelerator="cpu",
        logger=False,
        enable_progress_bar=False,
        enable_checkpointing=False,
        enable_model_summary=False,
    )
    started = time.perf_counter()
    trainer.fit(module, loader("train", shuffle=True), loader("validation", shuffle=False))
    seconds = time.perf_counter() - started
    with torch.inference_mode():
        return seconds, module.network(torch.from_numpy(data["x_test"])).softmax(1).numpy()


def main(asked: dict[str, Any]) -> dict[str, Any]:
    """One fit by one framework."""
    warnings.filterwarnings("ignore")
    torch.manual_seed(0)
    with np.load(asked["path"], allow_pickle=False) as arrays:
        data = dict(arrays)
    cpu = time.process_time()
    seconds, p_NC = {"skorch": skorch, "lightning": lightning}[asked["framework"]](data, asked)
    cpu_seconds = time.process_time() - cpu
    y_N = data["y_test"]
    return {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "accuracy": float((p_NC.argmax(1) == y_N).mean()),
        "log_loss": float(-np.log(p_NC[np.arange(len(y_N)), y_N]).mean()),
        "num_threads": torch.get_num_threads(),
        "precision": "float32",
    }


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
