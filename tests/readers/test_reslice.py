"""Voxels keep their place in the patient when they change grids."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
import SimpleITK
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.case import Geometry
from xaiviewer.errors import Cancelled
from xaiviewer.readers.grids import reslice
from xaiviewer.readers.grids.reslice import Axes, covered, linear, nearest, same_grid

SHAPE = (5, 6, 7)
AXIS_CODES = [(order, flips) for order in permutations(range(3)) for flips in product((False, True), repeat=3)]


def rotation(seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    q, _ = np.linalg.qr(draw.normal(size=(3, 3)))
    return q


def affine_of(seed: int, *, shear: float = 0.0, spacing: tuple[float, float, float] | None = None) -> Geometry:
    draw = np.random.default_rng(seed)
    affine = np.eye(4)
    sheared = np.eye(3) + shear * np.triu(draw.uniform(-1, 1, (3, 3)), 1)
    affine[:3, :3] = rotation(seed) @ sheared @ np.diag(spacing or draw.uniform(0.5, 3, 3))
    affine[:3, 3] = draw.uniform(-5, 5, 3)
    return Geometry(affine, known=True)


def points_of(geometry: Geometry, shape: tuple[int, int, int]) -> np.ndarray:
    """LPS of every voxel, ``[slice, row, column, 3]``, by the definition of `Geometry`."""
    s, r, c = np.indices(shape)
    return np.stack([c, r, s, np.ones(shape)], axis=-1) @ geometry.affine.T[:, :3]


def image_of(values: np.ndarray, geometry: Geometry) -> SimpleITK.Image:
    image = SimpleITK.GetImageFromArray(values)
    spacing = np.linalg.norm(geometry.affine[:3, :3], axis=0)
    image.SetSpacing(spacing.tolist())
    image.SetDirection((geometry.affine[:3, :3] / spacing).ravel().tolist())
    image.SetOrigin(geometry.affine[:3, 3].tolist())
    return image


def by_simpleitk(
    values: np.ndarray, source: Geometry, target: Geometry, shape: tuple[int, int, int], how: int, fill: float
) -> np.ndarray:
    grid = image_of(np.zeros(shape, np.float32), target)
    resampled = SimpleITK.Resample(
        image_of(values, source), grid, SimpleITK.Transform(), how, fill, SimpleITK.sitkFloat64
    )
    return SimpleITK.GetArrayFromImage(resampled)


@pytest.mark.parametrize(("order", "flips"), AXIS_CODES)
def test_every_order_and_direction_of_axes_is_copied_exactly(order, flips):
    values = np.random.default_rng(1).integers(0, 60000, SHAPE).astype(np.uint16)
    source = affine_of(3, shear=0.2)
    axes = Axes(order, flips)
    target, shape = axes.geometry(source, SHAPE), axes.shape(SHAPE)
    # The geometry says the same of every voxel as the array does.
    assert np.allclose(
        points_of(target, shape), np.stack([axes.apply(p) for p in np.moveaxis(points_of(source, SHAPE), -1, 0)], -1)
    )
    assert same_grid(source, SHAPE, target, shape) == axes
    for move in (linear, nearest):
        moved = move(values, source, target, shape)
        assert moved.dtype == np.uint16
        assert np.array_equal(moved, axes.apply(values))
        back = move(moved, target, source, SHAPE)
        assert np.array_equal(back, values)
        assert back.dtype == np.uint16


def test_grids_that_differ_by_less_than_a_thousandth_of_a_voxel_are_the_same():
    source = affine_of(4)
    shifted = source.affine.copy()
    shifted[:3, 3] += source.affine[:3, 0] * 9e-4
    assert same_grid(source, SHAPE, Geometry(shifted), SHAPE) == Axes()
    shifted[:3, 3] += source.affine[:3, 0] * 4e-4
    assert same_grid(source, SHAPE, Geometry(shifted), SHAPE) is None


def test_a_stretch_that_shows_only_at_the_far_corner_makes_another_grid():
    source = affine_of(4)
    stretched = source.affine.copy()
    stretched[:3, 0] *= 1 + 2e-3 / 6
    assert same_grid(source, SHAPE, Geometry(stretched), SHAPE) is None


def test_a_single_slice_is_the_same_grid_whatever_its_thickness():
    one, other = np.eye(4), np.diag([1.0, 1.0, -7.0, 1.0])
    assert same_grid(Geometry(one), (1, 6, 7), Geometry(other), (1, 6, 7)) == Axes()


@pytest.mark.slow
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.4]))
@settings(max_examples=60)
def test_oblique_and_sheared_grids_agree_with_simpleitk(seed, shear):
    draw = np.random.default_rng(seed)
    values = draw.normal(size=SHAPE).astype(np.float32)
    source, target = affine_of(seed, shear=shear), affine_of(seed + 1, shear=shear)
    shape = (4, 9, 8)
    ours = linear(values, source, target, shape)
    theirs = by_simpleitk(values, source, target, shape, SimpleITK.sitkLinear, float(values.min()))
    assert ours.dtype == np.float32
    assert np.abs(ours - theirs).max() < 1e-5
    ours = nearest(values, source, target, shape)
    theirs = by_simpleitk(values, source, target, shape, SimpleITK.sitkNearestNeighbor, 0).astype(np.float32)
    settled = ~halfway(source, target, shape)
    assert settled.mean() > 0.99
    assert np.array_equal(ours[settled], theirs[settled])


def halfway(source, target, shape):
    """The voxels that lie half-way between two of the source's, to the digits in which SimpleITK reckons places."""
    indices = np.indices(shape)[::-1].reshape(3, -1)
    places = (np.linalg.inv(source.affine) @ target.affine @ np.vstack([indices, np.ones(indices.shape[1])]))[:3]
    return (np.abs(places - np.floor(places) - 0.5) < 1e-5).any(axis=0).reshape(shape)


