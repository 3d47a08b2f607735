"""Maps of a volume beside what knows nothing of the lesion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.agreement.nulls import NullSettings, Others
from xaiviewer.agreement.nulls.moves import Moves, drawn_moves, pixels, share_inside
from xaiviewer.agreement.nulls.places import standing_for
from xaiviewer.agreement.nulls.volumes.cells import Axis, VolumeCells, VolumePlaces
from xaiviewer.agreement.nulls.volumes.judged import VolumeScene, volume_nulls, volume_scores
from xaiviewer.agreement.nulls.volumes.pointing import VolumeTarget
from xaiviewer.case import Frame
from xaiviewer.requests.nulls import MOVED, UNIFORM

SHAPE = (12, 30, 32)
SETTINGS = NullSettings(placements=200, seed=3)


def ball(centre: tuple[float, float, float], radius: tuple[float, float, float]) -> np.ndarray:
    away = np.indices(SHAPE, dtype=float)
    for axis in range(3):
        away[axis] = (away[axis] - centre[axis]) / radius[axis]
    return (away**2).sum(axis=0) < 1


HEAD = ball((5.5, 15, 16), (6, 14, 15))
MASK = ball((6, 11, 19), (2.5, 4, 5))


def axes(cells: int, strides: tuple[float, float, float]) -> tuple[Axis, Axis, Axis]:
    one, two, three = (
        Axis(cells, (step - 1) / 2, step, -0.5, float(count), (step - 1) / 2)
        for step, count in zip(strides, SHAPE, strict=True)
    )
    return one, two, three


GRID = axes(6, (2.0, 5.0, 16 / 3))


def scene(**changes: object) -> VolumeScene:
    given = VolumeScene(
        6,
        [GRID, GRID],
        Frame(-0.5, -0.5, 32, 32),
        MASK,
        HEAD,
        {"flair": HEAD * 1.0},
        "flair",
        (4.0, 2.0, 2.0),
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def of_mask(cells: VolumeCells) -> np.ndarray:
    return cells.covered(MASK) / np.maximum(cells.area, 1e-6)


def test_cells_stand_for_all_voxels_and_share_them_linearly() -> None:
    cells = VolumeCells(GRID, SHAPE)
    assert cells.area.sum() == pytest.approx(np.prod(SHAPE), rel=1e-5)
    assert cells.covered(MASK).sum() == pytest.approx(MASK.sum(), rel=1e-5)
    values = np.random.default_rng(0).random((6, 6, 6), np.float32)
    shown = np.einsum("abc,ia,jb,kc->ijk", values, *cells.along)
    assert (cells.covered(MASK) * values).sum() == pytest.approx(shown[MASK].sum(), rel=1e-4)


def test_a_mask_at_rest_lies_where_it_is_drawn() -> None:
    cells, points = VolumeCells(GRID, SHAPE), pixels(MASK)
    places = VolumePlaces(int(MASK.sum()), points, Moves.none(points.mean(axis=0)))
    np.testing.assert_allclose(places.covered(cells, slice(None))[0], cells.covered(MASK).ravel(), rtol=1e-4, atol=1e-3)


def test_masks_move_and_turn_along_all_axes_as_stiff_bodies() -> None:
    points = pixels(MASK)
    moves = drawn_moves([(points, HEAD)], spacing=(4.0, 2.0, 2.0), seed=(1,), number=100)
    assert len(moves) == 101
    assert (share_inside(moves, points, HEAD) >= min(0.95, share_inside(moves, points, HEAD)[0]) - 1e-6).all()
    moved = moves.moved(points).transpose(0, 2, 1) * np.array([4.0, 2.0, 2.0])
    first = np.linalg.norm(np.diff(moved, axis=1), axis=2)
    np.testing.assert_allclose(first, np.broadcast_to(first[0], first.shape), rtol=1e-3, atol=1e-3)
    ends = moved.mean(axis=1)
    assert (np.ptp(ends, axis=0) > 8).all()  # millimetres, along slices too
    tilted = np.abs(moves.turns[1:, 0, 0])
    assert tilted.min() < 0.3
    assert tilted.max() > 0.7
    hands = np.linalg.det(moves.turns[1:])
    assert 20 < (hands > 0).sum() < 80
    back = moves.brought_from(moves.moved(points[:1])[5].T)[5].T
    np.testing.assert_allclose(back, points[:1], atol=1e-3)


def test_a_map_of_the_lesion_beats_chance_and_one_of_the_head_does_not() -> None:
    cells = VolumeCells(GRID, SHAPE)
    head = cells.covered(HEAD) / np.maximum(cells.area, 1e-6)
    maps = [of_mask(cells), head]
    found = volume_nulls(maps, scene(), SETTINGS)
    mass = found["mass"]
    assert mass.p[0] == pytest.approx(1 / 201)
    assert mass.p[1] > 0.1
    assert mass.n == 200
    np.testing.assert_allclose(mass.ceiling >= mass.observed - 1e-6, True)
    moved, flat = mass.curve(MOVED), mass.curve(UNIFORM)
    assert moved is not None
    assert flat is not None
    assert abs(moved.values[1] - flat.values[1]) < 0.1
    assert mass.curve("brightness: flair") is not None
    assert found["pointing"].observed[0] == 1
    again = volume_nulls(maps, scene(), SETTINGS)
    assert all(np.array_equal(found[key].p, again[key].p, equal_nan=True) for key in found)
    other = volume_nulls(maps, scene(), replace(SETTINGS, seed=4))
    assert not np.array_equal(other["mass"].effect, mass.effect)


def test_scores_are_those_of_the_map_between_its_cells() -> None:
    cells = VolumeCells(GRID, SHAPE)
    values = np.random.default_rng(1).normal(size=(6, 6, 6)).astype(np.float32)
    found = volume_scores([values, values], scene(), 0.5, "centred")
    shown = np.einsum("abc,ia,jb,kc->ijk", np.maximum(values, 0), *cells.along)
    assert found["mass"][0] == pytest.approx(shown[MASK].sum() / shown.sum(), rel=1e-3)
    peak = np.unravel_index(values.argmax(), values.shape)
    centre = tuple(each[place] for each, place in zip(cells.centre, peak, strict=True))
    assert found["pointing"][0] == MASK[centre]


def test_other_networks_and_other_patients_stand_among_the_nulls() -> None:
    cells = VolumeCells(GRID, SHAPE)
    rng = np.random.default_rng(2)
    draws = [[rng.random((6, 6, 6), np.float32) for _ in range(2)] for _ in range(3)]
    others = Others({"another patient": [np.roll(MASK, 5, axis=1)]}, {"random weights": draws})
    mass = volume_nulls([of_mask(cells)] * 2, scene(), SETTINGS, others)["mass"]
    band, masks = mass.curve("random weights"), mass.curve("another patient")
    assert band is not None
    assert (band.kind, band.draws) == ("networks", 3)
    assert masks is not None
    assert (masks.values < mass.observed).all()


def test_a_cell_beside_the_mask_is_near_it_in_its_own_steps_and_in_millimetres() -> None:
    mask = np.zeros(SHAPE, dtype=bool)
    mask[6, 15, 16] = True
    cells = VolumeCells(axes(12, (1.0, 1.0, 1.0)), SHAPE)
    peaks = np.zeros((3, 12, 12, 12), dtype=bool)
    peaks[0, 6, 11, 11] = peaks[1, 7, 11, 11] = peaks[2, 4, 11, 11] = True
    mask = np.roll(mask, (-4, -5), axis=(1, 2))
    moves = Moves.none(standing_for(mask).mean(axis=0))
    found = VolumeTarget(mask, (4.0, 2.0, 2.0), 5.0).pointed(peaks.reshape(3, -1), moves, cells)
    assert found["pointing"][:, 0].tolist() == [1, 0, 0]
    assert found["pointing_within_a_cell"][:, 0].tolist() == [1, 1, 0]
    assert found["pointing_within_mm"][:, 0].tolist() == [1, 1, 0]
    unknown = VolumeTarget(mask, None, 5.0).pointed(peaks.reshape(3, -1), moves, cells)
    assert np.isnan(unknown["pointing_within_mm"]).all()
