"""Masks that are unlikely to be a lesion's are doubted aloud."""

import numpy as np
import pytest

from xaiviewer.readers import load_case
from xaiviewer.readers.lesion import doubt

SHAPE = (5, 40, 44)
ROW, COLUMN = np.mgrid[:40, :44]
HEAD = np.broadcast_to(np.hypot(ROW - 20, COLUMN - 22) < 17, SHAPE)
IMAGE = (HEAD * np.random.default_rng(0).integers(100, 200, SHAPE)).astype(np.uint8)


def disc(radius):
    return np.broadcast_to(np.hypot(ROW - 20, COLUMN - 22) < radius, SHAPE)


def image():
    return IMAGE


def test_a_lesion_is_not_doubted():
    assert doubt(disc(3), lambda: pytest.fail("a small mask need not be held against the head"), "m") == ""
    assert doubt(disc(10), image, "m") == ""


def test_a_mask_of_most_of_the_head_is_doubted():
    assert "covers 100 % of the head" in doubt(HEAD, image, "m")
    assert "covers 6" in doubt(disc(13.5), image, "m")


def test_an_inverted_mask_is_doubted():
    assert "it may be inverted" in doubt(~disc(6), image, "m")


def test_a_mask_of_nothing_is_doubted():
    assert "holds no voxel at all" in doubt(np.zeros(SHAPE, bool), image, "m")


def test_slices_filled_with_all_their_air_are_doubted():
    voxels = disc(4).copy()
    voxels[3] = True
    assert doubt(voxels, image, "The mask m").startswith("The mask m covers the air on slice 4, as no lesion does;")


def test_a_slice_that_alone_is_inverted_is_doubted():
    voxels = disc(4).copy()
    voxels[[0, 3]] ^= True
    assert "covers the air on slices 1 and 4" in doubt(voxels, image, "The mask m")


def test_a_label_of_the_air_on_every_slice_is_doubted():
    around = np.ones(SHAPE, bool)
    around[:, 1:-1, 1:-1] = False
    assert "covers the air on every slice" in doubt(disc(4) | around, image, "The mask m", several=True)


def test_a_lesion_at_the_edge_of_the_image_is_not_doubted():
    voxels = np.zeros(SHAPE, bool)
    voxels[2, :12, :20] = True
    assert doubt(voxels, image, "The mask m") == ""


def test_of_a_mask_with_segments_these_are_asked_for_too():
    assert "(--mask, --segments)" in doubt(HEAD, image, "The mask m", several=True)
    assert "--segments" not in doubt(HEAD, image, "The mask m")


@pytest.mark.parametrize(("values", "sentence"), [(~disc(6), "of the head"), (HEAD & False, "no voxel at all")])
def test_the_case_says_so(tmp_path, writing, values, sentence):
    writing.nifti(tmp_path / "p_flair.nii", IMAGE, np.diag([-1.0, -1, 3, 1]))
    writing.nifti(tmp_path / "p_seg.nii", values.astype(np.uint8), np.diag([-1.0, -1, 3, 1]))
    case = load_case(tmp_path)
    assert sentence in case.mask.doubt
    assert case.mask.doubt in case.notices
