"""Which version answers: by weight, always the same one for the same key, and few keys move when weights do."""

from collections import Counter

import pytest

from classifier.errors import NotFound
from service.serving.choice import Asked, choose, draw
from store.aliases import Target
from store.served import ServedModel, ServedVersion

KEYS = [f"customer {number}" for number in range(20_000)]


def model(**aliases: Target) -> ServedModel:
    versions = {number: ServedVersion(f"mv_{number}", "rice", number, "a" * 64, 1) for number in (1, 2, 3)}
    return ServedModel("rice", 7, versions, aliases)


@pytest.mark.parametrize("weights", [{3: 0.9, 4: 0.1}, {1: 0.5, 2: 0.5}, {1: 0.6, 2: 0.3, 9: 0.1}, {7: 0.01, 8: 0.99}])
@pytest.mark.parametrize("keyed", [True, False])
def test_each_version_gets_the_share_of_its_weight(weights: dict[int, float], keyed: bool) -> None:
    seen = Counter(draw(Target(max(weights), weights), "rice/default", key if keyed else None) for key in KEYS)

    # Five standard deviations of a share of 20,000 draws are at most 0.018.
    assert {version: seen[version] / len(KEYS) for version in weights} == pytest.approx(weights, abs=0.018)
    assert set(seen) <= set(weights)


def test_a_key_keeps_its_version() -> None:
    target = Target(3, {3: 0.5, 4: 0.5})

    assert all(draw(target, "rice/default", key) == draw(target, "rice/default", key) for key in KEYS[:500])
    without = {draw(target, "rice/default") for _ in range(200)}
    assert without == {3, 4}  # the control


def test_of_two_aliases_one_does_not_follow_the_other() -> None:
    target = Target(3, {3: 0.5, 4: 0.5})

    same = sum(draw(target, "rice/default", key) == draw(target, "rice/beta", key) for key in KEYS)

    assert 0.45 < same / len(KEYS) < 0.55


def test_when_a_canary_grows_keys_move_to_it_and_no_others_move() -> None:
    before = [draw(Target(3, {3: 0.9, 4: 0.1}), "rice/default", key) for key in KEYS]
    after = [draw(Target(3, {3: 0.8, 4: 0.2}), "rice/default", key) for key in KEYS]

    moves = Counter(zip(before, after, strict=True))

    assert moves[4, 3] == 0
    assert 0.08 < moves[3, 4] / len(KEYS) < 0.12


def test_an_alias_without_weights_is_its_version_and_the_shadow_comes_along() -> None:
    served = model(default=Target(2, shadow=3), plain=Target(1))

    chosen, plain = choose(served, Asked()), choose(served, Asked(alias="plain"))

    assert (chosen.version.version, chosen.shadow and chosen.shadow.version) == (2, 3)
    assert (plain.version.version, plain.shadow) == (1, None)


def test_a_version_that_is_asked_for_has_no_shadow_and_no_alias() -> None:
    chosen = choose(model(default=Target(2, shadow=3)), Asked(version=1, alias="ignored"))

    assert (chosen.version.version, chosen.shadow) == (1, None)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(version=9), "no version 9"),
        (Asked(alias="beta"), "no alias 'beta'"),
        (Asked(), "no default version"),
        (Asked(alias="gone"), "no version 9"),
    ],
)
def test_what_is_not_there_is_named(asked: Asked, words: str) -> None:
    with pytest.raises(NotFound, match=words):
        choose(model(gone=Target(9)), asked)


def test_a_shadow_that_is_gone_shows_nothing_and_fails_nobody() -> None:
    assert choose(model(default=Target(1, shadow=9)), Asked()).shadow is None
