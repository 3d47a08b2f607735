"""The brain: cerebrum with folded cortex, ventricles and deep nuclei, cerebellum, brain stem, vessels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from xaiviewer.phantom.shapes import Field, Points, ScanPlane, Values, cover, ellipsoid, path
from xaiviewer.phantom.skull import CAVITY, vault
from xaiviewer.phantom.tissues import Canvas

_Body = tuple[tuple[float, float, float], tuple[float, float, float], float]
"""Centre, half axes and turn of an ellipsoid."""

_CORTEX_MM = 3.2
_PIA = (66.5, 86.0, 72.5)


@dataclass(frozen=True, eq=False)
class Anatomy:
    """What the lesion needs to know of one plane; shares of each voxel, 0 to 1.

    Attributes:
        white: white matter.
        brain: any brain tissue, without cerebrospinal fluid.
    """

    white: Values
    brain: Values


class Brain:
    """Paints the brain into the skull."""

    def __init__(self, random: np.random.Generator) -> None:
        self._folds = Field(random, 21, waves=24)
        self._small_folds = Field(random, 13, waves=16)
        self._depth = Field(random, 34)
        self._surface = Field(random, 30)
        self._wobble = Field(random, 40)
        self._vessels = Field(random, 20)
        self._bend = Field(random, 18)
        self._tracts = Field(random, 22)
        self._third = 1.6 + random.uniform(0, 1.0)
        self._ventricle = random.uniform(0.9, 1.15)

    def paint(self, canvas: Canvas, plane: ScanPlane, points: Points) -> Anatomy:
        """Paint all of it and say where brain and white matter are."""
        uneven = self._surface.on(plane)
        cerebrum, ribbon = _cerebrum(points, 1.3 * self._depth.on(plane))
        cerebrum, ribbon = cerebrum + 0.8 * uneven, ribbon + 0.8 * uneven
        lower = np.maximum(_cerebellum(points), _stem(points))
        surface = np.maximum(cerebrum, lower)
        gap = np.maximum(2.2 + 0.9 * uneven, 0.8)
        cavity = np.minimum(vault(points, CAVITY), surface + gap + 3)
        canvas.paint("csf", np.maximum(cover(surface + gap), cover(points.z + 8, 6) * cover(cavity)))
        self._cerebellum_and_stem(canvas, plane, points, cerebrum)
        white, brain = self._cerebral_tissue(canvas, plane, points, cerebrum, ribbon)
        fluid = self._deep(canvas, points)
        self._blood(canvas, plane, points, surface)
        return Anatomy(white * (1 - fluid), np.maximum(brain, cover(lower)) * (1 - fluid))

    def _cerebral_tissue(
        self, canvas: Canvas, plane: ScanPlane, points: Points, hull: Values, ribbon: Values
    ) -> tuple[Values, Values]:
        """Cortex along the hull, the sulci and the midline; white matter inside."""
        fluid = np.minimum(np.minimum(hull, self._sulci(plane, points, ribbon)), self._fissures(plane, points))
        brain = cover(fluid, 1.2) * cover(hull)
        white = cover(fluid - _CORTEX_MM, 1.8)
        canvas.paint("csf", cover(hull) * (1 - brain))
        canvas.paint("grey", brain)
        tracts = self._tracts.on(plane)
        canvas.paint("white", white * brain * np.clip(0.86 + 0.12 * tracts, 0, 1))
        return white * brain, brain

    def _sulci(self, plane: ScanPlane, points: Points, ribbon: Values) -> Values:
        """Distance to the fluid in the sulci: the zero sheets of two fields, down to a varying depth."""
        distance = np.full_like(ribbon, np.inf)
        near = (ribbon > -2) & (ribbon < 34)
        at, depth = points.chosen(near), ribbon[near]
        spread = np.sqrt((at.x / 66) ** 2 + (at.y / 86) ** 2 + (at.z / 72) ** 2)
        pull = np.maximum(spread, 0.3) ** -0.65  # the pattern changes little with depth, so that sulci run inwards
        outer = Points(at.x * pull, at.y * pull, at.z * pull)
        vary = self._depth.on(plane)[near]
        long = np.hypot(self._folds.sheet(outer), np.maximum(depth - np.clip(15 + 8 * vary, 4, 28), 0))
        short = np.hypot(self._small_folds.sheet(outer), np.maximum(depth - np.clip(7 - 4 * vary, 0, 13), 0))
        width = np.clip(1.0 - 0.035 * depth + 0.3 * self._wobble.on(plane)[near], 0.25, 1.9)
        distance[near] = np.minimum(long, short) - width
        return distance

    def _fissures(self, plane: ScanPlane, points: Points) -> Values:
        """Distance to the fluid between the hemispheres and in the Sylvian fissures."""
        fold = points.mirrored
        wobble = self._wobble.on(plane)
        callosum = ellipsoid(points, (0, 4, 12), (40, 40, 16))
        middle = points.x + 1.1 * wobble * cover(points.z, 30)
        middle = np.hypot(np.hypot(middle, np.maximum(callosum + 1, 0)), 0.4 * np.maximum(-4 - points.z, 0)) - 0.9
        bend = self._bend.on(plane)
        line = path(fold.moved(1.8 * bend, 2.5 * wobble, 0 * bend), ((64, -20), (48, -15), (42, -6), (40, 6), (42, 18)))
        height = np.maximum(np.abs(points.z - 3 - 0.12 * points.y) - 8, 0)
        return cast("Values", np.minimum(middle, np.hypot(line, height) - 1.2 - 0.8 * wobble))

    def _cerebellum_and_stem(self, canvas: Canvas, plane: ScanPlane, points: Points, cerebrum: Values) -> None:
        if points.z[0, 0] > 20:
            return
        bend = self._bend.on(plane)
        cerebellum = np.minimum(_cerebellum(points), -cerebrum - 1.0)
        share = cover(cerebellum)
        canvas.paint("cerebellum", share)
        out = np.hypot(points.x * 0.75, points.y - 26) + 0.9 * (points.z + 30) + 2.2 * bend
        folia = np.abs(np.mod(out, 5.0) - 2.5)
        canvas.paint("csf", 0.42 * share * cover(0.6 - folia, 1.4) * cover(13 - cerebellum, 6))
        canvas.paint("white", 0.8 * share * cover(cerebellum - 9 - 2.5 * bend, 6))
        stem = _stem(points)
        canvas.paint("csf", cover(stem + 3.5, 2) * (1 - share) * cover(-8 - points.z, 6))
        canvas.paint("white", 0.85 * cover(stem))
        canvas.paint("grey", 0.3 * cover(stem - 4, 4))

    def _deep(self, canvas: Canvas, points: Points) -> Values:
        """Nuclei, ventricles and cisterns; returns the share of fluid."""
        fold = points.mirrored
        for centre, axes, turn in _NUCLEI:
            canvas.paint("deep grey", 0.9 * cover(ellipsoid(fold, centre, axes, turn), 2.0))
        size = self._ventricle
        fluid = np.full_like(points.x, -np.inf)
        for centre, axes, turn in _VENTRICLES:
            fluid = np.maximum(fluid, ellipsoid(fold, centre, (axes[0] * size, axes[1], axes[2] * size), turn))
        fluid = np.minimum(fluid, fold.x - 0.9)  # the septum
        fluid = np.maximum(fluid, ellipsoid(points, (0, 0, 1), (self._third, 15, 10)))
        fluid = np.maximum(fluid, ellipsoid(points, (0, 34, -28), (6, 4.5, 10)))
        cisterns = np.maximum(ellipsoid(points, (0, -10, -14), (12, 9, 6)), ellipsoid(points, (0, 32, -3), (12, 5, 6)))
        share = np.maximum(cover(fluid, 1.3), cover(cisterns, 1.5))
        canvas.paint("csf", share)
        glomus = ellipsoid(fold, (24, 34, 9), (2.6, 5, 4), turn=0.5)
        canvas.paint("choroid", 0.8 * cover(glomus, 1.5))
        optic = ellipsoid(points, (0, -13, -13), (7, 2, 2.5))
        canvas.paint("white", 0.8 * cover(optic))
        return share

    def _blood(self, canvas: Canvas, plane: ScanPlane, points: Points, surface: Values) -> None:
        """Sagittal and transverse sinuses, falx, veins on the cortex, arteries of the base."""
        rim = vault(points, CAVITY)
        sinus = np.minimum(4.2 - np.abs(points.x) - 0.5 * np.abs(rim - 1.5), 3.4 - np.abs(rim - 1.5))
        canvas.paint("vessel", cover(sinus, 1.5) * cover(np.maximum(points.y - 5, points.z - 30), 12) * cover(points.z))
        falx = 0.45 - np.abs(points.x + 1.1 * self._wobble.on(plane) * cover(points.z, 30))
        edge = np.maximum(np.abs(points.y) - 44, points.z - 34)
        canvas.paint("dura", 0.7 * cover(falx) * cover(edge, 10) * cover(points.z) * cover(rim - 0.5))
        canvas.paint("dura", 0.35 * cover(0.8 - np.abs(rim + 0.2)) * cover(points.z, 20))
        transverse = 2.8 - np.hypot(rim - 2.5, points.z + 9 + 0.14 * (90 - points.y))
        canvas.paint("vessel", cover(transverse, 1.5) * cover(points.y - 25, 10))
        near = (np.abs(surface + 0.5) < 5) & (points.z > -1)
        veins = np.full_like(surface, np.inf)
        at = points.chosen(near)
        veins[near] = self._vessels.sheet(at) + 1.2 * self._bend.sheet(at)
        canvas.paint("vessel", 0.8 * cover(3.5 - np.abs(surface + 0.5), 2) * cover(0.9 - veins) * cover(points.z))
        _arteries(canvas, points)


_NUCLEI: tuple[_Body, ...] = (
    ((13.5, -19, 9), (5, 9, 9), -0.35),  # head of the caudate
    ((26, -2, 4), (5.5, 15, 9), 0.2),  # putamen
    ((18.5, 1, 2), (4.5, 9, 6), 0.35),  # pallidum
    ((11, 13, 7), (8.5, 13, 9), 0.3),  # thalamus
)
_VENTRICLES: tuple[_Body, ...] = (
    ((7.5, -24, 13), (3.6, 14, 8), -0.35),  # frontal horn
    ((9.5, 4, 23), (4.8, 25, 8), 0.15),  # body
    ((22, 34, 10), (5.0, 14, 9), 0.55),  # trigone
    ((28, 52, 6), (2.6, 12, 4.5), -0.05),  # occipital horn
    ((33, 8, -14), (2.2, 12, 3.0), 0.25),  # temporal horn
)


def _cerebrum(points: Points, uneven: Values) -> tuple[Values, Values]:
    """Distance to the cerebrum's smooth hull: hemispheres above the base, temporal lobes below.

    And the same without the flat base, which has no sulci worth showing.
    """
    fold = points.mirrored
    hull = vault(points, _PIA)
    front, back = np.clip((-5 - points.y) / 25, 0, 1), np.clip((points.y - 15) / 25, 0, 1)
    tent = np.clip(38 - fold.x, 0, 38)  # the tentorium rises towards the middle
    orbit = np.clip(1.4 - np.hypot(fold.x - 31, points.y + 60) / 26, 0, 1)
    floor = -7 + uneven - front * (10 - 7 * orbit) - 0.06 * fold.x + back * (0.2 * tent - 4)
    temporal = ellipsoid(fold, (44, -4, -20), (23, 42, 21), turn=0.12)
    above = 2.2 * (points.z - floor)
    smooth = np.minimum(np.maximum(above, temporal), hull)
    return smooth, np.where(above > temporal, hull, smooth)


def _arteries(canvas: Canvas, points: Points) -> None:
    """Middle cerebral, carotid and basilar arteries."""
    if points.z[0, 0] > 0:
        return
    fold = points.mirrored
    middle = path(fold, ((4, -14), (18, -13), (34, -14), (44, -11)))
    canvas.paint("vessel", 0.9 * cover(1.5 - np.hypot(middle, 0.7 * (points.z + 13 - 0.12 * fold.x)), 1.2))
    carotid = 2.4 - np.hypot(fold.x - 12, points.y + 14 - 0.5 * (points.z + 20))
    canvas.paint("vessel", cover(carotid, 1.2) * cover(-16 - points.z, 6))
    basilar = 1.7 - np.hypot(points.x, points.y - 1 - 0.1 * (points.z + 20))
    canvas.paint("vessel", cover(basilar, 1.2) * cover(-12 - points.z, 6) * cover(points.z + 44, 6))


def _cerebellum(points: Points) -> Values:
    fold = points.mirrored
    hemispheres = ellipsoid(fold, (24, 50, -32), (33, 29, 24))
    vermis = ellipsoid(points, (0, 48, -24), (20, 28, 29))
    notch = 3 - np.hypot(points.x * 1.2, np.maximum(74 - points.y, 0))
    both = np.minimum(np.maximum(hemispheres, vermis), -notch)
    return cast("Values", np.minimum(both, vault(points, CAVITY) - 1.5))


def _stem(points: Points) -> Values:
    pons = ellipsoid(points, (0, 17, -27), (16, 13, 16))
    middle = ellipsoid(points, (0, 16, -9), (15, 11, 14))
    medulla = 8.0 - np.hypot(points.x * 0.85, points.y - 24 - 0.1 * (points.z + 40))
    medulla = np.minimum(medulla, -34 - points.z)
    peduncles = ellipsoid(points.mirrored, (17, 30, -30), (9, 12, 7), turn=0.6)
    return np.maximum(np.maximum(pons, middle), np.maximum(medulla, peduncles))
