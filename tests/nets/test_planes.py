"""What is said where a network sees one plane alone of pictures in colour."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from xaiviewer.case import SEQUENCES
from xaiviewer.nets.inputs.colours import COLOURS, about_colours
from xaiviewer.nets.inputs.doubts import about_planes
from xaiviewer.nets.inputs.preprocessing import stack_sequences
from xaiviewer.readers import load_case


def written(folder: Path, name: str, *, colour: bool) -> Path:
    folder.mkdir()
    values = np.random.default_rng(1).integers(0, 255, (2, 40, 36, 3 if colour else 1), dtype=np.uint8)
    for number, each in enumerate(values, start=1):
        cv2.imwrite(str(folder / name.format(number)), each)
    return folder


@pytest.mark.parametrize("name", ["skin_{}.png", "skin_{}.tif"])
def test_a_network_that_names_no_sequence_sees_one_plane_of_a_picture_in_colour(tmp_path: Path, name: str) -> None:
    case = load_case(written(tmp_path / "colour", name, colour=True))
    (told,) = about_planes(case, ("",) * 3)
    assert "it sees FLAIR alone, of pictures in colour the green" in told
    assert not about_planes(case, tuple(SEQUENCES))
    assert not about_planes(case, ("flair",))


@pytest.mark.parametrize("name", ["skin_{}.png", "skin_{}.tif"])
def test_of_a_grey_picture_nothing_is_said(tmp_path: Path, name: str) -> None:
    assert not about_planes(load_case(written(tmp_path / "grey", name, colour=False)), ("",))


def test_a_network_of_colours_gets_each_in_its_own_channel(tmp_path: Path) -> None:
    case = load_case(written(tmp_path / "colour", "skin_{}.png", colour=True))
    blue, green, red = np.moveaxis(cv2.imread(str(tmp_path / "colour" / "skin_1.png")), -1, 0)
    np.testing.assert_array_equal(stack_sequences(case, COLOURS, stored=True)[:, 0], [red, green, blue])
    assert not about_planes(case, COLOURS)
    assert not about_colours(case, COLOURS)
    assert not about_colours(case, ("flair",))


def test_of_grey_pictures_it_gets_the_same_in_each_and_that_is_said(tmp_path: Path) -> None:
    case = load_case(written(tmp_path / "grey", "skin_{}.png", colour=False))
    found = stack_sequences(case, COLOURS, stored=True)
    assert np.array_equal(found[0], found[1])
    (told,) = about_colours(case, COLOURS)
    assert "the same picture in each" in told
