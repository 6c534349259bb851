"""Python, numpy and pandas values as JSON values, without importing numpy or pandas."""

import base64
import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: missing values of every library become None, dates RFC 3339, arrays lists.

    Bytes, which are an image, become base64.

    >>> plain(float("nan")), plain(True), plain(date(2026, 1, 2)), plain([(1, float("nan"))]), plain(b"P")
    (None, True, '2026-01-02', [[1, None]], 'UA==')
    """
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else float(value)
    if type(value).__name__ in ("NAType", "NaTType"):  # pandas' own missing values, told without importing pandas
        return None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if getattr(value, "ndim", 0):  # a numpy array
        return plain(value.tolist())
    if isinstance(value, Decimal):
        return plain(float(value))
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "item"):  # a numpy scalar
        return plain(value.item())
    raise TypeError(f"a cell cannot hold a {type(value).__name__}")
