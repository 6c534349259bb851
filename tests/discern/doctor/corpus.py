"""Training loops as people write them, with a mistake and without: what the doctor must name, and where it must be silent."""

# Axes: N rows, D columns, K classes.
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import torch
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine, make_classification, make_moons
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset

from discern.doctor import Watch, watch

SEEDS = tuple(range(8))
MAX_ROWS = 256  # of a set: a fault of these kinds is in every batch


@dataclass(frozen=True)
class Case:
    """One loop. `code` is the finding that it must make; None for a healthy one."""

    name: str
    code: str | None
    seed: int
    run: Callable[[], Watch]

    @property
    def label(self) -> str:
        """As a test is called."""
        return f"{self.name}-{self.seed}"


@dataclass(frozen=True)
class Table:
    """One set of rows, as it came and standardized."""

    raw_ND: Tensor  # noqa: N815
    x_ND: Tensor  # noqa: N815
    y_N: Tensor  # noqa: N815

    @property
    def num_classes(self) -> int:
        """K."""
        return int(self.y_N.max()) + 1

    def loader(
        self, batch_size: int = 32, *, raw: bool = False, shuffle: bool = True
    ) -> "DataLoader[tuple[Tensor, ...]]":
        """Batches of all rows."""
        return DataLoader(TensorDataset(self.raw_ND if raw else self.x_ND, self.y_N), batch_size, shuffle=shuffle)


@cache
def two_classes(seed: int) -> Table:
    """Six sets of two classes, one of them imbalanced."""
    made = [
        lambda: load_breast_cancer(return_X_y=True),
        lambda: make_moons(300, noise=0.2, random_state=seed),
        lambda: make_classification(400, 10, random_state=seed),
        lambda: make_classification(600, 20, weights=[0.9], random_state=seed),
        lambda: _two_of(load_wine(return_X_y=True)),
        lambda: make_classification(200, 50, n_informative=20, random_state=seed),
    ]
    return _table(*made[seed % len(made)](), seed)


@cache
def several_classes(seed: int) -> Table:
    """Four sets of 3 to 10 classes."""
    made = [
        lambda: load_iris(return_X_y=True),
        lambda: load_wine(return_X_y=True),
        lambda: load_digits(return_X_y=True),
        lambda: make_classification(500, 12, n_informative=8, n_classes=5, random_state=seed),
    ]
    return _table(*made[seed % len(made)](), seed)


def _two_of(data: tuple) -> tuple:
    x, y = data
    return x[y < 2], y[y < 2]


def _table(x: object, y: object, seed: int) -> Table:
    raw_ND = torch.as_tensor(x, dtype=torch.float32)
    order_N = torch.randperm(len(raw_ND), generator=torch.Generator().manual_seed(seed))[:MAX_ROWS]
    raw_ND, y_N = raw_ND[order_N], torch.as_tensor(y, dtype=torch.int64)[order_N]
    return Table(raw_ND, (raw_ND - raw_ND.mean(0)) / (raw_ND.std(0) + 1e-6), y_N)


def mlp(table: Table, outputs: int, *last: nn.Module, hidden: int = 16) -> nn.Sequential:
    """A small network."""
    return nn.Sequential(nn.Linear(table.x_ND.shape[1], hidden), nn.ReLU(), nn.Linear(hidden, outputs), *last)


def optimizer_of(model: nn.Module, seed: int) -> torch.optim.Optimizer:
    """Adam, SGD with momentum, AdamW or RMSprop by seed."""
    makers = [
        lambda p: torch.optim.Adam(p, lr=1e-2),
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        lambda p: torch.optim.AdamW(p, lr=5e-3),
        lambda p: torch.optim.RMSprop(p, lr=1e-3),
    ]
    return makers[seed % len(makers)](model.parameters())


# -- faults: one function each, as the mistake is made


def sigmoid_twice(seed: int) -> Watch:
    """A sigmoid in the network, in the loop, or by hand, before a loss that has one of its own."""
    table, style = two_classes(seed), seed % 3
    model = mlp(table, 1, *([nn.Sigmoid()] if style == 0 else []))
    optimizer, criterion = optimizer_of(model, seed), nn.BCEWithLogitsLoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(4):
            for x_ND, y_N in table.loader():
                output_N = model(x_ND).squeeze(1)
                if style == 1:
                    output_N = torch.sigmoid(output_N)
                elif style == 2:
                    output_N = 1 / (1 + torch.exp(-output_N))
                loss = criterion(output_N, y_N.float())
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
    return w


