"""The mask at random places: mirrored or not, turned by any angle, shifted, as long as it stays inside the head.

A mask is taken as the centres of its pixels, and moved as a stiff body in millimetres, so that it keeps its shape, its
area and its grain, whatever the angle: nothing is resampled. A mask of a volume moves, and turns, along all three axes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

PLACEMENTS = 2000
INSIDE = 0.95
"""Share of a moved mask's pixels that lie in the head; less where the mask itself has less there."""

_TOGETHER = 4096  # placements that are tried at a time
_TRIES = 40  # times that: a mask that fills the head has nowhere to go
_FEW = 64  # points that are looked at first
_SLACK = 0.1  # by which they may miss the share before all points are asked

Points = NDArray[np.float32]
"""float32 ``[..., 2]``: row and column on the slice, a pixel's centre at whole numbers; of a volume with its slice."""


@dataclass(frozen=True, eq=False)
class Moves:
    """Rigid motions of the slice's plane, or of a volume: then what is of 2 here is of 3, slices first.

    Attributes:
        turns: float32 ``[move, 2, 2]``: rotation, with or without reflection, in millimetres.
        targets: float32 ``[move, 2]``: where the pivot goes, row and column.
        pivot: float32 ``[2]``: row and column.
        spacing: of rows and of columns, in millimetres, or in any unit where the files do not say.
    """

    turns: NDArray[np.float32]
    targets: Points
    pivot: Points
    spacing: tuple[float, ...] = (1.0, 1.0)

    @classmethod
    def none(cls, pivot: Points, spacing: tuple[float, ...] = ()) -> Self:
        """The one move that leaves everything where it is."""
        return cls(np.eye(len(pivot), dtype=np.float32)[None], pivot[None], pivot, spacing or (1.0,) * len(pivot))

    @classmethod
    def random(
        cls,
        number: int,
        targets: Points,
        pivot: Points,
        spacing: tuple[float, ...],
        random: np.random.Generator,
    ) -> Self:
        """Any angle, either hand, and any of the `targets` ``[pixel, 2]``, or a place within half a pixel of it."""
        sides = len(pivot)
        turns = _turns(number, random) if sides == 2 else _turns_of_volumes(number, random)
        places = targets[random.integers(len(targets), size=number)] + random.uniform(-0.5, 0.5, (number, sides))
        return cls(turns.astype(np.float32), places.astype(np.float32), pivot, spacing)

    def __len__(self) -> int:
        return len(self.turns)

    @cached_property
    def _scale(self) -> NDArray[np.float32]:
        return np.array(self.spacing, dtype=np.float32)

    @cached_property
    def _forth(self) -> NDArray[np.float32]:
        """The turns in pixels, ``[move, 2, 2]``."""
        found: NDArray[np.float32] = self.turns * self._scale[None, None, :] / self._scale[None, :, None]
        return found

    @cached_property
    def _back(self) -> NDArray[np.float32]:
        found: NDArray[np.float32] = (
            self.turns.transpose(0, 2, 1) * self._scale[None, None, :] / self._scale[None, :, None]
        )
        return found

    def moved(self, points: Points) -> Points:
        """Where each move brings the points ``[point, 2]``: ``[move, 2, point]``, rows and columns."""
        found: Points = self._forth @ (points - self.pivot).T + self.targets[:, :, None]
        return found

    def brought_from(self, points: Points) -> Points:
        """Which places each move brings to the points ``[point, 2]``: ``[move, 2, point]``."""
        found: Points = self._back @ (points.T[None] - self.targets[:, :, None]) + self.pivot[:, None]
        return found

    def some(self, which: NDArray[np.bool_] | slice) -> Self:
        """Those of the moves."""
        return replace(self, turns=self.turns[which], targets=self.targets[which])

    def then(self, others: Self) -> Self:
        """These and others, of one pivot."""
        return replace(
            self,
            turns=np.concatenate([self.turns, others.turns]),
            targets=np.concatenate([self.targets, others.targets]),
        )


