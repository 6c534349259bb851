"""Shapley values by orders: players come in one after another, and each gets what the value moves by when it does."""

# Axes: Q orders, R rounds, P players, T coalitions between nobody and everybody, K rows of the background.

import numpy as np

from classifier.attribution.game import Game, Shares
from classifier.table.features.marks import Float64s, Int64s

MOST_CELLS = 2**23  # of the masks of one call: 8 MB


def additive(game: Game) -> Shares:
    """Of a game in which each player adds the same whoever is there: any one order tells it exactly.

    The caller knows that the game is one; of another the shares sum up, but depend on the order.
    """
    num_players, num_background = game.num_players, game.num_background
    order_1P = np.arange(num_players)[None]
    value, base_K = _ends(game)
    share_KP = [_gains(game, order_1P, k, base_K[k], value)[0] for k in range(num_background)]
    return Shares(
        np.mean(share_KP, axis=0),
        np.zeros(num_players),
        value,
        float(base_K.mean()),
        "additive",
        num_evaluations(num_players, num_background, 1),
    )


def sampled(game: Game, rounds: int, seed: int) -> Shares:
    """Estimated over drawn orders, each walked forth and back, `rounds` such pairs for each row of the background.

    However few, the shares sum up exactly, for each walk's gains do. The standard error is that of the pairs of each row of
    the background; of under 16 pairs in all it is itself no more than a guess. Equal seeds give equal shares.
    Source: Castro, Gomez and Tejada 2009, doi:10.1016/j.cor.2008.04.004; pairs: Mitchell et al. 2022, arXiv:2104.12199,
    section 4.

    Raises: `ValueError` for one round, which has no spread.
    """
    if rounds < 2:
        raise ValueError("a standard error needs two rounds")
    num_players, num_background = game.num_players, game.num_background
    value, base_K = _ends(game)
    bits = np.random.PCG64(seed)  # its raw numbers are the same in every release of numpy, a Generator's need not be
    pairs_at_once = max(1, MOST_CELLS // (2 * num_players**2))
    share_KP, variance_KP = np.empty((2, num_background, num_players))
    for k in range(num_background):
        pair_RP = np.empty((rounds, num_players))
        for at in range(0, rounds, pairs_at_once):
            count = min(pairs_at_once, rounds - at)
            raw = np.asarray(bits.random_raw(count * num_players)).reshape(count, num_players)
            order_RP = np.argsort(raw, axis=1, kind="stable")
            gain_QP = _gains(game, np.concatenate([order_RP, order_RP[:, ::-1]]), k, base_K[k], value)
            pair_RP[at : at + count] = (gain_QP[:count] + gain_QP[count:]) / 2
        share_KP[k] = pair_RP.mean(axis=0)
        variance_KP[k] = pair_RP.var(axis=0, ddof=1) / rounds
    return Shares(
        share_KP.mean(axis=0),
        np.sqrt(variance_KP.sum(axis=0)) / num_background,
        value,
        float(base_K.mean()),
        "sampled",
        num_evaluations(num_players, num_background, 2 * rounds),
    )


def num_evaluations(num_players: int, num_background: int, orders: int) -> int:
    """Rows that go through the model for so many orders of each row of the background.

    >>> num_evaluations(3, 2, 4)
    19
    """
    return 1 + num_background * (1 + orders * (num_players - 1))


def _ends(game: Game) -> tuple[float, Float64s]:
    """What everybody is worth, and nobody `[K]`."""
    nobody_1P = np.zeros((1, game.num_players), dtype=np.bool_)
    base_K = np.array([game(nobody_1P, k)[0] for k in range(game.num_background)])
    return float(game(~nobody_1P, 0)[0]), base_K


def _gains(game: Game, order_QP: Int64s, background: int, base: float, value: float) -> Float64s:
    """`[Q, P]`: what each player adds when it comes in, in each order; every row sums to `value - base`."""
    num_orders, num_players = order_QP.shape
    place_QP = np.argsort(order_QP, axis=1)
    mask_QTP = place_QP[:, None, :] < np.arange(1, num_players)[:, None]
    between_QT = game(mask_QTP.reshape(-1, num_players), background).reshape(num_orders, num_players - 1)
    start, end = np.full((num_orders, 1), base), np.full((num_orders, 1), value)
    step_QP = np.diff(np.concatenate([start, between_QT, end], axis=1), axis=1)
    return np.take_along_axis(step_QP, place_QP, axis=1)
