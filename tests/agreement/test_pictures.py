"""The picture itself as a map: what stands out, without the rim, on the layer's own grid."""

from __future__ import annotations

import numpy as np
import pytest

from tests.agreement.scenes import FRAME, SIDE, disc, lesion
from xaiviewer.agreement.footprint import footprint
from xaiviewer.agreement.nulls.pictures import BLOB_CENTRE, blob, filled, on_grid, pictures, without_rim
from xaiviewer.case import Frame
from xaiviewer.display.upsampling import upsample

HEAD = disc(31.5, 31.5, 28)


def test_brightness_is_told_above_the_brains_middle_and_without_the_rim():
    image = HEAD * 100.0 + 50 * lesion()
    image[HEAD & ~without_rim(HEAD)] = 255  # scalp
    found = pictures({"flair": image}, HEAD, FRAME, "flair")["brightness: flair"]
    assert (found[lesion()] == 50).all()
    assert (found[~lesion()] == 0).all()


def test_asymmetry_is_what_the_other_side_lacks():
    symmetric = np.where(HEAD, 100.0, 0)
    found = pictures({"flair": symmetric, "t1": symmetric + 50 * lesion()}, HEAD, FRAME, "flair")
    assert np.abs(found["asymmetry: flair"]).max() == pytest.approx(0, abs=1e-9)
    heart = disc(26, 41, 1)
    assert found["asymmetry: t1"][heart].min() > 20
    assert found["asymmetry: t1"][heart[:, ::-1] & ~lesion()].max(initial=0) <= 0


def test_edges_lie_around_what_stands_out():
    square = np.zeros((SIDE, SIDE))
    square[25:40, 25:40] = 100
    edges = pictures({"flair": square, "t1": square}, HEAD, FRAME, "flair")["edges"]
    assert edges[32, 24:26].mean() > 10 * edges[32, 32] + 1e-9
    assert np.unravel_index(edges.argmax(), edges.shape)[0] in range(22, 43)


def test_the_blob_lies_where_lesions_do_on_average():
    frame = Frame(3.5, -6.5, 50.0, 64)
    found = blob((SIDE, SIDE), frame)
    row, column = np.unravel_index(found.argmax(), found.shape)
    assert row == pytest.approx(3.5 + BLOB_CENTRE[0] * 50, abs=0.51)
    assert column == pytest.approx(-6.5 + BLOB_CENTRE[1] * 50, abs=0.51)


def test_holes_are_head_and_the_images_edge_is_an_edge():
    holed = HEAD & ~disc(31.5, 31.5, 6)
    assert np.array_equal(filled(holed), HEAD)
    whole = np.ones((SIDE, SIDE), bool)
    inner = without_rim(whole, 0.5)
    assert not inner[:15].any()
    assert not inner[:, -15:].any()
    assert inner[32, 32]
    assert not without_rim(np.zeros_like(whole)).any()


@pytest.mark.parametrize("stride", [1, 4, 16, 64])
def test_a_picture_on_a_grid_is_its_mean_behind_each_cell(stride: int):
    grid = (SIDE // stride, SIDE // stride)
    cells = footprint(FRAME, grid, stride, (SIDE, SIDE))
    assert on_grid(np.full((SIDE, SIDE), 7.0), cells) == pytest.approx(np.full(grid, 7), rel=1e-5)
    picture = np.random.default_rng(0).random((SIDE, SIDE))
    found = on_grid(picture, cells)
    assert (found * cells.area).sum() == pytest.approx(picture.sum(), rel=1e-4)
    if stride == 1:
        assert upsample(found, FRAME.placement(1), (SIDE, SIDE)) == pytest.approx(picture, abs=1e-5)
