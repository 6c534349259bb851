"""Loops without a mistake, many of which look like one."""

# Axes: N rows, T steps, D columns, K classes.
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from discern.doctor import Watch, watch
from tests.discern.doctor.corpus import Table, mlp, optimizer_of, several_classes, two_classes

Criterion = Callable[[Tensor, Tensor], Tensor]


def _fit(
    model: nn.Module,
    table: Table,
    criterion: Criterion,
    seed: int,
    *,
    epochs: int = 4,
    schedule: Callable[[torch.optim.Optimizer, int], object] | None = None,
    per_batch: bool = False,
    accumulate: int = 1,
    optimizer: torch.optim.Optimizer | None = None,
    batch_size: int = 32,
    clip: bool = False,
    evaluate: str = "sum",
    argmax: bool = False,
) -> Watch:
    """The loop of most tutorials: train, step the schedule, evaluate."""
    optimizer = optimizer or optimizer_of(model, seed)
    loader = table.loader(batch_size)
    scheduler = schedule(optimizer, len(loader) * epochs if per_batch else epochs) if schedule else None
    with watch(model, optimizer, criterion, scheduler) as w:
        for _ in range(epochs):
            model.train()
            optimizer.zero_grad()
            for i, (x_ND, y_N) in enumerate(loader):
                output = model(x_ND)
                (criterion(output, y_N) / accumulate).backward()
                if argmax:
                    float((output.argmax(1) == y_N).float().mean())
                if clip:
                    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                if (i + 1) % accumulate == 0 or i + 1 == len(loader):
                    optimizer.step()
                    optimizer.zero_grad()
                    if scheduler is not None and per_batch:
                        scheduler.step()
            if evaluate != "none":
                loss = _evaluate(w, model, table, criterion, evaluate)
            if scheduler is not None and not per_batch:
                if isinstance(scheduler, torch.optim.lr_scheduler.ReduceLROnPlateau):
                    scheduler.step(loss)
                else:
                    scheduler.step()
    return w


def _evaluate(w: Watch, model: nn.Module, table: Table, criterion: Criterion, how: str) -> float:
    model.eval()
    losses: list[Tensor] = []
    total, num_rows = 0.0, 0
    with torch.no_grad():
        for x_ND, y_N in table.loader(50, shuffle=False):
            loss = criterion(model(x_ND), y_N)
            if how == "list":
                losses.append(loss)
            else:
                total += loss.item() * len(y_N)
                num_rows += len(y_N)
    value = float(torch.stack(losses).mean()) if losses else total / num_rows
    w.validation(value)
    return value


def _binary(output: Tensor, y_N: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(output.squeeze(1), y_N.float())


def _nll(output: Tensor, y_N: Tensor) -> Tensor:
    return functional.nll_loss(functional.log_softmax(output, dim=1), y_N)


class Focal(nn.Module):
    """A loss of one's own, made of torch's."""

    def forward(self, output_NK: Tensor, y_N: Tensor) -> Tensor:
        """The mean focal loss."""
        loss_N = functional.cross_entropy(output_NK, y_N, reduction="none")
        return ((1 - torch.exp(-loss_N)) ** 2 * loss_N).mean()


class Recurrent(nn.Module):
    """An LSTM over the columns as steps."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.cells = nn.LSTM(1, 8, batch_first=True)
        self.head = nn.Linear(8, outputs)

    def forward(self, x_ND: Tensor) -> Tensor:
        """Logits of the last step."""
        return self.head(self.cells(x_ND.unsqueeze(-1))[0][:, -1])


class Attentive(nn.Module):
    """One transformer layer over the columns as steps."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.lift = nn.Linear(1, 8)
        self.layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
        self.head = nn.Linear(8, outputs)

    def forward(self, x_ND: Tensor) -> Tensor:
        """Logits of the mean over steps."""
        return self.head(self.layer(self.lift(x_ND.unsqueeze(-1))).mean(1))


class Residual(nn.Module):
    """A skip connection up to the logits."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.skip, self.deep = (
            nn.Linear(width, outputs),
            nn.Sequential(nn.Linear(width, 16), nn.Tanh(), nn.Linear(16, outputs)),
        )

    def forward(self, x_ND: Tensor) -> Tensor:
        """Logits."""
        return self.skip(x_ND) + self.deep(x_ND)


class Named(nn.Module):
    """Takes two inputs by name and gives a dictionary."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.embed, self.body = nn.Embedding(4, 4), nn.Linear(width + 4, outputs)

    def forward(self, *, x: Tensor, kind: Tensor) -> dict[str, Tensor]:
        """`logits`."""
        return {"logits": self.body(torch.cat([x, self.embed(kind)], 1))}


def _named(seed: int) -> Watch:
    table = several_classes(seed)
    model = Named(table.x_ND.shape[1], table.num_classes)
    optimizer = optimizer_of(model, seed)
    with watch(model, optimizer) as w:
        for _ in range(4):
            for x_ND, y_N in table.loader():
                logits_NK = model(x=x_ND, kind=y_N % 4)["logits"]
                optimizer.zero_grad()
                functional.cross_entropy(logits_NK, y_N).backward()
                optimizer.step()
    return w


def _multilabel(seed: int) -> Watch:
    table = several_classes(seed)
    model = mlp(table, table.num_classes)

    def criterion(output_NK: Tensor, y_N: Tensor) -> Tensor:
        return functional.binary_cross_entropy_with_logits(
            output_NK, functional.one_hot(y_N, table.num_classes).float()
        )

    return _fit(model, table, criterion, seed)


def _images(seed: int) -> Watch:
    table = several_classes(2)
    model = nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Flatten(), nn.Linear(288, 10)
    )
    x_ND = table.raw_ND / 16
    return _fit(model, Table(x_ND, x_ND, table.y_N), nn.CrossEntropyLoss(), seed, argmax=True)


