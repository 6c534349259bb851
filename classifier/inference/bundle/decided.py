"""The end of a whole graph: calibrated logits, probabilities and labels."""

# Axes: N rows, C classes.

from collections.abc import Sequence

import numpy as np

from classifier.inference.bundle.arithmetic import DOUBLE, INT64, double
from classifier.inference.graph.builder import Graph
from classifier.spec.decision import DecisionSettings


def calibrated(g: Graph, logits_NC: str, temperature: float) -> str:
    """`Predictor.logits`, float32."""
    return logits_NC if temperature == 1.0 else g.add("Div", logits_NC, g.scalar(temperature))


def probabilities(g: Graph, logits_NC: str) -> str:
    """`predictor.probabilities`, float64."""
    return g.add("Softmax", g.add("Cast", logits_NC, to=DOUBLE), axis=1)


def label_index(g: Graph, p_NC: str, decision: DecisionSettings | None, classes: Sequence[str]) -> str:
    """`metrics.decision.decide`, int64 `[N]`; None takes the most probable class."""
    if decision is None:
        return g.add("ArgMax", p_NC, axis=1, keepdims=0)
    if decision.per_class is not None:
        threshold_C = double(g, [decision.per_class[label] for label in classes])
        return g.add("ArgMax", g.add("Div", p_NC, threshold_C), axis=1, keepdims=0)
    if decision.cost_matrix is not None:
        cost_NC = g.add("MatMul", p_NC, double(g, decision.cost_matrix))
        return g.add("ArgMin", cost_NC, axis=1, keepdims=0)
    second_N = g.add("Gather", p_NC, g.constant(1, np.int64), axis=1)
    return g.add("Cast", g.add("GreaterOrEqual", second_N, double(g, decision.threshold)), to=INT64)
