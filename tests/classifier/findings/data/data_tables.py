"""Tables in CSV, and what the checks of a dataset say of them."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from classifier.findings.data.checks import data_checks
from classifier.findings.data.task import Task, task_of
from classifier.findings.ledger import Outcome, Skip
from classifier.spec.finding import Finding
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnOverride, FileFormat, ParseOptions
from classifier.table.infer import TypedTable, infer_table
from classifier.table.profile import profile_table
from classifier.table.read import read_body


def read_csv(text: str, **overrides: Mapping[str, Any]) -> TypedTable:
    raw = read_body(text.encode(), FileFormat.csv, parse=ParseOptions(), limits=Limits())
    chosen = {name: ColumnOverride.model_validate(value) for name, value in overrides.items()}
    return infer_table(raw, overrides=chosen, parse=ParseOptions(), limits=Limits())


def outcomes(typed: TypedTable, target: str | None = None) -> dict[str, Outcome]:
    return dict(data_checks(typed, profile_table(typed), target))


def listed(outcome: Outcome) -> list[Finding]:
    if outcome is None or isinstance(outcome, Skip):
        return []
    return [outcome] if isinstance(outcome, Finding) else list(outcome)


def found(typed: TypedTable, target: str | None = None) -> list[Finding]:
    return [finding for outcome in outcomes(typed, target).values() for finding in listed(outcome)]


def alarms(findings: Iterable[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.column) for finding in findings if finding.severity != "info"]


def csv(columns: Mapping[str, Iterable[object]]) -> str:
    lines = zip(*columns.values(), strict=True)
    return ",".join(columns) + "\n" + "".join(",".join(map(str, line)) + "\n" for line in lines)


def clouds(num_rows: int = 600, *, apart: float = 2.0, seed: int = 0) -> dict[str, npt.NDArray[Any]]:
    """Two classes that overlap a little in five measured columns; the label stands last."""
    generator = np.random.default_rng(seed)
    y_N = generator.permutation(np.arange(num_rows) % 2)
    x_ND = generator.normal(size=(num_rows, 5)) + apart * np.array([1, 0.8, 0.6, 0, 0]) * (2 * y_N[:, None] - 1) / 2
    return {**{f"x{i}": x_ND[:, i] for i in range(5)}, "label": np.array(["no", "yes"])[y_N]}


def task(columns: Mapping[str, Iterable[object]], target: str = "label", features: list[str] | None = None) -> Task:
    typed = read_csv(csv(columns))
    return task_of(typed.table, typed.schema, target, features)
