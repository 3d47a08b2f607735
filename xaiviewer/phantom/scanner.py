"""What the scanner adds: uneven coils, a little blur, Rician noise, eight bits."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.phantom.shapes import Field, ScanPlane

_BIAS = (0.09, 0.07, 0.09)
_NOISE = (1.7, 1.5, 1.8)
_BLUR_PX = 0.55


class Scanner:
    """One scan: the same bias field for all its slices."""

    def __init__(self, random: np.random.Generator) -> None:
        self._coils = [Field(random, 330, waves=8) for _ in _BIAS]

    def acquire(self, signal: NDArray[np.float64], plane: ScanPlane, random: np.random.Generator) -> NDArray[np.uint8]:
        """A slice ``[sequence, row, column]`` as the scanner exports it.

        The magnitude of a complex signal with equal Gaussian noise in both parts: Gudbjartsson and Patz (1995).
        """
        slices = []
        for ideal, share, coil, noise in zip(signal, _BIAS, self._coils, _NOISE, strict=True):
            seen = cv2.GaussianBlur(ideal * (1 + share * coil.on(plane)), (0, 0), _BLUR_PX)
            real, imaginary = (
                cv2.GaussianBlur(part, (0, 0), 0.6) * (1.9 * noise) for part in random.normal(size=(2, *ideal.shape))
            )
            slices.append(np.hypot(seen + real, imaginary))
        grey: NDArray[np.uint8] = np.clip(np.rint(np.stack(slices)), 0, 255).astype(np.uint8)
        return grey
