"""Real patients, where the machine has them."""

import cv2
import numpy as np
import pytest

from xaiviewer.readers import find_cases, load_case

pytestmark = pytest.mark.slow

FULL = "TCGA_CS_4942_19970222"
COPIES = "TCGA_HT_A61B_19991127"  # its T1 and T1 + contrast were missing and hold FLAIR


@pytest.fixture(scope="module")
def unpacked(shared_data, tmp_path_factory):
    """Two patients as users have them, and their stored files."""
    folder = tmp_path_factory.mktemp("patients")
    for name in (FULL, COPIES):
        (folder / name).mkdir()
        for file in (shared_data / "lgg" / name).iterdir():
            image = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
            if file.suffix == ".png":
                image = np.where(image > 0, 255, 0).astype(np.uint8)
            assert cv2.imwrite(str(folder / name / f"{file.stem}.tif"), image)
    return folder


def test_they_open_whole(unpacked):
    cases = find_cases(unpacked)
    assert [case.name for case in cases] == [FULL, COPIES]
    for path in cases:
        case = load_case(path)
        assert 2 * len(case) == len(list(path.iterdir()))
        assert case.slice_names == tuple(f"{path.name}_{number}" for number in range(1, len(case) + 1))
        assert case.mask.drawn.all()
        assert case.mask.areas_px.max() > 500
        assert case.shape == (256, 256)


def test_pixels_and_masks_are_the_stored_ones(unpacked, shared_data):
    case = load_case(unpacked / FULL)
    for index, name in enumerate(case.slice_names):
        stored = cv2.imread(str(shared_data / "lgg" / FULL / f"{name}.webp"), cv2.IMREAD_COLOR_RGB)
        for channel, sequence in enumerate(("t1", "flair", "t1c")):
            np.testing.assert_array_equal(case.volume(sequence).voxels[index], stored[..., channel])
        mask = cv2.imread(str(shared_data / "lgg" / FULL / f"{name}_mask.png"), cv2.IMREAD_GRAYSCALE)
        np.testing.assert_array_equal(case.mask_of(index), mask > 0)


def test_sequences_that_were_missing_are_said(unpacked):
    assert load_case(unpacked / FULL).notices == ()
    assert "T1 and T1 + contrast hold the same pictures as FLAIR" in load_case(unpacked / COPIES).notices[0]
