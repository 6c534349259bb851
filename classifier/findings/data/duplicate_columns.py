"""Columns that say the same as another one."""

from collections import defaultdict
from collections.abc import Iterator

from classifier.findings.ledger import Checked
from classifier.findings.make import make
from classifier.spec.finding import Finding
from classifier.spec.table import DatasetProfile
from classifier.table.infer import TypedTable


def duplicate_column_checks(typed: TypedTable, profile: DatasetProfile) -> Checked:
    """Pairs whose profiles are alike are compared cell by cell."""
    yield "data.duplicate_column", list(_duplicates(typed, profile))


def _duplicates(typed: TypedTable, profile: DatasetProfile) -> Iterator[Finding]:
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for counts in profile.columns:
        if counts.num_distinct > 1:
            alike[counts.model_dump_json(exclude={"name", "role", "missing_tokens"})].append(counts.name)
    for names in alike.values():
        firsts: list[str] = []
        for name in names:
            column = typed.table.column(name)
            same = next((first for first in firsts if typed.table.column(first).equals(column)), None)
            if same is None:
                firsts.append(name)
                continue
            yield make("data.duplicate_column", {"same_as": same, "num_rows": profile.num_rows}, column=name)
