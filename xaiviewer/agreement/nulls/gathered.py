"""The scores of a slice's maps beside those of everything that knows nothing, grid by grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import Footprint, footprint
from xaiviewer.agreement.nulls.ceiling import ceilings
from xaiviewer.agreement.nulls.halving import halved, halves
from xaiviewer.agreement.nulls.moves import Moves
from xaiviewer.agreement.nulls.pictures import on_grid, pictures
from xaiviewer.agreement.nulls.places import Places, standing_for
from xaiviewer.agreement.nulls.pointing import Target
from xaiviewer.agreement.nulls.scene import Maps, Mask, NullSettings, Others, Scene
from xaiviewer.agreement.nulls.scored import KEYS, Ground, Scorer, scored
from xaiviewer.errors import Cancelled
from xaiviewer.requests import Layer
from xaiviewer.requests.nulls import UNIFORM, NullKind

_Floats = NDArray[np.float32]

OUTLINE = "the model's outline"
_MASK = "the mask itself"

_AT_ONCE = 1 << 21  # cells of places that are held at a time
_EACH = 16  # cells around a point of a mask, generously


@dataclass(frozen=True, eq=False)
class Beside:
    """What one null gets: float32 ``[layer, draw]`` by measure."""

    kind: NullKind
    scores: Mapping[str, _Floats]


@dataclass(frozen=True, eq=False)
class Gathered:
    """All scores of a slice.

    Attributes:
        placed: by measure, float32 ``[layer, 1 + placement]``: where the mask is drawn, and at every place it is moved
            to.
        ceiling: by measure, float32 ``[layer]``.
        beside: every other null by its key.
    """

    placed: dict[str, _Floats]
    ceiling: dict[str, _Floats]
    beside: dict[str, Beside] = field(default_factory=dict)


def gather(
    maps: Maps,
    scene: Scene,
    moves: Moves,
    settings: NullSettings,
    others: Others,
    *,
    cancelled: Callable[[], bool],
) -> Gathered:
    """Score a slice's maps, one per layer, at all places, and all nulls where the mask is drawn.

    Args:
        maps: one per layer.
        scene: the slice.
        moves: of the mask; the first changes nothing.
        settings: see `NullSettings`.
        others: further nulls.
        cancelled: asked before each grid, and before some hundred places.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    task = _Task(maps, scene, moves, settings, others)
    for members in grids(scene.layers):
        if cancelled():
            raise Cancelled
        task.add(members)
    task.read(cancelled)
    task.add_uniform()
    return task.found


def grids(layers: Sequence[Layer]) -> list[list[int]]:
    """The layers by their grid, those of one grid together."""
    found: dict[object, list[int]] = {}
    for index, layer in enumerate(layers):
        found.setdefault((layer.grid, layer.stride, layer.centre), []).append(index)
    return list(found.values())


