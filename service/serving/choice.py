"""Which version of a model answers a request: a pure function of what the registry held at that moment."""

import hashlib
import math
import random
from dataclasses import dataclass
from typing import NamedTuple

from classifier.errors import NotFound
from store.aliases import DEFAULT_ALIAS, Target
from store.served import ServedModel, ServedVersion


class Choice(NamedTuple):
    """The version that answers, and the one that is shown the same rows."""

    version: ServedVersion
    shadow: ServedVersion | None
    is_drawn: bool = False
    """Whether another request may well get another version."""


@dataclass(frozen=True)
class Asked:
    """How a request names a version: by its number, or by an alias."""

    version: int | None = None
    alias: str = DEFAULT_ALIAS
    """Used without a number."""
    routing_key: str | None = None
    """Requests of one key are answered by one version, while the alias's weights stay."""


def choose(model: ServedModel, asked: Asked) -> Choice:
    """The versions for a request. Raises: `NotFound` when the model has no such version or alias."""
    if asked.version is not None:
        return Choice(_version(model, asked.version), None)
    if (target := model.aliases.get(asked.alias)) is None:
        what = "default version" if asked.alias == DEFAULT_ALIAS else f"alias {asked.alias!r}"
        raise NotFound(f"model {model.name!r} has no {what}", hint=f"GET /v1/models/{model.name}/aliases lists them.")
    number, is_drawn = target.version, target.weights is not None
    if is_drawn:
        number = draw(target, f"{model.name}/{asked.alias}", asked.routing_key)
    shadow = None if target.shadow in (None, number) else model.versions.get(target.shadow or 0)
    return Choice(_version(model, number), shadow, is_drawn)


def draw(target: Target, name: str, key: str | None = None) -> int:
    """One version of a target, each with the chance of its weight; always the same one for the same name and key.

    With a key: weighted rendezvous hashing, so that of a change of the weights only as many keys move as must (Schindelhauer
    and Schomaker 2005, Weighted distributed hash tables, section 3). Without one: by chance.

    >>> canary = Target(3, {3: 0.9, 4: 0.1})
    >>> draw(canary, "rice/default", "customer 17") == draw(canary, "rice/default", "customer 17")
    True
    >>> draw(Target(3), "rice/default")
    3
    """
    if (weights := target.weights) is None:
        return target.version
    if key is None:
        return random.choices(list(weights), list(weights.values()))[0]
    return min(weights, key=lambda version: _distance(f"{name}/{version}/{key}") / weights[version])


def _distance(text: str) -> float:
    """A number from the exponential distribution of mean 1, by the text alone."""
    number = int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return -math.log((number + 1) / 2**64)


def _version(model: ServedModel, number: int) -> ServedVersion:
    if (found := model.versions.get(number)) is None:
        hint = f"GET /v1/models/{model.name}/versions lists them."
        raise NotFound(f"model {model.name!r} has no version {number}", hint=hint)
    return found
