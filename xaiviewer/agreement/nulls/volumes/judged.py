"""The scores of a volume's maps beside those of everything that knows nothing.

As of slices, but for what has no meaning in a volume: the mask of another slice is none of another volume, and the
model's outline and the pictures (the brightness of each sequence and its asymmetry, edges, the blob where lesions lie)
are made slice by slice and put on the volume's cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.ceiling import ceilings
from xaiviewer.agreement.nulls.gathered import OUTLINE, Beside, Gathered, of_uniform
from xaiviewer.agreement.nulls.judged import nulls_of
from xaiviewer.agreement.nulls.moves import Moves, drawn_moves
from xaiviewer.agreement.nulls.pictures import filled, pictures
from xaiviewer.agreement.nulls.places import standing_for
from xaiviewer.agreement.nulls.scene import Maps, Mask, NullSettings, Others
from xaiviewer.agreement.nulls.scored import KEYS, Scores
from xaiviewer.agreement.nulls.volumes.cells import Grid, VolumeCells, VolumePlaces
from xaiviewer.agreement.nulls.volumes.pointing import VolumeTarget
from xaiviewer.case import Frame
from xaiviewer.case.frame import Alignment
from xaiviewer.errors import Cancelled
from xaiviewer.requests.nulls import UNIFORM, NullKind, Nulls

_Floats = NDArray[np.float32]

_AT_ONCE = 1 << 21  # cells of places that are held at a time
_MASK = "the mask itself"
_NOTHING = Others()
_DEFAULT = NullSettings()


@dataclass(frozen=True, eq=False)
class VolumeScene:
    """A volume and its mask.

    Attributes:
        index: the slice that it is named by.
        grids: of each map where its cells lie.
        frame: where the network's input lies on every slice.
        mask: the clinician's, bool ``[slice, row, column]``, not empty.
        head: bool ``[slice, row, column]``, holes and all.
        images: by sequence, ``[slice, row, column]``.
        main: key of the main sequence.
        spacing: along the same axes in millimetres; None where the files do not say.
        outline: the model's own; None where it drew none.
    """

    index: int
    grids: Sequence[Grid]
    frame: Frame
    mask: Mask
    head: Mask
    images: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    main: str = ""
    spacing: tuple[float, float, float] | None = None
    outline: Mask | None = None

    @property
    def shape(self) -> tuple[int, int, int]:
        """Slices, rows and columns."""
        slices, rows, columns = self.mask.shape
        return slices, rows, columns

    @cached_property
    def whole_head(self) -> Mask:
        """The head without holes in its slices, and with it the mask."""
        found: Mask = np.stack([filled(each) if each.any() else each for each in self.head]) | self.mask
        return found

    @property
    def chance(self) -> float:
        """The mask's share of the head."""
        head = int(np.count_nonzero(self.head))
        return float(np.count_nonzero(self.mask & self.head) / head) if head else float("nan")


def _never() -> bool:
    return False


def volume_nulls(
    maps: Maps,
    scene: VolumeScene,
    settings: NullSettings = _DEFAULT,
    others: Others = _NOTHING,
    *,
    cancelled: Callable[[], bool] = _never,
) -> Nulls:
    """Hold a volume's maps, ``[slice, row, column]`` of their cells, against every null.

    The mask's random places are anywhere in the head, turned any way in space, either hand.

    Args:
        maps: one per entry of `VolumeScene.grids`, along the case's axes.
        scene: the volume.
        settings: see `NullSettings`.
        others: further nulls: masks ``[slice, row, column]`` of other patients, other networks' maps.
        cancelled: asked before each grid.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    moves = drawn_moves(
        [(standing_for(scene.mask), scene.whole_head)],
        spacing=scene.spacing or (1.0, 1.0, 1.0),
        seed=(settings.seed, scene.index),
        number=settings.placements,
        inside=settings.inside,
    )
    task = _Task(maps, scene, moves, settings, others)
    for members in grids(scene):
        if cancelled():
            raise Cancelled
        task.add(members)
    return nulls_of((scene.index,), task.found, len(moves) - 1, settings)


def volume_scores(maps: Maps, scene: VolumeScene, threshold: float, alignment: Alignment) -> dict[str, _Floats]:
    """Every score of a volume's maps where the mask is drawn, ``[map]`` by measure."""
    found = {key: np.full(len(maps), np.nan, dtype=np.float32) for key in KEYS}
    points = standing_for(scene.mask)
    places = VolumePlaces(int(np.count_nonzero(scene.mask)), points, Moves.none(points.mean(axis=0)))
    target = VolumeTarget(scene.mask, scene.spacing, NullSettings().tolerance_mm)
    for members in grids(scene):
        ground = _Ground(VolumeCells(scene.grids[members[0]], scene.shape, alignment), scene.whole_head, threshold)
        values = _scored(np.stack([maps[each] for each in members]), places, ground, target, scene.chance)
        for key, each in values.items():
            found[key][members] = each[:, 0]
    return found


