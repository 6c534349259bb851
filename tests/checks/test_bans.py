"""Nothing shipped turns data into code or glues SQL together."""

import ast
from pathlib import Path

from tests.checks.bans import banned
from tests.checks.sources import parsed, shipped_files

CONTROL = Path(__file__).with_name("banned_examples.py.txt")


def test_no_shipped_file_uses_what_is_banned() -> None:
    files = shipped_files()
    assert len(files) > 50, "the check looks at next to nothing"

    found = [use for file in files for use in banned(parsed(file), file)]

    assert found == []


def test_the_check_finds_every_banned_line_of_the_control_file_and_no_other() -> None:
    text = CONTROL.read_text(encoding="utf-8")
    expected = {number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# banned")}

    found = {int(use.split(":")[1]) for use in banned(ast.parse(text), CONTROL)}

    assert found == expected
    assert len(expected) >= 15
