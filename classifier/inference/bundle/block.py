"""What the columns of a table become inside a graph, and how their numbers are put in the encoder's order."""

# Axes: N rows, W numbers of a block, D numbers of an encoded row.

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.inference.graph.builder import Graph

Place = tuple[str, int]
"""A number of an encoded row: its column, and which of that column's numbers it is."""


@dataclass(frozen=True)
class Block:
    """Numbers of several columns, computed together."""

    value_NW: str  # noqa: N815
    """Float32."""
    places: Sequence[Place | None]
    """What each of the W numbers is; None is of no use."""


def in_order(g: Graph, blocks: Sequence[Block], wanted: Sequence[Place]) -> str:
    """`[N, D]` float32: the numbers that are wanted, one beside the other."""
    found = [place for block in blocks for place in block.places]
    joined_NW = blocks[0].value_NW if len(blocks) == 1 else g.add("Concat", *(b.value_NW for b in blocks), axis=1)
    if found == list(wanted):
        return joined_NW
    at = {place: i for i, place in enumerate(found)}
    return g.add("Gather", joined_NW, g.whole(*(at[place] for place in wanted)), axis=1)


def joined(g: Graph, values_N1: Sequence[str]) -> str:
    """`[N, 1]` of each -> `[N, K]`."""
    return values_N1[0] if len(values_N1) == 1 else g.add("Concat", *values_N1, axis=1)