def grids(scene: VolumeScene) -> list[list[int]]:
    """The maps by their grid, those of one grid together."""
    found: dict[Grid, list[int]] = {}
    for index, grid in enumerate(scene.grids):
        found.setdefault(grid, []).append(index)
    return list(found.values())


@dataclass(frozen=True, eq=False)
class _Ground:
    """See `scored.Under`."""

    cells: VolumeCells
    whole_head: Mask
    threshold: float

    @cached_property
    def head(self) -> _Floats:
        """Voxels of the head that each cell stands for, ``[cell]``."""
        return self.cells.covered(self.whole_head).ravel()


class _Task:
    """One volume's scores, filled in grid by grid."""

    def __init__(self, maps: Maps, scene: VolumeScene, moves: Moves, settings: NullSettings, others: Others) -> None:
        self._maps, self._scene, self._settings, self._others = maps, scene, settings, others
        number = len(scene.grids)
        self.found = Gathered(
            {key: np.full((number, len(moves)), np.nan, dtype=np.float32) for key in KEYS},
            {key: np.full(number, np.nan, dtype=np.float32) for key in KEYS},
        )
        self._places = VolumePlaces(int(np.count_nonzero(scene.mask)), standing_for(scene.mask), moves)
        self._drawn = self._still(scene.mask)
        self._target = self._target_of(scene.mask)
        self._elsewhere = {
            name: [(self._still(mask), self._target_of(mask)) for mask in masks if mask.any()]
            for name, masks in others.masks.items()
        }
        self._painted = _painted(scene)

    def add(self, members: list[int]) -> None:
        """The maps of one grid."""
        scene = self._scene
        cells = VolumeCells(scene.grids[members[0]], scene.shape, self._settings.alignment)
        ground = _Ground(cells, scene.whole_head, self._settings.threshold)
        maps = np.stack([self._maps[index] for index in members])
        for key, placed in self._placed(maps, ground).items():
            self.found.placed[key][members] = placed
        self._add_pictures(members, ground)
        self._add_uniform(members, cells)
        for name, networks in self._others.networks.items():
            for draw, network in enumerate(networks):
                there = np.stack([network[index] for index in members])
                values = _scored(there, self._drawn, ground, self._target, scene.chance)
                self._put(name, "networks", members, values, draw, len(networks))
        for name, elsewhere in self._elsewhere.items():
            for draw, (places, target) in enumerate(elsewhere):
                chance = scene.chance * places.voxels / self._drawn.voxels
                self._put(name, "masks", members, _scored(maps, places, ground, target, chance), draw, len(elsewhere))

    def _placed(self, maps: _Floats, ground: _Ground) -> Mapping[str, _Floats]:
        """The maps at all places."""
        places, target = self._places, self._target
        scores = Scores(
            maps,
            ground,
            places.voxels,
            len(places.moves),
            self._scene.chance,
            lambda peaks: target.pointed(peaks, places.moves, ground.cells),
        )
        some = max(_AT_ONCE // ground.cells.area.size, 1)
        for start in range(0, len(places.moves), some):
            which = slice(start, start + some)
            scores.read(places.covered(ground.cells, which), which)
        return scores.found

    def _add_pictures(self, members: list[int], ground: _Ground) -> None:
        """The pictures, the model's outline and the mask itself, put on the grid: one score for all of its maps."""
        scene, cells = self._scene, ground.cells
        summed = _on_grid(self._painted, cells) | {_MASK: cells.covered(scene.mask)}
        if scene.outline is not None and scene.outline.any():
            summed[OUTLINE] = cells.covered(scene.outline)
        maps = np.stack(list(summed.values())) / np.maximum(cells.area, 1e-6)
        values = _scored(maps.astype(np.float32), self._drawn, ground, self._target, scene.chance)
        for place, name in enumerate(summed):
            here = {key: np.repeat(each[place : place + 1], len(members), axis=0) for key, each in values.items()}
            if name != _MASK:
                self._put(name, "outline" if name == OUTLINE else "picture", members, here, 0, 1)
                continue
            of_mask = {key: float(each[0, 0]) for key, each in here.items()}
            for key, value in ceilings(scene.mask, cells, ground.head, of_mask, scene.chance).items():
                self.found.ceiling[key][members] = value

    def _add_uniform(self, members: list[int], cells: VolumeCells) -> None:
        """What a map gets that is the same everywhere in the head."""
        scene = self._scene
        flat = of_uniform(scene.mask, scene.head, scene.chance)
        flat |= self._target.share_of(scene.head, tuple(each.step for each in cells.grid))
        values = {key: np.full((len(members), 1), flat.get(key, np.nan), dtype=np.float32) for key in KEYS}
        self._put(UNIFORM, "chance", members, values, 0, 1)

    def _put(
        self, name: str, kind: NullKind, members: list[int], values: Mapping[str, _Floats], draw: int, draws: int
    ) -> None:
        if name not in self.found.beside:
            shape = (len(self._scene.grids), draws)
            self.found.beside[name] = Beside(kind, {key: np.full(shape, np.nan, dtype=np.float32) for key in KEYS})
        for key, each in values.items():
            self.found.beside[name].scores[key][members, draw] = each[:, 0]

    def _still(self, mask: Mask) -> VolumePlaces:
        """A mask where it is drawn."""
        points = standing_for(mask)
        return VolumePlaces(int(np.count_nonzero(mask)), points, Moves.none(points.mean(axis=0)))

    def _target_of(self, mask: Mask) -> VolumeTarget:
        return VolumeTarget(mask, self._scene.spacing, self._settings.tolerance_mm)


def _scored(
    maps: _Floats, places: VolumePlaces, ground: _Ground, target: VolumeTarget, chance: float
) -> Mapping[str, _Floats]:
    """Every score where a mask is drawn."""
    scores = Scores(
        maps, ground, places.voxels, 1, chance, lambda peaks: target.pointed(peaks, places.moves, ground.cells)
    )
    scores.read(places.covered(ground.cells, slice(None)), slice(None))
    return scores.found


def _painted(scene: VolumeScene) -> list[tuple[int, dict[str, _Floats]]]:
    """The pictures of every slice that shows a head, ``[row, column]`` by key, of its number."""
    painted = []
    for index, head in enumerate(scene.head):
        if head.any():
            images = {name: values[index] for name, values in scene.images.items()}
            made = pictures(images, head, scene.frame, scene.main)
            painted.append((index, {key: each.astype(np.float32) for key, each in made.items()}))
    return painted


def _on_grid(painted: Sequence[tuple[int, Mapping[str, _Floats]]], cells: VolumeCells) -> dict[str, _Floats]:
    """The pictures added up behind the cells of a grid."""
    found: dict[str, NDArray[np.float64]] = {}
    for index, made in painted:
        weights = cells.along[0][index][:, None, None]
        for key, picture in made.items():
            each = found.setdefault(key, np.zeros(cells.area.shape))
            each += weights * cells.of_slice(picture)
    return {key: each.astype(np.float32) for key, each in found.items()}
