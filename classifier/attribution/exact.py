"""Shapley values by every coalition: exact, for few players."""

# Axes: M coalitions, P players.

import math

import numpy as np

from classifier.attribution.game import Game, Shares
from classifier.table.features.marks import Bools


def all_coalitions(num_players: int) -> Bools:
    """`[2^P, P]`: player p is in coalition m when bit p of m is set.

    >>> all_coalitions(2).astype(int).tolist()
    [[0, 0], [1, 0], [0, 1], [1, 1]]
    """
    bits: Bools = (np.arange(2**num_players)[:, None] >> np.arange(num_players)) & 1 == 1
    return bits


def exact(game: Game) -> Shares:
    """Each player's gain, averaged over all orders in which the players may come in.

    Source: Shapley 1953, A value for n-person games; against a background: Strumbelj and Kononenko 2014,
    doi:10.1007/s10115-013-0679-x.
    """
    num_players, num_background = game.num_players, game.num_background
    mask_MP = all_coalitions(num_players)
    value_M = np.mean([game(mask_MP, k) for k in range(num_background)], axis=0)
    size_M = mask_MP.sum(axis=1)
    # Share of the orders in which exactly these players come before the one that is looked at.
    weight_S = np.array([1 / (num_players * math.comb(num_players - 1, size)) for size in range(num_players)])
    share_P = np.empty(num_players)
    for player in range(num_players):
        without = np.flatnonzero(~mask_MP[:, player])
        gain = value_M[without + 2**player] - value_M[without]
        share_P[player] = weight_S[size_M[without]] @ gain
    return Shares(
        share_P,
        np.zeros(num_players),
        float(value_M[-1]),
        float(value_M[0]),
        "exact",
        num_background * len(mask_MP),
    )
