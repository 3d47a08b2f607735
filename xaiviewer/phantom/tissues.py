"""What each tissue looks like in the three sequences, and the canvas it is painted on.

Signals are 8-bit grey values as in the TCGA-LGG export: spin-echo T1, FLAIR, T1 after gadolinium.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.phantom.shapes import Values

SIGNAL = {
    "air": (2, 2, 2),
    "fat": (136, 112, 136),
    "skin": (70, 60, 84),
    "muscle": (52, 36, 60),
    "bone": (14, 11, 15),
    "marrow": (62, 44, 62),
    "csf": (22, 13, 23),
    "grey": (62, 64, 66),
    "white": (79, 57, 80),
    "deep grey": (68, 64, 71),
    "cerebellum": (63, 60, 67),
    "dura": (40, 34, 105),
    "vessel": (20, 14, 178),
    "choroid": (52, 50, 140),
    "vitreous": (28, 16, 28),
    "mucosa": (62, 84, 96),
    "oedema": (60, 100, 62),
    "tumour": (50, 118, 54),
    "enhancing": (62, 108, 140),
    "necrosis": (34, 70, 38),
}
"""Grey value of each tissue in T1, FLAIR and T1 + contrast."""


class Canvas:
    """One plane through the head, float64 ``[sequence, row, column]``, painted from the outside in."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.signal: NDArray[np.float64] = np.empty((3, *shape))
        for plane, grey in zip(self.signal, SIGNAL["air"], strict=True):
            plane[:] = grey

    def paint(self, tissue: str, share: Values) -> None:
        """Cover the `share` (0 to 1) of each voxel with `tissue`."""
        rows = np.flatnonzero(share.any(axis=1))
        if not rows.size:
            return
        part = slice(rows[0], rows[-1] + 1)
        for plane, grey in zip(self.signal, SIGNAL[tissue], strict=True):
            plane[part] += share[part] * (grey - plane[part])
