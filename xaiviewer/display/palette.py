"""The program's colours, (red, green, blue): pictures and reports look like the window."""

from __future__ import annotations

Colour = tuple[int, int, int]

BACKGROUND: Colour = (13, 17, 22)
PANEL: Colour = (20, 25, 32)
LINE: Colour = (40, 49, 59)
TEXT: Colour = (232, 237, 242)
MUTED: Colour = (163, 175, 187)
FAINT: Colour = (125, 138, 151)
CAUTION: Colour = (255, 180, 84)
CLINICIAN: Colour = (76, 195, 232)
"""The clinician's mask: cyan, which stays apart from amber with every common colour-vision deficiency."""
MODEL: Colour = (255, 180, 84)
"""The model's segmentation."""
MEASURED: Colour = (206, 242, 128)
"""What the reader measures: no colour of a heat map, nor of an outline."""
MARKS: Colour = (190, 150, 255)
"""What the reader marks."""


def hexadecimal(colour: Colour) -> str:
    """As style sheets write it: ``#0d1116``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
