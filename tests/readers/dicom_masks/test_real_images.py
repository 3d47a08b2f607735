"""Masks on images that scanners made: written on them by highdicom and along their pixels, read back exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.data import get_testdata_file

from xaiviewer.case import Geometry, Series
from xaiviewer.readers.dicom import studies
from xaiviewer.readers.dicom.segmentation.rtstruct import mask_source as structure_source
from xaiviewer.readers.dicom.segmentation.seg import mask_source as segmentation_source

pytestmark = pytest.mark.slow


def blot(shape: tuple[int, int, int]) -> np.ndarray:
    mask = np.zeros(shape, dtype=bool)
    mask[shape[0] // 3 : shape[0] // 2, 10:40, 20:50] = True
    return mask & (np.random.default_rng(0).random(shape) < 0.7)


@pytest.fixture
def real(shared_data):
    """The series of one of the real studies."""

    def found(name: str) -> tuple[Series, ...]:
        folder = shared_data / "dicom" / name
        if not folder.is_dir():
            pytest.skip(f"{name} is not in {folder.parent}")
        return studies(sorted(folder.rglob("*.dcm")), root=folder)[0][0].series

    return found


def test_masks_on_classic_ge_images_come_back_exactly(real, writing, tmp_path):
    series = real("20180918GE_mr_0004")
    second = series[1]  # one of four repetitions in one series: its images are named
    mask = blot(second.shape)
    for write, source_of in (
        (writing.write_seg, segmentation_source),
        (writing.write_rtstruct, structure_source),
    ):
        source = source_of(write(tmp_path / "mask.dcm", mask, second.files), series)
        assert source.series == (second.key,)
        for shown_on in (second, series[0]):
            found = source.reader.read((), shown_on.geometry, shown_on.shape)
            assert np.array_equal(found.voxels, mask)
            assert found.notices == ()


def test_a_segmentation_of_an_enhanced_file_comes_back_exactly(real, writing, tmp_path):
    series = real("enhanced_Siemens")[0]
    image = pydicom.dcmread(series.files[0])
    groups = image.PerFrameFunctionalGroupsSequence
    for name in ("PixelMeasuresSequence", "PlaneOrientationSequence"):  # highdicom looks for them in the shared group
        setattr(image.SharedFunctionalGroupsSequence[0], name, getattr(groups[0], name))
    image.save_as(tmp_path / "image.dcm")
    positions = [np.array(each.PlanePositionSequence[0].ImagePositionPatient, float) for each in groups]
    affine = series.geometry.affine
    slices = [round(np.linalg.solve(affine[:3, :3], each - affine[:3, 3])[2]) for each in positions]
    mask = blot(series.shape)
    path = writing.write_seg(tmp_path / "seg.dcm", mask[slices], [tmp_path / "image.dcm"])
    found = segmentation_source(path, [series]).reader.read((), series.geometry, series.shape)
    assert np.array_equal(found.voxels, mask)
    assert found.notices == ()


@pytest.mark.parametrize("name", ["liver_1frame.dcm", "liver_expb_1frame.dcm"])
def test_the_liver_of_pydicom(name):
    """512 x 512 bits made by dcmqi, in little and in big endian order, two of three frames cut off."""
    path = Path(str(get_testdata_file(name, download=False)))
    data = pydicom.dcmread(path)
    first = data.PerFrameFunctionalGroupsSequence[0]
    across, down = data.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
    affine = np.diag([float(across), float(down), 1, 1])
    affine[:3, 3] = np.array(first.PlanePositionSequence[0].ImagePositionPatient, float)
    shape = (1, 512, 512)
    series = Series(
        key="1",
        name="CT",
        format="DICOM",
        files=(),
        shape=shape,
        dtype="int16",
        geometry=Geometry(affine, known=True),
        source=None,  # type: ignore[arg-type]
        frame_of_reference=data.FrameOfReferenceUID,
    )
    source = segmentation_source(path, [series])
    assert [segment.name for segment in source.segments] == ["Liver"]
    assert source.notices == (f"{name} describes 3 frames but holds 1; the others are missing.",)
    found = source.reader.read((), series.geometry, shape)
    assert np.array_equal(found.voxels, data.pixel_array[None] > 0)
    assert found.voxels.any()
