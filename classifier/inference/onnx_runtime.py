"""What ONNX Runtime computes for a `Predictor`: one graph, one thread, weights from the model file."""

# Axes: N rows, X axes of an encoded row, C classes.
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from classifier.errors import ArtifactCorrupt
from classifier.inference.tensor_file import Array

Float32s = npt.NDArray[np.float32]

TOGETHER = "rows_together"
"""Name under which a graph says in which multiples its rows must come."""
MAX_SLICE = 512
"""Rows that go through the network at once: 10,000 rows of 43 numbers take 3.0 ms by 512 and 3.75 ms as a whole."""
SLICE_CELLS = 2**19  # numbers of all layers, 2 MiB: what a core's own cache holds
QUIET = 3  # errors only: a warning of ONNX Runtime would be no sentence for a server's log


class OnnxRuntime:
    """A session over the graph of a model file; see `classifier.inference.predictor.Runtime`.

    One thread: requests already run side by side, and a pool's waiting threads would spin on their cores. A row's answer
    does not depend on the rows beside it.
    """

    any_batch = True

    def __init__(self, graph: bytes, tensors: Mapping[str, Array], row_cells: int) -> None:
        """`row_cells`: numbers that the layers of the largest network hold for one row.

        Raises: `ArtifactCorrupt` when the graph is none, or does not fit the tensors.
        """
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = QUIET
        # It copies them: the arrays may go (a test overwrites them).
        options.add_external_initializers(
            list(tensors), [ort.OrtValue.ortvalue_from_numpy(tensor) for tensor in tensors.values()]
        )
        try:
            self._session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            self._names = [value.name for value in self._session.get_inputs()]
            (output,) = self._session.get_outputs()
            self._num_classes = int(output.shape[1])
            self._together = int(self._session.get_modelmeta().custom_metadata_map.get(TOGETHER, "1"))
        except Exception as error:  # its own classes have no common parent but this
            raise ArtifactCorrupt(f"the model's graph cannot be run: {str(error)[:200]}") from error
        most = min(MAX_SLICE, SLICE_CELLS // max(1, row_cells))
        self.slice_rows = max(self._together, most - most % self._together)

    def logits(self, encoded: Iterable[Float32s]) -> Float32s:
        """See `classifier.inference.predictor.Runtime.logits`; all encoders' numbers are in memory together."""
        arrays = list(encoded)
        num_rows = len(arrays[0])
        if num_rows == 0:
            return np.empty((0, self._num_classes), dtype=np.float32)
        if num_rows <= self.slice_rows:
            return self._run(arrays)
        starts = range(0, num_rows, self.slice_rows)
        return np.concatenate([self._run([x_NX[at : at + self.slice_rows] for x_NX in arrays]) for at in starts])

    def _run(self, arrays: list[Float32s]) -> Float32s:
        num_rows = len(arrays[0])
        if lacking := -num_rows % self._together:
            arrays = [np.concatenate([x_NX, np.zeros((lacking, *x_NX.shape[1:]), x_NX.dtype)]) for x_NX in arrays]
        found: Float32s = self._session.run(None, dict(zip(self._names, arrays, strict=True)))[0]
        return found[:num_rows] if lacking else found
