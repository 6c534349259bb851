"""The game that attributions share out: players, coalitions of them, and what a coalition is worth."""

# Axes: M coalitions, P players, K rows of the background.

from dataclasses import dataclass
from typing import Protocol

from classifier.spec.attribution import Method
from classifier.table.features.marks import Bools, Float64s


class Game(Protocol):
    """What coalitions are worth against each row of the background."""

    @property
    def num_players(self) -> int:
        """P."""

    @property
    def num_background(self) -> int:
        """K."""

    def __call__(self, mask_MP: Bools, background: int) -> Float64s:
        """`[M]` float64: of each coalition, whose players have the row's values and the others those of row `background`."""


@dataclass(frozen=True)
class Shares:
    """What each player adds. The shares sum to `value - base_value`."""

    share_P: Float64s  # noqa: N815
    standard_error_P: Float64s  # noqa: N815
    """Of drawing orders; 0 where nothing was drawn."""
    value: float
    """Of all players together: the row itself."""
    base_value: float
    """Of no player: the mean over the background."""
    method: Method
    num_evaluations: int
    """Rows that went through the model."""