def _closure(seed: int) -> Watch:
    table = two_classes(seed)
    model = mlp(table, 1)
    optimizer = torch.optim.LBFGS(model.parameters(), lr=0.1, max_iter=5)
    with watch(model, optimizer) as w:
        for _ in range(8):

            def closure() -> Tensor:
                optimizer.zero_grad()
                loss = _binary(model(table.x_ND), table.y_N)
                loss.backward()
                return loss

            optimizer.step(closure)
    return w


def _half(seed: int) -> Watch:
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer = optimizer_of(model, seed)
    with watch(model, optimizer) as w:
        for _ in range(4):
            for x_ND, y_N in table.loader():
                optimizer.zero_grad(set_to_none=False)
                with torch.autocast("cpu", torch.bfloat16):
                    loss = functional.cross_entropy(model(x_ND), y_N)
                loss.backward()
                optimizer.step()
    return w


def _metrics_apart(seed: int) -> Watch:
    """Reads a softmax, an argmax and a detached loss for its log: none of them reaches the gradient."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer = optimizer_of(model, seed)
    with watch(model, optimizer) as w:
        for _ in range(4):
            for x_ND, y_N in table.loader():
                logits_NK = model(x_ND)
                optimizer.zero_grad()
                functional.cross_entropy(logits_NK, y_N).backward()
                optimizer.step()
                probability_NK = torch.softmax(logits_NK.detach(), 1)
                probability_NK.round().sum()
                functional.cross_entropy(logits_NK.detach(), y_N).item()
                (probability_NK.argmax(dim=1) == y_N).sum().item()
    return w


def _threshold(seed: int) -> Watch:
    table = two_classes(seed)
    model = mlp(table, 1, nn.Sigmoid())
    optimizer, criterion = optimizer_of(model, seed), nn.BCELoss()
    right = 0
    with watch(model, optimizer, criterion) as w:
        for _ in range(4):
            model.train()
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), y_N.float().unsqueeze(1)).backward()
                optimizer.step()
            model.eval()
            with torch.no_grad():
                for x_ND, y_N in table.loader(64):
                    right += int((model(x_ND).round().squeeze(1) == y_N).sum())
    return w


def _finetuned(seed: int) -> Watch:
    """A frozen body in evaluation mode; the optimizer holds the head only."""
    table = several_classes(seed)
    model = nn.Sequential(mlp(table, 16, nn.BatchNorm1d(16)), nn.Linear(16, table.num_classes))
    model[0].requires_grad_(False)
    optimizer = torch.optim.Adam(model[1].parameters(), lr=1e-2)
    model.eval()
    with watch(model, optimizer) as w:
        for _ in range(4):
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                functional.cross_entropy(model(x_ND), y_N).backward()
                optimizer.step()
    return w


def _normalizes_inside(seed: int) -> Watch:
    table = two_classes(0)
    model = nn.Sequential(nn.BatchNorm1d(table.raw_ND.shape[1]), mlp(table, 2))
    return _fit(model, Table(table.raw_ND, table.raw_ND, table.y_N), nn.CrossEntropyLoss(), seed)


def _heavy_tails(seed: int) -> Watch:
    table = two_classes(seed)
    x_ND = table.x_ND.exp().square()
    x_ND = (x_ND - x_ND.mean(0)) / (x_ND.std(0) + 1e-6)
    return _fit(mlp(table, 2), Table(x_ND, x_ND, table.y_N), nn.CrossEntropyLoss(), seed)


def _separable(seed: int) -> Watch:
    """So easy that the loss and its gradients end at exactly zero."""
    y_N = torch.arange(256) % 2
    x_ND = (y_N.float() * 2 - 1).unsqueeze(1) + 0.01 * torch.randn(256, 1)
    table = Table(x_ND, x_ND, y_N)
    model = nn.Linear(1, 2)
    return _fit(
        model, table, nn.CrossEntropyLoss(), seed, epochs=30, optimizer=torch.optim.Adam(model.parameters(), lr=1.0)
    )


def _batch_statistics(seed: int) -> Watch:
    """Averaged weights, whose batch statistics are measured in training mode without gradients, as documented."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    model.insert(2, nn.BatchNorm1d(16))
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(3):
            model.train()
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
            torch.optim.swa_utils.update_bn(table.loader(), model)
            _evaluate(w, model, table, criterion, "sum")
    return w


