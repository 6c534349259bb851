"""Calls about the registry: where aliases point, what is said of versions, how they decide, and who changed what."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from discern.errors import DiscernError
from discern.objects import Alias, Model, ModelVersion
from discern.resources.pages import pages
from discern.transport import Transport

DEFAULT_ALIAS = "default"


class RegistryCalls:
    """The part of `client.models` that changes the registry."""

    _transport: Transport

    def aliases(self, name: str) -> list[Alias]:
        """Every alias of a model."""
        page = self._transport.json("GET", f"{path_of(name)}/aliases")
        return [Alias.model_validate(item) for item in page["data"]]

    def alias(self, name: str, alias: str = DEFAULT_ALIAS) -> Alias:
        """Where one alias points; its `etag` is what a move needs."""
        return Alias.model_validate(self._transport.json("GET", path_of(name, alias=alias)))

    def set_alias(
        self,
        name: str,
        alias: str,
        version: int | None = None,
        *,
        weights: Mapping[int, float] | None = None,
        shadow: int | None = None,
        why: str | None = None,
        etag: str | None = None,
    ) -> Alias:
        """The alias, now at `version`, or shared by `weights` such as `{3: 0.9, 4: 0.1}`.

        Without `etag` it is moved from wherever it is; with that of an earlier `alias()` only from there.
        Raises: `DiscernError`: code `precondition_failed` when somebody else has moved it meanwhile.
        """
        shares = None if weights is None else {str(number): share for number, share in weights.items()}
        said = {"version": version, "weights": shares, "shadow": shadow, "why": why}
        body = {key: value for key, value in said.items() if value is not None}
        if etag is None:
            try:
                etag = self.alias(name, alias).etag
            except DiscernError as error:
                if error.code != "not_found":
                    raise
        headers = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
        return Alias.model_validate(self._transport.json("PUT", path_of(name, alias=alias), json=body, headers=headers))

    def rollback(self, name: str, alias: str = DEFAULT_ALIAS, *, why: str | None = None) -> Alias:
        """The alias, back where it pointed before its last move.

        Raises: `ValueError` when it was never moved.
        """
        here = self.alias(name, alias)
        for change in self.audit(name):
            if change["action"] == "alias_set" and change["subject"] == alias:
                if not change["before"]:
                    break
                before = change["before"]
                weights = {int(number): share for number, share in (before["weights"] or {}).items()}
                return self.set_alias(
                    name,
                    alias,
                    None if weights else before["version"],
                    weights=weights or None,
                    shadow=before["shadow"],
                    why=why or "rollback",
                    etag=here.etag,
                )
        raise ValueError(f"the alias {alias!r} of model {name!r} was never moved")

    def delete_alias(self, name: str, alias: str, *, why: str | None = None, etag: str | None = None) -> None:
        """Remove an alias other than `default`."""
        headers = {"If-Match": etag or self.alias(name, alias).etag}
        self._transport.json("DELETE", path_of(name, alias=alias), query={"why": why}, headers=headers)

    def audit(self, name: str, *, page_size: int = 100) -> Iterator[dict[str, Any]]:
        """Every change of a model, newest first: action, subject, before, after, actor, why, at."""
        return pages(self._transport, f"{path_of(name)}/audit", {"limit": page_size})

    def tag(
        self,
        name: str,
        tags: Mapping[str, str | None] | None = None,
        *,
        version: int | None = None,
        description: str | None = None,
    ) -> Model | ModelVersion:
        """The model, or one version of it, with these tags set and those whose value is None removed."""
        body: dict[str, Any] = {} if tags is None else {"tags": dict(tags)}
        if description is not None:
            body["description"] = description
        answer = self._transport.json("PATCH", path_of(name, version), json=body, idempotent=True)
        return Model.model_validate(answer) if version is None else ModelVersion.model_validate(answer)

    def delete(self, name: str, version: int | None = None, *, why: str | None = None) -> None:
        """Delete one version, or the whole model.

        Raises: `DiscernError`: codes `version_in_use` and `model_in_use` name what still needs it.
        """
        self._transport.json("DELETE", path_of(name, version), query={"why": why})

    def decision(self, name: str, version: int) -> dict[str, Any]:
        """How a version's probabilities become labels: `decision`, `trained`, `revision`, `etag`, `history`."""
        found: dict[str, Any] = self._transport.json("GET", f"{path_of(name, version)}/decision")
        return found

    def set_decision(
        self,
        name: str,
        version: int,
        *,
        threshold: float | None = None,
        per_class: Mapping[str, float] | None = None,
        cost_matrix: list[list[float]] | None = None,
        why: str | None = None,
        etag: str | None = None,
    ) -> dict[str, Any]:
        """Decide by one of the three from now on; with none of them as was trained."""
        path = f"{path_of(name, version)}/decision"
        headers = {"If-Match": etag or self.decision(name, version)["etag"]}
        said = {
            "threshold": threshold,
            "per_class": None if per_class is None else dict(per_class),
            "cost_matrix": cost_matrix,
        }
        body = {key: value for key, value in said.items() if value is not None}
        changed: dict[str, Any]
        if body:
            changed = self._transport.json("PUT", path, json={**body, "why": why}, headers=headers)
        else:
            changed = self._transport.json("DELETE", path, query={"why": why}, headers=headers)
        return changed


def path_of(name: str, version: int | None = None, *, alias: str | None = None) -> str:
    """The path of a model, of one of its versions, or of an alias.

    >>> path_of("rice", 3), path_of("rice", alias="default")
    ('/v1/models/rice/versions/3', '/v1/models/rice/aliases/default')
    """
    path = f"/v1/models/{quote(name, safe='')}"
    if alias is not None:
        return f"{path}/aliases/{quote(alias, safe='')}"
    return path if version is None else f"{path}/versions/{version}"
