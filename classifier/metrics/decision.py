"""The one rule that turns probabilities into labels."""

# Axes: N rows, C classes.

import numpy as np
import numpy.typing as npt


def predict_index(probabilities_NC: npt.NDArray[np.floating], threshold: float | None) -> npt.NDArray[np.int64]:
    """Label number of each row: two classes are decided by `p1 >= threshold` (0.5 when None), more by the largest.

    Shape: `[N, C]` float -> `[N]` int64. Of equal largest probabilities the first class wins.

    >>> predict_index(np.array([[0.6, 0.4], [0.5, 0.5]]), 0.4).tolist()
    [1, 1]
    >>> predict_index(np.array([[0.2, 0.4, 0.4]]), None).tolist()
    [1]
    """
    if probabilities_NC.shape[1] == 2:
        # In float64, as the probabilities are shown: float32(0.7) is below 0.7.
        return (probabilities_NC[:, 1].astype(np.float64) >= (0.5 if threshold is None else threshold)).astype(np.int64)
    return np.asarray(probabilities_NC.argmax(axis=1), dtype=np.int64)
