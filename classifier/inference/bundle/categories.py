"""Categorical columns as nodes: what `CategoricalFeature.write` does, from the texts themselves."""

# Axes: N rows, J columns, W numbers of all of them.

from collections.abc import Mapping, Sequence

from classifier.inference.bundle.arithmetic import as_float
from classifier.inference.bundle.block import Block, joined
from classifier.inference.graph.builder import ML, Graph
from classifier.table.features.categorical import CategoricalFeature

UNSEEN = -2  # told from -1, a missing value that no training row had: only a category never seen may refuse a row


def write_categories(
    g: Graph, features: Sequence[CategoricalFeature], value_of: Mapping[str, str]
) -> tuple[list[Block], str | None]:
    """The blocks of categorical columns; and `[N, J]` bool, where a category was never seen (None without columns)."""
    if not features:
        return [], None
    code_of = {f.name: _code(g, f, value_of[f.name]) for f in features}
    blocks = []
    if embedded := [f for f in features if f.embedding_width is not None]:
        code_NJ = g.add("Max", joined(g, [code_of[f.name] for f in embedded]), g.whole(-1))
        blocks.append(Block(as_float(g, code_NJ), [(f.name, 0) for f in embedded]))
    if shown := [f for f in features if f.embedding_width is None and f.names]:
        places = [(i, number) for i, f in enumerate(shown) for number in range(len(f.names))]
        code_NJ = joined(g, [code_of[f.name] for f in shown])
        code_NW = g.add("Gather", code_NJ, g.whole(*(i for i, _ in places)), axis=1)
        is_NW = g.add("Equal", code_NW, g.whole(*(number for _, number in places)))
        blocks.append(Block(as_float(g, is_NW), [(shown[i].name, number) for i, number in places]))
    return blocks, g.add("Equal", joined(g, list(code_of.values())), g.whole(UNSEEN))


def _code(g: Graph, feature: CategoricalFeature, text_N1: str) -> str:
    """`[N, 1]` int64: the place of each level, of a missing value -1 if it has none, of what was never seen -2."""
    code = {text: place for text, place in feature.code.items() if text is not None}
    when_missing = feature.code.get(None, -1)
    code |= dict.fromkeys(["", *feature.missing_tokens], when_missing)
    return g.add(
        "LabelEncoder",
        text_N1,
        domain=ML,
        keys_strings=list(code),
        values_int64s=list(code.values()),
        default_int64=UNSEEN,
    )
