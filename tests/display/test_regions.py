"""The borders of regions, and pictures that were made."""

from __future__ import annotations

import numpy as np

from xaiviewer.case import Placement
from xaiviewer.display.regions import borders
from xaiviewer.display.synthetic import seen

UNIT = Placement(0.0, 0.0, 1.0)


def test_borders_run_between_regions_and_around_all_of_them() -> None:
    labels = np.array([[1, 2], [1, 2]], dtype=np.int32)
    found = {tuple(map(tuple, line)) for line in borders(labels, UNIT).tolist()}
    assert ((0.5, -0.5), (0.5, 1.5)) in found  # between the two, from top to bottom
    assert ((-0.5, -0.5), (1.5, -0.5)) in found  # above both, in one line
    assert len(found) == 5


def test_borders_lie_where_the_grid_lies_on_the_slice() -> None:
    labels = np.zeros((3, 3), dtype=np.int32)
    labels[1, 1] = 1
    found = borders(labels, Placement(10.0, 20.0, 4.0))
    assert found[..., 0].min() == 20 + 4 * 0.5
    assert found[..., 0].max() == 20 + 4 * 1.5
    assert found[..., 1].min() == 10 + 4 * 0.5
    assert len(found) == 4


def test_without_regions_there_are_no_borders() -> None:
    assert borders(np.zeros((4, 4), dtype=np.int32), UNIT).shape == (0, 2, 2)


def test_a_picture_is_seen_in_colours_or_channel_by_channel() -> None:
    picture = np.random.default_rng(0).normal(size=(3, 16, 16)).astype(np.float32) * [[[1]], [[50]], [[0.01]]]
    colours = seen(picture)
    assert colours.shape == (16, 16, 3)
    assert colours.min() == 0
    assert colours.max() == 255
    grey = seen(picture, 1)
    assert (grey == colours[..., 1:2]).all()


def test_few_channels_are_seen_in_grey_and_an_even_picture_is_black() -> None:
    assert not seen(np.full((1, 4, 4), 3.0, dtype=np.float32)).any()
    two = seen(np.random.default_rng(1).normal(size=(2, 8, 8)).astype(np.float32))
    assert (two[..., 0] == two[..., 2]).all()
