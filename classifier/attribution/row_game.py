"""One row as a game: coalitions become encoded rows, those go through the model, and their worth is a class's log-odds."""

# Axes: N rows, M coalitions, P players, K rows of the background, X axes of an encoded row, C classes.

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from classifier.inference.predictor import Predictor
from classifier.spec.attribution import Part
from classifier.table.encode import Encoder
from classifier.table.features.marks import Bools, Float32s, Float64s, Int64s

MOST_ROWS = 512  # made at once: a runtime computes no more together
MOST_NUMBERS = 2**20  # of them: 4 MB of float32, and a large image's network is asked for the time after a few of them


@dataclass(frozen=True)
class Player:
    """What an attribution is of."""

    column: str
    part: Part | None
    """Of a whole input; null where the column is the player."""


@dataclass(frozen=True)
class View:
    """One row as an encoder writes it, the background too, and whose each number is."""

    encoder: Encoder
    row_X: Float32s  # noqa: N815
    """Before the encoder's kernels, if it has any."""
    background_KX: Float32s  # noqa: N815
    owner_X: Int64s  # noqa: N815
    """Place of the player; P for a number that is always the row's."""

    def mixed(self, mask_MP: Bools, background: int) -> Float32s:
        """`[M, *encoder.shape]`: the row's numbers where their player is in, else those of the background."""
        held_MP = np.concatenate([mask_MP, np.ones((len(mask_MP), 1), dtype=np.bool_)], axis=1)
        x_MX = np.where(held_MP[:, self.owner_X], self.row_X, self.background_KX[background])
        return x_MX if self.encoder.kernels is None else self.encoder.kernels.of_steps(x_MX)


@dataclass(frozen=True)
class RowGame:
    """A row, its players, and the class whose log-odds they share; see `game.Game`."""

    predictor: Predictor
    players: Sequence[Player]
    views: Sequence[View]
    """One for each of the predictor's encoders."""
    class_index: int
    spend: Callable[[int], None]
    """Told how many rows are about to go through the model; may raise."""

    @property
    def num_players(self) -> int:
        """P."""
        return len(self.players)

    @property
    def num_background(self) -> int:
        """K."""
        return len(self.views[0].background_KX)

    def __call__(self, mask_MP: Bools, background: int) -> Float64s:
        """See `game.Game`."""
        at_once = max(1, min(MOST_ROWS, MOST_NUMBERS // self._width))
        parts = [mask_MP[at : at + at_once] for at in range(0, len(mask_MP), at_once)]
        return np.concatenate([self._worth(part, background) for part in parts]) if parts else np.empty(0)

    def _worth(self, mask_MP: Bools, background: int) -> Float64s:
        self.spend(len(mask_MP))
        logits_NC = self.predictor.logits([view.mixed(mask_MP, background) for view in self.views])
        return log_odds(logits_NC, self.class_index)

    @cached_property
    def _width(self) -> int:
        return max(max(view.owner_X.size, view.encoder.num_features) for view in self.views) + self.num_players


def log_odds(logits_NC: Float32s, class_index: int) -> Float64s:
    """`[N]` log(p / (1 - p)) of one class's probability p, from logits, so that no p is too near to 0 or 1.

    >>> log_odds(np.array([[0.0, 2.5], [0.0, -200.0]], dtype=np.float32), 1).tolist()
    [2.5, -200.0]
    """
    z_NC = logits_NC.astype(np.float64)
    others_NC = np.delete(z_NC, class_index, axis=1)
    top_N = others_NC.max(axis=1)
    rest_N = top_N + np.log(np.exp(others_NC - top_N[:, None]).sum(axis=1))
    worth_N: Float64s = z_NC[:, class_index] - rest_N
    return worth_N
