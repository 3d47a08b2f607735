"""Maps and segmentations come back to the grid on which FLAIR was acquired."""

from dataclasses import replace
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from xaiviewer.case import Case, Frame, Geometry, Mask, Volume
from xaiviewer.errors import UsageError
from xaiviewer.readers import load_case
from xaiviewer.records.acquired import map_as_acquired, nifti_bytes, segmentation_as_acquired
from xaiviewer.requests import Analysis, Layer, ModelDescription, ModelIdentity, SliceResult

CENTRE = np.array([6.0, -4.0, 12.0])  # of the marked region, LPS mm
SHAPE = (16, 60, 50)  # sagittal slices 4 mm apart, rows towards the feet, columns towards the back
AFFINE = np.array([[0, 0, 4.0, -30], [1, 0, 0, -25], [0, -1, 0, 40], [0, 0, 0, 1.0]])
STRIDE = 4


def region(shape, affine, centre, radius):
    """Bool ``[slice, row, column]``: the voxels within `radius` mm of `centre`."""
    slices, rows, columns = np.indices(shape)
    points = np.stack([columns, rows, slices, np.ones(shape)], axis=-1) @ affine.T
    return np.linalg.norm(points[..., :3] - centre, axis=-1) < radius


@pytest.fixture(scope="module")
def sagittal(tmp_path_factory) -> Case:
    """A sagittal series with a bright region, read from NIfTI."""
    values = 100 * region(SHAPE, AFFINE, CENTRE, 9).astype(np.int16)
    file = tmp_path_factory.mktemp("sagittal") / "flair.nii.gz"
    nib.save(nib.Nifti1Image(values.transpose(2, 1, 0), np.diag([-1, -1, 1, 1]) @ AFFINE), file)
    return load_case(file)


