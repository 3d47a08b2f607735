"""What is said where a network sees one plane alone of pictures in colour."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.pixels import pixel_array
from pydicom.pixels.processing import apply_color_lut

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


@pytest.mark.parametrize("name", ["examples_rgb_color.dcm", "examples_palette.dcm"])
def test_colours_of_dicom_come_from_the_file_where_a_network_asks_for_them(tmp_path: Path, name: str) -> None:
    shutil.copy(get_testdata_file(name, download=False), tmp_path / name)
    case = load_case(tmp_path)
    expected = pixel_array(tmp_path / name)
    if expected.ndim == 2:
        expected = apply_color_lut(expected, dcmread(tmp_path / name))
    found = stack_sequences(case, (*COLOURS[::-1], "flair"), stored=True)
    np.testing.assert_array_equal(found[:3, 0], expected.transpose(2, 0, 1)[::-1])
    np.testing.assert_array_equal(found[3], case.main_volume.voxels)
    assert not about_colours(case, COLOURS)


def test_a_picture_that_cannot_be_read_again_is_seen_in_grey(tmp_path: Path) -> None:
    file = shutil.copy(get_testdata_file("examples_rgb_color.dcm", download=False), tmp_path)
    case = load_case(tmp_path)
    Path(file).unlink()
    assert len(about_colours(case, COLOURS)) == 1
    np.testing.assert_array_equal(stack_sequences(case, COLOURS, stored=True)[1], case.main_volume.voxels)
