"""How a network's slices lie and how large they are, in words that people find their own code in."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import TURNS, Sides
from xaiviewer.nets.inputs.wanted import Fit
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

FITS: Mapping[Fit, str] = {
    "pad": later("all of it, with air beside"),
    "crop": later("cropped: what stands out is not seen"),
    "stretch": later("stretched to the size"),
}
"""How what is seen comes into an input of another shape; `tr` gives the reader's words."""

WAYS: Mapping[str, str] = {name: _TITLES[name] for name in TURNS}
"""By the turn's name, as `nets.inputs.turns` has it; `tr` gives the reader's words."""


def sides_written(text: str) -> Sides | None:
    """Rows and columns of "224", or of "224 x 320"; None for anything else."""
    parts = [each.strip() for each in text.lower().replace("×", "x").split("x")]
    if len(parts) > 2 or not all(each.isdecimal() for each in parts):
        return None
    return int(parts[0]), int(parts[-1])
