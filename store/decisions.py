"""Decision settings of a model version: kept apart from its weights, with their history."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from classifier.spec.decision import DecisionSettings
from store.changes import record
from store.tables import ModelDecision, ModelVersion


@dataclass(frozen=True)
class Decision:
    """What holds for a version now."""

    revision: int
    """0 as it was trained."""
    settings: DecisionSettings | None
    """None: what was trained."""

    @property
    def etag(self) -> str:
        """The strong entity tag of this revision."""
        return f'"{self.revision}"'


AS_TRAINED = Decision(0, None)


def current_decision(tx: Session, version: ModelVersion) -> Decision:
    """The decision that holds."""
    newest = list_decisions(tx, version, limit=1)
    return Decision(newest[0].revision, settings_of(newest[0])) if newest else AS_TRAINED


def current_decisions(tx: Session, model_name: str) -> dict[str, Decision]:
    """By version id, those that were ever set of a model's versions."""
    newest = (
        select(ModelDecision.model_version_id, func.max(ModelDecision.revision).label("revision"))
        .join(ModelVersion, ModelVersion.id == ModelDecision.model_version_id)
        .where(ModelVersion.model_name == model_name)
        .group_by(ModelDecision.model_version_id)
        .subquery()
    )
    rows = tx.scalars(
        select(ModelDecision).join(
            newest,
            (ModelDecision.model_version_id == newest.c.model_version_id)
            & (ModelDecision.revision == newest.c.revision),
        )
    )
    return {row.model_version_id: Decision(row.revision, settings_of(row)) for row in rows}


def list_decisions(tx: Session, version: ModelVersion, limit: int) -> list[ModelDecision]:
    """The revisions of a version, newest first."""
    query = select(ModelDecision).where(ModelDecision.model_version_id == version.id)
    return list(tx.scalars(query.order_by(ModelDecision.revision.desc()).limit(limit)))


def set_decision(
    tx: Session, version: ModelVersion, settings: DecisionSettings | None, *, actor: str, why: str | None = None
) -> Decision:
    """The next revision; None goes back to what was trained. The caller holds the model's row."""
    before = current_decision(tx, version)
    document = _document(settings)
    revision = before.revision + 1
    tx.add(ModelDecision(model_version_id=version.id, revision=revision, decision=document, actor=actor, why=why))
    tx.flush()
    record(
        tx,
        version.model_name,
        "decision_set",
        subject=str(version.version),
        before={"revision": before.revision, "decision": _document(before.settings)},
        after={"revision": revision, "decision": document},
        actor=actor,
        why=why,
    )
    return Decision(revision, settings)


def settings_of(row: ModelDecision) -> DecisionSettings | None:
    """What a revision says; None goes back to what was trained."""
    return None if row.decision is None else DecisionSettings.model_validate(row.decision)


def _document(settings: DecisionSettings | None) -> dict[str, object] | None:
    return None if settings is None else settings.model_dump(mode="json", exclude_none=True)
