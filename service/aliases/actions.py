"""Moving aliases: the new version is seen to answer first, the move is recorded, and this process follows at once."""

from sqlalchemy.orm import Session

from classifier.errors import Conflict, Fault, SpecInvalid
from service.aliases.schemas import AliasList, AliasOut, AliasRequest, ChangeList, ChangeOut
from service.dependencies import Services
from service.pages import PageQuery, encode_cursor
from service.preconditions import Preconditions
from store.aliases import DEFAULT_ALIAS, Target, delete_alias, etag_of, get_alias, list_aliases, set_alias
from store.changes import list_changes
from store.models import get_model, lock_model
from store.served import ServedModel, served_model
from store.tables import ModelAlias, RegistryChange

MAX_ALIASES = 100  # of one model: they are listed whole, and every process holds them


class AliasMandatory(Conflict):
    """The alias `default` cannot be deleted."""

    code = "alias_mandatory"
    hint = "Move it to another version, or delete the whole model."


class TooManyAliases(Conflict):
    """The model has as many aliases as a model may have."""

    code = "too_many_aliases"
    hint = "Delete an alias first."


def present(row: ModelAlias) -> AliasOut:
    """The alias as its user sees it."""
    model = f"/v1/models/{row.model_name}"
    path = f"{model}/aliases/{row.alias}"
    return AliasOut(
        object="model_alias",
        model=row.model_name,
        alias=row.alias,
        **Target.of(row).as_json(),
        etag=etag_of(row),
        updated_at=row.updated_at,
        links={"self": path, "predict": f"{path}/predict", "audit": f"{model}/audit"}
        # How far it agrees with who answers is said there.
        | ({} if row.shadow is None else {"shadow_monitoring": f"{model}/versions/{row.shadow}/monitoring"}),
    )


def find(tx: Session, name: str, alias: str) -> AliasOut:
    """One alias. Raises: `NotFound`."""
    get_model(tx, name)
    return present(get_alias(tx, name, alias))


def listed(tx: Session, name: str) -> AliasList:
    """All aliases of a model. Raises: `NotFound`."""
    get_model(tx, name)
    data = [present(row) for row in list_aliases(tx, name)]
    return AliasList(object="list", data=data, has_more=False, next_cursor=None)


def put(
    services: Services, name: str, alias: str, body: AliasRequest, conditions: Preconditions, actor: str
) -> tuple[AliasOut, bool]:
    """The alias as it is now, and whether it is new.

    Raises: `NotFound`, `SpecInvalid`, `ModelUnusable`, `PreconditionRequired`, `PreconditionFailed`, `TooManyAliases`.
    """
    target = target_of(body)
    with services.database.read() as tx:
        known = served_model(tx, name)
    if known is not None:
        _refuse_unknown(known, body, target)
        for number in target.versions:  # outside the transaction: to load a model may take a second
            services.predictors.warm(services.blobs, known.versions[number])
    with services.database.begin() as tx:
        lock_model(tx, name)
        row = tx.get(ModelAlias, (name, alias), populate_existing=True)
        if row is not None and conditions.if_none_match is None and Target.of(row) == target:
            # Made already, perhaps by this request whose answer was lost: RFC 9110, section 13.1.1.
            if conditions.if_match is None:
                conditions.check(f"the alias {alias!r}", etag_of(row))
            return present(row), False
        conditions.check(f"the alias {alias!r}", None if row is None else etag_of(row))
        if row is None and len(list_aliases(tx, name)) >= MAX_ALIASES:
            raise TooManyAliases(f"model {name!r} has {MAX_ALIASES} aliases")
        locked = served_model(tx, name)
        if locked is not None:
            _refuse_unknown(locked, body, target)  # a version may have been deleted in between
        moved = present(set_alias(tx, name, alias, target, actor=actor, why=body.why))
    services.registry.refresh(name)
    return moved, row is None


def delete(services: Services, name: str, alias: str, conditions: Preconditions, actor: str, why: str | None) -> None:
    """Remove an alias. Raises: `NotFound`, `AliasMandatory`, `PreconditionRequired`, `PreconditionFailed`."""
    with services.database.begin() as tx:
        lock_model(tx, name)
        row = get_alias(tx, name, alias)
        if alias == DEFAULT_ALIAS:
            raise AliasMandatory("every model has a default version")
        conditions.check(f"the alias {alias!r}", etag_of(row))
        delete_alias(tx, row, actor=actor, why=why)
    services.registry.refresh(name)


def changes(tx: Session, name: str, paging: PageQuery) -> ChangeList:
    """One page of a model's changes, newest first; also of one that was deleted. Raises: `NotFound`, `CursorInvalid`."""
    found = list_changes(tx, name, limit=paging.limit + 1, before_seq=paging.after_number())
    if not found and not list_changes(tx, name, limit=1):
        get_model(tx, name)  # one from before the log has none
    page, has_more = found[: paging.limit], len(found) > paging.limit
    return ChangeList(
        object="list",
        data=[_present_change(change) for change in page],
        has_more=has_more,
        next_cursor=encode_cursor(page[-1].seq) if has_more else None,
    )


def target_of(body: AliasRequest) -> Target:
    """What a request points an alias at; of equal largest weights the newest version stands for all."""
    if body.weights is None:
        return Target(body.version or 0, None, body.shadow)
    weights = {int(version): share for version, share in sorted(body.weights.items(), key=lambda item: int(item[0]))}
    return Target(max(weights, key=lambda version: (weights[version], version)), weights, body.shadow)


def _refuse_unknown(model: ServedModel, body: AliasRequest, target: Target) -> None:
    """Raises: `SpecInvalid` for a version that the model does not have."""
    places = {f"/weights/{version}": int(version) for version in body.weights or {}}
    places |= {} if body.version is None else {"/version": body.version}
    places |= {} if body.shadow is None else {"/shadow": body.shadow}
    faults = [
        Fault(code="version_unknown", message=f"the model has no version {version}", pointer=pointer, got=str(version))
        for pointer, version in places.items()
        if version not in model.versions
    ]
    if target.shadow is not None and target.shadow in {target.version, *(target.weights or ())}:
        message = "a version that answers cannot be its own shadow"
        faults.append(Fault(code="shadow_answers", message=message, pointer="/shadow", got=str(target.shadow)))
    if faults:
        hint = f"GET /v1/models/{model.name}/versions lists the versions."
        raise SpecInvalid(f"the alias cannot point there: {faults[0].message}", faults=faults, hint=hint)


def _present_change(change: RegistryChange) -> ChangeOut:
    values = {
        name: getattr(change, name) for name in ("seq", "action", "subject", "before", "after", "actor", "why", "at")
    }
    return ChangeOut(object="registry_change", model=change.model_name, **values)
