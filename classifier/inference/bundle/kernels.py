"""Fixed kernels over steps as nodes: what `Kernels.write` does, each sum in the order of the compiled loops."""

# Axes: N rows, T steps, F channels, G numbers of a step (channels and mask), K kernels, I steps that a kernel sees, P numbers
# of one kernel and distance, D numbers of a row.
# A count of steps above a bias does not forgive a sum in another order: of a few thousand comparisons one would fall on the
# other side. So no convolution here, whose sums nobody promises.

from itertools import accumulate

import numpy as np

from classifier.inference.bundle.arithmetic import as_float
from classifier.inference.graph.builder import Graph
from classifier.spec.kernels import KERNEL_STEPS, TRIPLES
from classifier.table.kernels import SPREAD, Kernels

HALF = KERNEL_STEPS // 2


def write_kernels(g: Graph, kernels: Kernels, x_NTG: str, num_steps: int) -> str:
    """`[N, T, G]` as an encoder writes steps -> `[N, D]` float32."""
    end = g.whole(np.iinfo(np.int64).max)
    mask_NT1 = g.add("Slice", x_NTG, g.whole(-1), end, g.whole(2))
    real_N1T = g.add("Transpose", g.add("Greater", mask_NT1, g.scalar(0.5)), perm=[0, 2, 1])
    length_N11 = g.add("ReduceSum", as_float(g, real_N1T), g.whole(2), keepdims=1)
    x_NFT = g.add("Transpose", g.add("Slice", x_NTG, g.whole(0), g.whole(-1), g.whole(2)), perm=[0, 2, 1])
    distance_J, num_slots_J = np.unique(kernels.distances, return_counts=True)
    bias_DK = np.array(kernels.biases, dtype=np.float32).reshape(-1, len(TRIPLES))
    shares = []
    for j, (distance, num_slots, last) in enumerate(
        zip(distance_J.tolist(), num_slots_J.tolist(), accumulate(num_slots_J.tolist()), strict=True)
    ):
        used = kernels.channels[j * len(TRIPLES) : (j + 1) * len(TRIPLES)]
        at_NKT = _weighed(g, x_NFT, num_steps, distance, used)
        at_NKT = g.add("Where", real_N1T, at_NKT, g.scalar(-np.inf))
        at_N1KT = g.add("Unsqueeze", at_NKT, g.whole(1))
        above_NPKT = g.add("Greater", at_N1KT, g.constant(bias_DK[last - num_slots : last, :, None]))
        count_NPK = g.add("ReduceSum", as_float(g, above_NPKT), g.whole(3), keepdims=0)
        shares.append(g.add("Flatten", g.add("Div", count_NPK, length_N11), axis=1))
    share_ND = shares[0] if len(shares) == 1 else g.add("Concat", *shares, axis=1)
    scale_D = np.float32(SPREAD * kernels.num_features**-0.5) / np.array(kernels.scale, dtype=np.float32)
    return g.add("Mul", g.add("Sub", share_ND, g.constant(kernels.center)), g.constant(scale_D))


def _weighed(g: Graph, x_NFT: str, num_steps: int, distance: int, used: list[list[int]]) -> str:
    """`[N, K, T]`: three times a kernel's three steps, less all nine; its channels added up one after another."""
    zeros = HALF * distance
    padded = g.add("Pad", x_NFT, g.whole(0, 0, zeros, 0, 0, zeros))
    seen_I = [
        g.add("Slice", padded, g.whole(i * distance), g.whole(i * distance + num_steps), g.whole(2))
        for i in range(2 * HALF + 1)
    ]
    sum_NFT = seen_I[0]
    for seen_NFT in seen_I[1:]:
        sum_NFT = g.add("Add", sum_NFT, seen_NFT)
    seen_NFIT = g.add("Concat", *(g.add("Unsqueeze", seen_NFT, g.whole(2)) for seen_NFT in seen_I), axis=2)
    a, b, c = (g.add("Gather", seen_NFIT, g.whole(*(t[i] for t in TRIPLES)), axis=2) for i in range(3))
    three_NFKT = g.add("Mul", g.scalar(3.0), g.add("Add", g.add("Add", a, b), c))
    value_NFKT = g.add("Sub", three_NFKT, g.add("Unsqueeze", sum_NFT, g.whole(2)))
    flat_NQT = g.add("Reshape", value_NFKT, g.whole(0, -1, num_steps))  # Q: channel, then kernel
    out_NKT = ""
    for turn in range(max(map(len, used))):
        place_K = [(each[turn] if turn < len(each) else 0) * len(TRIPLES) + k for k, each in enumerate(used)]
        next_NKT = g.add("Gather", flat_NQT, g.whole(*place_K), axis=1)
        if turn == 0:
            out_NKT = next_NKT
            continue
        is_used_K1 = g.constant([[turn < len(each)] for each in used], np.bool_)
        out_NKT = g.add("Add", out_NKT, g.add("Where", is_used_K1, next_NKT, g.scalar(0.0)))
    return out_NKT
