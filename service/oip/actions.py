"""From tensors to tensors, through the same Predictor and counters as `/v1`."""

# Axes: N rows, C classes.

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from classifier.errors import RowsInvalid
from service.dependencies import Services
from service.oip.body import HEADER
from service.oip.inputs import converted
from service.oip.schemas import Datatype, InferRequest, OutputName, RequestedOutput
from service.oip.tensors import binary_of
from service.predictions.actions import Scored, Sent, refuse_threshold, rule_of, score
from service.serving.choice import Choice

if TYPE_CHECKING:
    from service.serving.loader import Predictor

USUAL: tuple[OutputName, ...] = ("label", "label_index", "probabilities")

_DATATYPES: dict[OutputName, Datatype] = {
    "label": "BYTES",
    "label_index": "INT64",
    "probabilities": "FP64",
    "logits": "FP32",
}


def sent_in(request: InferRequest, chunks: dict[str, bytes], services: Services) -> Sent:
    """The request's rows, read when they are asked for. `chunks`: see `service.oip.body.read`."""
    # A number in JSON takes a few bytes, as in memory.
    num_bytes = sum(map(len, chunks.values())) + 8 * sum(len(tensor.data or ()) for tensor in request.inputs)
    return Sent(lambda model: converted(request.inputs, chunks, model, services.settings.limits), num_bytes)


def infer(services: Services, choice: Choice, request: InferRequest, sent: Sent) -> tuple[bytes, dict[str, str], int]:
    """The answer's body and headers, outputs as JSON or their bytes after it; and how many rows it answers.

    Raises: `ModelUnusable`, `RowsInvalid`, `SpecInvalid`, `TensorInvalid`, `TooLarge`.
    """
    found, limits = choice.version, services.settings.limits
    predictor = services.predictors.get(services.blobs, found)
    services.known.learn(found, predictor)
    threshold = request.parameters.threshold
    refuse_threshold(threshold, predictor, pointer="/parameters/threshold")
    rows = sent.convert(predictor)
    rule = rule_of(threshold, found)
    try:
        scored = score(found, predictor, rows, services.counters, limits, sent.num_bytes, rule, skip=False)
    except RowsInvalid as error:  # its remedy speaks of an option that the protocol lacks
        raise RowsInvalid(error.detail, faults=error.faults, hint="Mend the rows, or leave them out.") from None
    answer: dict[str, Any] = {"model_name": found.model_name, "model_version": str(found.version)}
    if request.id is not None:
        answer["id"] = request.id
    if rows.ignored_columns:
        answer["parameters"] = {"ignored_inputs": ", ".join(rows.ignored_columns)}
    return *_written(answer, request, _tensors(scored, predictor)), len(scored.labels)


def _tensors(scored: Scored, predictor: "Predictor") -> dict[OutputName, Any]:
    return {
        "label": [predictor.classes[label] for label in scored.labels],
        "label_index": np.array(scored.labels, np.int64),
        "probabilities": scored.predictions.probabilities_NC,
        "logits": scored.predictions.logits_NC,
    }


def _written(
    answer: dict[str, Any], request: InferRequest, tensors: dict[OutputName, Any]
) -> tuple[bytes, dict[str, str]]:
    outputs: list[dict[str, Any]] = []
    binary: list[bytes] = []
    for asked in request.outputs or [RequestedOutput(name=name) for name in USUAL]:
        values, datatype = tensors[asked.name], _DATATYPES[asked.name]
        output: dict[str, Any] = {"name": asked.name, "shape": list(np.shape(values)), "datatype": datatype}
        own = asked.parameters.binary_data
        if request.parameters.binary_data_output if own is None else own:
            binary.append(binary_of(datatype, values))
            output["parameters"] = {"binary_data_size": len(binary[-1])}
        else:
            output["data"] = values if isinstance(values, list) else values.ravel().tolist()
        outputs.append(output)
    # Written here in the thread, as one object: FastAPI would look at every number once more.
    head = msgspec.json.encode({**answer, "outputs": outputs})
    if not binary:
        return head, {"Content-Type": "application/json"}
    return b"".join((head, *binary)), {"Content-Type": "application/octet-stream", HEADER: str(len(head))}
