"""Reading and changing the decision settings of a version."""

from sqlalchemy.orm import Session

from classifier.spec.decision import DecisionSettings
from service.decisions.schemas import DecisionOut, DecisionRequest, DecisionRevision
from service.dependencies import Services
from service.preconditions import Preconditions
from store.decisions import Decision, current_decision, list_decisions, set_decision, settings_of
from store.models import get_version, lock_model
from store.tables import ModelVersion

MAX_SHOWN = 100  # revisions of the history


def find(tx: Session, name: str, version: int) -> DecisionOut:
    """What holds for a version. Raises: `NotFound`."""
    found = get_version(tx, name, version)
    return _present(tx, found, current_decision(tx, found))


def put(
    services: Services, name: str, version: int, body: DecisionRequest, conditions: Preconditions, actor: str
) -> DecisionOut:
    """What holds now. Raises: `NotFound`, `SpecInvalid`, `PreconditionRequired`, `PreconditionFailed`."""
    settings = DecisionSettings(threshold=body.threshold, per_class=body.per_class, cost_matrix=body.cost_matrix)
    return _change(services, name, version, settings, conditions, actor, body.why)


def reset(
    services: Services, name: str, version: int, conditions: Preconditions, actor: str, why: str | None
) -> DecisionOut:
    """Back to what was trained. Raises: `NotFound`, `PreconditionRequired`, `PreconditionFailed`."""
    return _change(services, name, version, None, conditions, actor, why)


def _change(
    services: Services,
    name: str,
    version: int,
    settings: DecisionSettings | None,
    conditions: Preconditions,
    actor: str,
    why: str | None,
) -> DecisionOut:
    with services.database.begin() as tx:
        lock_model(tx, name)
        found = get_version(tx, name, version)
        if settings is not None:
            settings.check(found.manifest["classes"])
        before = current_decision(tx, found)
        if settings == before.settings and conditions.if_match is not None:
            after = before  # made already, perhaps by this request whose answer was lost: RFC 9110, section 13.1.1
        else:
            conditions.check(f"the decision of version {version}", before.etag)
            after = set_decision(tx, found, settings, actor=actor, why=why)
        shown = _present(tx, found, after)
    services.registry.refresh(name)
    return shown


def _present(tx: Session, version: ModelVersion, decision: Decision) -> DecisionOut:
    threshold = version.manifest["threshold"]
    trained = None if threshold is None else DecisionSettings(threshold=threshold)
    path = f"/v1/models/{version.model_name}/versions/{version.version}"
    return DecisionOut(
        object="decision",
        model=version.model_name,
        version=version.version,
        revision=decision.revision,
        decision=decision.settings or trained,
        trained=trained,
        etag=decision.etag,
        history=[
            DecisionRevision(revision=row.revision, decision=settings_of(row), actor=row.actor, why=row.why, at=row.at)
            for row in list_decisions(tx, version, MAX_SHOWN)
        ],
        links={"self": f"{path}/decision", "version": path, "audit": f"/v1/models/{version.model_name}/audit"},
    )
