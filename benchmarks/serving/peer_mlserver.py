"""MLServer's runtime for the measured network, imported by MLServer itself."""

from typing import Any

from mlserver import MLModel  # type: ignore[import-not-found]
from mlserver.codecs import NumpyCodec, StringCodec  # type: ignore[import-not-found]
from mlserver.types import InferenceRequest, InferenceResponse  # type: ignore[import-not-found]

from benchmarks.serving.peer_server import Network
from benchmarks.serving.rows import CLASSES


class Bench(MLModel):  # type: ignore[misc]
    """A tensor for each column in, labels and probabilities out."""

    async def load(self) -> bool:
        """Ready at once."""
        self.network = Network()
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        """Classify rows."""
        columns: dict[str, Any] = {}
        for one in payload.inputs:
            is_text = one.datatype == "BYTES"
            columns[one.name] = StringCodec.decode_input(one) if is_text else NumpyCodec.decode_input(one).ravel()
        found = self.network(columns)
        labels = [CLASSES[label] for label in found.argmax(axis=1)]
        outputs = [NumpyCodec.encode_output("probabilities", found), StringCodec.encode_output("label", labels)]
        return InferenceResponse(model_name=self.name, outputs=outputs)
