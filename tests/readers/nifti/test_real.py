"""Real files: nibabel's own, and BraTS where the machine has it."""

import gzip
from pathlib import Path

import nibabel
import numpy as np
import pytest
from nibabel.testing import data_path

from xaiviewer.errors import ReadError
from xaiviewer.readers import nifti

pytestmark = pytest.mark.slow

LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
FILES = (
    "anatomical.nii",
    "example4d.nii.gz",
    "example_nifti2.nii.gz",
    "functional.nii",
    "reoriented_anat_moved.nii",
    "resampled_anat_moved.nii",
    "standard.nii.gz",
)


def agrees(series, image, index):
    expected = np.nan_to_num(np.asanyarray(image.dataobj[..., index] if index is not None else image.dataobj), nan=0)
    values = series.source.read().values
    if expected.dtype == values.dtype:
        np.testing.assert_array_equal(values, expected.T)
    else:
        np.testing.assert_allclose(values, expected.T, rtol=1e-6)
    np.testing.assert_allclose(series.geometry.affine, LPS @ image.affine, atol=1e-5)


@pytest.mark.parametrize("name", FILES)
def test_values_and_affines_equal_nibabels(tmp_path, name):
    path = tmp_path / name
    path.write_bytes((Path(data_path) / name).read_bytes())
    image = nibabel.load(path)
    found = nifti.contents(path)
    many = image.ndim == 4
    assert len(found.series) == (image.shape[3] if many else 1)
    for index, series in enumerate(found.series):
        agrees(series, image, index if many else None)


def test_surfaces_are_refused_by_name(tmp_path):
    with pytest.raises(ReadError, match="surface data"):
        nifti.contents(Path(data_path) / "row_major.dconn.nii")


@pytest.fixture(scope="module")
def brats(shared_data):
    folder = shared_data / "nifti" / "BraTS-GLI-00001-000"
    if not folder.is_dir():
        pytest.skip(f"no NIfTI case at {folder}")
    return folder


def test_a_brats_case(brats):
    (found,), skipped = nifti.cases(list(brats.iterdir()), root=brats)
    assert skipped == []
    assert found.path == brats
    assert found.name == "BraTS-GLI-00001-000"
    assert [series.key.rpartition("-")[2] for series in found.series] == ["t1c", "t1n", "t2f", "t2w"]
    for series in found.series:
        assert series.shape == (155, 240, 240)
        assert series.geometry.spacing_mm == (1, 1, 1)
        assert series.notices == ()
    agrees(found.series[2], nibabel.load(found.series[2].files[0]), None)


def test_a_slice_of_a_brats_volume_equals_that_of_the_whole(brats):
    series = nifti.contents(brats / "BraTS-GLI-00001-000-t2f.nii.gz").series[0]
    whole = series.source.read().values
    for index in (0, 154, 80, 3):
        np.testing.assert_array_equal(series.source.slice(index), whole[index])


def test_a_brats_case_as_one_file_of_four_volumes(brats, tmp_path):
    images = [nibabel.load(path) for path in sorted(brats.iterdir())]
    values = np.stack([np.asanyarray(image.dataobj)[:, :, 60:80] for image in images], axis=-1)
    path = tmp_path / "four.nii.gz"
    path.write_bytes(gzip.compress(nibabel.Nifti1Image(values, images[0].affine).to_bytes(), 1))
    found = nifti.contents(path)
    assert [series.key for series in found.series] == [f"four[{index}]" for index in range(4)]
    for index, series in enumerate(found.series):
        np.testing.assert_array_equal(series.source.read().values, values[..., index].T)