@pytest.mark.slow
@given(st.integers(0, 10_000), st.sampled_from(AXIS_CODES))
@settings(max_examples=60)
def test_parallel_axes_agree_with_simpleitk(seed, code):
    draw = np.random.default_rng(seed)
    values = draw.integers(-500, 500, SHAPE).astype(np.int16)
    source = affine_of(seed)
    axes = Axes(*code)
    scaled = axes.geometry(source, SHAPE).affine.copy()
    scaled[:3, 3] += scaled[:3, :3] @ draw.uniform(-2, 2, 3)
    scaled[:3, :3] = scaled[:3, :3] * draw.uniform(0.3, 2, 3)
    target, shape = Geometry(scaled), (6, 5, 9)
    ours = linear(values, source, target, shape)
    theirs = by_simpleitk(values, source, target, shape, SimpleITK.sitkLinear, float(values.min()))
    assert np.abs(ours - theirs).max() < 2e-3  # of 1000: single precision
    ours = nearest(values, source, target, shape)
    assert ours.dtype == np.int16
    assert np.array_equal(ours, by_simpleitk(values, source, target, shape, SimpleITK.sitkNearestNeighbor, 0))


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_both_paths_give_the_same_voxels(seed):
    """What the fast path for parallel axes gives, the one for oblique axes gives too."""
    draw = np.random.default_rng(seed)
    values = draw.normal(size=SHAPE).astype(np.float32)
    affine = np.diag([*draw.uniform(0.4, 2, 3), 1.0])
    affine[:3, 3] = draw.uniform(-3, 3, 3)
    source, target, shape = Geometry(np.eye(4)), Geometry(affine), (5, 7, 6)
    fast = linear(values, source, target, shape), nearest(values, source, target, shape)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reslice, "_parallel", lambda *_: None)
        slow = linear(values, source, target, shape), nearest(values, source, target, shape)
    assert np.abs(fast[0] - slow[0]).max() < 1e-5
    assert np.array_equal(fast[1], slow[1])


def test_a_mask_of_twice_the_resolution_keeps_its_cells():
    """Half-voxel convention: every voxel becomes 2 x 2 x 2 voxels that cover the same cell, and comes back."""
    values = np.random.default_rng(2).random(SHAPE) < 0.4
    fine = np.diag([0.5, 0.5, 0.5, 1.0])
    fine[:3, 3] = -0.25
    shape = (10, 12, 14)
    finer = nearest(values, Geometry(), Geometry(fine), shape)
    assert finer.dtype == bool
    assert np.array_equal(finer, values.repeat(2, 0).repeat(2, 1).repeat(2, 2))
    assert np.array_equal(nearest(finer, Geometry(fine), Geometry(), SHAPE), values)


@pytest.mark.parametrize("noise", [-1e-9, 0.0, 1e-9])
def test_half_way_goes_up_whatever_the_rounding_error(noise):
    values = np.arange(6).reshape(1, 1, 6)
    coarse = np.diag([2.0, 1.0, 1.0, 1.0])
    coarse[0, 3] = 0.5 + noise
    assert nearest(values, Geometry(), Geometry(coarse), (1, 1, 3)).ravel().tolist() == [1, 3, 5]


def test_outside_stands_the_lowest_value_for_images_and_nothing_for_masks():
    values = np.full((1, 1, 3), 7, dtype=np.int16)
    values[0, 0, 1] = -3
    shifted = np.eye(4)
    shifted[0, 3] = 2.4
    assert linear(values, Geometry(), Geometry(shifted), (1, 1, 2)).ravel().tolist() == [7.0, -3.0]
    assert nearest(values, Geometry(), Geometry(shifted), (1, 1, 2)).ravel().tolist() == [7, 0]


def test_values_too_large_for_single_precision_stay_finite():
    values = np.array([[[1e300, -1e300, 5.0]]])
    shifted = np.eye(4)
    shifted[0, 3] = 0.25
    assert np.isfinite(linear(values, Geometry(), Geometry(shifted), (1, 1, 3))).all()


def test_coverage_counts_the_voxels_inside_and_measures_the_gap():
    shifted = np.eye(4)
    shifted[0, 3] = 3
    half = covered(Geometry(), (2, 4, 6), Geometry(shifted), (2, 4, 6))
    assert half.share == 0.5
    assert half.overlap_mm == (3.0, 4.0, 2.0)
    shifted[2, 3] = 12
    none = covered(Geometry(), (2, 4, 6), Geometry(shifted), (2, 4, 6))
    assert none.share == 0
    assert none.overlap_mm == (3.0, 4.0, -10.0)


@given(st.integers(0, 10_000))
@settings(max_examples=40)
def test_coverage_counts_as_nearest_does(seed):
    source, target, shape = affine_of(seed, shear=0.3), affine_of(seed + 7), (4, 5, 6)
    share = covered(source, SHAPE, target, shape).share
    assert share == pytest.approx(nearest(np.ones(SHAPE, bool), source, target, shape).mean())


def test_it_can_be_stopped():
    with pytest.raises(Cancelled):
        linear(np.zeros(SHAPE, np.float32), affine_of(1), affine_of(2), (3, 4, 4), cancelled=lambda: True)


def test_other_axes_leave_what_is_known_of_the_place():
    for known, oriented in ((True, True), (True, False), (False, True)):
        turned = Axes((2, 0, 1), (True, False, False)).geometry(Geometry(np.eye(4), known, oriented), (3, 4, 5))
        assert (turned.known, turned.oriented) == (known, oriented)
