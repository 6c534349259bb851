"""Bodies of predictions, drawn at random: rows that fit, rows that nearly do, and text that is nearly JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

# Names and words that JSON must escape, that look like other cells, that only differ in their normal form.
WORDS = (
    "red",
    "Grün",
    "NA",
    "",
    "1",
    "true",
    'q"\\',
    "a:b",
    '":',
    "日本",
    "e\u0301",
    "é",
    "x" * 70,
    " red",
    "\n",
    "\u2028",
    "\x7f",
)
EXTRA = ("a", "b", "id", "rows", "日本")
PARTS = (
    None,
    ["label"],
    ["logits"],
    ["logits", "label"],
    ["probabilities"],
    ["probabilities", "logits", "label"],
    ["label", "label"],
)
finite = st.floats(allow_nan=False, allow_infinity=False)
usual = st.one_of(st.floats(-1e6, 1e6), st.integers(-99, 99))
edges = st.one_of(finite, st.integers(-(2**65), 2**65), st.sampled_from([2**53, 2**53 - 1, -(2**53), -0.0]))
numbers = st.one_of(*[usual] * 12, edges)
moments = st.datetimes().map(lambda moment: moment.isoformat())
times = st.one_of(
    *[moments] * 12,
    st.from_regex(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9]:[0-5][0-9](:[0-6][0-9](\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?", fullmatch=True),
    st.sampled_from([" 2024-02-29\t", "2024-02-30", "0000-01-01", "2024-01-01\n", "NA", " ? ", "", "2024-01-01T24:00", "9999-12-31T23:59-23:59"]),
)  # fmt: skip
FITTING = {
    "numeric": numbers,
    "boolean": st.booleans(),
    "categorical": st.sampled_from((*WORDS, "never seen")),
    "datetime": times,
}
odd = st.one_of(
    numbers,
    st.booleans(),
    st.sampled_from(WORDS),
    st.text(max_size=5),
    st.sampled_from(["4537", "yes", [1, 2], "1e5", "inf"]),
)


@st.composite
def bodies(draw: st.DrawFn, columns: Mapping[str, str], words: Sequence[str] = (*WORDS, "never seen")) -> bytes:
    """A body for a model with columns of these kinds: most fit, and some nearly do."""
    fitting = {**FITTING, "categorical": st.sampled_from(words)}
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        row: dict[str, Any] = {}
        for name, kind in draw(st.permutations(list(columns.items()))):
            row[name] = draw(st.one_of(fitting[kind], fitting[kind], fitting[kind], st.none()))
        rows.append(row)
    spoil = draw(st.integers(0, 9))
    if spoil == 9:
        rows[-1][draw(st.sampled_from(sorted(columns)))] = draw(odd)
    elif spoil == 8:
        rows[-1][draw(st.sampled_from(EXTRA))] = draw(odd)
    elif spoil == 7:
        rows[-1].pop(next(iter(rows[-1])))
    asked = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "threshold": st.sampled_from([None, 0.25, 0.75, 1]),
                "decimals": st.sampled_from([None, 1, 3, 40]),
                "answer": st.sampled_from(["rows", "columns"]),
                "return": st.sampled_from(PARTS),
                "top_k": st.sampled_from([None, 1, 2, 2, 99, 0]),
            },
        )
    )
    given: dict[str, Any] = {"rows": rows}
    if draw(st.booleans()):
        names = list(dict.fromkeys(name for row in rows for name in row))
        given = {"columns": {name: [row[name] for row in rows if name in row] for name in names}}
    text = json.dumps({**given, **asked}, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1])))
    return text.encode("utf-8", "surrogatepass")