def _mid_epoch(seed: int) -> Watch:
    """Evaluates every seven batches, with a cosine over all batches."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 4 * len(table.loader()))
    with watch(model, optimizer, criterion, schedule) as w:
        for _ in range(4):
            for i, (x_ND, y_N) in enumerate(table.loader()):
                model.train()
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
                schedule.step()
                if i % 7 == 6:
                    _evaluate(w, model, table, criterion, "list")
    return w


def _grouped_rates(seed: int) -> Watch:
    """Two groups of parameters, one of them with a tiny rate from the start."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    groups = [{"params": model[0].parameters(), "lr": 1e-6}, {"params": model[2].parameters(), "lr": 1e-2}]
    return _fit(model, table, nn.CrossEntropyLoss(), seed, optimizer=torch.optim.Adam(groups))


def _evaluated_without_loss(seed: int) -> Watch:
    """Makes a loss in evaluation and uses none of it: accuracy is all that is wanted."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(3):
            model.train()
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
            model.eval()
            with torch.no_grad():
                for x_ND, y_N in table.loader(20):
                    criterion(model(x_ND), y_N)
                    (model(x_ND).max(1).indices == y_N).sum().item()
    return w


def _accumulated_as_tensor(seed: int) -> Watch:
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(3):
            model.train()
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
            model.eval()
            total = torch.zeros(())
            with torch.no_grad():
                for x_ND, y_N in table.loader(20):
                    total += criterion(model(x_ND), y_N)
            total.item()
    return w


def _tested_once(seed: int) -> Watch:
    """Full batches only and one test at the end, so that nothing tells where epochs end; nor is much of it wasted."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    schedule = _S.StepLR(optimizer, 2)
    with watch(model, optimizer, criterion, schedule) as w:
        for _ in range(12):
            for i in range(0, 128, 32):
                optimizer.zero_grad()
                criterion(model(table.x_ND[i : i + 32]), table.y_N[i : i + 32]).backward()
                optimizer.step()
            schedule.step()
        _evaluate(w, model, table, criterion, "sum")
    return w


_S = torch.optim.lr_scheduler


def _tabular(loss: Criterion, outputs: int | None, **how: object) -> Callable[[int], Watch]:
    """An MLP on a table; `outputs` None for one for each class."""

    def loop(seed: int) -> Watch:
        table = several_classes(seed) if outputs is None else two_classes(seed)
        model = mlp(table, outputs or table.num_classes)
        return _fit(model, table, loss, seed, **how)  # type: ignore[arg-type]

    return loop


def _module(make: Callable[[Table], nn.Module], loss: Criterion | None = None) -> Callable[[int], Watch]:
    def loop(seed: int) -> Watch:
        table = several_classes(seed if seed != 2 else 3)
        return _fit(make(table), table, loss or nn.CrossEntropyLoss(), seed, epochs=2)

    return loop


_CE = nn.CrossEntropyLoss()

