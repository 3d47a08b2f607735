"""What the campaign feeds to the readers: one input is a small folder of files, one of them hostile."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SLACK = 48 << 20
"""Bytes that opening any case may take on top of twice its honest size: libraries' tables, a decoder's buffers."""


@dataclass(frozen=True)
class Input:
    """One input.

    Attributes:
        files: content by path relative to the input's folder.
        opened: which of them is opened; "" for the folder.
        honest: bytes of the pixels that the files truly hold: what is on disk, or what it decompresses to.
        recipe: how it was made, in words.
        unpacks: an archive, which may be unpacked into one temporary folder.
    """

    files: dict[str, bytes]
    opened: str
    honest: int
    recipe: str
    unpacks: bool = False

    def write(self, folder: Path) -> Path:
        """Write it below `folder`, which must not exist; gives the path to be opened."""
        folder.mkdir(parents=True)
        for name, data in self.files.items():
            file = folder / name
            if file.parent != folder:
                file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return folder / self.opened if self.opened else folder

    @property
    def nbytes(self) -> int:
        """Bytes on disk."""
        return sum(map(len, self.files.values()))


Maker = Callable[[random.Random], Input]
"""Makes an input of one format: the same random state gives the same input."""


def fresh(folder: Path) -> Path:
    """`folder`, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
