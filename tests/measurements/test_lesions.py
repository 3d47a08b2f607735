"""Connected parts and their diameters against closed forms, SciPy and scikit-image."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial.distance import pdist
from skimage import measure

from xaiviewer.case import Case, Geometry, Volume
from xaiviewer.measurements import Scale, lesions_of, neighbouring

SQUARE = Scale(1.0, 1.0, known=True)


def ellipse(side: int, long: float, short: float, degrees: float, scale: Scale = SQUARE) -> NDArray[np.bool_]:
    """One slice with an ellipse of these half axes in millimetres, turned."""
    rows, columns = np.mgrid[:side, :side] - (side - 1) / 2
    x, y = columns * scale.column, rows * scale.row
    turn = np.radians(degrees)
    along, across = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
    found: NDArray[np.bool_] = (along / long) ** 2 + (across / short) ** 2 <= 1
    return found[None]


@pytest.mark.parametrize("degrees", [0, 17, 30, 45, 90, 133])
def test_the_two_diameters_of_an_ellipse_are_its_axes(degrees: float) -> None:
    (found,) = lesions_of(ellipse(121, 50, 20, degrees), SQUARE).found
    assert found.longest.length == pytest.approx(100, abs=1)
    assert found.across.length == pytest.approx(40, abs=1.2)


@pytest.mark.parametrize("degrees", [0, 30, 60, 90])
def test_diameters_are_in_millimetres_where_pixels_are_not_square(degrees: float) -> None:
    scale = Scale(row=0.8, column=0.4, known=True)
    (found,) = lesions_of(ellipse(201, 36, 15, degrees, scale), scale).found
    assert found.longest.length == pytest.approx(72, abs=0.9)
    assert found.across.length == pytest.approx(30, abs=1.0)
    ends = [np.array([x * scale.column, y * scale.row]) for x, y in (*found.longest.ends, *found.across.ends)]
    along, across = ends[1] - ends[0], ends[3] - ends[2]
    assert np.linalg.norm(along) == pytest.approx(found.longest.length)
    assert np.linalg.norm(across) == pytest.approx(found.across.length)
    assert float(along @ across) == pytest.approx(0, abs=1e-6), "at right angles in the patient, not on the grid"


def test_a_box_has_its_diagonal_and_what_stands_on_it() -> None:
    mask = np.zeros((1, 60, 60), dtype=bool)
    mask[0, 10:40, 5:45] = True  # 30 x 40
    (found,) = lesions_of(mask, SQUARE).found
    assert found.longest.length == pytest.approx(50, abs=1)
    assert found.across.length == pytest.approx(37.5, abs=1.5)  # 30 / cos of the diagonal's slope


def test_one_pixel_is_one_pixel_wide() -> None:
    mask = np.zeros((1, 5, 5), dtype=bool)
    mask[0, 2, 2] = True
    (found,) = lesions_of(mask, SQUARE).found
    assert (found.longest.length, found.across.length) == (pytest.approx(1), pytest.approx(1))


@pytest.mark.parametrize("seed", range(6))
def test_the_longest_diameter_is_the_one_that_scikit_image_finds(seed: int) -> None:
    random = np.random.default_rng(seed)
    mask = ndimage.gaussian_filter(random.normal(size=(64, 64)), 5) > 0.02
    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    largest = labels == np.argmax(np.bincount(labels.ravel())[1:]) + 1
    (found,) = lesions_of(largest[None], SQUARE).found
    contours = np.concatenate(measure.find_contours(np.pad(largest, 1).astype(float), 0.5))
    assert found.longest.length == pytest.approx(pdist(contours).max(), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_one_across_is_the_longest_of_all_lines_at_right_angles(seed: int) -> None:
    """By brute force along lines close to each other."""
    random = np.random.default_rng(seed)
    mask = ndimage.gaussian_filter(random.normal(size=(48, 48)), 6) > 0
    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    largest = labels == np.argmax(np.bincount(labels.ravel())[1:]) + 1
    scale = Scale(1.3, 0.7, known=True)
    (found,) = lesions_of(largest[None], scale).found
    size = np.array([scale.column, scale.row])
    ends = np.array(found.longest.ends) * size
    along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    across = np.array([-along[1], along[0]])
    best = 0.0
    lines = [each[:, ::-1] - 1 for each in measure.find_contours(np.pad(largest, 1).astype(float), 0.5)]
    pieces = [(a * size, b * size) for line in lines for a, b in pairwise(line)]
    s = np.array([[a @ along, b @ along] for a, b in pieces])
    t = np.array([[a @ across, b @ across] for a, b in pieces])
    for place in np.linspace(s.min(), s.max(), 4001):
        hit = (s.min(axis=1) <= place) & (s.max(axis=1) >= place)
        if hit.any():
            wide = np.where(s[hit, 1] == s[hit, 0], 1, s[hit, 1] - s[hit, 0])
            at = t[hit, 0] + (place - s[hit, 0]) / wide * (t[hit, 1] - t[hit, 0])
            best = max(best, float(at.max() - at.min()))
    assert found.across.length >= best - 1e-6
    assert found.across.length == pytest.approx(best, abs=0.3)


def test_lesions_go_on_through_slices_and_are_numbered_by_size() -> None:
    mask = np.zeros((6, 40, 40), dtype=bool)
    mask[0:3, 2:6, 2:6] = True
    mask[2, 20:34, 20:34] = True
    mask[3, 34, 34] = True  # touches at a corner
    found = lesions_of(mask, SQUARE, step_mm=5)
    assert [(each.voxels, each.first, each.last) for each in found.found] == [(197, 2, 3), (48, 0, 2)]
    assert found.found[0].longest.slice_index == 2
    assert found.joined
    assert found.voxel_ml == pytest.approx(0.005)


@pytest.mark.parametrize("seed", range(3))
def test_parts_are_those_that_scipy_finds(seed: int) -> None:
    mask = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=(8, 40, 40)), 2) > 0.08
    found = lesions_of(mask, SQUARE)
    labels, count = ndimage.label(mask, np.ones((3, 3, 3)))
    sizes = np.bincount(labels.ravel())[1:]
    assert len(found.found) == count
    assert [each.voxels for each in found.found] == sorted(sizes.tolist(), reverse=True)
    whole = np.zeros(mask.shape, dtype=int)
    where = tuple(slice(at, at + size) for at, size in zip(found.corner, found.labels.shape, strict=True))
    whole[where] = found.labels
    pairs = set(zip(labels[mask].tolist(), whole[mask].tolist(), strict=True))
    assert len(pairs) == count
    assert not whole[~mask].any()


def test_a_lesions_core_lies_far_inside_it_and_tells_it_from_others() -> None:
    mask = np.zeros((4, 30, 30), dtype=bool)
    mask[1, 2:11, 2:11] = True
    mask[2, 4:6, 4:6] = True
    mask[1:3, 20:24, 12:16] = True
    found = lesions_of(mask, SQUARE)
    assert found.found[0].core == (1, 6, 6)
    assert [found.at(each.core) for each in found.found] == [1, 2]
    assert [found.at(each) for each in ((1, 2, 2), (2, 2, 2), (0, 6, 6), (3, 29, 29))] == [1, 0, 0, 0]


def test_slices_that_are_no_neighbours_stand_for_themselves() -> None:
    mask = np.zeros((4, 20, 20), dtype=bool)
    mask[:, 5:10, 5:10] = True
    between = np.array([True, False, True])
    assert [each.voxels for each in lesions_of(mask, SQUARE, neighbours=between).found] == [50, 50]
    apart = lesions_of(mask, SQUARE, step_mm=5, neighbours=np.zeros(3, dtype=bool))
    assert [each.voxels for each in apart.found] == [25] * 4
    assert not apart.joined
    assert {each.reach for each in apart.found} == {None}


def test_the_diameter_in_space_joins_slices() -> None:
    mask = np.zeros((5, 40, 40), dtype=bool)
    for index in range(5):
        mask[index, 20, 10 + 3 * index] = True
        mask[index, 20, 10 : 10 + 3 * index + 1] = True
    (found,) = lesions_of(mask, SQUARE, step_mm=4).found
    assert found.longest.length == pytest.approx(13)
    assert found.reach == pytest.approx(np.hypot(13, 16), abs=0.6)


def test_two_islands_on_a_slice_are_not_measured_as_one() -> None:
    mask = np.zeros((2, 20, 60), dtype=bool)
    mask[0, 10, 5:55] = True
    mask[1, 9:12, 5:10] = mask[1, 9:12, 50:55] = True
    (found,) = lesions_of(mask[::-1], SQUARE, step_mm=1).found
    assert found.longest.slice_index == 1
    (alone,) = lesions_of(mask[1:, :, :30], SQUARE).found
    assert alone.longest.length < 8


def test_nothing_outlined_is_no_lesion() -> None:
    found = lesions_of(np.zeros((3, 8, 8), dtype=bool), SQUARE, step_mm=5)
    assert found.found == ()
    assert found.sums(1, np.ones((8, 8))).size == 0


def test_sums_are_over_each_lesion() -> None:
    mask = np.zeros((3, 10, 10), dtype=bool)
    mask[1, 2:4, 2:4] = True
    mask[1, 7, 7] = True
    found = lesions_of(mask, SQUARE)
    assert found.sums(1, np.full((10, 10), 2.0)).tolist() == [8, 2]
    assert found.sums(0, np.ones((10, 10))).tolist() == [0, 0]


def _case(names: tuple[str, ...], *, known: bool) -> Case:
    geometry = Geometry(known=known)
    volume = Volume("flair", np.zeros((len(names), 8, 8), np.uint8), geometry)
    return Case("case", Path("case"), (volume,), names)


def test_neighbours_are_known_by_geometry_or_by_the_files_numbers() -> None:
    assert neighbouring(_case(("a", "b", "c"), known=True)).tolist() == [True, True]
    assert neighbouring(_case(("x_1", "x_2", "x_4"), known=False)).tolist() == [True, False]
    assert neighbouring(_case(("p_09.tif", "p_10.tif"), known=False)).tolist() == [True]
    assert neighbouring(_case(("left", "right"), known=False)).tolist() == [False]
    assert neighbouring(replace(_case(("a",), known=False))).tolist() == []
