"""What clinician and model outline both, and what only one of them does, in three colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.display.palette import CLINICIAN, MODEL, Colour

BOTH: Colour = (112, 76, 232)
"""Of what both outline: dark beside the two outlines' own colours, so that the three differ in lightness, too."""
_OPACITY = 0.7


def under_difference(
    grey: NDArray[np.uint8], clinician: NDArray[np.bool_], model: NDArray[np.bool_], opacity: float = _OPACITY
) -> NDArray[np.uint8]:
    """A slice under what two masks have in common and what they have not.

    Args:
        grey: uint8 ``[row, column]``.
        clinician, model: bool ``[row, column]``.
        opacity: of the colours, 0..1.

    Returns:
        uint8 ``[row, column, 3]`` (red, green, blue).
    """
    picture = np.repeat(grey[..., None], 3, axis=2)
    for where, colour in ((clinician & model, BOTH), (clinician & ~model, CLINICIAN), (model & ~clinician, MODEL)):
        below = picture[where].astype(np.float32)
        picture[where] = np.rint(below + opacity * (np.array(colour, dtype=np.float32) - below)).astype(np.uint8)
    return picture
