"""Functions compiled for this machine: once for a folder that can keep the code, else once for a process."""

from collections.abc import Callable
from typing import Any

import numba


def kept(function: Callable[..., Any], signature: Any, **options: Any) -> Callable[..., Any]:
    """`function` as machine code that lets go of the interpreter's lock; `options` are more of `numba.njit`.

    Numba keeps it in NUMBA_CACHE_DIR when that is set, else beside the source, else in the user's cache folder.
    """
    try:
        return _compile(function, signature, cache=True, **options)
    except Exception:
        # No folder may be written, the disk is full or a file is damaged: what is kept saves time and nothing else. A
        # fault of the loops themselves comes up again.
        return _compile(function, signature, cache=False, **options)


def _compile(function: Callable[..., Any], signature: Any, *, cache: bool, **options: Any) -> Callable[..., Any]:
    made: Callable[..., Any] = numba.njit(signature, cache=cache, **{"nogil": True, **options})(function)
    return made
