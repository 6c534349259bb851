"""Many perceptrons in one: shared layers, scales of each member's own."""

# Axes: B rows, D numbers of an encoded row, M members, H units, C outputs.
from itertools import pairwise

import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from classifier.neural.networks.input import TableInput
from classifier.neural.networks.mlp import ACTIVATIONS
from classifier.neural.networks.norm import make_norm
from classifier.spec.inputs import InputLayout
from classifier.spec.models import NoEmbedding, TabmSpec
from classifier.spec.size import numeric_embedding


class Tabm(nn.Module):
    """Hidden layers whose weights the members share but for a scale of inputs and outputs; a head for each member.

    The layers are those of the package `tabm`, whose own model has hidden layers of one width only. Members start apart
    by the scales of the first layer's inputs, one for each column: signs, or normal numbers after embeddings.
    Source: Gorishniy, Kotelnikov and Babenko 2025, arXiv:2410.24210, section 3.

    >>> from torch import zeros
    >>> inputs = InputLayout(kind="table", shape=[3])
    >>> model = TabmSpec(num_members=4, hidden=[8, 6], activation="relu")
    >>> Tabm(inputs, model, 2, batch_norm=False)(zeros(5, 3)).shape
    torch.Size([5, 4, 2])
    """

    def __init__(self, inputs: InputLayout, model: TabmSpec, num_outputs: int, *, batch_norm: bool) -> None:
        # Imported here: it looks for scikit-learn's trees, 1.2 s that no other network need wait for.
        from tabm import LinearBatchEnsemble, LinearEnsemble

        super().__init__()
        if model.hidden == "auto":
            raise ValueError("the model is not resolved")
        embedding = numeric_embedding(model, inputs)
        self.norm = make_norm(inputs, batch_norm=batch_norm)
        self.input = TableInput(inputs, embedding)
        self.num_members, self.dropout = model.num_members, model.dropout
        widths = self.input.widths
        start = "random-signs" if isinstance(embedding, NoEmbedding) else "normal"
        self.layers = nn.ModuleList(
            LinearBatchEnsemble(
                before,
                after,
                k=model.num_members,
                scaling_init=(start, "ones") if i == 0 else "ones",
                first_scaling_init_chunks=widths if i == 0 else None,
            )
            for i, (before, after) in enumerate(pairwise([sum(widths), *model.hidden]))
        )
        self.heads = LinearEnsemble(model.hidden[-1], num_outputs, k=model.num_members)
        self.activate = ACTIVATIONS[model.activation].activate

    def forward(self, x_BD: Tensor) -> Tensor:
        """`[B, D]` float32 -> `[B, M, C]` logits."""
        x = self.input(x_BD, x_BD if self.norm is None else self.norm(x_BD))
        x = x.unsqueeze(1).expand(-1, self.num_members, -1)
        for layer in self.layers:
            x = F.dropout(self.activate(layer(x)), self.dropout, self.training)
        logits_BMC: Tensor = self.heads(x)
        return logits_BMC
