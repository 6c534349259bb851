"""A model as one graph: raw columns in, probabilities and labels out."""

# Axes: N rows, C classes.

from collections.abc import Mapping

import numpy as np
from onnx import ModelProto, TensorProto, helper

from classifier.errors import ArtifactCorrupt
from classifier.inference.bundle.arithmetic import as_float, double
from classifier.inference.bundle.decided import calibrated, label_index, probabilities
from classifier.inference.bundle.inputs import BundleColumn, NotExportable, all_inputs, bundle_columns
from classifier.inference.bundle.preprocessing import write_encoder
from classifier.inference.graph.builder import Graph
from classifier.inference.graph.members import GraphMember, weight_shapes, write_members
from classifier.inference.manifest import Manifest
from classifier.inference.predictor import distinct
from classifier.inference.tensor_file import Array
from classifier.spec.decision import DecisionSettings

MAX_WEIGHT_BYTES = 2**31 - 2**26
"""A file of ONNX is one message of protobuf, which ends at 2 GiB; beside the weights stand texts and nodes."""


def whole_graph(manifest: Manifest, decision: DecisionSettings | None) -> tuple[bytes, list[BundleColumn]]:
    """The ONNX model without its weights, and the columns that it takes.

    Outputs: `probabilities` and `logits` float32 `[N, C]`, `label` string `[N]` by `decision`, `refused` bool `[N]`: such a
    row has an empty label and probabilities that are NaN.
    Raises: `NotExportable` for a model that is not one graph.
    """
    encoders, places = distinct(member.encoder for member in manifest.members)
    columns = bundle_columns(encoders)
    members = [
        GraphMember(member.architecture, member.tensors, place)
        for member, place in zip(manifest.members, places, strict=True)
    ]
    g = Graph(weight_shapes(members))
    by_name = {column.column.name: column for column in columns}
    written = [write_encoder(g, encoder, by_name) for encoder in encoders]
    try:
        logits_NC, num_classes = write_members(g, members, {i: x_NX for i, (x_NX, _) in enumerate(written)})
    except ValueError as error:
        raise NotExportable(f"its network cannot be written as a graph: {error}") from None
    logits_NC = calibrated(g, logits_NC, manifest.calibration.temperature)
    p_NC = probabilities(g, logits_NC)
    index_N = label_index(g, p_NC, decision, manifest.classes)
    # NaN where the arithmetic failed: no such row has an answer.
    refused_N = g.add("IsNaN", g.add("ReduceSum", p_NC, g.whole(1), keepdims=0))
    for _, more_N in written:
        refused_N = refused_N if more_N is None else g.add("Or", refused_N, more_N)
    label_N = g.add("Where", refused_N, g.words([""]), g.add("Gather", g.words(manifest.classes), index_N))
    answered_NC = g.add("Where", g.add("Unsqueeze", refused_N, g.whole(1)), double(g, np.nan), p_NC)
    outputs = [
        (as_float(g, answered_NC), "probabilities", TensorProto.FLOAT, [num_classes]),
        (logits_NC, "logits", TensorProto.FLOAT, [num_classes]),
        (label_N, "label", TensorProto.STRING, []),
        (refused_N, "refused", TensorProto.BOOL, []),
    ]
    infos = [(value, helper.make_tensor_value_info(name, kind, ["N", *axes])) for value, name, kind, axes in outputs]
    return g.finish_as([tensor.info for tensor in all_inputs(columns)], infos), columns


def with_weights(graph: bytes, tensors: Mapping[str, Array]) -> bytes:
    """The same ONNX model with the weights in it.

    Raises: `NotExportable` when it would pass the size of a file of ONNX, `ArtifactCorrupt` when a weight is not there.
    """
    size = sum(tensor.nbytes for tensor in tensors.values())
    if size > MAX_WEIGHT_BYTES:
        raise NotExportable(
            f"its weights have {size:,} bytes, and a file of ONNX holds {MAX_WEIGHT_BYTES:,}",
            hint="Export it as safetensors, which holds them apart from the graph.",
        )
    model = ModelProto.FromString(graph)
    for tensor in model.graph.initializer:
        if tensor.data_location == TensorProto.EXTERNAL:
            if tensor.name not in tensors:
                raise ArtifactCorrupt(f"the model has no weight {tensor.name!r}")
            tensor.ClearField("external_data")
            tensor.ClearField("data_location")
            tensor.raw_data = np.ascontiguousarray(tensors[tensor.name], dtype="<f4").tobytes()
    return bytes(model.SerializeToString(deterministic=True))
