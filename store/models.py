"""Registered models: names, immutable versions, and what may be said of them."""

from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session, defer

from classifier.errors import Conflict, Fault, NotFound
from store.aliases import DEFAULT_ALIAS, Target, list_aliases, set_alias
from store.blobs import Blob
from store.changes import record
from store.ids import new_id
from store.tables import ACTIVE, Job, Model, ModelAlias, ModelVersion

MAX_NAMED = 20  # references that a refusal names; the count is told in full


class VersionInUse(Conflict):
    """Aliases or unfinished jobs need this version."""

    code = "version_in_use"
    hint = "Move the aliases to another version, and wait for the jobs or cancel them."


class ModelInUse(Conflict):
    """Aliases or unfinished jobs need this model."""

    code = "model_in_use"
    hint = "Delete the aliases other than default, and wait for the jobs or cancel them."


def publish(
    tx: Session,
    *,
    job_id: str,
    dataset_id: str | None,
    artifact: Blob,
    manifest: dict[str, Any],
    model_name: str,
    promote: bool = True,
) -> ModelVersion:
    """The next version of a model, in the caller's transaction; with `promote` the default alias points at it alone.

    Called in the transaction that also ends the job: the unique `job_id` makes a second publication impossible. The first
    version of a model becomes its default in any case.
    """
    model = tx.scalar(select(Model).where(Model.name == model_name).with_for_update())
    if model is None:
        model = Model(name=model_name)
        tx.add(model)
        tx.flush()
    model.last_version += 1
    version = ModelVersion(
        id=new_id("mv"),
        model_name=model_name,
        version=model.last_version,
        job_id=job_id,
        dataset_id=dataset_id,
        artifact_sha256=artifact.sha256,
        artifact_bytes=artifact.num_bytes,
        manifest=manifest,
    )
    tx.add(version)
    tx.flush()
    after = {"version": version.version}
    record(tx, model_name, "published", subject=str(version.version), after=after, actor=job_id)
    if promote or tx.get(ModelAlias, (model_name, DEFAULT_ALIAS)) is None:
        set_alias(tx, model_name, DEFAULT_ALIAS, Target(version.version), actor=job_id, why="published")
    return version


def lock_model(tx: Session, name: str, *, shared: bool = False) -> Model:
    """The model, whose row the transaction holds to its end: changes of one model take turns. Raises: `NotFound`.

    `shared`: only against its deletion and changes, beside others that hold it so.
    """
    query = select(Model).where(Model.name == name).with_for_update(read=shared)
    if (model := tx.scalar(query.execution_options(populate_existing=True))) is None:
        raise _no_model(name)
    return model


def get_model(tx: Session, name: str) -> Model:
    """The model of this name. Raises: `NotFound`."""
    model = tx.get(Model, name)
    if model is None:
        raise _no_model(name)
    return model


def list_models(tx: Session, *, limit: int = 20, after_name: str | None = None) -> list[Model]:
    """Models by name."""
    query = select(Model).order_by(Model.name).limit(limit)
    if after_name is not None:
        query = query.where(Model.name > after_name)
    return list(tx.scalars(query))


def list_versions(tx: Session, name: str, *, limit: int = 20, before_version: int | None = None) -> list[ModelVersion]:
    """Versions of a model, newest first. Raises: `NotFound`."""
    get_model(tx, name)
    query = (
        select(ModelVersion).where(ModelVersion.model_name == name).order_by(ModelVersion.version.desc()).limit(limit)
    )
    if before_version is not None:
        query = query.where(ModelVersion.version < before_version)
    return list(tx.scalars(query))


