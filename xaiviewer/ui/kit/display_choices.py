"""How slices and maps are drawn, as far as that is kept for the next start; and all of it as it was at first."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import Any

from xaiviewer.display.appearance import CHOICES, Appearance
from xaiviewer.review import Review

_OF_A_CASE = ("windows", "sequence")  # another case has others


def reset(review: Review) -> None:
    """Draw as at the first start, the open case in its automatic windows."""
    shown = review.shown
    shown.set_appearance(replace(Appearance(), windows=dict(shown.state.presets.automatic)))


def written(appearance: Appearance) -> str:
    """What is kept of it, as JSON."""
    return json.dumps({name: value for name, value in asdict(appearance).items() if name not in _OF_A_CASE})


def read(text: str) -> Appearance:
    """What was kept; whatever is nonsense, or is known no longer, is as at the first start."""
    usual = Appearance()
    try:
        told = json.loads(text)
    except ValueError:
        return usual
    if not isinstance(told, dict):
        return usual
    known = {each.name: each.metadata.get(CHOICES, ()) for each in fields(usual) if each.name not in _OF_A_CASE}
    return replace(
        usual, **{key: told[key] for key in known if key in told and _fits(getattr(usual, key), told[key], known[key])}
    )


def _fits(usual: Any, value: Any, choices: tuple[str, ...]) -> bool:
    """Whether a value may stand where `usual` does: a share from 0 to 1, a switch, one of some names."""
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(usual, bool) and isinstance(value, bool)
    if isinstance(usual, float):
        return isinstance(value, int | float) and 0 <= value <= 1
    return isinstance(value, str) and value in (choices or ("mean", "max"))
