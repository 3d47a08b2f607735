"""Everything around the brain: scalp, skull, and below them face, orbits, muscles and the base of the skull."""

from __future__ import annotations

import numpy as np

from xaiviewer.phantom.shapes import Field, Points, ScanPlane, Values, cover, ellipsoid
from xaiviewer.phantom.tissues import Canvas

_SCALP = (79.0, 99.0, 86.0)
_BONE_OUTSIDE = (73.5, 93.5, 80.0)
CAVITY = (68.0, 87.5, 74.0)
"""Half axes of the dome inside the skull, in millimetres."""

_MUSCLES = (
    ((57, -34, -62), (8, 20, 26), 0.15),  # masseter
    ((33, -26, -54), (12, 15, 19), 0.3),  # pterygoids
    ((20, 66, -64), (20, 19, 25), 0.2),  # behind the neck
    ((46, 44, -62), (17, 19, 24), -0.5),
    ((22, 38, -66), (13, 12, 20), 0.0),
    ((58, 14, -62), (11, 15, 22), 0.0),  # sternocleidomastoid
)


class Skull:
    """Paints the head without its brain."""

    def __init__(self, random: np.random.Generator) -> None:
        self._wave = Field(random, 90)
        self._lumps = Field(random, 26)
        self._streaks = Field(random, 13)
        self._cells = Field(random, 9)

    def paint(self, canvas: Canvas, plane: ScanPlane, points: Points) -> None:
        """Paint all of it; the brain comes on top."""
        wave, lumps = self._wave.on(plane), self._lumps.on(plane)
        scalp = np.maximum(vault(points, _SCALP) + 0.9 * wave, _face(points))
        bone, cavity = vault(points, _BONE_OUTSIDE) + 0.7 * wave + 0.4 * lumps, vault(points, CAVITY)
        canvas.paint("skin", cover(scalp))
        canvas.paint("fat", cover(scalp - 1.8, 1.5) * np.clip(0.88 + 0.12 * lumps, 0, 1))
        self._muscles(canvas, plane, points, scalp)
        closed = cover(points.z + 22 + 0.25 * np.maximum(points.y, 0), 14)  # above the base the bone is a closed ring
        canvas.paint("bone", cover(bone) * closed)
        inside = np.minimum(bone - 1.8, 4.4 - bone)
        canvas.paint("marrow", 0.85 * cover(inside, 1.6) * closed * np.clip(0.7 + 0.5 * lumps, 0, 1))
        self._base(canvas, plane, points, cavity)
        self._orbits(canvas, points)
        self._nose(canvas, plane, points)

    def _muscles(self, canvas: Canvas, plane: ScanPlane, points: Points, scalp: Values) -> None:
        """Temporal, jaw and neck muscles with fat between, the mandible, the upper spine, the throat."""
        fold = points.mirrored
        streaks = np.clip(0.84 + 0.2 * self._streaks.on(plane), 0, 1)
        temporal = np.minimum(ellipsoid(fold, (72, -28, -12), (7, 30, 34), turn=0.25), scalp - 3)
        canvas.paint("muscle", cover(temporal, 1.5) * streaks)
        if points.z[0, 0] > -25:
            return
        ragged = 1.2 * self._streaks.on(plane)
        low = cover(-32 - points.z - 0.12 * points.y, 10)
        between = cover(np.abs(self._lumps.on(plane) + 0.3 * ragged) - 0.22, 0.3)
        canvas.paint("muscle", 0.9 * low * cover(scalp - 9 - 3 * self._wave.on(plane), 2) * between * streaks)
        for centre, axes, turn in _MUSCLES:
            canvas.paint("muscle", cover(np.minimum(ellipsoid(fold, centre, axes, turn) + ragged, scalp - 4)) * streaks)
        for centre, axes in (((47, -30, -60), (5, 15, 22)), ((0, -2, -60), (13, 10, 20))):
            hard = ellipsoid(fold, centre, axes)
            canvas.paint("bone", cover(hard))
            canvas.paint("marrow", cover(hard - 1.8))
        throat = ellipsoid(points, (0, -26, -58), (14, 7, 15))
        canvas.paint("mucosa", cover(throat + 3, 2))
        canvas.paint("air", cover(throat))

    def _base(self, canvas: Canvas, plane: ScanPlane, points: Points, cavity: Values) -> None:
        """Bone, marrow and air between and below the fossae."""
        spongy = self._lumps.on(plane) + 0.7 * self._cells.on(plane)
        below = cover(-10 - points.z, 8) * cover(cavity + 2, 2) * cover(24 - points.y, 10) * cover(points.z + 44, 8)
        canvas.paint("bone", below)
        canvas.paint("marrow", 0.7 * below * cover(spongy - 0.4, 0.6))
        fossa = ellipsoid(points, (0, 47, -31), (66, 45, 29))
        canvas.paint("bone", cover(np.minimum(fossa, -8 - points.z)))
        canvas.paint("marrow", 0.8 * cover(np.minimum(fossa - 1.5, 5 - fossa), 1.6) * cover(-20 - points.z, 4))
        petrous = cover(ellipsoid(points.mirrored, (48, 20, -36), (26, 10, 11), turn=-0.5), 2)
        canvas.paint("bone", petrous)
        canvas.paint("mucosa", 0.4 * petrous * cover(self._cells.on(plane) - 0.7, 0.4))

    def _orbits(self, canvas: Canvas, points: Points) -> None:
        """Cones of fat that narrow towards the back, with the globe, its lens, the optic nerve and four muscles."""
        if not -48 < points.z[0, 0] < -6:
            return
        fold = points.mirrored
        back = np.clip((points.y + 78) / 42, 0, 1)  # from the globe to the tip of the cone
        across, up = fold.x - (32 - 11 * back), points.z + 27
        wide = 15.5 - 13 * back
        radius = np.hypot(across, up)
        cone = np.minimum(0.9 * (wide - radius), -36 - points.y)
        cone = np.minimum(cone, ellipsoid(fold, (32, -64, -27), (18, 27, 17)))
        canvas.paint("bone", cover(np.minimum(cone + 2, points.y + 80), 1.5))
        canvas.paint("fat", 0.9 * cover(cone, 1.5))
        muscles = 1.5 - np.abs(radius - 0.72 * wide) - 3 * np.clip(np.minimum(np.abs(across), np.abs(up)) - 3, 0, None)
        canvas.paint("muscle", cover(muscles) * cover(cone))
        canvas.paint("muscle", cover(2.0 - radius) * cover(cone, 2))
        globe = ellipsoid(fold, (33, -78, -27), (12.3, 12.3, 12.3))
        canvas.paint("skin", cover(globe))
        canvas.paint("vitreous", cover(globe - 1.3))
        canvas.paint("muscle", cover(ellipsoid(fold, (33, -86.5, -27), (4.6, 2.3, 4.6))))

    def _nose(self, canvas: Canvas, plane: ScanPlane, points: Points) -> None:
        """Nasal cavity with septum and conchae, ethmoid cells, maxillary, sphenoid and frontal sinuses."""
        fold = points.mirrored
        cavity = ellipsoid(points, (0, -64, -40), (13, 36, 26))
        canvas.paint("air", cover(cavity, 1.5))
        canvas.paint("mucosa", 0.75 * cover(cavity) * cover(self._cells.on(plane) - 0.55, 0.5))
        canvas.paint("mucosa", 0.7 * cover(1.3 - fold.x) * cover(cavity))
        canvas.paint("air", cover(ellipsoid(fold, (32, -60, -56), (13, 16, 15)), 1.5))
        canvas.paint("air", cover(ellipsoid(points, (0, -22, -30), (15, 13, 8)), 1.5))
        canvas.paint("air", cover(ellipsoid(fold, (11, -85, 0), (10, 4, 11)), 1.5))


