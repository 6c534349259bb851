"""Embeddings of numeric columns: each number becomes several."""

# Axes: B rows, K numeric columns, T bins of a column, E numbers that a column becomes.
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from classifier.spec.bins import bin_lines
from classifier.spec.inputs import InputLayout
from classifier.spec.models import NumericEmbedding, PeriodicEmbedding, PiecewiseLinearEmbedding
from classifier.spec.size import num_bins

SMALL = 0.3  # the embedding starts as little more than nothing: a table of many columns is less noisy (ADR 0012)


class PiecewiseLinear(nn.Module):
    """Each number as how far it has come through each bin, then a linear map of its own, beside one of the number itself.

    A bin left behind is 1, one not reached is 0; below the first edge and above the last the lines go on, a little. The edges are
    in the units of the encoded row, so a network that normalizes its inputs still finds its bins; the linear part
    reads the normalized number. They are no weights: they come from the layout, and no artifact holds them twice.
    Source: Gorishniy et al. 2022, arXiv:2203.05556, equation 1; the linear part as in 2025, arXiv:2410.24210.

    >>> bins = PiecewiseLinear([[0.0, 1.0, 3.0]], width=2)
    >>> bins.encoded(torch.tensor([[0.5], [2.0], [5.0]]))[:, 0].tolist()
    [[0.5, 0.0], [1.0, 0.5], [1.0, 2.0]]
    """

    starts: Tensor
    slopes: Tensor
    lowest: Tensor
    highest: Tensor

    def __init__(self, bins: Sequence[Sequence[float]], width: int, padded_bins: int | None = None) -> None:
        """`padded_bins`: what each column is padded to; its outer lines then end at -3 and 4 bins."""
        super().__init__()
        lines = bin_lines(bins, padded_bins)
        for name, values in lines._asdict().items():
            self.register_buffer(name, torch.tensor(values), persistent=False)
        most = len(lines.starts[0])
        bound = SMALL * most**-0.5
        self.weight = nn.Parameter(torch.empty(len(bins), most, width).uniform_(-bound, bound))
        linear = torch.empty(len(bins), width)
        # Where only shapes are asked for there is nothing to draw, and drawing would import torch's compiler: 0.8 s of a job.
        self.linear = nn.Parameter(linear if linear.is_meta else linear.normal_(std=SMALL / 2))
        self.bias = nn.Parameter(torch.zeros(len(bins), width))

    def encoded(self, x_BK: Tensor) -> Tensor:
        """`[B, K]` -> `[B, K, T]`."""
        x_BKT = (x_BK.unsqueeze(-1) - self.starts) * self.slopes
        return torch.clamp(x_BKT, self.lowest, self.highest)

    def forward(self, x_BK: Tensor, normalized_BK: Tensor) -> Tensor:
        """`[B, K]` as encoded, and as the network normalized it -> `[B, K, E]`."""
        # Rows side by side: a product with a column's few numbers takes a third of the time so.
        product_KEB = torch.bmm(self.weight.mT, self.encoded(x_BK).permute(1, 2, 0))
        return product_KEB.permute(2, 0, 1) + torch.addcmul(self.bias, normalized_BK.unsqueeze(-1), self.linear)


class Periodic(nn.Module):
    """Sines and cosines of each number at learned frequencies, then a linear map of its own and ReLU."""

    def __init__(self, num_columns: int, spec: PeriodicEmbedding) -> None:
        # Imported here: it looks for scikit-learn's trees, 1.2 s that no other network need wait for.
        from rtdl_num_embeddings import PeriodicEmbeddings

        super().__init__()
        self.embeddings = PeriodicEmbeddings(
            num_columns, spec.width, n_frequencies=spec.num_frequencies, frequency_init_scale=spec.sigma, lite=False
        )

    def forward(self, _: Tensor, normalized_BK: Tensor) -> Tensor:
        """As `PiecewiseLinear.forward`."""
        embedded: Tensor = self.embeddings(normalized_BK)
        return embedded


def make_embedding(inputs: InputLayout, embedding: NumericEmbedding) -> PiecewiseLinear | Periodic | None:
    """What embeds the numeric columns, `[B, K]` twice -> `[B, K, E]`; None when nothing does."""
    if isinstance(embedding, PiecewiseLinearEmbedding) and num_bins(inputs):
        return PiecewiseLinear(inputs.bins or [], embedding.width, inputs.padded_bins)
    return Periodic(len(inputs.numeric), embedding) if isinstance(embedding, PeriodicEmbedding) else None
