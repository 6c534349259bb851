"""Python, numpy and pandas values as JSON values, without importing numpy or pandas."""

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: missing values of every library become None, dates RFC 3339.

    >>> plain(float("nan")), plain(True), plain(date(2026, 1, 2))
    (None, True, '2026-01-02')
    """
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else float(value)
    if type(value).__name__ in ("NAType", "NaTType"):  # pandas' own missing values, told without importing pandas
        return None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(float(value))
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "item"):  # a numpy scalar
        return plain(value.item())
    raise TypeError(f"a cell cannot hold a {type(value).__name__}")
