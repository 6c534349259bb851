"""The fitted features as one union, told apart by `kind`."""

from typing import Annotated

from pydantic import Field

from classifier.table.features.boolean import BooleanFeature
from classifier.table.features.categorical import CategoricalFeature
from classifier.table.features.datetime import DatetimeFeature
from classifier.table.features.image import ImageFeature
from classifier.table.features.numeric import NumericFeature
from classifier.table.features.sequence import SequenceFeature
from classifier.table.features.series import SeriesFeature

CellFeature = NumericFeature | BooleanFeature | CategoricalFeature | DatetimeFeature
"""One column of a table: any number of them make a row."""

WholeFeature = SequenceFeature | SeriesFeature | ImageFeature
"""A whole input: one makes a row."""

Feature = Annotated[CellFeature | WholeFeature, Field(discriminator="kind")]
