"""The source archive and the wheel hold all that a server needs, the console too: nothing of it is made where they are installed."""

import os
import re
import shutil
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.checks.sources import PACKAGES
from tests.journeys.processes import ROOT, WAIT_SECONDS, free_port, until

BUILT = ROOT / "service" / "console" / "built"
HTML = {"Accept": "text/html"}


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A wheel made as `make dist` makes it: out of the source archive, which holds neither web/ nor tests."""
    if not (BUILT / "index.html").is_file():
        assert "CI" not in os.environ, "CI builds the console before its tests"
        pytest.skip("the console is not built: make console")
    source, archives = tmp_path / "source", tmp_path / "dist"
    source.mkdir()
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    made = "from setuptools.build_meta import build_sdist; import sys; build_sdist(sys.argv[1])"
    run([sys.executable, "-c", made, str(archives)], cwd=source)
    (archive,) = archives.glob("*.tar.gz")
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    run([*pip, "--wheel-dir", str(archives), str(archive)], cwd=tmp_path)
    (made_wheel,) = archives.glob("*.whl")
    return made_wheel


def run(command: list[str], cwd: Path) -> None:
    """Run a command that must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wheel_serves_the_console_where_there_is_neither_a_checkout_nor_node(wheel: Path, tmp_path: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert {f"service/console/built/{path.relative_to(BUILT)}" for path in BUILT.rglob("*") if path.is_file()} <= inside

    venv = tmp_path / "venv"
    run([sys.executable, "-m", "venv", "--without-pip", str(venv)], cwd=tmp_path)
    (packages,) = venv.glob("lib/python*/site-packages")
    run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            "--target",
            str(packages),
            str(wheel),
        ],
        tmp_path,
    )
    # What the wheel stands on is the same for every build: it is lent, without the checkout that is installed beside it.
    (packages / "lent.pth").write_text("".join(f"{path}\n" for path in site.getsitepackages()))
    port = free_port()
    command = [str(venv / "bin" / "python"), "-m", "discern", "serve", "--data", "data", "--port", str(port)]
    with open(tmp_path / "log", "wb") as log:
        serve = subprocess.Popen(command, cwd=tmp_path, env={"PATH": str(venv / "bin")}, stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=WAIT_SECONDS) as http:
            until(lambda: serve.poll() is None and ready(http), f"readiness: {(tmp_path / 'log').read_text()}")
            page = http.get("/models/rice", headers=HTML)
            scripts = re.findall(r'src="(/assets/[^"]+\.js)"', page.text)
            (script,) = (http.get(path) for path in scripts)
            where = run_python(venv, tmp_path)
    finally:
        serve.terminate()
        serve.wait(60)

    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (script.status_code, script.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert script.headers["Content-Encoding"] in ("br", "gzip")
    assert Path(where).is_relative_to(packages)


def ready(http: httpx.Client) -> bool:
    """Whether the server answers."""
    try:
        return http.get("/readyz").status_code == 200
    except httpx.TransportError:
        return False


def run_python(venv: Path, cwd: Path) -> str:
    """Where the installed service lies."""
    command = [str(venv / "bin" / "python"), "-c", "import service; print(service.__file__)"]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True).stdout.strip()