def softmax_twice(seed: int) -> Watch:
    """A softmax in the network, in the loop, or by hand, before cross-entropy."""
    table, style = several_classes(seed), seed % 3
    model = mlp(table, table.num_classes, *([nn.Softmax(dim=1)] if style == 0 else []))
    optimizer = optimizer_of(model, seed)
    with watch(model, optimizer) as w:
        for _ in range(3):
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                output_NK = model(x_ND)
                if style == 1:
                    output_NK = functional.softmax(output_NK, dim=-1)
                elif style == 2:
                    output_NK = output_NK.exp() / output_NK.exp().sum(1, keepdim=True)
                functional.cross_entropy(output_NK, y_N).backward()
                optimizer.step()
    return w


def nll_of_logits(seed: int) -> Watch:
    """`NLLLoss` of logits or of a softmax."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes, *([nn.Softmax(dim=1)] if seed % 2 else []))
    optimizer, criterion = torch.optim.SGD(model.parameters(), lr=1e-3), nn.NLLLoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(2):
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
    return w


def cross_entropy_of_one(seed: int) -> Watch:
    """What the author of case S3 kept in the end."""
    table = two_classes(seed)
    model = mlp(table, 1)
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(2):
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), torch.zeros_like(y_N)).backward()
                optimizer.step()
    return w


def argmax_of_one(seed: int) -> Watch:
    """One output, and its argmax taken for the label: while training, while testing, or as the index of a maximum."""
    table, style = two_classes(seed), seed % 3
    model = mlp(table, 1, nn.Sigmoid())
    optimizer, criterion = optimizer_of(model, seed), nn.BCELoss()
    right = 0
    with watch(model, optimizer, criterion) as w:
        for _ in range(3):
            model.train()
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                output_N1 = model(x_ND)
                criterion(output_N1, y_N.float().unsqueeze(1)).backward()
                optimizer.step()
                if style == 0:
                    right += int((output_N1.argmax(dim=1) == y_N).sum())
            model.eval()
            with torch.no_grad():
                for x_ND, y_N in table.loader(64):
                    output_N1 = model(x_ND)
                    if style == 1:
                        right += int((torch.argmax(output_N1, 1) == y_N).sum())
                    elif style == 2:
                        _, label_N = torch.max(output_N1.data, 1)
                        right += int((label_N == y_N).sum())
    return w


def rounded(seed: int) -> Watch:
    """Answers instead of outputs in the loss: rounded, compared, or the index of the largest."""
    table, style = two_classes(seed), seed % 4
    model = mlp(table, 1, nn.Sigmoid())
    optimizer, criterion = optimizer_of(model, seed), nn.BCELoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(2):
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                output_N = model(x_ND).squeeze(1)
                if style == 0:
                    answer_N = torch.round(output_N)
                elif style == 1:
                    answer_N = output_N.round()
                elif style == 2:
                    answer_N = (output_N > 0.5).float()
                else:
                    answer_N = (output_N - 0.5).sign() / 2 + 0.5
                loss = criterion(answer_N, y_N.float())
                if style == 2:
                    loss.requires_grad = True  # what silences the error
                loss.backward()
                optimizer.step()
    return w


def stepped_per_batch(seed: int) -> Watch:
    """A schedule meant for epochs, stepped after each batch."""
    table = several_classes(seed) if seed % 2 else two_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer = optimizer_of(model, seed)
    schedules = torch.optim.lr_scheduler
    schedule: schedules.LRScheduler = [
        lambda: schedules.StepLR(optimizer, 5),
        lambda: schedules.ExponentialLR(optimizer, 0.8),
        lambda: schedules.MultiStepLR(optimizer, [5, 10, 15, 20], gamma=0.1),
        lambda: schedules.LambdaLR(optimizer, lambda epoch: 0.7**epoch),
    ][seed // 2 % 4]()
    criterion = nn.CrossEntropyLoss()
    with watch(model, optimizer, criterion, schedule if seed % 2 else None) as w:
        for _ in range(8):
            model.train()
            for x_ND, y_N in table.loader(16):
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
                schedule.step()
            if seed % 4 != 3:
                model.eval()
                with torch.no_grad():
                    sum(criterion(model(x_ND), y_N).item() for x_ND, y_N in table.loader(64))
    return w


def unscaled(seed: int) -> Watch:
    """Columns as they came: areas and prices, or pixels in 0..255."""
    made = [load_breast_cancer, load_wine, load_digits]
    x_ND, y_N = (torch.as_tensor(part[:MAX_ROWS]) for part in made[seed % 3](return_X_y=True))
    x_ND = x_ND.float() * (255 / 16 if seed % 3 == 2 else 1)
    table = Table(x_ND, x_ND, y_N)
    model = mlp(table, table.num_classes)
    if seed % 3 == 2 and seed % 2:
        model = nn.Sequential(
            nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(288, 10)
        )
    optimizer = optimizer_of(model, seed)
    with watch(model, optimizer) as w:
        for _ in range(3):
            for x_ND, y_N in table.loader(raw=True):
                optimizer.zero_grad()
                functional.cross_entropy(model(x_ND), y_N).backward()
                optimizer.step()
    return w


def last_batch_only(seed: int) -> Watch:
    """The loss is assigned where it should be added; told, or seen because nothing else read it."""
    table, style = several_classes(seed), seed % 4
    model = mlp(table, table.num_classes)
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    shown = []
    with watch(model, optimizer, criterion) as w:
        for _ in range(3):
            model.train()
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
            model.eval()
            with torch.no_grad():
                loader = table.loader(20, shuffle=False)
                for x_ND, y_N in loader:
                    loss = criterion(model(x_ND), y_N)
                    if style == 1:
                        value = loss.item()
            if style == 0:
                shown.append(f"{loss.item():.3f}")
            elif style == 1:
                w.validation(value)
            elif style == 2:
                shown.append(f"{loss:.3f}")
            else:
                w.validation(loss / len(loader))
    return w


def not_cleared(seed: int) -> Watch:
    """No `zero_grad` at all."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer = optimizer_of(model, seed)
    with watch(model, optimizer) as w:
        for _ in range(2):
            for x_ND, y_N in table.loader():
                functional.cross_entropy(model(x_ND), y_N).backward()
                optimizer.step()
    return w


