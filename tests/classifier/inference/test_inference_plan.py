"""The short way from JSON to numbers gives the bits of the long way, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.inference.plan import Given, Plan, Unsure
from classifier.inference.plan_block import Cells
from classifier.spec.reference import Measure, NumberReference
from classifier.spec.table import ColumnKind
from classifier.table.convert import convert_rows
from classifier.table.counting import Columns, TableColumns
from classifier.table.encode import encode
from classifier.table.encoder import Encoder, input_columns
from classifier.table.features.boolean import BooleanFeature
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.datetime import DatetimeFeature
from classifier.table.features.feature import CellFeature
from classifier.table.features.numeric import NumericFeature
from classifier.table.input_column import InputColumn
from service.errors import JsonInvalid
from service.strict_json import strict_json
from tests.classifier.inference.plain_bodies import WORDS, bodies

NAMES = ("a", "b", "Länge", "a:b", "x y", "日本", "rows", "threshold", "n:1", "é")
scales = st.one_of(st.floats(1e-3, 1e6), st.sampled_from([2.3e-308, 1e-300, 1e300, 1.0]))
centers = st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, 1e300, -1e300, 1.7e308]))


@st.composite
def features(draw: st.DrawFn, name: str, kind: str, tokens: list[str]) -> CellFeature:
    has_indicator = draw(st.booleans())
    if kind == "boolean":
        return BooleanFeature(name=name, missing_tokens=tokens, fill=draw(st.booleans()), has_indicator=has_indicator)
    if kind == "datetime":
        parts = draw(st.lists(st.sampled_from(["hour", "weekday", "month", "trend"]), unique=True))
        return DatetimeFeature(
            name=name, missing_tokens=tokens, parts=parts, center_days=draw(st.floats(-1e5, 1e5)),
            scale_days=draw(st.floats(1e-3, 1e5)), has_indicator=has_indicator,
        )  # fmt: skip
    if kind == "categorical":
        words = draw(st.lists(st.sampled_from([word for word in WORDS if word]), unique=True, min_size=2, max_size=8))
        cut = draw(st.integers(1, len(words)))
        fill = draw(st.sampled_from([None, *words]))
        return CategoricalFeature(
            name=name, missing_tokens=tokens, levels=words[:cut], rare_levels=words[cut:], fill=fill,
            has_missing_code=fill is None and draw(st.booleans()), embedding_width=draw(st.sampled_from([None, 3])),
        )  # fmt: skip
    ranks = draw(st.one_of(st.none(), st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=9).map(sorted)))
    return NumericFeature(
        name=name, missing_tokens=tokens, fill=draw(centers), fill_with="median", center=draw(centers),
        scale=draw(scales), has_indicator=has_indicator, smooth_clip=draw(st.booleans()),
        log_center=draw(st.floats(-1e6, 1e6)), log_scale=draw(st.one_of(st.none(), scales)), quantiles=ranks,
    )  # fmt: skip


TOKENS = {"categorical": ["", "NA"], "numeric": ["", "NA", "-999"], "boolean": ["", "NA"], "datetime": ["", "NA", "?"]}


@st.composite
def models(draw: st.DrawFn) -> list[Encoder]:
    """One to three encoders over the same columns, each with some of them, in an order of its own."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=6))
    kinds = {
        name: draw(st.sampled_from(["numeric", "numeric", "boolean", "categorical", "datetime"])) for name in names
    }
    encoders = []
    for _ in range(draw(st.integers(1, 3))):
        some = draw(st.permutations(names))[: draw(st.integers(1, len(names)))]
        columns = [draw(features(name, kinds[name], TOKENS[kinds[name]])) for name in some]
        encoders.append(Encoder(columns=columns, dropped=[], unseen_is_error=draw(st.booleans())))
    return encoders


def kinds_of(encoders: list[Encoder]) -> dict[str, str]:
    return {column.name: column.kind.value for encoder in encoders for column in input_columns(encoder)}


@contextmanager
def quiet() -> Iterator[None]:
    with np.errstate(all="ignore"):
        yield


def assert_counted_alike(cells: Columns, table: pa.Table, columns: list[InputColumn]) -> None:
    """What is counted of the plan's cells is what would be of the long way's table."""
    long = TableColumns(table)
    for column in columns:
        if column.kind in (ColumnKind.numeric, ColumnKind.datetime):
            what: Measure = "days" if column.kind is ColumnKind.datetime else "value"
            asked = NumberReference(column=column.name, measure=what, edges=[], minimum=0, maximum=0, counts=[0])
            np.testing.assert_array_equal(cells.numbers(asked), long.numbers(asked))
        else:
            values = [value for value in table.column(column.name).unique().to_pylist() if isinstance(value, str)]
            code: dict[str | None, int] = {value: place for place, value in enumerate(values[::2])}
            (found_N, missing_N), (wanted_N, lacking_N) = (one.codes(column.name, code) for one in (cells, long))
            np.testing.assert_array_equal(missing_N, lacking_N)
            np.testing.assert_array_equal(found_N[~missing_N], wanted_N[~missing_N])


