"""Nothing kept in the repository tells of the machine it was written on, or holds a secret."""

import re

import pytest

from tests.checks.sources import ROOT, kept_files

# Joined from parts, so that this file does not find itself.
PATTERNS = {
    "a home folder": re.compile("/" + r"(root|Users/\w+|home/\w+)/"),
    "a build machine's folder": re.compile("/" + r"(work|opt/wheels|opt/pypi|workspace|builds)/"),
    "a package index": re.compile(r"(pypi|pythonhosted|download\.py" + r"torch|npmjs)\.(org|com)"),
    "an API key": re.compile("disc" + r"_[A-Za-z0-9]{8}_[A-Za-z0-9_-]{43}"),
    "a private key": re.compile("-----BEGIN" + r" [A-Z ]*PRIVATE KEY-----"),
    "a cloud key": re.compile(r"\b(AKIA|ASIA)" + r"[A-Z0-9]{16}\b"),
    "a forge's token": re.compile(r"\b(ghp|gho|ghs|glpat|github_pat)" + r"[_-][A-Za-z0-9_]{20,}"),
    "a password in a URL": re.compile(r"\b[a-z+]+://" + r"[\w.-]+:(?!pw@|\$|<|…|\.\.\.|\*)[^@\s/\"'`{}]+@(?!example)"),
}
BINARY = {".gz", ".ico", ".npz", ".parquet", ".png", ".safetensors", ".woff2"}


@pytest.mark.parametrize("what", PATTERNS)
def test_no_kept_file_holds(what: str) -> None:
    files = [path for path in kept_files() if path.suffix not in BINARY]
    if not files:
        pytest.skip("not a git checkout")

    found = [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0][:40]}"
        for path in files
        for text in [path.read_text(encoding="utf-8", errors="replace")]
        for match in PATTERNS[what].finditer(text)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a home folder", "/" + "home/ann/discern"),
        ("a build machine's folder", "/" + "work/main"),
        ("a package index", "https://py" + "pi.org/simple"),
        ("an API key", "disc" + "_Ab12Cd34_" + "x" * 43),
        ("a private key", "-----BEGIN" + " RSA PRIVATE KEY-----"),
        ("a cloud key", "AKIA" + "A" * 16),
        ("a forge's token", "ghp" + "_" + "a" * 36),
        ("a password in a URL", "postgresql" + "://me:secret@db/discern"),
    ],
)
def test_the_pattern_finds_its_example(what: str, text: str) -> None:
    assert PATTERNS[what].search(f"x = {text!r}")


def test_nothing_kept_is_large() -> None:
    large = {
        str(path.relative_to(ROOT)): path.stat().st_size for path in kept_files() if path.stat().st_size > 2 * 2**20
    }

    assert large == {}
