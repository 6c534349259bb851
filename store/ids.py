"""Ids: a prefix that names the kind, then 26 letters that sort by time (UUIDv7 in Crockford's base 32)."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix: str) -> str:
    """A fresh id such as `job_01k9…`: 48 bits of milliseconds, 80 random bits.

    >>> new_id("job").startswith("job_"), len(new_id("job"))
    (True, 30)
    """
    value = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    letters = []
    for _ in range(26):
        value, digit = divmod(value, 32)
        letters.append(_ALPHABET[digit])
    return f"{prefix}_{''.join(reversed(letters))}"
