"""An ONNX graph that grows node by node; its weights are names that the model file fills."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from classifier.inference.onnx_runtime import TOGETHER

OPSET = 20  # the first with Gelu
IR_VERSION = 10  # of onnx 1.16, which is older than any ONNX Runtime that the project takes
ML = "ai.onnx.ml"
"""Domain of the operators that look texts up."""
ML_OPSET = 2  # the first whose LabelEncoder gives whole numbers
LOCATION = "the model file"
"""What a weight's place says; whoever opens a session gives it the tensor."""


class Graph:
    """Values are known by their names, which every method returns."""

    def __init__(self, shapes: Mapping[str, Sequence[int]]) -> None:
        """`shapes` of all weights, by name."""
        self._shapes = shapes
        self._nodes: list[NodeProto] = []
        self._constants: dict[tuple[bytes, str, tuple[int, ...]], str] = {}
        self._tensors: list[TensorProto] = []
        self._weights: dict[str, TensorProto] = {}
        self._together = 1

    def has(self, name: str) -> bool:
        """Whether there is such a weight."""
        return name in self._shapes

    def shape(self, name: str) -> Sequence[int]:
        """Shape of a weight."""
        return self._shapes[name]

    def weight(self, name: str) -> str:
        """A weight, for which the graph holds no numbers."""
        if name not in self._weights:
            tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=self._shapes[name])
            tensor.data_location = TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value=LOCATION)
            self._weights[name] = tensor
        return name

    def constant(self, values: object, dtype: npt.DTypeLike = np.float32) -> str:
        """Numbers that the graph holds itself."""
        array = np.asarray(values, dtype=dtype)
        key = array.tobytes(), array.dtype.name, array.shape
        if key not in self._constants:
            self._constants[key] = f"constant.{len(self._constants)}"
            self._tensors.append(numpy_helper.from_array(array, self._constants[key]))
        return self._constants[key]

    def words(self, texts: Sequence[str]) -> str:
        """Texts `[n]` that the graph holds itself."""
        name = f"words.{len(self._tensors)}"
        self._tensors.append(numpy_helper.from_array(np.array(texts, dtype=object), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """The one output of a new node."""
        return self.add_many(kind, inputs, 1, **attributes)[0]

    def add_many(self, kind: str, inputs: Sequence[str], count: int, **attributes: Any) -> list[str]:
        """The `count` outputs of a new node; an input or output called "" is left out."""
        outputs = [f"{kind}.{len(self._nodes)}.{i}" for i in range(count)]
        self._nodes.append(helper.make_node(kind, list(inputs), outputs, **attributes))
        return outputs

    def scalar(self, value: float) -> str:
        """A float32 number without axes."""
        return self.constant(value)

    def whole(self, *values: int) -> str:
        """An int64 vector, as shapes and axes are given."""
        return self.constant(values, np.int64)

    def together(self, num_rows: int) -> None:
        """Rows must go through the graph in multiples of this many (a power of 2), or they round as their number wants."""
        self._together = max(self._together, num_rows)

    def finish(self, inputs: Mapping[str, Sequence[int]], outputs: Mapping[str, tuple[str, int]]) -> bytes:
        """The model's bytes.

        `inputs`: name -> shape of a float32 row. `outputs`: the name that one gets -> the value, and its numbers for a row.
        Raises: `ValueError` when a weight was not used.
        """
        return self.finish_as(
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", *row]) for name, row in inputs.items()],
            [
                (value, helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", n]))
                for name, (value, n) in outputs.items()
            ],
        )

    def finish_as(self, inputs: Sequence[ValueInfoProto], outputs: Sequence[tuple[str, ValueInfoProto]]) -> bytes:
        """The model's bytes, with inputs and outputs of any type; an output is a value and what it is to be called.

        Raises: `ValueError` when a weight was not used.
        """
        if unused := sorted(set(self._shapes) - set(self._weights)):
            raise ValueError(f"the graph does not use {unused[:5]}")
        nodes = [*self._nodes, *(helper.make_node("Identity", [value], [info.name]) for value, info in outputs)]
        initializers = [*self._tensors, *self._weights.values()]
        graph = helper.make_graph(nodes, "classifier", list(inputs), [info for _, info in outputs], initializers)
        opsets = [helper.make_opsetid("", OPSET)]
        if any(node.domain == ML for node in nodes):
            opsets.append(helper.make_opsetid(ML, ML_OPSET))
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="discern")
        helper.set_model_props(model, {TOGETHER: str(self._together)})
        return bytes(model.SerializeToString(deterministic=True))
