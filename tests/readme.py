"""Code blocks of Markdown pages, for the tests that run them."""

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^(?P<mark><!-- tested -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    language: str
    """bash, python, json, console or text."""
    text: str
    line: int
    """1-based line of the fence."""
    tested: bool
    """True where `<!-- tested -->` stands on the line above: the journey runs it as it is."""


def code_blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            found["language"],
            found["text"],
            text.count("\n", 0, found.start()) + (2 if found["mark"] else 1),
            found["mark"] is not None,
        )
        for found in _BLOCK.finditer(text)
    ]
