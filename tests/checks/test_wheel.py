"""The wheel, of which the container image is made, holds all that the checkout runs."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.checks.sources import PACKAGES, ROOT


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)

    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    built = subprocess.run(
        [*pip, "--wheel-dir", str(tmp_path), str(source)], capture_output=True, text=True, check=False
    )

    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("discern-*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - inside == set(), "name them in [tool.setuptools.package-data]"
    assert any(name.endswith("/LICENSE") for name in inside)
