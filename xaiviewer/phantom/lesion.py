"""A glioma-like lesion: an irregular core, oedema that follows the white matter, a small part that enhances."""

from __future__ import annotations

import numpy as np

from xaiviewer.phantom.brain import Anatomy
from xaiviewer.phantom.shapes import Field, Points, ScanPlane, Values, cover, ellipsoid
from xaiviewer.phantom.tissues import Canvas

_PLACES = ((-36.0, -26.0, 26.0), (38.0, -24.0, 24.0), (-38.0, 20.0, 28.0), (37.0, 24.0, 27.0))


class Lesion:
    """One lesion in one of four places, grown from random fields."""

    def __init__(self, random: np.random.Generator) -> None:
        place = np.array(_PLACES[int(random.integers(len(_PLACES)))]) + random.uniform(-4, 4, size=3)
        self._centre = (float(place[0]), float(place[1]), float(place[2]))
        across, along = random.uniform(19, 23), random.uniform(22, 28)
        self._axes = (across, along, random.uniform(29, 31))
        self._turn = float(random.uniform(-0.5, 0.5))
        self._ragged = Field(random, 30)
        self._fingers = Field(random, 15)
        self._texture = Field(random, 11)
        self._swelling = random.uniform(3.0, 4.5)

    def displaced(self, points: Points) -> Points:
        """Where the tissue now at `points` lay before the lesion pushed it aside."""
        x, y, z = (value - middle for value, middle in zip((points.x, points.y, points.z), self._centre, strict=True))
        distance = np.sqrt(x**2 + y**2 + z**2)
        push = self._swelling * np.minimum(distance / 14, 1) * np.exp(-((distance / 42) ** 2))
        share = -push / np.maximum(distance, 1.0)
        return points.moved(share * x, share * y, share * z)

    def paint(self, canvas: Canvas, plane: ScanPlane, points: Points, anatomy: Anatomy) -> Values:
        """Paint it into the brain; returns the share of each voxel that is abnormal on FLAIR."""
        x, y, z = self._centre
        across, along, up = self._axes
        if abs(plane.height - z) > up + 8:
            return np.zeros_like(points.x)
        hull = ellipsoid(points, self._centre, (across, along, 1.5 * up), self._turn)
        ragged = 4.0 * self._ragged.on(plane)
        fingers, texture = self._fingers.on(plane), self._texture.on(plane)
        ends = up - np.abs(points.z - z) + 0.4 * ragged  # blunt, so that few slices show only a hint of it
        oedema = np.minimum(hull + ragged + 4.5 * fingers * anatomy.white - 3.0 * (1 - anatomy.white), ends)
        core = np.minimum(hull + ragged, ends) - 7.5
        abnormal = np.maximum(cover(oedema, 3.0) * (0.55 + 0.45 * anatomy.white), cover(core, 3.0)) * anatomy.brain
        canvas.paint("oedema", abnormal * np.clip(0.88 + 0.10 * fingers, 0, 1))
        canvas.paint("tumour", cover(core, 4.0) * anatomy.brain * np.clip(0.85 + 0.18 * texture, 0, 1))
        cyst = ellipsoid(points, (x + 2, y + 3, z + 3), (6, 7, 8)) + 1.5 * texture
        canvas.paint("necrosis", 0.85 * cover(cyst, 2.5) * anatomy.brain)
        rim = 1.6 - np.abs(cyst + 1.5)
        canvas.paint("enhancing", 0.75 * cover(rim, 2.0) * cover(texture + 0.1, 0.8) * anatomy.brain)
        return abnormal
