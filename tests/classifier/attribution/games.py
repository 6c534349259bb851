"""Games that a test makes up, and trained models to explain."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from classifier.inference.load import onnx_predictor
from classifier.inference.model_file import read_model_file
from classifier.inference.predictor import Predictor
from classifier.neural.artifact import write_artifact
from classifier.neural.trained import TrainedClassifier
from classifier.table.features.marks import Bools, Float64s


@dataclass
class MadeUp:
    """A game over numbers: the players of a coalition have the row's, the others the background's."""

    worth: Callable[[Float64s], Float64s]
    """`[M, P]` numbers -> `[M]`."""
    row_P: Float64s  # noqa: N815
    background_KP: Float64s  # noqa: N815
    asked: int = 0

    @property
    def num_players(self) -> int:
        return len(self.row_P)

    @property
    def num_background(self) -> int:
        return len(self.background_KP)

    def __call__(self, mask_MP: Bools, background: int) -> Float64s:
        self.asked += len(mask_MP)
        return self.worth(np.where(mask_MP, self.row_P, self.background_KP[background]))


def curved(num_players: int, num_background: int = 5, seed: int = 0) -> MadeUp:
    """A game in which players help and hinder each other."""
    draw = np.random.default_rng(seed)
    once_P, twice_PP = draw.normal(size=num_players), draw.normal(size=(num_players, num_players))

    def worth(x_MP: Float64s) -> Float64s:
        found_M: Float64s = np.tanh(x_MP @ once_P) + np.einsum("mp,pq,mq->m", x_MP, twice_PP, x_MP) / 4
        return found_M

    return MadeUp(worth, draw.normal(size=num_players), draw.normal(size=(num_background, num_players)))


def served(trained: TrainedClassifier, folder: Path) -> Predictor:
    """The model as the API loads it."""
    write_artifact(folder / "m", trained, {})
    return onnx_predictor(read_model_file(folder / "m"))