LOOPS: dict[str, Callable[[int], Watch]] = {
    "logits_loss": _tabular(_binary, 1),
    "logits_loss_weighted": _tabular(
        lambda o, y: functional.binary_cross_entropy_with_logits(o.squeeze(1), y.float(), pos_weight=torch.tensor(3.0)),
        1,
    ),
    "cross_entropy": _tabular(_CE, None, argmax=True),
    "cross_entropy_of_two": _tabular(_CE, 2, argmax=True),
    "label_smoothing": _tabular(nn.CrossEntropyLoss(label_smoothing=0.1), None),
    "log_softmax_then_cross_entropy": _tabular(lambda o, y: functional.cross_entropy(o.log_softmax(1), y), None),
    "log_of_softmax": _tabular(lambda o, y: functional.cross_entropy(torch.log(o.softmax(1) + 1e-9), y), None),
    "nll_of_log_softmax": _tabular(_nll, None),
    "mean_squares": _tabular(lambda o, y: functional.mse_loss(o, functional.one_hot(y, o.shape[1]).float()), None),
    "margin": _tabular(nn.MultiMarginLoss(), None),
    "focal": _tabular(Focal(), None),
    "sigmoid_then_bce": _threshold,
    "multilabel": _multilabel,
    "recurrent": _module(lambda t: Recurrent(t.num_classes)),
    "attentive": _module(lambda t: Attentive(t.num_classes)),
    "residual": _module(lambda t: Residual(t.x_ND.shape[1], t.num_classes)),
    "images": _images,
    "named_inputs": _named,
    "one_cycle": _tabular(_CE, None, schedule=lambda o, n: _S.OneCycleLR(o, 0.02, total_steps=n), per_batch=True),
    "one_cycle_long": _tabular(
        _CE,
        None,
        schedule=lambda o, n: _S.OneCycleLR(o, 0.02, total_steps=n),
        per_batch=True,
        epochs=12,
        evaluate="none",
    ),
    "cosine_per_epoch": _tabular(_CE, None, schedule=_S.CosineAnnealingLR, epochs=6),
    "cosine_per_batch": _tabular(_CE, None, schedule=_S.CosineAnnealingLR, per_batch=True, epochs=6),
    "linear_to_zero": _tabular(
        _CE, None, schedule=lambda o, n: _S.LambdaLR(o, lambda i: max(0.0, 1 - i / n)), per_batch=True, epochs=6
    ),
    "cubic_to_zero": _tabular(
        _CE, None, schedule=lambda o, n: _S.PolynomialLR(o, n, power=3), per_batch=True, epochs=6, evaluate="none"
    ),
    "warmup": _tabular(
        _CE, None, schedule=lambda o, n: _S.LinearLR(o, start_factor=1e-4, total_iters=n // 2), per_batch=True
    ),
    "warm_restarts": _tabular(_CE, None, schedule=lambda o, n: _S.CosineAnnealingWarmRestarts(o, 2), epochs=7),
    "steps_per_epoch": _tabular(_CE, None, schedule=lambda o, n: _S.StepLR(o, 3), epochs=9),
    "steps_per_epoch_tested_once": _tested_once,
    "exponential_per_epoch": _tabular(_CE, None, schedule=lambda o, n: _S.ExponentialLR(o, 0.8), epochs=12),
    "exponential_per_batch": _tabular(
        _CE, None, schedule=lambda o, n: _S.ExponentialLR(o, 0.01 ** (1 / n)), per_batch=True, epochs=6
    ),
    "plateau": _tabular(_CE, None, schedule=lambda o, n: _S.ReduceLROnPlateau(o, patience=0, threshold=0.5), epochs=8),
    "accumulated": _tabular(_CE, None, accumulate=4, batch_size=8),
    "accumulated_clipped": _tabular(_CE, None, accumulate=3, batch_size=8, clip=True),
    "one_batch": _tabular(_binary, 1, batch_size=1_000, epochs=30, evaluate="none"),
    "single_rows": _tabular(_CE, None, batch_size=1, epochs=1),
    "list_of_losses": _tabular(_CE, None, evaluate="list"),
    "no_evaluation": _tabular(_CE, None, evaluate="none"),
    "evaluated_without_loss": _evaluated_without_loss,
    "accumulated_as_tensor": _accumulated_as_tensor,
    "mid_epoch": _mid_epoch,
    "closure": _closure,
    "half_precision": _half,
    "metrics_apart": _metrics_apart,
    "finetuned": _finetuned,
    "normalizes_inside": _normalizes_inside,
    "heavy_tails": _heavy_tails,
    "separable": _separable,
    "batch_statistics": _batch_statistics,
    "grouped_rates": _grouped_rates,
}
"""By what is particular about each."""
