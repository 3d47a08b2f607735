"""How a network's slices lie, in words that people find their own code in."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import TURNS
from xaiviewer.ui.language import later

_TITLES: Mapping[str, str] = {
    RADIOLOGICAL: later("as they are shown"),
    "transposed": later("rows and columns exchanged: array[:, :, k] of NIfTI in LPS"),
    "anti-transposed": later("exchanged and turned by a half: array[:, :, k] of NIfTI in RAS"),
    "clockwise": later("turned clockwise: array[:, :, k] of NIfTI in LAS"),
    "counterclockwise": later("turned counterclockwise: array[:, :, k] of NIfTI in RPS"),
    "half-turn": later("turned by a half"),
    "mirrored": later("left and right exchanged"),
    "upside-down": later("upside down"),
}

WAYS: Mapping[str, str] = {name: _TITLES[name] for name in TURNS}
"""By the turn's name, as `nets.inputs.turns` has it; `tr` gives the reader's words."""
