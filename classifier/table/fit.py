"""Fitting the encoder: training rows become features, and columns that teach nothing are left out with the reason."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import DataInvalid, Fault, SpecInvalid
from classifier.spec.check_data import CELL_KINDS, WHOLE_KINDS, auto_features, input_kind
from classifier.spec.limits import Limits
from classifier.spec.models import OverSteps, RocketSpec
from classifier.spec.table import ColumnKind, ColumnRole, Schema
from classifier.spec.train import PreprocessingSpec, TrainSpec
from classifier.table.cells import missing_tokens as usual_missing_tokens
from classifier.table.encoder import DroppedColumn, Encoder
from classifier.table.features.boolean import fit_boolean
from classifier.table.features.categorical import CategoricalFeature, fit_categorical
from classifier.table.features.datetime import DatetimeFeature, fit_datetime, times
from classifier.table.features.feature import CellFeature, WholeFeature
from classifier.table.features.image import fit_image
from classifier.table.features.numeric import fit_numeric, numbers
from classifier.table.features.sequence import SequenceFeature, fit_sequence
from classifier.table.features.series import SeriesFeature, fit_series
from classifier.table.kernels import MOST_FITTED_ROWS, Kernels, fit_kernels
from classifier.table.sequence_cell import channels_of
from classifier.table.stored import StoredTable

_WHY_DROPPED = {
    "all_missing": "every training row lacks it",
    "constant": "it has the same value in every training row",
    "only_rare_categories": "none of its categories has preprocessing.min_category_count training rows",
    "duplicate": "it repeats another column in every training row",
    "text": "free text is not learnt from; override its kind to categorical if its values repeat",
    "beside": "it stands beside the one input that is learnt from, a sequence, a series or an image",
}

_FIT: dict[ColumnKind, Callable[[str, pa.ChunkedArray, PreprocessingSpec], CellFeature | str]] = {
    ColumnKind.numeric: fit_numeric,
    ColumnKind.boolean: fit_boolean,
    ColumnKind.categorical: fit_categorical,
    ColumnKind.datetime: fit_datetime,
}


def fit_encoder(
    table: pa.Table | StoredTable,
    schema: Schema,
    spec: TrainSpec,
    train_rows: npt.NDArray[np.int64],
    *,
    missing_tokens: Mapping[str, Sequence[str]] | None = None,
    limits: Limits | None = None,
) -> Encoder:
    """An encoder of the spec's features that has looked at `train_rows` and at no other row.

    `missing_tokens` names the cells of a column that count as missing in rows to come; by default those of its kind.
    `limits` bound single images. Raises: `DataInvalid` when no feature is left or a training row lacks its whole input,
    `SpecInvalid` when a feature is unknown or text.
    """
    names = auto_features(schema, spec.target) if spec.features == "auto" else spec.features
    for name in names:
        _refuse_misfit(name, schema)
    tokens = {name: list((missing_tokens or {}).get(name, _usual_tokens(name, schema))) for name in names}
    features: list[CellFeature] | list[WholeFeature]
    dropped: list[DroppedColumn] = []
    if input_kind(names, schema) != "table":
        features = [_fit_whole(names, table, schema, spec, train_rows, limits)]
    elif isinstance(spec.model, OverSteps):
        features = [_fit_series(names, table, schema, spec, train_rows, tokens)]
    else:
        features, dropped = _fit_table(names, table, schema, spec, train_rows, tokens)
    whole = features[0]
    kernels = None
    if isinstance(spec.model, RocketSpec) and isinstance(whole, SequenceFeature | SeriesFeature):
        kernels = _fit_kernels(whole, spec.model, table, train_rows, seed=spec.training.seed)
    return Encoder(
        columns=features,
        dropped=dropped + _left_out(names, schema, spec, whole=isinstance(whole, WholeFeature)),
        unseen_is_error=spec.preprocessing.unseen_category == "error",
        kernels=kernels,
    )


def _refuse_misfit(name: str, schema: Schema) -> None:
    described = schema.column(name)
    if described is None or described.kind not in CELL_KINDS | WHOLE_KINDS:
        why = "is not in the table" if described is None else f"is {described.kind}, which cannot be a feature"
        raise SpecInvalid(f"Feature {name!r} {why}.")


def _kind(name: str, schema: Schema) -> ColumnKind:
    described = schema.column(name)
    if described is None:
        raise ValueError(f"the schema has no column {name!r}")
    return described.kind


def _usual_tokens(name: str, schema: Schema) -> Sequence[str]:
    kind = _kind(name, schema)
    return usual_missing_tokens(kind) if kind in CELL_KINDS else ()


def _fit_whole(
    names: Sequence[str],
    table: pa.Table | StoredTable,
    schema: Schema,
    spec: TrainSpec,
    train_rows: npt.NDArray[np.int64],
    limits: Limits | None,
) -> WholeFeature:
    """The one column that is a whole input."""
    if len(names) > 1:
        raise SpecInvalid("A column of sequences or images is the only feature; name one.")
    name = names[0]
    if _kind(name, schema) == ColumnKind.image:
        return fit_image(name, table.column(name), train_rows, spec.preprocessing, limits)
    column = table.column(name).take(pa.array(train_rows))
    told = channels_of(table.schema.field(name))
    return fit_sequence(name, column, train_rows, spec.preprocessing, told)


def _fit_series(
    names: Sequence[str],
    table: pa.Table | StoredTable,
    schema: Schema,
    spec: TrainSpec,
    train_rows: npt.NDArray[np.int64],
    tokens: Mapping[str, list[str]],
) -> WholeFeature:
    """Numeric columns of a wide table as the steps of one series."""
    others = [name for name in names if _kind(name, schema) != ColumnKind.numeric]
    if others:
        raise SpecInvalid(f"The steps of a series are numeric columns; {others[0]!r} is none.")
    rows = pa.array(train_rows)
    feature = fit_series(names, [table.column(name).take(rows) for name in names], train_rows, spec.preprocessing)
    if feature is None:
        raise _nothing_left([_dropped(name, "constant") for name in names[:20]])
    return feature.model_copy(update={"missing_tokens": [tokens[name] for name in names]})


def _fit_kernels(
    feature: SequenceFeature | SeriesFeature,
    model: RocketSpec,
    table: pa.Table,
    train_rows: npt.NDArray[np.int64],
    *,
    seed: int,
) -> Kernels:
    """Kernels that have looked at some of the training rows."""
    rows = train_rows
    if len(rows) > MOST_FITTED_ROWS:
        rows = np.sort(np.random.default_rng(seed).choice(train_rows, MOST_FITTED_ROWS, replace=False))
    x_NTW = np.zeros((len(rows), *feature.shape), dtype=np.float32)
    feature.write([table.column(name).take(pa.array(rows)) for name in feature.columns], x_NTW)
    return fit_kernels(x_NTW, model, seed=seed)


def _fit_table(
    names: Sequence[str],
    table: pa.Table | StoredTable,
    schema: Schema,
    spec: TrainSpec,
    train_rows: npt.NDArray[np.int64],
    tokens: Mapping[str, list[str]],
) -> tuple[list[CellFeature], list[DroppedColumn]]:
    """Every column that teaches something, and the others."""
    rows = pa.array(train_rows)
    features: list[CellFeature] = []
    dropped: list[DroppedColumn] = []
    first_with: dict[bytes, str] = {}
    kinds = {column.name: column.kind for column in schema.columns}
    for name in names:
        column = table.column(name).take(rows)
        feature = _FIT[kinds[name]](name, column, spec.preprocessing)
        if isinstance(feature, str):
            dropped.append(_dropped(name, feature))
            continue
        twin = first_with.setdefault(_fingerprint(feature, column), name)
        if twin != name:
            dropped.append(_dropped(name, "duplicate", twin))
            continue
        features.append(feature.model_copy(update={"missing_tokens": tokens[name]}))
    if not features:
        raise _nothing_left(dropped)
    return features, dropped


def _left_out(names: Sequence[str], schema: Schema, spec: TrainSpec, *, whole: bool) -> list[DroppedColumn]:
    """Text, and what stands beside a whole input: told, so that nobody believes it was learnt from."""
    used = {*names, spec.target}
    text = [
        _dropped(column.name, "text")
        for column in schema.columns
        if column.kind == ColumnKind.text
        and column.role in (ColumnRole.feature, ColumnRole.ignored)
        and column.name not in used
    ]
    beside = [
        _dropped(column.name, "beside")
        for column in schema.columns
        if whole and column.kind != ColumnKind.text and column.role == ColumnRole.feature and column.name not in used
    ]
    return beside + text


def _dropped(name: str, reason: str, duplicate_of: str | None = None) -> DroppedColumn:
    return DroppedColumn(name=name, reason=reason, explanation=_WHY_DROPPED[reason], duplicate_of=duplicate_of)


def _nothing_left(dropped: Sequence[DroppedColumn]) -> DataInvalid:
    return DataInvalid(
        "No feature column is left to learn from.",
        faults=[
            Fault(code="no_usable_features", message=f"Left out: {d.explanation}.", column=d.name) for d in dropped
        ],
        hint="Add columns that differ between rows.",
    )


def _fingerprint(feature: CellFeature, column: pa.ChunkedArray) -> bytes:
    """Equal for two columns whose training cells are equal, booleans counting as 0 and 1."""
    digest = hashlib.blake2b(digest_size=16)
    if isinstance(feature, CategoricalFeature):
        encoded = column.dictionary_encode()  # one dictionary, in order of first appearance, for all chunks
        digest.update(repr(encoded.chunk(0).dictionary.to_pylist()).encode())
        for chunk in encoded.chunks:
            digest.update(chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False).tobytes())
    elif isinstance(feature, DatetimeFeature):
        digest.update(b"datetime")
        for values in times(column):
            digest.update(values.tobytes())
    else:
        digest.update(b"number")
        digest.update((numbers(column) + 0.0).tobytes())  # + 0.0: -0.0 equals 0.0
    return digest.digest()
