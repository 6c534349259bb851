"""Everything that fixes the shapes of a network's weights and what it computes."""

from typing import Self

from pydantic import Field, model_validator

from classifier.spec.base import Spec
from classifier.spec.inputs import InputLayout
from classifier.spec.models import ModelSpec
from classifier.spec.size import NetworkSize, network_size

MAX_PARAMETERS = 2**40  # no server trains as many; a file that claims more would overflow torch's own sizes


class Architecture(Spec):
    """One network: its inputs, its resolved model and its logits."""

    inputs: InputLayout
    model: ModelSpec
    batch_norm: bool
    """Whether numbers pass through batch normalization first (`preprocessing.normalization`)."""
    num_outputs: int = Field(ge=1)
    """Logits per row."""

    @model_validator(mode="after")
    def _can_be_built(self) -> Self:
        if self.size.parameters > MAX_PARAMETERS:
            raise ValueError(f"{self.size.parameters} parameters are more than any network has")
        return self

    @property
    def size(self) -> NetworkSize:
        """Parameters, and multiplications and activations of one row."""
        return network_size(self.inputs, self.model, self.num_outputs, batch_norm=self.batch_norm)

    @property
    def num_parameters(self) -> int:
        """Trained numbers; running statistics are not."""
        return self.size.parameters
