"""The manual's chapters, in the order in which its index links them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from xaiviewer import paths

INDEX = "index"
_LINK = re.compile(r"\]\(([\w-]+)\.md\)")
_KEY = re.compile(r"<kbd>(.*?)</kbd>")
_ALIGNED = re.compile(r" {3,}# ")  # comments beside commands, in lines that are longer than a page is wide


@dataclass(frozen=True)
class Chapter:
    """One file of the manual.

    Attributes:
        name: the file's name without its ending, by which other chapters link it.
        title: its first heading.
        text: Markdown, keys as code spans, comments close to their commands.
    """

    name: str
    title: str
    text: str


def folder() -> Path:
    """Where the chapters and their pictures lie."""
    return paths.resources() / "manual"


def chapters() -> tuple[Chapter, ...]:
    """All of them, the index first."""
    index = _read(INDEX)
    linked = dict.fromkeys(_LINK.findall(index.text))
    return (index, *(_read(name) for name in linked))


def slug(heading: str) -> str:
    """What a heading is linked by."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _read(name: str) -> Chapter:
    text = (folder() / f"{name}.md").read_text(encoding="utf-8")
    title = text.split("\n", 1)[0].removeprefix("# ")
    return Chapter(name, title, _ALIGNED.sub("   # ", _KEY.sub(r"`\1`", text)))