def _face(points: Points) -> Values:
    """Nose, cheeks and ears below the vault."""
    fold = points.mirrored
    nose = ellipsoid(points, (0, -98, -48), (14, 21, 21))
    cheeks = ellipsoid(fold, (36, -64, -58), (30, 26, 30))
    ears = ellipsoid(fold, (79, 18, -38), (6, 13, 20), turn=0.35)
    return np.maximum(np.maximum(nose, cheeks), ears)


def vault(points: Points, axes: tuple[float, float, float]) -> Values:
    """Distance to an egg-shaped dome: an ellipsoid above the origin, nearly a cylinder below it, narrow in front."""
    height = np.where(points.z > 0, points.z, 0.42 * points.z)
    narrow = 1 + 0.0013 * np.clip(-points.y - 5, 0, None) - 0.0004 * np.clip(points.y, 0, None)
    x, y = points.x * narrow / axes[0], (points.y - 0.04 * np.minimum(points.z, 0)) / axes[1]
    radius = (np.abs(x) ** 2.25 + np.abs(y) ** 2.25 + np.abs(height / axes[2]) ** 2.3) ** (1 / 2.25)
    slope = np.hypot(np.hypot(points.x / axes[0] ** 2, points.y / axes[1] ** 2), 0.9 * height / axes[2] ** 2)
    distance: Values = radius * (1 - radius) / np.maximum(slope, 1e-4)
    return distance