class _Task:
    """One slice's scores, filled in grid by grid."""

    def __init__(self, maps: Maps, scene: Scene, moves: Moves, settings: NullSettings, others: Others) -> None:
        self._maps, self._scene, self._settings, self._others = maps, scene, settings, others
        number = len(scene.layers)
        self.found = Gathered(
            {key: np.full((number, len(moves)), np.nan, dtype=np.float32) for key in KEYS},
            {key: np.full(number, np.nan, dtype=np.float32) for key in KEYS},
        )
        steps = [max(scene.frame.placement(layer.stride).steps) for layer in scene.layers]
        self._reach = max(steps, default=1.0)
        self._scorers: list[tuple[list[int], Scorer]] = []
        self._places = Places(scene.mask, standing_for(scene.mask), moves)
        self._drawn = self._still(scene.mask)
        self._target = self._target_of(scene.mask)
        self._pictures = pictures(scene.images, scene.head, scene.frame, scene.main)
        self._elsewhere = {
            name: [(self._still(mask), self._target_of(mask)) for mask in masks if mask.any()]
            for name, masks in others.masks.items()
        }

    def add(self, members: list[int]) -> None:
        """The layers of one grid."""
        scene, layer = self._scene, self._scene.layers[members[0]]
        ground = self._ground(layer)
        maps = np.stack([self._maps[index] for index in members])
        self._scorers.append((members, Scorer(maps, self._places, ground, self._target, scene.chance)))
        self._add_pictures(members, ground)
        for name, networks in self._others.networks.items():
            for draw, network in enumerate(networks):
                there = np.stack([network[index] for index in members])
                values = scored(there, self._drawn, ground, self._target, scene.chance)
                self._put(name, "networks", members, values, draw, len(networks))
        for name, elsewhere in self._elsewhere.items():
            for draw, (places, target) in enumerate(elsewhere):
                values = scored(maps, places, ground, target, scene.chance * places.area / self._drawn.area)
                self._put(name, "masks", members, values, draw, len(elsewhere))

    def read(self, cancelled: Callable[[], bool]) -> None:
        """All maps at all places. Where the cells of a grid are every second one of a finer grid, they are made of it.

        Raises:
            Cancelled: when `cancelled`, asked before some of the places, says so.
        """
        if len(self._scene.layers) == 1:
            self._read_alone(self._scorers[0][1], cancelled)
        else:
            self._read_together(cancelled)
        for members, scorer in self._scorers:
            for key, values in scorer.found.items():
                self.found.placed[key][members] = values

    def _read_alone(self, scorer: Scorer, cancelled: Callable[[], bool]) -> None:
        """One map at all places: the cells beneath the mask alone, as its grid may be as fine as the input."""
        ground, some = scorer.ground, max(_AT_ONCE // (_EACH * len(self._places.points)), 1)
        for start in range(0, len(self._places.moves), some):
            if cancelled():
                raise Cancelled
            which = slice(start, start + some)
            scorer.read_touched(self._places.touched(ground.placement, ground.grid, which), which)

    def _read_together(self, cancelled: Callable[[], bool]) -> None:
        """Maps of several grids, the finest first."""
        order = sorted(self._scorers, key=lambda each: each[1].ground.placement.step)
        finest = max(scorer.ground.cells.area.size for _, scorer in order)
        some = max(_AT_ONCE // finest, 1)
        for start in range(0, len(self._places.moves), some):
            if cancelled():
                raise Cancelled
            which, finer = slice(start, start + some), None
            for _, scorer in order:
                ground = scorer.ground
                if finer is not None and halves(finer[0], ground):
                    covered = halved(finer[1], finer[0].grid)
                else:
                    covered = self._places.covered(ground.placement, ground.grid, which)
                scorer.read(covered, which)
                finer = ground, covered

    def add_uniform(self) -> None:
        """What a map gets that is the same everywhere in the head, in closed form."""
        scene, chance = self._scene, self._scene.chance
        both = int(np.count_nonzero(scene.mask & scene.head))
        all_of_it = int(np.count_nonzero(scene.mask)), int(np.count_nonzero(scene.head))
        flat = dict.fromkeys(("mass", "rank_accuracy", "pointing", "average_precision"), chance)
        flat |= {"mass_over_chance": 1.0, "auroc": 0.5}
        for suffix in ("", "_otsu"):
            flat["iou" + suffix] = both / (sum(all_of_it) - both)
            flat["dice" + suffix] = 2 * both / sum(all_of_it)
        number = len(scene.layers)
        values = {key: np.full((number, 1), flat.get(key, np.nan), dtype=np.float32) for key in KEYS}
        for key in ("pointing_within_mm", "pointing_within_a_cell"):
            for members in grids(scene.layers):
                steps = scene.frame.placement(scene.layers[members[0]].stride).steps
                values[key][members, 0] = self._target.share_of(scene.head, key, steps)
        self.found.beside[UNIFORM] = Beside("chance", values)

    def _add_pictures(self, members: list[int], ground: Ground) -> None:
        """The pictures, the model's outline and the mask itself, put on the grid: one score for all of its layers."""
        scene = self._scene
        drawn: dict[str, NDArray[np.floating]] = dict(self._pictures)
        if scene.outline is not None and scene.outline.any():
            drawn[OUTLINE] = scene.outline.astype(np.float64)
        drawn[_MASK] = scene.mask.astype(np.float64)
        maps = np.stack([on_grid(picture, ground.cells) for picture in drawn.values()])
        values = scored(maps, self._drawn, ground, self._target, scene.chance)
        for place, name in enumerate(drawn):
            here = {key: np.repeat(each[place : place + 1], len(members), axis=0) for key, each in values.items()}
            if name != _MASK:
                self._put(name, "outline" if name == OUTLINE else "picture", members, here, 0, 1)
                continue
            of_mask = {key: float(each[0, 0]) for key, each in here.items()}
            for key, value in ceilings(scene.mask, ground.cells, ground.head, of_mask, scene.chance).items():
                self.found.ceiling[key][members] = value

    def _put(
        self, name: str, kind: NullKind, members: list[int], values: Mapping[str, _Floats], draw: int, draws: int
    ) -> None:
        if name not in self.found.beside:
            shape = (len(self._scene.layers), draws)
            self.found.beside[name] = Beside(kind, {key: np.full(shape, np.nan, dtype=np.float32) for key in KEYS})
        for key, each in values.items():
            self.found.beside[name].scores[key][members, draw] = each[:, 0]

    def _still(self, mask: Mask) -> Places:
        """A mask where it is drawn."""
        points = standing_for(mask)
        return Places(mask, points, Moves.none(points.mean(axis=0)))

    def _target_of(self, mask: Mask) -> Target:
        return Target(mask, self._scene.spacing, self._settings.tolerance_mm, self._reach)

    def _ground(self, layer: Layer) -> Ground:
        scene, settings = self._scene, self._settings
        cells: Footprint = footprint(
            scene.frame, layer.grid, layer.stride, scene.shape, settings.alignment, layer.centre
        )
        placement = scene.frame.placement(layer.stride, settings.alignment, centre=layer.centre)
        head = cells.covered(scene.whole_head).ravel()
        return Ground(cells, placement, layer.grid, head, settings.threshold)
