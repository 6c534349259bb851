"""Explaining rows: which way their shares are computed, what that costs, and the shares."""

# Axes: N rows, P players.

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from classifier.attribution.background import Background, background_of
from classifier.attribution.exact import exact
from classifier.attribution.game import Shares
from classifier.attribution.orders import additive, num_evaluations, sampled
from classifier.attribution.players import COARSE_GRID, GRID, Seat, seats
from classifier.attribution.row_game import Player, RowGame, View
from classifier.inference.predictor import Predictor
from classifier.spec.attribution import Method
from classifier.spec.limits import Limits

ROW_NUMBERS = 2**25
"""Numbers that go through the model for one row, unless the fewest orders take more: 16,384 evaluations of a table of 2,000
numbers, and 2,730 of an image of 3 x 64 x 64."""

LEAST_ROUNDS = 2  # of one there is no spread
LEAST_PAIRS = 16  # of fewer, one standard error in ten was under a quarter of the truth


@dataclass(frozen=True)
class Explained:
    """One row's shares, and what they are of."""

    players: Sequence[Player]
    shares: Shares


@dataclass(frozen=True)
class Way:
    """How a row's shares are computed."""

    method: Method
    rounds: int
    """Of `sampled`: pairs of orders for each row of the background."""
    num_evaluations: int


def way_of(num_players: int, num_background: int, budget: int, *, is_additive: bool) -> Way:
    """The best way within so many rows through the model; a few orders are walked at any price.

    >>> way_of(7, 30, 16_384, is_additive=False)
    Way(method='exact', rounds=0, num_evaluations=3840)
    >>> way_of(50, 30, 16_384, is_additive=False)
    Way(method='sampled', rounds=5, num_evaluations=14731)
    """
    if is_additive:
        return Way("additive", 0, num_evaluations(num_players, num_background, 1))
    if num_players < 20 and num_background * 2**num_players <= max(budget, 2 * num_background):
        return Way("exact", 0, num_background * 2**num_players)
    least = max(LEAST_ROUNDS, -(-LEAST_PAIRS // num_background))
    rounds = max(least, budget // (2 * (num_players - 1) * num_background))
    return Way("sampled", rounds, num_evaluations(num_players, num_background, 2 * rounds))


class Explainer:
    """Explains rows of one model."""

    def __init__(self, predictor: Predictor, max_evaluations: int) -> None:
        """`max_evaluations`: rows through the model for each row explained, unless the fewest orders take more."""
        self.background: Background = background_of(predictor)
        self._predictor = predictor
        self._is_additive = _adds_up(predictor)
        self._budget = min(max_evaluations, ROW_NUMBERS // predictor.num_numbers)

    def explain(
        self,
        table: pa.Table,
        class_index: Sequence[int],
        spend: Callable[[int], None] = lambda _: None,
        limits: Limits | None = None,
    ) -> Iterator[Explained]:
        """Each row's shares of the log-odds of its class, row by row. Equal rows get equal shares.

        `table`: rows that the predictor answers, typed. `spend` is told how many rows are about to go through the model.
        Raises: what `spend` raises.
        """
        for (players, views), index in zip(self._seats(table, limits), class_index, strict=True):
            game = RowGame(self._predictor, players, views, index, spend)
            yield Explained(players, self._shares(game))

    def costs(self, table: pa.Table, limits: Limits | None = None) -> tuple[int, int]:
        """Of the first row of `table`: its players, and the rows through the model that it takes."""
        (players, views), *_ = islice(self._seats(table.slice(0, 1), limits), 1)
        way = self._way(len(players), len(views[0].background_KX))
        return len(players), way.num_evaluations

    def _seats(self, table: pa.Table, limits: Limits | None) -> Iterator[Seat]:
        fine = way_of(GRID**2, 1, 0, is_additive=False).num_evaluations
        grid = GRID if self._is_additive or fine <= self._budget else COARSE_GRID
        return seats(self._predictor, table, self.background, grid, limits)

    def _way(self, num_players: int, num_background: int) -> Way:
        return way_of(num_players, num_background, self._budget, is_additive=self._is_additive)

    def _shares(self, game: RowGame) -> Shares:
        way = self._way(game.num_players, game.num_background)
        if way.method == "additive":
            return additive(game)
        return exact(game) if way.method == "exact" else sampled(game, way.rounds, seed_of(game.views))


def seed_of(views: Sequence[View]) -> int:
    """64 bits that depend on the row alone, as it is encoded."""
    digest = hashlib.blake2b(digest_size=8)
    for view in views:
        digest.update(view.row_X.tobytes())
    return int.from_bytes(digest.digest(), "little")


def _adds_up(predictor: Predictor) -> bool:
    """Whether the log-odds are a sum over columns: one network without a hidden layer, and two classes.

    The mean of several networks' probabilities is no such sum, nor is the log-odds of one class of three.
    """
    members = predictor.manifest.get("members", [])
    if len(members) != 1 or len(predictor.classes) != 2:
        return False
    model = members[0]["architecture"]["model"]
    return bool(model["family"] == "logistic" or (model["family"] == "mlp" and model["hidden"] == []))
