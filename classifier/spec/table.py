"""Columns, their kinds and roles, and the schema and profile of an uploaded table."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from classifier.spec.base import ColumnName, FiniteFloat, Spec, Text


class ColumnKind(StrEnum):
    """How a column's cells are read."""

    numeric = "numeric"
    boolean = "boolean"
    categorical = "categorical"
    datetime = "datetime"
    text = "text"
    sequence = "sequence"
    image = "image"


class ColumnRole(StrEnum):
    """What a column is used for."""

    feature = "feature"
    target = "target"
    id = "id"
    ignored = "ignored"


class FileFormat(StrEnum):
    """Format of a file; `npz` holds arrays, `zip` images in folders named for their class, `arrow` is an IPC stream, which
    predictions take and uploads do not."""

    csv = "csv"
    parquet = "parquet"
    ndjson = "ndjson"
    npz = "npz"
    zip = "zip"
    arrow = "arrow"


class TableFormat(StrEnum):
    """Format of a written table: cells of one value each, no sequences and no images."""

    csv = "csv"
    parquet = "parquet"
    ndjson = "ndjson"


class ColumnOverride(Spec):
    """What a user says about one column instead of what was inferred."""

    kind: ColumnKind | None = None
    """Read the cells as this kind; a cell that does not fit is an error naming its row."""
    role: ColumnRole | None = None
    """Use the column as this role by default."""


class SeriesOptions(Spec):
    """A long table, one step a row, read as one series a row: which column is what."""

    id: ColumnName
    """Rows with the same value are the steps of one series."""
    time: ColumnName | None = None
    """Steps are put in its order; null keeps the file's."""
    label: ColumnName | None = None
    """The class of the series, the same on all of its rows."""
    channels: list[ColumnName] | None = Field(default=None, min_length=1)
    """The measured columns; null takes every other numeric or boolean column."""


class ParseOptions(Spec):
    """How a file is read."""

    encoding: Literal["auto", "utf-8", "utf-16", "latin-1"] = "auto"
    """`auto`: a byte order mark decides, else strict UTF-8; nothing is guessed."""
    delimiter: Literal[",", ";", "\t", "|"] = ","
    """The character between CSV fields."""
    missing_values: list[Text] | None = Field(default=None, max_length=100)
    """Tokens that count as missing in every column; null takes the documented defaults."""
    series: SeriesOptions | None = None
    """CSV, Parquet and NDJSON: the rows are steps of series. Null: a row is a row."""


class Column(Spec):
    """One column as it was understood."""

    name: ColumnName
    kind: ColumnKind
    role: ColumnRole
    reason: str
    """Why this kind and role were chosen, one sentence."""
    overridden: bool = False
    """True when the user chose kind or role."""


class Schema(Spec):
    """The columns of a table, in file order."""

    columns: list[Column]

    def column(self, name: str) -> Column | None:
        """The column called `name`, or None."""
        return next((c for c in self.columns if c.name == name), None)


class HistogramBin(Spec):
    """Rows with `lower <= value < upper` (the last bin includes `upper`)."""

    lower: FiniteFloat
    upper: FiniteFloat
    count: int


class CategoryCount(Spec):
    """How often one value stands in a column."""

    value: str
    count: int


class SequenceProfile(Spec):
    """What a column of sequences holds, counted over all rows and real steps."""

    num_channels: int
    channels: list[str] | None = None
    """Their names, when the file gives them."""
    min_steps: int
    max_steps: int
    mean_steps: FiniteFloat
    num_missing_values: int
    """Single values that are missing inside sequences."""
    minimum: FiniteFloat | None
    """Of all channels; null when every value is missing. So are the next three."""
    maximum: FiniteFloat | None
    mean: FiniteFloat | None
    std: FiniteFloat | None


class ImageProfile(Spec):
    """What a column of images holds, counted over all rows."""

    num_channels: int
    """The most channels of an image: 1 grey, 3 colour; one with fewer is repeated, transparency is left out."""
    formats: dict[str, int]
    """Images by format: `png`, `jpeg`, `array`."""
    sizes: list[CategoryCount]
    """The 20 most frequent sizes, as "height x width"."""
    min_height: int
    max_height: int
    min_width: int
    max_width: int
    mean: FiniteFloat
    """Of pixels, 0..255 for 8-bit images, else as given."""
    std: FiniteFloat


class ColumnProfile(Spec):
    """What one column holds, counted over all rows."""

    name: ColumnName
    kind: ColumnKind
    role: ColumnRole
    num_missing: int
    missing_tokens: dict[str, int]
    """Each token taken as missing and how often it stood there; "" is the empty cell."""
    num_distinct: int
    """Distinct non-missing values."""
    minimum: FiniteFloat | str | None = None
    """Smallest value; numbers for numeric, RFC 3339 for datetime, else null."""
    maximum: FiniteFloat | str | None = None
    mean: FiniteFloat | None = None
    """Numeric columns only."""
    std: FiniteFloat | None = None
    """Population standard deviation, numeric columns only."""
    quantiles: dict[str, FiniteFloat] | None = None
    """Numeric columns only: keys `0.01 0.05 0.25 0.5 0.75 0.95 0.99`."""
    histogram: list[HistogramBin] | None = None
    """Numeric columns only: at most 20 bins of equal width."""
    top_categories: list[CategoryCount] | None = None
    """All kinds but sequences, images and numeric with over 20 distinct values: the 20 most frequent values."""
    rarest: CategoryCount | None = None
    """Where `top_categories` could be given or there are at most 1,000 distinct values: the rarest value."""
    sequence: SequenceProfile | None = None
    """Sequence columns only."""
    image: ImageProfile | None = None
    """Image columns only."""


class DatasetProfile(Spec):
    """What a table holds."""

    num_rows: int
    num_columns: int
    num_duplicate_rows: int
    """Rows equal to an earlier row in every column."""
    encoding: str
    """Encoding the file was read with; `parquet` for Parquet."""
    columns: list[ColumnProfile]
    suggested_target: ColumnName | None = None
    """The column that looks like the label, if one does; never used without being asked for."""
    class_balance: list[CategoryCount] | None = None
    """Counts of the target column's values, when a target role was given or suggested."""
