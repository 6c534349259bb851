"""How far a shadow agrees with the version that answered, on the same rows."""

# Axes: N rows.

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from classifier.metrics.agreement import Answers, agreement
from classifier.metrics.decision import decide
from classifier.spec.counts import Agreement
from classifier.spec.limits import Limits
from store.served import ServedVersion

if TYPE_CHECKING:
    from classifier.inference.predictor import Predictions
    from classifier.table.convert import Converted
    from service.predictions.actions import Sent
    from service.serving.loader import Predictor


@dataclass(frozen=True)
class Judged:
    """What one version makes of rows."""

    version: ServedVersion
    predictor: "Predictor"
    converted: "Converted"
    predictions: "Predictions"

    @property
    def bad(self) -> set[int]:
        """Rows that it cannot read."""
        return {*self.converted.bad_rows, *self.predictions.bad_rows.tolist()}

    @property
    def answers(self) -> Answers:
        """By its own decision settings: a request's threshold is the caller's, and says nothing of the version."""
        said, rule = self.predictions, self.version.decision.settings
        label_N = said.label_index_N
        if rule is not None:
            label_N = decide(said.probabilities_NC, rule, self.predictor.classes)
        return Answers(self.predictor.classes, label_N, said.probabilities_NC)


def judged(version: ServedVersion, predictor: "Predictor", sent: "Sent", limits: Limits) -> Judged:
    """What a version makes of a request's rows. Raises: as `service.predictions.actions.answer`."""
    converted = sent.convert(predictor)
    return Judged(version, predictor, converted, predictor.predict(converted.table, limits=limits))


def agreement_of(answered: Judged, shown: Judged) -> Agreement:
    """Over the rows that both can read."""
    is_good_N = np.ones(len(shown.predictions.label_index_N), dtype=np.bool_)
    is_good_N[sorted(answered.bad | shown.bad)] = False
    return agreement(answered.answers, shown.answers, is_good_N)
