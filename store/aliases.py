"""Aliases: movable pointers at the versions of a model; `default` is always there."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from classifier.errors import NotFound
from store.changes import record
from store.tables import ModelAlias, utc_now

DEFAULT_ALIAS = "default"


@dataclass(frozen=True)
class Target:
    """What an alias points at."""

    version: int
    """The one that answers; with weights the one with the largest."""
    weights: Mapping[int, float] | None = None
    """Share of the requests by version, summing to 1; None is all to `version`."""
    shadow: int | None = None
    """A version that is shown the same rows and does not answer."""

    @classmethod
    def of(cls, row: ModelAlias) -> "Target":
        """What a row says; weights that do not name its version are from before it was moved by an older release."""
        weights = {int(version): share for version, share in (row.weights or {}).items()}
        return cls(row.version, weights if row.version in weights else None, row.shadow)

    @property
    def versions(self) -> list[int]:
        """Every version it names, rising."""
        named = {self.version, *(self.weights or ())}
        return sorted(named if self.shadow is None else named | {self.shadow})

    def as_json(self) -> dict[str, Any]:
        """The same for a column or a change; JSON's keys are text."""
        weights = None if self.weights is None else {str(version): share for version, share in self.weights.items()}
        return {"version": self.version, "weights": weights, "shadow": self.shadow}


def etag_of(row: ModelAlias) -> str:
    """The alias's strong entity tag: another after every move."""
    target = Target.of(row)
    weights = sorted((target.weights or {}).items())
    said = repr((target.version, weights, target.shadow, row.updated_at.isoformat()))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def get_alias(tx: Session, name: str, alias: str) -> ModelAlias:
    """The alias of a model. Raises: `NotFound`."""
    found = tx.get(ModelAlias, (name, alias))
    if found is None:
        raise NotFound(f"model {name!r} has no alias {alias!r}", hint=f"GET /v1/models/{name}/aliases lists them.")
    return found


def list_aliases(tx: Session, name: str) -> list[ModelAlias]:
    """The aliases of a model, by name."""
    query = select(ModelAlias).where(ModelAlias.model_name == name).order_by(ModelAlias.alias)
    return list(tx.scalars(query))


def set_alias(tx: Session, name: str, alias: str, target: Target, *, actor: str, why: str | None = None) -> ModelAlias:
    """Point an alias at versions, new or moved, and record it. The caller holds the model's row."""
    row = tx.get(ModelAlias, (name, alias))
    before = None if row is None else Target.of(row).as_json()
    if row is None:
        row = ModelAlias(model_name=name, alias=alias)
        tx.add(row)
    said = target.as_json()
    row.version, row.weights, row.shadow, row.updated_at = target.version, said["weights"], target.shadow, utc_now()
    tx.flush()
    record(tx, name, "alias_set", subject=alias, before=before, after=said, actor=actor, why=why)
    return row


def delete_alias(tx: Session, row: ModelAlias, *, actor: str, why: str | None = None) -> None:
    """Remove an alias and record it. The caller holds the model's row, and does not ask it of `default`."""
    tx.delete(row)
    tx.flush()
    before = Target.of(row).as_json()
    record(tx, row.model_name, "alias_deleted", subject=row.alias, before=before, actor=actor, why=why)
