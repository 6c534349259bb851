"""Shares of games whose answers are known."""

import itertools
import math

import numpy as np
import pytest

from classifier.attribution.exact import exact
from classifier.attribution.game import Shares
from classifier.attribution.orders import additive, sampled
from tests.classifier.attribution.games import MadeUp, curved


def by_all_orders(game: MadeUp) -> list[float]:
    """The definition: the mean gain over every order, for every row of the background."""
    total_P = np.zeros(game.num_players)
    for k in range(game.num_background):
        for order in itertools.permutations(range(game.num_players)):
            mask_P = np.zeros(game.num_players, dtype=bool)
            before = game(mask_P[None], k)[0]
            for player in order:
                mask_P[player] = True
                after = game(mask_P[None], k)[0]
                total_P[player] += after - before
                before = after
    return (total_P / math.factorial(game.num_players) / game.num_background).tolist()


def sums_up(shares: Shares) -> bool:
    return math.isclose(shares.share_P.sum(), shares.value - shares.base_value, abs_tol=1e-9)


@pytest.mark.parametrize("num_players", [1, 2, 5])
def test_exact_shares_are_the_mean_gain_over_all_orders(num_players: int) -> None:
    game = curved(num_players)

    assert exact(game).share_P.tolist() == pytest.approx(by_all_orders(game), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_every_way_sums_up_however_few_orders_are_walked(seed: int) -> None:
    game = curved(6, seed=seed)

    for shares in (exact(game), sampled(game, 2, seed), sampled(game, 3, seed), additive(game)):
        assert sums_up(shares), shares.method
        assert shares.base_value == pytest.approx(exact(game).base_value, abs=1e-12)


@pytest.mark.parametrize("rounds", [5, 40])
def test_sampled_shares_lie_within_four_standard_errors_of_the_exact_ones(rounds: int) -> None:
    game = curved(8, num_background=30)
    truth_P = exact(game).share_P

    apart = [
        np.abs(shares.share_P - truth_P) / shares.standard_error_P
        for shares in (sampled(game, rounds, seed) for seed in range(25))
    ]

    assert np.max(apart) < 4
    assert 0.9 < np.mean(np.array(apart) < 2) < 1.0, "it is no bound that everything keeps"


def test_the_standard_error_is_the_spread_over_seeds_and_falls_with_more_orders() -> None:
    game = curved(8, num_background=6)
    for rounds in (4, 40):
        found = [sampled(game, rounds, seed) for seed in range(60)]
        spread_P = np.std([shares.share_P for shares in found], axis=0)
        told_P = np.sqrt(np.mean([shares.standard_error_P**2 for shares in found], axis=0))
        np.testing.assert_allclose(told_P, spread_P, rtol=0.35)

    few, many = (sampled(game, rounds, 1).standard_error_P.mean() for rounds in (4, 40))
    assert many < few / 2


def test_of_a_sum_any_order_tells_the_shares() -> None:
    weight_P = np.array([2.0, -1.0, 0.0, 0.5])
    game = MadeUp(
        lambda x_MP: x_MP @ weight_P + 3, np.array([1.0, 1.0, 1.0, 4.0]), np.array([[0, 2, 7, 0], [1, 0, 9, 0]])
    )

    expected = weight_P * (game.row_P - game.background_KP.mean(axis=0))
    for shares in (exact(game), additive(game), sampled(game, 2, 0)):
        assert shares.share_P == pytest.approx(expected, abs=1e-12)


def test_one_order_does_not_tell_the_shares_of_a_game_that_is_no_sum() -> None:
    game = curved(5)

    assert np.abs(additive(game).share_P - exact(game).share_P).max() > 0.01


def test_players_that_are_alike_get_the_same_and_one_that_does_nothing_gets_nothing() -> None:
    draw = np.random.default_rng(3)
    background_KP = draw.normal(size=(4, 5))
    row_P = draw.normal(size=5)
    row_P[1], background_KP[:, 1] = row_P[0], background_KP[:, 0]
    game = MadeUp(lambda x_MP: np.tanh(x_MP[:, 0] + x_MP[:, 1]) * x_MP[:, 2] + x_MP[:, 3] ** 2, row_P, background_KP)

    share_P = exact(game).share_P
    assert share_P[0] == pytest.approx(share_P[1], abs=1e-12)
    assert abs(share_P[0]) > 1e-3
    assert share_P[4] == pytest.approx(0.0, abs=1e-15)
    assert sampled(game, 2, 0).share_P[4] == 0.0


def test_equal_seeds_give_equal_shares_and_other_seeds_others() -> None:
    game = curved(9)

    assert sampled(game, 2, 5).share_P.tolist() == sampled(game, 2, 5).share_P.tolist()
    assert sampled(game, 2, 5).share_P.tolist() != sampled(game, 2, 6).share_P.tolist()


def test_the_evaluations_told_are_those_made() -> None:
    for explain in (exact, additive, lambda game: sampled(game, 3, 0)):
        game = curved(6)
        assert explain(game).num_evaluations == game.asked


def test_masks_of_many_players_are_made_a_few_orders_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sampled(curved(7), 5, 1)
    monkeypatch.setattr("classifier.attribution.orders.MOST_CELLS", 2 * 7**2 * 2)

    assert sampled(curved(7), 5, 1).share_P == pytest.approx(whole.share_P, abs=1e-12)


def test_one_round_alone_has_no_standard_error() -> None:
    with pytest.raises(ValueError, match="two rounds"):
        sampled(curved(4), 1, 0)
