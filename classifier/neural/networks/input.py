"""How a row of a table enters a network: codes looked up, numbers embedded, the rest as it is."""

# Axes: B rows, D numbers of an encoded row, K numeric columns, W numbers that the first layer reads.
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from classifier.neural.networks.numeric import SMALL, make_embedding
from classifier.spec.inputs import InputLayout
from classifier.spec.models import NumericEmbedding
from classifier.spec.size import feature_widths


class Codes(nn.Module):
    """A learned vector for each code of one column; code -1, a level never seen, is zeros and teaches nothing."""

    def __init__(self, num_codes: int, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(num_codes, width).uniform_(-SMALL / 4, SMALL / 4))

    def forward(self, code_B: Tensor) -> Tensor:
        """`[B]` float32 codes -> `[B, width]`."""
        index_B = code_B.long()
        return F.embedding(index_B.clamp(min=0), self.weight).masked_fill((index_B < 0).unsqueeze(1), 0.0)


class TableInput(nn.Module):
    """From an encoded row to what the first layer reads.

    >>> inputs = InputLayout(kind="table", shape=[3], embedded=[{"position": 1, "num_codes": 5, "width": 4}])
    >>> from classifier.spec.models import NoEmbedding
    >>> x = torch.tensor([[0.5, -1.0, 2.0]])
    >>> TableInput(inputs, NoEmbedding())(x, x).tolist()
    [[0.5, 2.0, 0.0, 0.0, 0.0, 0.0]]
    """

    others: Tensor
    numeric: Tensor

    def __init__(self, inputs: InputLayout, embedding: NumericEmbedding) -> None:
        super().__init__()
        self.widths = feature_widths(inputs, embedding)
        """Numbers of each part, in order."""
        self.embedding = make_embedding(inputs, embedding)
        self.positions = [column.position for column in inputs.embedded]
        self.codes = nn.ModuleList(Codes(column.num_codes, column.width) for column in inputs.embedded)
        taken = {*self.positions, *(inputs.numeric if self.embedding is not None else ())}
        others = [place for place in range(inputs.num_numbers) if place not in taken]
        self.is_plain = not taken
        self.register_buffer("others", torch.tensor(others, dtype=torch.int64), persistent=False)
        self.register_buffer("numeric", torch.tensor(inputs.numeric, dtype=torch.int64), persistent=False)

    def forward(self, x_BD: Tensor, normalized_BD: Tensor) -> Tensor:
        """`[B, D]` as encoded, and with numeric columns as the network normalized them -> `[B, W]`."""
        if self.is_plain:
            return normalized_BD
        parts = [normalized_BD.index_select(1, self.others)]
        if self.embedding is not None:
            numbers = (own_BD.index_select(1, self.numeric) for own_BD in (x_BD, normalized_BD))
            parts.append(self.embedding(*numbers).flatten(1))
        parts += [codes(x_BD[:, place]) for place, codes in zip(self.positions, self.codes, strict=True)]
        return torch.cat(parts, 1)