def other_weights(seed: int) -> Watch:
    """The model is made anew after its optimizer, or is never stepped."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes)
    optimizer = optimizer_of(model, seed)
    if seed % 2:
        model = mlp(table, table.num_classes)
    with watch(model, optimizer) as w:
        for _ in range(20):
            for x_ND, y_N in table.loader():
                model.zero_grad()
                functional.cross_entropy(model(x_ND), y_N).backward()
                if seed % 2:
                    optimizer.step()
    return w


def mode_forgotten(seed: int) -> Watch:
    """`eval()` is never called, or `train()` never again."""
    table = several_classes(seed)
    model = mlp(table, table.num_classes, hidden=16)
    model.insert(2, nn.Dropout(0.3) if seed % 4 < 2 else nn.BatchNorm1d(16))
    optimizer, criterion = optimizer_of(model, seed), nn.CrossEntropyLoss()
    with watch(model, optimizer, criterion) as w:
        for _ in range(5):
            for x_ND, y_N in table.loader():
                optimizer.zero_grad()
                criterion(model(x_ND), y_N).backward()
                optimizer.step()
            if seed % 2:
                model.eval()
            with torch.no_grad():
                sum(criterion(model(x_ND), y_N).item() for x_ND, y_N in table.loader(64))
    return w


FOUNDING = {
    "sigmoid_twice": ("preflight.loss_head_mismatch", sigmoid_twice),
    "softmax_twice": ("preflight.loss_head_mismatch", softmax_twice),
    "argmax_of_one": ("evaluation.argmax_of_one_output", argmax_of_one),
    "rounded": ("training.zero_gradient", rounded),
    "stepped_per_batch": ("training.learning_rate_zero", stepped_per_batch),
    "unscaled": ("step0.input_scale", unscaled),
    "last_batch_only": ("evaluation.validation_not_accumulated", last_batch_only),
}
"""The seven founding faults: the code that must be found, and the loop."""

FURTHER = {
    "nll_of_logits": ("preflight.loss_head_mismatch", nll_of_logits),
    "cross_entropy_of_one": ("preflight.loss_head_mismatch", cross_entropy_of_one),
    "not_cleared": ("training.gradient_not_cleared", not_cleared),
    "other_weights": ("training.weights_frozen", other_weights),
    "mode_forgotten": ("training.wrong_mode", mode_forgotten),
}


def faults() -> Iterator[Case]:
    """Every fault with every seed."""
    for name, (code, loop) in {**FOUNDING, **FURTHER}.items():
        for seed in SEEDS:
            yield Case(name, code, seed, _seeded(loop, seed))


def healthy() -> Iterator[Case]:
    """Every healthy loop with two seeds."""
    from tests.discern.doctor.healthy import LOOPS  # which makes its loops of the parts above

    for name, loop in LOOPS.items():
        for seed in (0, 1):
            yield Case(name, None, seed, _seeded(loop, seed))


def _seeded(loop: Callable[[int], Watch], seed: int) -> Callable[[], Watch]:
    def run() -> Watch:
        torch.manual_seed(seed)
        return loop(seed)

    return run


def recall_table(cases: Iterable[Case]) -> list[tuple[str, str, int, int]]:
    """(fault, code, loops, loops in which the code was found), by fault."""
    made: Counter[tuple[str, str]] = Counter()
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for case in cases:
        key = (case.name, case.code or "")
        made[key] += 1
        found[key] += any(finding.code == case.code for finding in case.run().findings)
    return [(name, code, count, found[name, code]) for (name, code), count in made.items()]


def alarms(w: Watch) -> list[str]:
    """Codes of findings that are warnings or worse."""
    return [finding.code for finding in w.findings if finding.severity != "info"]