def compare(encoders: list[Encoder], plan: Plan, body: bytes) -> bool:
    """Whether the plan answered; what it says must then be what the long way says."""
    try:
        plain = plan.read(body)
    except Unsure:
        return False
    columns = list({column.name: column for encoder in encoders for column in input_columns(encoder)}.values())
    parsed = strict_json(body)
    rows = parsed.get("rows") or [
        dict(zip(parsed["columns"], row, strict=True)) for row in zip(*parsed["columns"].values(), strict=True)
    ]
    converted = convert_rows(rows, columns)
    assert (converted.faults, converted.ignored_columns) == ([], [])
    with quiet():
        told = [encode(encoder, converted.table, with_warnings=True) for encoder in encoders]
        parts: list[tuple[Given, slice]] = [(plain.given, slice(None))]
        if isinstance(plain.given, list):
            parts += [(plain.given[:1], slice(0, 1)), (plain.given[-1:], slice(-1, None))]
        for given, place in parts:
            x, warnings = plan.encode(given)
            for one, long in zip(x, told, strict=True):
                assert (
                    one.tobytes() == long.x_NX[place].tobytes()
                    or (one + 0.0).tobytes() == (long.x_NX[place] + 0.0).tobytes()
                )
                assert (one.flags.c_contiguous, one.dtype) == (True, np.float32)
            by_row = [
                list(dict.fromkeys(text for row in rows for text in row))
                for rows in zip(*(t.warnings or [] for t in told), strict=True)
            ]
            assert (warnings or [[] for _ in by_row[place]]) == by_row[place]
    assert not any(len(one.bad_rows) for one in told)
    cells = plan.cells(plain.given)
    assert_counted_alike(plan.columns_of(cells), converted.table, columns)
    for one, long in zip(plan.encode(cells)[0], told, strict=True):  # as many rows are kept, and no list of one is
        assert ((one + 0.0) == (long.x_NX + 0.0)).all()
    if isinstance(plain.given, list):
        alone = [plan.cells([row]) for row in plain.given]
        assert_counted_alike(plan.columns_of(Cells.joined(alone)), converted.table, columns)
    assert (plain.threshold, plain.decimals) == (parsed.get("threshold"), parsed.get("decimals"))
    assert (plain.parts, plain.top_k) == (parsed.get("return"), parsed.get("top_k"))
    return True


def test_what_the_plan_answers_has_the_bits_of_the_long_way() -> None:
    answered: list[bool] = []

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def hold(data: st.DataObject) -> None:
        encoders = data.draw(models())
        plan = Plan.of(encoders)
        assert plan is not None
        answered.extend(compare(encoders, plan, data.draw(bodies(kinds_of(encoders)))) for _ in range(4))

    hold()
    assert 0.1 < sum(answered) / len(answered) < 0.9  # else only one of the two was tried


SIMPLE = [
    Encoder(
        columns=[
            NumericFeature(name="a", missing_tokens=[""], fill=2.0, fill_with="mean", center=1.0, scale=3.0, has_indicator=True),
            CategoricalFeature(name="b", missing_tokens=["", "NA"], levels=["x", "y"], rare_levels=["z"], fill=None, has_missing_code=True),
            BooleanFeature(name="c", missing_tokens=[""], fill=True, has_indicator=False),
            DatetimeFeature(name="d", missing_tokens=[""], parts=["hour", "trend"], center_days=2.0, scale_days=3.0, has_indicator=False),
        ],
        dropped=[],
        unseen_is_error=False,
    )
]  # fmt: skip
GOOD = b'{"rows":[{"a":4.5,"b":"x","c":true,"d":"2024-05-31T12:30:00Z"}]}'

COLUMNS = (
    b'{"columns":{"a":[4.5,null],"b":["x","never seen"],"c":[true,null],"d":["2024-05-31T12:30:00Z","2024-01-01"]}}'
)


