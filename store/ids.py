"""Ids: a prefix that names the kind, then 26 letters that sort by time (UUIDv7 in Crockford's base 32)."""

import secrets
import time
from functools import lru_cache

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_OF_BYTE = bytes(ord(_ALPHABET[byte % 32]) for byte in range(256))


def new_id(prefix: str) -> str:
    """A fresh id such as `job_01k9…`: 48 bits of milliseconds, 80 random bits.

    >>> new_id("job").startswith("job_"), len(new_id("job"))
    (True, 30)
    """
    return f"{prefix}_{_of_time(int(time.time() * 1000))}{secrets.token_bytes(16).translate(_OF_BYTE).decode()}"


@lru_cache(maxsize=4)
def _of_time(milliseconds: int) -> str:
    """Ten letters of five bits; sixteen random ones follow, of which each byte gives five bits."""
    return "".join(_ALPHABET[milliseconds >> shift & 31] for shift in range(45, -1, -5))