def analysis_of(case: Case, stride: int = STRIDE) -> Analysis:
    """One layer whose cells lie `stride` pixels apart over a square of the slice."""
    side = max(case.shape) + 8
    side += -side % stride
    layer = Layer("layer1", "relu", (side // stride, side // stride), stride, ("Stage 1",))
    described = ModelDescription(ModelIdentity("", "", ""), classes=("no tumour", "tumour"), finding=1, layers=(layer,))
    return Analysis(described, 1, (), (), Frame(-4.5, -4.5, side, side), {})


def test_a_map_that_marks_a_region_marks_it_as_acquired(sagittal):
    analysis = analysis_of(sagittal)
    frame = analysis.frame
    hot = region((len(sagittal), *sagittal.shape), sagittal.geometry.affine, CENTRE, 9)
    rows = np.clip(np.round(frame.row + (np.arange(frame.side // STRIDE) * STRIDE) + 0.5), 0, sagittal.shape[0] - 1)
    columns = np.clip(
        np.round(frame.column + (np.arange(frame.side // STRIDE) * STRIDE) + 0.5), 0, sagittal.shape[1] - 1
    )
    maps = hot[:, rows.astype(int)][:, :, columns.astype(int)].astype(np.float32) - 0.25  # signed
    found = map_as_acquired(sagittal, analysis, maps, 0)
    assert found.shape == sagittal.acquired.shape == SHAPE
    assert found.dtype == np.float32
    assert found.min() == pytest.approx(-0.25, abs=1e-5)
    where = region(SHAPE, AFFINE, CENTRE, 9)
    marked = found > 0.25
    assert 2 * (where & marked).sum() / (where.sum() + marked.sum()) > 0.75
    points = np.argwhere(marked)
    middle = AFFINE @ [*points.mean(axis=0)[::-1], 1]
    np.testing.assert_allclose(middle[:3], CENTRE, atol=STRIDE / 2)


@pytest.mark.parametrize("stride", [1, STRIDE])
def test_a_linear_map_comes_back_exactly_inside(sagittal, stride):
    # What is linear in space is linear in every interpolation, so each value can be told from its position.
    analysis = analysis_of(sagittal, stride)
    frame = analysis.frame
    cells = np.arange(0, frame.side, stride)
    affine = sagittal.geometry.affine
    slices = affine[2, 3] + affine[2, 2] * np.arange(len(sagittal))
    rows, columns = (
        affine[1, 3] + affine[1, 1] * (frame.row + 0.5 + cells),
        affine[0, 3] + affine[0, 0] * (frame.column + 0.5 + cells),
    )
    maps = (columns[None, None, :] + 2 * rows[None, :, None] - slices[:, None, None]).astype(np.float32)
    found = map_as_acquired(sagittal, analysis, maps, 0)
    index = np.indices(SHAPE)
    points = np.stack([index[2], index[1], index[0], np.ones(SHAPE)], axis=-1) @ AFFINE.T
    expected = points[..., 0] + 2 * points[..., 1] - points[..., 2]
    np.testing.assert_allclose(found, expected, atol=2e-3)


def test_a_segmentation_comes_back_and_slices_without_one_are_empty(sagittal):
    analysis = analysis_of(sagittal)
    outlined = sagittal.volume("flair").voxels > 50
    middle = len(sagittal) // 2
    for index in range(len(sagittal)):
        segmentation = None if index > middle else outlined[index]
        result = SliceResult(index, np.zeros(2, np.float32), np.zeros(2, np.float32), segmentation, {}, {})
        analysis = analysis.with_slice(result)
    found = segmentation_as_acquired(sagittal, analysis)
    heights = AFFINE[2, 3] + AFFINE[2, 1] * np.arange(SHAPE[1])
    limit = sagittal.geometry.affine[2, 3] + middle * sagittal.geometry.affine[2, 2]
    where = region(SHAPE, AFFINE, CENTRE, 9) & (heights <= limit + 0.5)[None, :, None]
    assert found.dtype == np.uint8
    assert not found[:, heights > limit + 0.6].any()
    assert 2 * (where & (found > 0)).sum() / (where.sum() + found.sum()) > 0.85


def test_where_positions_are_unknown_there_is_nothing_to_come_back_to():
    values = np.zeros((2, 4, 4), np.uint8)
    case = Case(
        "plain", Path("plain"), (Volume("flair", values, Geometry()),), ("a", "b"), Mask(values > 0, [True] * 2)
    )
    with pytest.raises(UsageError, match="plain does not say where its voxels lie"):
        map_as_acquired(case, analysis_of(case), np.zeros((2, 3, 3), np.float32), 0)


def test_the_file_says_where_its_voxels_lie_in_ras_and_is_the_same_every_time(tmp_path):
    values = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    affine = np.array([[0.9, 0.1, 0, 5], [-0.1, 0.9, 0.3, -6], [0, -0.2, 4, 7], [0, 0, 0, 1.0]])
    for name in ("a", "b"):
        (tmp_path / f"{name}.nii.gz").write_bytes(nifti_bytes(values, Geometry(affine, known=True), "test"))
    assert (tmp_path / "a.nii.gz").read_bytes() == (tmp_path / "b.nii.gz").read_bytes()
    image = nib.load(tmp_path / "a.nii.gz")
    assert image.shape == (4, 3, 2)
    np.testing.assert_array_equal(np.asarray(image.dataobj), values.transpose(2, 1, 0))
    np.testing.assert_allclose(image.get_sform(), np.diag([-1, -1, 1, 1]) @ affine, atol=1e-5)
    assert int(image.header["sform_code"]) == int(image.header["qform_code"]) == 1
    again = load_case(tmp_path / "a.nii.gz")
    np.testing.assert_allclose(again.acquired.geometry.affine, affine, atol=1e-5)


def test_a_case_of_one_slice_comes_back_too(sagittal):
    one = replace(
        sagittal,
        volumes=tuple(replace(each, voxels=each.voxels[:1]) for each in sagittal.volumes),
        slice_names=sagittal.slice_names[:1],
    )
    analysis = analysis_of(one)
    found = map_as_acquired(one, analysis, np.ones((1, *analysis.layers[0].grid), np.float32), 0)
    assert found.shape == SHAPE
