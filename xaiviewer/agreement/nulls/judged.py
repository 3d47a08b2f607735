"""All nulls of a slice's maps, or of a whole case's, in one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.comparing import BAND, compared, false_discoveries
from xaiviewer.agreement.nulls.gathered import Beside, Gathered, gather
from xaiviewer.agreement.nulls.moves import Moves, drawn_moves
from xaiviewer.agreement.nulls.places import standing_for
from xaiviewer.agreement.nulls.scene import Maps, NullSettings, Others, Scene
from xaiviewer.agreement.nulls.sums import Sums
from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve, Nulls

_Floats = NDArray[np.float32]

_NOTHING = Others()
_DEFAULT = NullSettings()


def _never() -> bool:
    return False


def slice_nulls(
    maps: Maps,
    scene: Scene,
    settings: NullSettings = _DEFAULT,
    others: Others = _NOTHING,
    *,
    cancelled: Callable[[], bool] = _never,
) -> Nulls:
    """Hold a slice's maps, one per layer, against every null.

    Raises:
        Cancelled: when `cancelled`, asked before each grid, says so.
    """
    moves = moves_of([scene], settings)
    found = gather(maps, scene, moves, settings, others, cancelled=cancelled)
    return nulls_of((scene.index,), found, len(moves) - 1, settings)


def case_nulls(
    slices: Sequence[tuple[Maps, Scene]],
    settings: NullSettings = _DEFAULT,
    others: Mapping[int, Others] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Nulls:
    """Hold a case's maps against every null: scores are means over its slices, and its masks move as one body.

    A map that says nothing on a slice scores nothing there; a layer that says nothing on any has no score.

    Args:
        slices: of each with a mask the maps, one per layer, and what they are held against; at least one.
        settings: see `NullSettings`.
        others: further nulls by slice.
        progress: called with the number of slices done and of all.
        cancelled: asked before each grid.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    scenes = [scene for _, scene in slices]
    moves = moves_of(scenes, settings)
    sums = Sums()
    for done, (maps, scene) in enumerate(slices, start=1):
        beside = (others or {}).get(scene.index, _NOTHING)
        sums.add(gather(maps, scene, moves, settings, beside, cancelled=cancelled))
        if progress is not None:
            progress(done, len(slices))
    indices = tuple(scene.index for scene in scenes)
    return nulls_of(indices, sums.mean(), len(moves) - 1, settings)


def moves_of(scenes: Sequence[Scene], settings: NullSettings) -> Moves:
    """The same moves for all of the slices."""
    return drawn_moves(
        [(standing_for(scene.mask), scene.whole_head) for scene in scenes],
        spacing=scenes[0].millimetres,
        seed=(settings.seed, *(scene.index for scene in scenes)),
        number=settings.placements,
        inside=settings.inside,
    )


def nulls_of(indices: tuple[int, ...], found: Gathered, n: int, settings: NullSettings) -> Nulls:
    """Every measure's comparison of what was gathered, ``n`` placements among it."""
    return Nulls(indices, {key: _comparison(key, found, n, settings) for key in found.placed})


def _comparison(measure: str, found: Gathered, n: int, settings: NullSettings) -> NullComparison:
    over = compared(found.placed[measure])
    curves = [NullCurve(MOVED, "placements", over.mean, over.low, over.high, n)] if n else []
    curves += [_curve(key, each, measure) for key, each in found.beside.items()]
    return NullComparison(
        measure,
        over.observed,
        over.p,
        false_discoveries(over.p),
        over.difference,
        over.effect,
        found.ceiling[measure],
        tuple(curves),
        n,
        settings.seed,
    )


def _curve(key: str, beside: Beside, measure: str) -> NullCurve:
    """A null's curve, with a band where it has several draws; a draw whose map says nothing scores nothing."""
    draws = beside.scores[measure]
    number = draws.shape[1]
    if number == 1:
        return NullCurve(key, beside.kind, draws[:, 0])
    silent = np.isnan(draws).all(axis=1)
    told = np.nan_to_num(draws, nan=0.0)
    low, high = np.quantile(told, BAND, axis=1)
    for each in (mean := told.mean(axis=1), low, high):
        each[silent] = np.nan
    return NullCurve(key, beside.kind, mean, low, high, number)
