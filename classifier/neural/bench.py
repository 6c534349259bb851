"""The members that still train, side by side in one buffer, with what moves them."""

from collections.abc import Sequence

from torch import Tensor

from classifier.neural.choose import make_steps
from classifier.neural.learner import Learner, copied, copy
from classifier.neural.loss import Loss
from classifier.neural.optimizer import flattened
from classifier.neural.precision import Compute
from classifier.neural.ranks import Ranks
from classifier.neural.steps import Steps
from classifier.spec.train import TrainSpec


class Bench:
    """Weights and optimizer of members whose networks are shaped alike; one that has ended leaves it."""

    def __init__(
        self, learners: Sequence[Learner], loss: Loss, spec: TrainSpec, compute: Compute, ranks: Ranks | None
    ) -> None:
        """The parameters of the learners' models become views into one buffer."""
        self.learners = list(learners)
        self._loss, self._spec, self._compute, self._ranks = loss, spec, compute, ranks
        if not learners:
            return
        models = [own.model for own in learners]
        self.flat, self._optimizer = flattened(models, spec.optimizer)
        if isinstance(spec.training.ema_decay, float):
            self.flat.begin_average()
        self.steps: Steps = make_steps(models, loss, spec, self.flat, self._optimizer, compute, ranks)

    def rows(self) -> list[tuple[Learner, Tensor]]:
        """Each member with its live weights, `[P]`."""
        return list(zip(self.learners, self.flat.values_MP, strict=True)) if self.learners else []

    def state(self, learner: Learner) -> dict[str, Tensor]:
        """All live tensors of a member that an epoch changes."""
        m = self.learners.index(learner)
        moments = {f"optimizer.{name}": tensor[m] for name, tensor in self._optimizer.tensors.items()}
        average = {} if self.flat.average_MP is None else {"average": self.flat.average_MP[m]}
        return {**learner.weights(self.flat.values_MP[m]), **moments, **average}

    def without(self, ended: Sequence[Learner]) -> "Bench":
        """The same members but these, their state moved to a buffer of their own."""
        states = {own.number: copied(self.state(own)) for own in self.learners if own not in ended}
        gradients = {own.number: self.flat.gradient_MP[m].clone() for m, own in enumerate(self.learners)}
        left = [own for own in self.learners if own not in ended]
        bench = Bench(left, self._loss, self._spec, self._compute, self._ranks)
        for m, own in enumerate(bench.learners):
            copy(states[own.number], into=bench.state(own))
            bench.flat.gradient_MP[m].copy_(gradients[own.number])
        return bench
