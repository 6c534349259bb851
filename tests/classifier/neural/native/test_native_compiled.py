"""Compiled code is kept where a folder can keep it, and its absence costs time only."""

from pathlib import Path
from typing import Any

import numba
import pytest

from classifier.neural.native import kernel
from classifier.neural.native.compiled import compiled, signature
from classifier.table import kept_code


def small(a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w, x):  # type: ignore[no-untyped-def]
    """In the place of the kernel, which takes seconds to compile."""
    return e, j


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for compiled code of a small kernel."""
    monkeypatch.setattr(kernel, "run", small)
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def compile_and_keep() -> Any:
    return kept_code._compile(kernel.run, signature("float32"), cache=True, **kernel.ENTRANCE)


def hits(function: Any) -> int:
    return sum(function.stats.cache_hits.values())


def test_compiled_code_is_found_again(cache: Path) -> None:
    first, second = (compile_and_keep() for _ in range(2))
    assert (hits(first), hits(second)) == (0, 1)
    assert list(cache.rglob("*.nbc"))
    assert hits(compiled.__wrapped__("float32")) == 1


def test_a_damaged_file_is_passed_over(cache: Path) -> None:
    compile_and_keep()
    for file in cache.rglob("*.nb?"):
        file.write_bytes(b"torn")
    with pytest.raises(Exception, match="MARK"):
        compile_and_keep()
    assert hits(compiled.__wrapped__("float32")) == 0


def test_without_a_folder_to_write_into_the_kernel_is_compiled_all_the_same(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file, below which nobody can make a folder, root included")
    monkeypatch.setattr(numba.config, "CACHE_LOCATOR_CLASSES", "UserProvidedCacheLocator")
    with pytest.raises(RuntimeError, match="cannot cache"):
        compile_and_keep()
    assert hits(compiled.__wrapped__("float32")) == 0
