"""How slices of one shape come into inputs of another: where each pixel of the input lies on the slice."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from xaiviewer.case import Case, Frame, Geometry
from xaiviewer.display.upsampling import upsample
from xaiviewer.nets.inputs.fields import seen_by
from xaiviewer.nets.inputs.filling import on_input
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.preprocessing import network_input, to_slice
from xaiviewer.nets.inputs.turns import TURNS, Way
from xaiviewer.nets.inputs.wanted import Fit, Preprocessing
from xaiviewer.nets.segmentation import onto_slice

SHAPE = (96, 80)  # of the small case's slices


def wanting(sides: tuple[int, int], fit: Fit = "pad", name: str = "radiological", **changes: object) -> Preprocessing:
    way, values = Way(TURNS[name], sides), Normalisation("values", 0, 255)
    given = {"field": "slice", "normalisation": values, "way": None if way.plain else way, "fit": fit, **changes}
    return Preprocessing(max(sides), 0, ("flair",), **given)  # type: ignore[arg-type]


def seen(wants: Preprocessing, case: Case, picture: np.ndarray) -> np.ndarray:
    """What the network gets of a picture in place of the case's slices."""
    images = picture[None, None].astype(np.float32)
    how = seen_by(wants, case, images, np.ones((1, *picture.shape), bool), np.ones((1, 1), bool))
    square = network_input(images, how)[0, 0]
    return square if wants.way is None else wants.way.to_network(square)


ROWS, COLUMNS = np.mgrid[: SHAPE[0], : SHAPE[1]]


@pytest.mark.parametrize(
    ("sides", "fit", "rows", "columns"),
    [
        ((48, 40), "pad", (-0.5, 95.5), (-0.5, 79.5)),  # of the same proportions: all
        ((64, 32), "pad", (-32.5, 127.5), (-0.5, 79.5)),
        ((64, 32), "crop", (-0.5, 95.5), (15.5, 63.5)),
        ((64, 32), "stretch", (-0.5, 95.5), (-0.5, 79.5)),
        ((64, 64), "stretch", (-0.5, 95.5), (-0.5, 79.5)),
        ((64, 64), "crop", (7.5, 87.5), (-0.5, 79.5)),
        ((33, 64), "stretch", (-0.5, 95.5), (-0.5, 79.5)),  # beside which an odd number of pixels is left
    ],
)
def test_the_input_begins_and_ends_where_the_fit_says(
    sides: tuple[int, int],
    fit: Fit,
    rows: tuple[float, float],
    columns: tuple[float, float],
    small_case: Case,
) -> None:
    wants = wanting(sides, fit)
    frame = wants.frame((-0.5, -0.5), SHAPE, None)
    (row, down), (column, across) = frame.seen
    np.testing.assert_allclose((row, row + down, column, column + across), (*rows, *columns), atol=1e-9)
    found = [seen(wants, small_case, picture) * 255 for picture in (ROWS, COLUMNS)]
    edges = [np.linspace(*ends, count + 1) for ends, count in zip((rows, columns), sides, strict=True)]
    places = np.stack(np.meshgrid(*((each[:-1] + each[1:]) / 2 for each in edges), indexing="ij"))
    inside = [(at > 3) & (at < length - 4) for at, length in zip(places, SHAPE, strict=True)]
    both = inside[0] & inside[1]  # at the border lies air, and what is blurred before
    for at, told in zip(places, found, strict=True):
        np.testing.assert_allclose(told[both], at[both], atol=0.05)


@pytest.mark.parametrize("name", TURNS)
def test_what_a_network_gives_for_its_pixels_lies_on_the_slice(name: str, small_case: Case) -> None:
    for fit in get_args(Fit):
        _lies(wanting((36, 64), fit, name), small_case)