def get_version(tx: Session, name: str, version: int | None = None, *, with_manifest: bool = True) -> ModelVersion:
    """The version, or the one the default alias points at. Raises: `NotFound`.

    A manifest is kilobytes of JSON, 0.5 MB with 2,000 columns: a prediction, whose loaded model has it, leaves it out.
    """
    get_model(tx, name)
    if version is None:
        alias = tx.get(ModelAlias, (name, DEFAULT_ALIAS))
        if alias is None:
            raise NotFound(f"model {name!r} has no default version")
        version = alias.version
    query = select(ModelVersion).where(ModelVersion.model_name == name, ModelVersion.version == version)
    found = tx.scalar(query if with_manifest else query.options(defer(ModelVersion.manifest, raiseload=True)))
    if found is None:
        raise NotFound(f"model {name!r} has no version {version}", hint=f"GET /v1/models/{name}/versions lists them.")
    return found


def describe(
    tx: Session, row: Model | ModelVersion, *, description: str | None, tags: dict[str, str], actor: str
) -> None:
    """Say this of a model or a version, and record it. The caller holds the model's row."""
    before = {"description": row.description, "tags": row.tags or {}}
    after = {"description": description, "tags": tags}
    if after == before:
        return
    row.description, row.tags = description, tags or None
    tx.flush()
    name, subject = (row.model_name, str(row.version)) if isinstance(row, ModelVersion) else (row.name, None)
    record(tx, name, "described", subject=subject, before=before, after=after, actor=actor)


def delete_version(tx: Session, name: str, version: int, *, actor: str, why: str | None = None) -> None:
    """Remove a version that nothing needs; its file goes with the next sweep. Raises: `NotFound`, `VersionInUse`."""
    lock_model(tx, name)
    found = get_version(tx, name, version, with_manifest=False)
    users = [_alias_fault(row) for row in list_aliases(tx, name) if version in Target.of(row).versions]
    users += _jobs(
        tx, Job.kind == "score", Job.spec["model"].as_string() == name, Job.spec["version"].as_integer() == version
    )
    if users:
        raise VersionInUse(_needed(f"version {version} of model {name!r}", users), faults=users[:MAX_NAMED])
    tx.execute(delete(ModelVersion).where(ModelVersion.id == found.id))
    before = {"version": version, "artifact_sha256": found.artifact_sha256, "job_id": found.job_id}
    record(tx, name, "version_deleted", subject=str(version), before=before, actor=actor, why=why)


def delete_model(tx: Session, name: str, *, actor: str, why: str | None = None) -> None:
    """Remove a model with its versions and its default alias. Raises: `NotFound`, `ModelInUse`."""
    model = lock_model(tx, name)
    users = [_alias_fault(row) for row in list_aliases(tx, name) if row.alias != DEFAULT_ALIAS]
    users += _jobs(tx, Job.kind == "score", Job.spec["model"].as_string() == name)
    # A run that ends later would bring the name back.
    users += _jobs(tx, Job.kind == "train", Job.spec["model_name"].as_string() == name)
    if users:
        raise ModelInUse(_needed(f"model {name!r}", users), faults=users[:MAX_NAMED])
    before = {"last_version": model.last_version}
    tx.execute(delete(ModelAlias).where(ModelAlias.model_name == name))
    tx.execute(delete(ModelVersion).where(ModelVersion.model_name == name))
    tx.execute(delete(Model).where(Model.name == name))
    record(tx, name, "model_deleted", before=before, actor=actor, why=why)


def _no_model(name: str) -> NotFound:
    return NotFound(f"there is no model {name!r}", hint="GET /v1/models lists them.")


def _jobs(tx: Session, *which: ColumnElement[bool]) -> list[Fault]:
    """A fault for each unfinished job of these."""
    found = tx.execute(select(Job.id, Job.kind, Job.status).where(*which, Job.status.in_(ACTIVE)).order_by(Job.seq))
    return [
        Fault(code="job_needs_it", message=f"{kind} job {job_id} is {status}", got=job_id)
        for job_id, kind, status in found
    ]


def _alias_fault(row: ModelAlias) -> Fault:
    return Fault(code="alias_names_it", message=f"the alias {row.alias!r} names it", got=row.alias)


def _needed(what: str, users: list[Fault]) -> str:
    names = ", ".join(fault.message for fault in users[:3])
    return f"{what} is needed: {names}" + (f", and {len(users) - 3} more" if len(users) > 3 else "")
