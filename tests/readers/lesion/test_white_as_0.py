"""Masks in TIFF files that state white to be 0: some programs mean it, others write it beside values that say the
opposite.
"""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaiviewer.readers import load_case
from xaiviewer.readers.lesion import doubt

SHAPE = (4, 30, 28)
ROW, COLUMN = np.mgrid[:30, :28]
HEAD = np.hypot(ROW - 15, COLUMN - 14) < 13
LESION = np.stack([(np.hypot(ROW - 12, COLUMN - 10) < 4) & (index in (1, 2)) for index in range(4)])
SAID = "the stored values are taken, with 0 as background."
INVERTING = np.repeat(np.arange(255, -1, -1, dtype=np.uint16)[None] * 257, 3, axis=0)
IMAGEJ = b"ImageJ=1.54f\nmin=0.0\nmax=255.0\n"


def image(index):
    values = np.random.default_rng(index).integers(100, 200, (30, 28, 3))
    return (values * HEAD[..., None]).astype(np.uint8)


@pytest.fixture
def opened(tmp_path, writing):
    """The case of pictures with these files as masks, a tuple of settings for each."""

    def read(*settings, masks=LESION):
        for index in range(4):
            (tmp_path / f"p_{index}.tif").write_bytes(writing.tiff([image(index)]))
            how = dict(settings[index % len(settings)])
            full = how.pop("full", 255)
            file = tmp_path / f"p_{index}_mask.tif"
            file.write_bytes(writing.tiff([(masks[index] * full).astype(np.uint8)], **how))
        return load_case(tmp_path)

    return read


def shaped(shape):
    return json.dumps({"shape": list(shape)}).encode()


TABLE = {"photometric": 0, "description": IMAGEJ}
PALETTE = {"photometric": 3, "palette": INVERTING, "description": IMAGEJ}
TRUTH = {"photometric": 0, "bits": 1, "full": 1, "description": shaped(SHAPE[1:])}
PLAIN = {"photometric": 1}


@pytest.mark.parametrize("settings", [(TABLE,), (PALETTE,), (TRUTH,), (TABLE, PLAIN), (PLAIN, PALETTE, TABLE)])
def test_what_imagej_and_tifffile_store_is_the_mask(opened, settings):
    case = opened(*settings)
    np.testing.assert_array_equal(case.mask.voxels, LESION)
    (said,) = [each for each in case.notices if SAID in each]
    assert "p_0_mask.tif" in said or "p_1_mask.tif" in said
    assert case.mask.doubt == ""


def test_a_stack_of_imagej_is_read_as_stored(tmp_path, writing):
    counts = IMAGEJ + b"images=4\nslices=4\n"
    (tmp_path / "p.tif").write_bytes(writing.tiff([image(index)[..., 0] for index in range(4)], description=counts))
    pages = [(each * 255).astype(np.uint8) for each in LESION]
    (tmp_path / "p_mask.tif").write_bytes(writing.tiff(pages, photometric=0, description=counts))
    case = load_case(tmp_path)
    np.testing.assert_array_equal(case.mask.voxels, LESION)
    assert any("White is stated to be 0 in p_mask.tif" in each for each in case.notices)


def test_elsewhere_white_is_0_where_a_file_says_so(opened):
    case = opened({"photometric": 0}, masks=~LESION)
    np.testing.assert_array_equal(case.mask.voxels, LESION)
    assert not any(SAID in each for each in case.notices)


def test_a_mask_that_came_out_inverted_is_doubted(opened):
    assert "it may be inverted" in opened({"photometric": 0}).mask.doubt


@given(inverted=st.lists(st.booleans(), min_size=4, max_size=4))
def test_whichever_slices_came_out_inverted_are_doubted(inverted):
    voxels = LESION ^ np.array(inverted)[:, None, None]
    head = np.stack([image(index)[..., 0] for index in range(4)])
    said = doubt(voxels, lambda: head, "The mask m")
    assert ("it may be inverted" in said) == any(inverted)
