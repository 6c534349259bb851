"""Registered models: names, immutable versions, and aliases that point at them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from classifier.errors import NotFound
from store.blobs import Blob
from store.ids import new_id
from store.tables import Model, ModelAlias, ModelVersion, utc_now

DEFAULT_ALIAS = "default"


def publish(
    tx: Session, *, job_id: str, dataset_id: str | None, artifact: Blob, manifest: dict[str, Any], model_name: str
) -> ModelVersion:
    """The next version of a model, in the caller's transaction; the default alias moves to it.

    Called in the transaction that also ends the job: the unique `job_id` makes a second publication impossible.
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
    alias = tx.get(ModelAlias, (model_name, DEFAULT_ALIAS))
    if alias is None:
        tx.add(ModelAlias(model_name=model_name, alias=DEFAULT_ALIAS, version=version.version))
    else:
        alias.version, alias.updated_at = version.version, utc_now()
    tx.flush()
    return version


def get_model(tx: Session, name: str) -> Model:
    """The model of this name. Raises: `NotFound`."""
    model = tx.get(Model, name)
    if model is None:
        raise NotFound(f"there is no model {name!r}", hint="GET /v1/models lists them.")
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


def list_aliases(tx: Session, name: str) -> dict[str, int]:
    """Version by alias of a model."""
    return {alias.alias: alias.version for alias in tx.scalars(select(ModelAlias).where(ModelAlias.model_name == name))}


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
