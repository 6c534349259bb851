"""A run that was killed and goes on from a checkpoint ends with the same weights, bit for bit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from classifier.errors import ArtifactCorrupt, StorageFull
from classifier.neural.checkpoint import KIND
from classifier.neural.observer import Stopped
from classifier.neural.tensor_file import read_tensor_file, write_tensor_file
from tests.classifier.neural.neural_runs import Notebook, make_run, resolved, stripes

RUNS: dict[str, dict[str, Any]] = {
    "average of the weights": {"training": {"ema_decay": 0.9}, "model": {"dropout": 0.1}},
    "average of the weights, early stopping": {
        "training": {"ema_decay": 0.9, "early_stopping": {"patience": 1}},
        "optimizer": {"learning_rate": 0.3},
    },
    "adam": {"optimizer": {"name": "adam"}},
    "adamw, dropout": {"optimizer": {"name": "adamw", "weight_decay": 0.01}, "model": {"dropout": 0.3}},
    "sgd with momentum, clipping": {
        "optimizer": {"name": "sgd", "momentum": 0.9},
        "training": {"gradient_clip_norm": 0.1},
    },
    "cosine by step, smoothing, weights": {
        "schedule": {"name": "cosine", "interval": "step"},
        "loss": {"label_smoothing": 0.1, "class_weights": "balanced"},
    },
    "batch norm, dropout": {"preprocessing": {"normalization": "batch_norm"}, "model": {"dropout": 0.2}},
    "sgd with nesterov momentum": {"optimizer": {"name": "sgd", "momentum": 0.9, "nesterov": True}},
    "one cycle by step, focal, pos_weight": {
        "schedule": {"name": "one_cycle", "interval": "step"},
        "loss": {"name": "focal", "gamma": 1.5, "pos_weight": 2.0},
    },
    "plateau, warm-up": {
        "schedule": {"name": "reduce_on_plateau", "patience": 1, "gamma": 0.5, "warmup": 2},
        "optimizer": {"learning_rate": 0.5},
    },
    "images: augmentation, plateau, warm-up, dropout": {
        "preprocessing": {"augmentation": {"flip": True, "shift": 0.2, "crop": 0.3}},
        "schedule": {"name": "reduce_on_plateau", "patience": 1, "gamma": 0.5, "warmup": 2},
        "optimizer": {"learning_rate": 0.3},
        "model": {"dropout": 0.2},
    },
    "early stopping": {"training": {"early_stopping": {"patience": 2}}, "optimizer": {"learning_rate": 0.3}},
}


@pytest.mark.parametrize("name", RUNS)
def test_resuming_from_any_epoch_gives_the_same_bits(name: str, notebook: Notebook, tmp_path: Path) -> None:
    changes = {**RUNS[name], "training": {"epochs": 5, "batch_size": 16, **RUNS[name].get("training", {})}}
    spec = resolved(**changes)
    normalized = [0, 2] if name.startswith("batch norm") else None
    rows = (stripes()[0], stripes(seed=1)[1]) if name.startswith("images") else None  # labels of others: a plateau
    whole = make_run(spec, notebook, normalized=normalized, rows=rows)
    expected = whole()
    if "plateau" in name:
        rates = [report.learning_rate for report in expected.history[1:]]
        assert rates[0] < max(rates) > rates[-1], "it warmed up, and dropped at a plateau"

    for epoch in range(1, expected.epochs_run + 1):
        torch.manual_seed(epoch)  # what happened before in the process must not matter
        resumed = make_run(spec, normalized=normalized, rows=rows)
        torch.rand(epoch)
        found = resumed(tmp_path / f"{epoch}.safetensors")
        assert resumed.sha256 == whole.sha256, f"resumed after epoch {epoch}"
        assert found.best == expected.best
        plain = [[r.model_dump(exclude={"seconds"}) for r in fitted.history] for fitted in (found, expected)]
        assert plain[0] == plain[1]
        assert [r.epoch for r in resumed.notebook.reports] == list(range(epoch + 1, expected.epochs_run + 1))
    again = make_run(spec, normalized=normalized, rows=rows)
    again()
    assert again.sha256 == whole.sha256, "the same seed gives the same weights"


def test_another_seed_gives_other_weights() -> None:
    hashes = []
    for seed in (0, 1):
        run = make_run(resolved(training={"seed": seed}))
        run()
        hashes.append(run.sha256)
    assert hashes[0] != hashes[1]


def test_a_stop_in_the_middle_of_an_epoch_resumes_to_the_same_bits(tmp_path: Path) -> None:
    spec = resolved(training={"epochs": 4, "batch_size": 4}, model={"dropout": 0.1})
    whole = make_run(spec)
    whole()
    polls: list[int] = []

    def stop(notebook: Notebook) -> bool:
        polls.append(len(notebook.reports))
        return len(notebook.reports) == 3 and polls.count(3) == 5  # epochs 0, 1, 2 are done, 3 has begun

    notebook = Notebook(keep_in=tmp_path, stop_when=stop)
    stopped = make_run(spec, notebook)
    stopped.fit._poll = lambda: _stop_if(notebook)  # type: ignore[method-assign]  # at every step, not every 50 ms
    with pytest.raises(Stopped):
        stopped()
    assert notebook.checkpoints[-1] == (2, True)
    resumed = make_run(spec)
    resumed(tmp_path / "2.safetensors")
    assert resumed.sha256 == whole.sha256


def _stop_if(notebook: Notebook) -> None:
    if notebook.should_stop():
        raise Stopped


@pytest.fixture
def checkpoint(notebook: Notebook, tmp_path: Path) -> Path:
    """The state of a run of three epochs after its second one."""
    make_run(resolved(training={"epochs": 3}), notebook)()
    return tmp_path / "2.safetensors"


def _edit(path: Path, change: Callable[[dict[str, Any], dict[str, torch.Tensor]], object]) -> None:
    """Rewrite a checkpoint with honest checksums over changed content."""
    document, tensors = read_tensor_file(path, KIND)
    change(document, tensors)
    write_tensor_file(path, KIND, document, tensors)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda d, t: d["members"][0].update(run="other"), "another run"),
        (lambda d, t: d["members"][0].update(epoch=1), "history"),
        (lambda d, t: d["members"][0].update(epoch=-1), "progress"),
        (lambda d, t: d["members"][0]["best"].update(epoch=9), "best epoch"),
        (lambda d, t: d.update(more=1), "not members and"),
        (lambda d, t: d["members"][0].pop("history"), "progress"),
        (lambda d, t: d.pop("finished"), "not members and finished members"),
        (lambda d, t: t.pop("0.best.weights"), "other tensors"),
        (lambda d, t: t.update(more=torch.zeros(1)), "other tensors"),
        (lambda d, t: t.update({"0.state.weights": torch.zeros(3)}), "shape or type"),
        (lambda d, t: t.update({"0.state.weights": t["0.state.weights"].long()}), "shape or type"),
        (lambda d, t: t["0.state.weights"].fill_(float("nan")), "not finite"),
    ],
)
def test_a_checkpoint_that_does_not_fit_is_refused(
    change: Callable[[dict[str, Any], dict[str, torch.Tensor]], object], why: str, checkpoint: Path
) -> None:
    _edit(checkpoint, change)
    run = make_run(resolved(training={"epochs": 3}))
    before = run.sha256
    with pytest.raises(ArtifactCorrupt, match=why):
        run(checkpoint)
    assert run.sha256 == before, "nothing was loaded"


def test_a_checkpoint_of_another_network_is_refused(checkpoint: Path) -> None:
    with pytest.raises(ArtifactCorrupt, match="shape or type"):
        make_run(resolved(training={"epochs": 2}, model={"hidden": [9, 9, 9]}))(checkpoint)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_checkpoint_cut_short_is_refused(share: float, checkpoint: Path) -> None:
    data = checkpoint.read_bytes()
    checkpoint.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ArtifactCorrupt):
        make_run(resolved(training={"epochs": 2}))(checkpoint)


def test_a_checkpoint_holds_no_pickle_and_no_job(checkpoint: Path) -> None:
    data = checkpoint.read_bytes()
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    assert set(header) == {
        "__metadata__", "0.state.weights", "0.state.optimizer.first_moment", "0.state.optimizer.second_moment",
        "0.state.optimizer.step", "0.best.weights",
    }  # fmt: skip
    document = json.loads(header["__metadata__"]["manifest"])["document"]
    assert set(document) == {"members", "finished"}
    assert set(document["members"][0]) == {"run", "member", "epoch", "best", "history", "ended"}


def test_a_full_disk_is_told_as_such() -> None:
    with pytest.raises(StorageFull):
        write_tensor_file(Path("/dev/full"), "x", {}, {"a": torch.zeros(10)})
