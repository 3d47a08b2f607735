"""Sizes of pictures as people write them."""

from __future__ import annotations

from xaiviewer.nets.inputs.turns import Sides


def sides_written(text: str) -> Sides | None:
    """Rows and columns of "224", or of "224 x 320"; None for anything else."""
    parts = [each.strip() for each in text.lower().replace("\N{MULTIPLICATION SIGN}", "x").split("x")]
    if len(parts) > 2 or not all(each.isdecimal() for each in parts):
        return None
    return int(parts[0]), int(parts[-1])


def written(size: int | Sides) -> str:
    """The same, as it is shown."""
    return str(size) if isinstance(size, int) else " x ".join(map(str, size))
