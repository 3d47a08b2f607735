"""The phantom itself: planes through a painted head, averaged to slices and scanned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.phantom.brain import Brain
from xaiviewer.phantom.lesion import Lesion
from xaiviewer.phantom.scanner import Scanner
from xaiviewer.phantom.shapes import ScanPlane, Values
from xaiviewer.phantom.skull import Skull
from xaiviewer.phantom.tissues import Canvas

SLICES = 24
SIZE = 256
SPACING_MM = (6.0, 0.94, 0.94)
_LOWEST_MM = -60.0
_PLANES = (-1.7, 0.0, 1.7)
"""Heights within one slice that are averaged: a slice is 5 mm thick with a gap of 1 mm."""

_RAISED_PX = 4
_DRAWN = 0.45
_SMALLEST_PX = 30.0


@dataclass(frozen=True, eq=False)
class Phantom:
    """A synthetic head.

    Attributes:
        images: uint8 ``[slice, row, column, sequence]``: T1, FLAIR, T1 + contrast; from the neck upwards.
        mask: bool ``[slice, row, column]``: the lesion as FLAIR shows it.
    """

    images: NDArray[np.uint8]
    mask: NDArray[np.bool_]


def make_phantom(seed: int, slices: Iterable[int] = range(SLICES)) -> Phantom:
    """Make the phantom of a seed, or only some of its slices: the same seed gives the same bits."""
    random = np.random.default_rng(seed)
    skull, brain, lesion, scanner = Skull(random), Brain(random), Lesion(random), Scanner(random)
    tilt, width, length = random.uniform(-0.05, 0.05), random.uniform(0.97, 1.03), random.uniform(0.97, 1.02)
    pixels = np.arange(SIZE, dtype=np.float64) - (SIZE - 1) / 2
    columns, rows = pixels * SPACING_MM[2] / width, (pixels - _RAISED_PX) * SPACING_MM[1] / length
    images, masks = [], []
    for index in slices:
        heights = [_LOWEST_MM + index * SPACING_MM[0] + offset for offset in _PLANES]
        planes = [ScanPlane(columns, rows, float(tilt), height) for height in heights]
        painted = [_paint(skull, brain, lesion, plane) for plane in planes]
        signal = np.mean([canvas.signal for canvas, _ in painted], axis=0)
        noise = np.random.default_rng((seed, index))
        images.append(np.moveaxis(scanner.acquire(signal, planes[len(planes) // 2], noise), 0, -1))
        masks.append(_outlined(np.mean([abnormal for _, abnormal in painted], axis=0)))
    return Phantom(np.stack(images), np.stack(masks))


def _paint(skull: Skull, brain: Brain, lesion: Lesion, plane: ScanPlane) -> tuple[Canvas, Values]:
    canvas = Canvas((SIZE, SIZE))
    points = plane.points
    skull.paint(canvas, plane, points)
    anatomy = brain.paint(canvas, plane, lesion.displaced(points))
    return canvas, lesion.paint(canvas, plane, points, anatomy)


def _outlined(abnormal: Values) -> NDArray[np.bool_]:
    """The mask as a reader would draw it: smooth, without holes, without specks."""
    smooth = (cv2.GaussianBlur(abnormal, (0, 0), 1.5) > _DRAWN).astype(np.uint8)
    contours, _ = cv2.findContours(smooth, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    kept = [contour for contour in contours if cv2.contourArea(contour) >= _SMALLEST_PX]
    return cv2.drawContours(np.zeros_like(smooth), kept, -1, 1, cv2.FILLED).astype(bool)
