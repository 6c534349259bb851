"""What an API process keeps of a model to answer with it: its versions, aliases and decisions, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.aliases import Target, list_aliases
from store.changes import newest_change
from store.decisions import AS_TRAINED, Decision, current_decisions
from store.tables import Model, ModelVersion


@dataclass(frozen=True)
class ServedVersion:
    """A version, without its manifest: its loaded model has that."""

    id: str
    model_name: str
    version: int
    artifact_sha256: str
    artifact_bytes: int
    decision: Decision = AS_TRAINED


@dataclass(frozen=True)
class ServedModel:
    """One model as it was at one time."""

    name: str
    as_of: int
    """The newest change that is surely in it."""
    versions: Mapping[int, ServedVersion]
    aliases: Mapping[str, Target]


def served_model(tx: Session, name: str) -> ServedModel | None:
    """The model as it is now; None when there is none. Four queries, of a few columns."""
    # First the number: what is read after it is as new as that, or newer.
    as_of = newest_change(tx, name)
    if tx.scalar(select(Model.name).where(Model.name == name)) is None:
        return None
    rows = tx.execute(
        select(ModelVersion.id, ModelVersion.version, ModelVersion.artifact_sha256, ModelVersion.artifact_bytes).where(
            ModelVersion.model_name == name
        )
    ).all()
    decisions = current_decisions(tx, name)
    versions = {
        row.version: ServedVersion(
            id=row.id,
            model_name=name,
            version=row.version,
            artifact_sha256=row.artifact_sha256,
            artifact_bytes=row.artifact_bytes,
            decision=decisions.get(row.id, AS_TRAINED),
        )
        for row in rows
    }
    return ServedModel(name, as_of, versions, {row.alias: Target.of(row) for row in list_aliases(tx, name)})