def _turns(number: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Any angle of the plane, either hand."""
    angle = random.uniform(0, 2 * np.pi, number)
    hand = np.where(random.random(number) < 0.5, -1.0, 1.0)
    sine, cosine = np.sin(angle), np.cos(angle)
    return np.stack([np.stack([cosine, -sine * hand], 1), np.stack([sine, cosine * hand], 1)], 1)


def _turns_of_volumes(number: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Any turn of space, either hand, none likelier than another (Mezzadri 2007: how to generate random matrices)."""
    found, upper = np.linalg.qr(random.normal(size=(number, 3, 3)))
    signs = np.where(np.diagonal(upper, axis1=1, axis2=2) < 0, -1.0, 1.0)
    turned: NDArray[np.float64] = found * signs[:, None, :]
    return turned


def pixels(mask: NDArray[np.bool_]) -> Points:
    """The centres of a mask's pixels, ``[point, 2]``."""
    return np.argwhere(mask).astype(np.float32)


def share_inside(moves: Moves, points: Points, head: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The share of the moved points that lie on pixels of the head, ``[move]``."""
    framed = np.pad(head, 1).ravel()
    places = np.rint(moves.moved(points)).astype(np.int32)
    flat = np.zeros((len(places), len(points)), dtype=np.int32)
    for axis, length in enumerate(head.shape):
        flat = flat * np.int32(length + 2) + np.clip(places[:, axis] + 1, 0, length + 1)
    found: NDArray[np.float64] = framed[flat].mean(axis=1)
    return found


def drawn_moves(
    bodies: list[tuple[Points, NDArray[np.bool_]]],
    *,
    spacing: tuple[float, ...],
    seed: tuple[int, ...],
    number: int = PLACEMENTS,
    inside: float = INSIDE,
) -> Moves:
    """The move that changes nothing, and after it random ones that keep all masks inside their heads.

    Args:
        bodies: of each slice the mask's points and the filled head, bool ``[row, column]``: they move as one.
        spacing: of rows and columns.
        seed: the same seed draws the same moves.
        number: of random moves wanted; fewer are found where there is hardly room.
        inside: share of all points that stay in the heads; no more than do so where the masks are.
    """
    points = np.concatenate([each for each, _ in bodies])
    pivot = points.mean(axis=0, dtype=np.float64).astype(np.float32)
    still = Moves.none(pivot, spacing)
    needed = min(inside, float(_inside(still, bodies)[0]))
    targets = pixels(np.logical_or.reduce([head for _, head in bodies]))
    random = np.random.default_rng(seed)
    few = _thinned(bodies, _FEW)
    found, count = still, 0
    for _ in range(_TRIES if len(targets) else 0):
        tried = Moves.random(_TOGETHER, targets, pivot, spacing, random)
        tried = tried.some(_inside(tried, few) >= needed - _SLACK)
        tried = tried.some(_inside(tried, bodies) >= needed - 1e-6)
        found, count = found.then(tried), count + len(tried)
        if count >= number:
            break
    return found.some(slice(number + 1))


def _inside(moves: Moves, bodies: list[tuple[Points, NDArray[np.bool_]]]) -> NDArray[np.float64]:
    """The share of all bodies' points that lie in the heads, ``[move]``."""
    counted = [share_inside(moves, points, head) * len(points) for points, head in bodies]
    total: NDArray[np.float64] = np.sum(counted, axis=0) / sum(len(points) for points, _ in bodies)
    return total


def _thinned(bodies: list[tuple[Points, NDArray[np.bool_]]], number: int) -> list[tuple[Points, NDArray[np.bool_]]]:
    """Every n-th point, about `number` of all."""
    step = max(sum(len(points) for points, _ in bodies) // number, 1)
    return [(points[::step], head) for points, head in bodies if len(points)]
