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


class ColumnRole(StrEnum):
    """What a column is used for."""

    feature = "feature"
    target = "target"
    id = "id"
    ignored = "ignored"


class FileFormat(StrEnum):
    """Format of an uploaded or written table."""

    csv = "csv"
    parquet = "parquet"
    ndjson = "ndjson"


class ColumnOverride(Spec):
    """What a user says about one column instead of what was inferred."""

    kind: ColumnKind | None = None
    """Read the cells as this kind; a cell that does not fit is an error naming its row."""
    role: ColumnRole | None = None
    """Use the column as this role by default."""


class ParseOptions(Spec):
    """How a text file is read."""

    encoding: Literal["auto", "utf-8", "utf-16", "latin-1"] = "auto"
    """`auto`: a byte order mark decides, else strict UTF-8; nothing is guessed."""
    delimiter: Literal[",", ";", "\t", "|"] = ","
    """The character between CSV fields."""
    missing_values: list[Text] | None = Field(default=None, max_length=100)
    """Tokens that count as missing in every column; null takes the documented defaults."""


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
    """All kinds but numeric with over 20 distinct values: the 20 most frequent values."""
    rarest: CategoryCount | None = None
    """Where `top_categories` could be given or there are at most 1,000 distinct values: the rarest value."""


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
