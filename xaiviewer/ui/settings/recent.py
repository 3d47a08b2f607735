"""Which folders and files were opened last: their paths, and nothing of what is in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from xaiviewer.ui.settings.store import keep, kept

_KEY = "cases/recent"
MOST = 12
"""How many are remembered."""


def recent() -> tuple[Path, ...]:
    """The last one first; some of them may be there no longer."""
    try:
        told = json.loads(kept(_KEY, "[]"))
    except ValueError:
        return ()
    return tuple(Path(each) for each in told if isinstance(each, str))[:MOST] if isinstance(told, list) else ()


def remember(opened: Iterable[Path]) -> None:
    """Put these first."""
    first = [Path(each).absolute() for each in opened]
    paths = list(dict.fromkeys([*first, *recent()]))[:MOST]
    keep(_KEY, json.dumps([str(each) for each in paths]))


def forget() -> None:
    """Remember none."""
    keep(_KEY, "[]")