def _lies(wants: Preprocessing, small_case: Case) -> None:
    picture = 100 + 40 * np.sin(ROWS / 9) + 30 * np.cos(COLUMNS / 11 + 1)
    given = seen(wants, small_case, picture) * 255
    assert given.shape == (36, 64)
    assert wants.way is not None
    square, frame = wants.way.to_picture(given), wants.frame((-0.5, -0.5), SHAPE, None)
    (row, down), (column, across) = frame.seen
    inner = (max(row, 0) + 5 < ROWS) & (min(row + down, SHAPE[0]) - 6 > ROWS)
    inner &= (max(column, 0) + 5 < COLUMNS) & (min(column + across, SHAPE[1]) - 6 > COLUMNS)
    assert inner.sum() > 500
    for back in (onto_slice(square, frame, SHAPE), upsample(square, frame.placement(1), SHAPE)):
        assert np.abs(back - picture)[inner].max() < 2.5  # of 140: what shrinking takes away
    there = upsample(np.ones_like(square), frame.placement(1), SHAPE) > 0
    (first, last), (left, right) = ((np.ceil(a), np.ceil(a + b)) for a, b in frame.seen)
    np.testing.assert_array_equal(there, (first <= ROWS) & (last > ROWS) & (left <= COLUMNS) & (right > COLUMNS))


def test_a_region_is_stretched_as_the_slice_is() -> None:
    frame = wanting((64, 64), "stretch").frame((-0.5, -0.5), SHAPE, None)
    region = np.zeros(SHAPE, bool)
    region[24:48, 20:40] = True
    seen_there = on_input(region, frame) > 0.5
    np.testing.assert_array_equal(np.flatnonzero(seen_there.any(1))[[0, -1]], [16, 31])
    np.testing.assert_array_equal(np.flatnonzero(seen_there.any(0))[[0, -1]], [16, 31])
    column, row = to_slice(frame) @ np.array([0, 0, 1])
    np.testing.assert_allclose((row, column), ((96 / 64 - 1) / 2, (80 / 64 - 1) / 2))


def test_a_square_of_the_whole_slice_is_what_it_was() -> None:
    frame = wanting((64, 64)).frame((-0.5, -0.5), SHAPE, None)
    assert (frame.row, frame.column, frame.side, frame.aspect, frame.part) == (-0.5, -8.5, 96.0, 1.0, None)


def test_pixels_of_a_certain_width_are_so_both_ways(small_case: Case) -> None:
    affine = np.diag([2.0, 1.0, 3.0, 1.0])  # columns two millimetres apart, rows one
    volumes = tuple(replace(each, geometry=Geometry(affine, known=True)) for each in small_case.volumes)
    case = replace(small_case, volumes=volumes)
    wants = wanting((32, 48), spacing=3.0)
    found = seen_by(wants, case, np.zeros((1, 1, *SHAPE)), np.ones((1, *SHAPE), bool), np.ones((1, 1), bool))
    assert found.frame.scales == pytest.approx((3.0, 1.5))
    (row, down), (column, across) = found.frame.seen
    assert (row + down / 2, column + across / 2) == pytest.approx((47.5, 39.5))
    assert (down, across) == pytest.approx((96.0, 72.0))


@pytest.mark.parametrize(
    "frame",
    [Frame(1.5, -2.0, 96.0, 64), Frame(1.5, -2.0, 96.0, 64, 1.25), Frame(1.5, -2.0, 96.0, 64, 0.5, (48, 64))],
    ids=str,
)
def test_a_frame_that_was_stored_comes_back(frame: Frame) -> None:
    assert Frame.of_numbers(np.array(frame.numbers).tolist()) == frame
    assert len(frame.numbers) == (4 if (frame.aspect, frame.part) == (1, None) else 7)  # as before there were others


def test_cells_as_resizing_places_them_begin_with_what_the_network_gets() -> None:
    frame = Frame(1.5, -2.0, 96.0, 64, 0.5, (48, 32))
    lies = frame.placement(4, "half-pixel", centre=(9.5, 17.5))
    edges = (at - step / 2 for at, step in zip((lies.row, lies.column), lies.steps, strict=True))
    assert tuple(edges) == pytest.approx([start for start, _ in frame.seen])