@pytest.mark.parametrize(
    "body",
    [
        GOOD,
        GOOD.replace(b"4.5", b"-3"),
        GOOD.replace(b"4.5", b"null").replace(b'"x"', b"null").replace(b"true", b"null"),
        GOOD.replace(b'"x"', b'"never seen"'),
        GOOD.replace(b'"x"', b'"NA"'),
        GOOD.replace(b'":', b'" : '),
        GOOD.replace(b'"a"', b'"\\u0061"'),
        GOOD.replace(b"2024-05-31T12:30:00Z", b"2024-05-31 12:30:00.5+02:00"),
        GOOD.replace(b"[{", b"[" + GOOD[9:-2] + b",{"),
        GOOD[:-1] + b',"return":["logits","label"],"top_k":2}',
        GOOD[:-1] + b',"return":null,"top_k":null}',
        GOOD[:-1] + b',"threshold":0.25,"decimals":3,"on_invalid":"skip","answer":"columns"}',
        COLUMNS,
    ],
)
def test_ordinary_bodies_are_answered(body: bytes) -> None:
    plan = Plan.of(SIMPLE)
    assert plan is not None
    assert compare(SIMPLE, plan, body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"rows":[]}',
        GOOD + b"x",
        GOOD[:-1],
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b'"a":4.5', b'"a":4.5,"a":4.5'),
        GOOD.replace(b'"a":4.5', b'"a":4.5,"a" : 4.5'),
        GOOD.replace(b'"rows"', b'"rows":[],"rows"'),
        GOOD.replace(b'"a":4.5', b'"a":4.5,"\\u0061":4.5'),
        GOOD.replace(b'"a":4.5,', b""),
        GOOD.replace(b'"a"', b'"id":1,"a"'),
        GOOD.replace(b"4.5", b'"4.5"'),
        GOOD.replace(b"4.5", b"NaN"),
        GOOD.replace(b"4.5", b"1e400"),
        GOOD.replace(b"4.5", b"9007199254740992"),
        GOOD.replace(b"4.5", b"true"),
        GOOD.replace(b"4.5", b"[4.5]"),
        GOOD.replace(b"true", b"1"),
        GOOD.replace(b'"x"', b"1"),
        GOOD.replace(b'"x"', b'"\\u0000"'),
        GOOD.replace(b'"x"', b'"\\ud800"'),
        GOOD.replace(b'"x"', b'"\xff"'),
        GOOD.replace(b'"x"', b'"\n"'),
        GOOD.replace(b"2024-05-31T12:30:00Z", b"2024-02-30"),
        GOOD.replace(b"2024-05-31T12:30:00Z", b"2024-05-31\\n"),
        GOOD[:-1] + b',"threshold":1}',
        GOOD[:-1] + b',"answer":"row"}',
        GOOD[:-1] + b',"return":[]}',
        GOOD[:-1] + b',"return":["label","label"]}',
        GOOD[:-1] + b',"return":["words"]}',
        GOOD[:-1] + b',"return":"label"}',
        GOOD[:-1] + b',"top_k":0}',
        GOOD[:-1] + b',"top_k":2147483648}',
        GOOD[:-1] + b',"columns":{}}',
        COLUMNS.replace(b'["x","never seen"]', b'["x"]'),
        COLUMNS.replace(b'"b"', b'"e":[1,2],"b"'),
        COLUMNS.replace(b'"a":[4.5,null],', b""),
        COLUMNS.replace(b'"a":[4.5,null],', b'"a":[4.5,null],"a":[4.5,null],'),
        COLUMNS.replace(b"[4.5,null]", b"4.5"),
        COLUMNS.replace(b"[4.5,null]", b"[]"),
        GOOD[:-1] + b',"decimals":0}',
        GOOD[:-1] + b',"unknown":0}',
    ],
)
def test_of_anything_else_the_plan_says_nothing(body: bytes) -> None:
    plan = Plan.of(SIMPLE)
    assert plan is not None
    with pytest.raises(Unsure):
        plan.read(body)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=0, max_size=2), st.integers(0, 2))
def test_a_body_with_a_byte_changed_is_never_read_where_strict_json_refuses_it(
    place: int, new: bytes, cut: int
) -> None:
    plan = Plan.of(SIMPLE)
    assert plan is not None
    body = GOOD[:place] + new + GOOD[place + cut :]
    try:
        strict_json(body)
    except JsonInvalid:
        with pytest.raises(Unsure):
            plan.read(body)
    else:
        compare(SIMPLE, plan, body)


def test_an_unseen_category_that_is_an_error_is_left_to_the_long_way() -> None:
    strict = [SIMPLE[0].model_copy(update={"unseen_is_error": True})]
    plan = Plan.of(strict)
    assert plan is not None
    assert compare(strict, plan, GOOD)
    with pytest.raises(Unsure):
        plan.read(GOOD.replace(b'"x"', b'"never seen"'))


def test_the_comparison_notices_one_wrong_constant() -> None:
    changed = SIMPLE[0].columns[0].model_copy(update={"center": 1.001})
    plan = Plan.of([Encoder(columns=[changed, *SIMPLE[0].columns[1:]], dropped=[], unseen_is_error=False)])
    assert plan is not None
    with pytest.raises(AssertionError):
        compare(SIMPLE, plan, GOOD)


def test_names_that_need_escapes_are_left_to_the_long_way() -> None:
    quoted = SIMPLE[0].columns[0].model_copy(update={"name": 'say "a"'})
    assert Plan.of([Encoder(columns=[quoted], dropped=[], unseen_is_error=False)]) is None
