"""How the reader arranged the views, kept for the next start."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from xaiviewer.case import MAIN_SEQUENCE, SEQUENCES
from xaiviewer.ui.settings import settings
from xaiviewer.ui.views.tiles.kind import Links

LAYOUTS = (1, 2, 4, 6)
USUAL = 2
"""The slice and its heat map beside each other."""

PLANES = 3
"""Four tiles in truth: the heat map, and three planes through the same place."""

_LAYOUT, _TILES, _LINKS = "views/layout", "views/tiles", "views/links"
_ORDER = (MAIN_SEQUENCE, *(each for each in SEQUENCES if each != MAIN_SEQUENCE))


def opening(number: int, sequences: Sequence[str], others: Sequence[int]) -> list[dict[str, Any]]:
    """What a layout opens with: the slice and its heat, then whatever else of the case there is to be seen.

    Args:
        number: of views.
        sequences: of the case, keys of `SEQUENCES`.
        others: places of its series that stand for none of these.
    """
    if number == 1:
        return [{"key": "heat"}]
    if number == PLANES:
        return [{"key": "heat"}, *({"key": "plane", "plane": each} for each in ("sagittal", "coronal", "oblique"))]
    present = [each for each in _ORDER if each in sequences] or list(_ORDER)
    further: list[dict[str, Any]] = [{"key": "series", "place": place} for place in others]
    further += [{"key": "slice"}] * number
    if number == 4:
        slices: list[dict[str, Any]] = [{"key": "slice", "sequence": each} for each in present[1:]]
        return [{"key": "slice"}, {"key": "heat"}, *slices, *further][:number]
    above: list[dict[str, Any]] = [{"key": "slice", "sequence": each} for each in present]
    below: list[dict[str, Any]] = [{"key": "heat", "sequence": each} for each in present]
    lacking = number // 2 - len(present)
    return [*above, *further[:lacking], *below, *further[lacking : 2 * lacking]]


def layout() -> int:
    """How many views there are, as the reader left it."""
    kept = settings()
    try:
        number = int(str(USUAL if kept is None else kept.value(_LAYOUT, USUAL)))
    except ValueError:
        return USUAL
    return number if number in (*LAYOUTS, PLANES) else USUAL


def keep_layout(number: int) -> None:
    """Keep that for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(_LAYOUT, number)


def tiles(number: int) -> list[dict[str, Any]] | None:
    """What each view of a layout shows, as the reader left it: `key` of its kind, and what its `describe` told.

    None where he left it as it opened.
    """
    kept = settings()
    try:
        found = json.loads(str("" if kept is None else kept.value(f"{_TILES}{number}", "")))
    except ValueError:
        return None
    whole = isinstance(found, list) and len(found) == (4 if number == PLANES else number)
    return found if whole and all(isinstance(each, dict) for each in found) else None


def keep_tiles(number: int, described: list[dict[str, Any]]) -> None:
    """Keep that for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(f"{_TILES}{number}", json.dumps(described))


def forget() -> None:
    """Open with what the program chose; for the preferences' reset."""
    kept = settings()
    if kept is not None:
        for each in (_LAYOUT, _LINKS, *(f"{_TILES}{number}" for number in (*LAYOUTS, PLANES))):
            kept.remove(each)


def restore_links(links: Links) -> None:
    """Link what the reader had linked."""
    kept = settings()
    told = "" if kept is None else str(kept.value(_LINKS, ""))
    if told:
        parts = told.split(" ")
        links.set(scroll="scroll" in parts, window="window" in parts, zoom="zoom" in parts)


def keep_links(links: Links) -> None:
    """Keep that for the next start."""
    kept = settings()
    if kept is not None:
        on = [name for name in ("scroll", "window", "zoom") if getattr(links, name)]
        kept.setValue(_LINKS, " ".join(on) or "none")
