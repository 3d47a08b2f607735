"""A marked voxel keeps its place in the patient, however the volume lies; a mask falls on what it was drawn on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.readers import load_case

pytestmark = pytest.mark.slow

NEAR = 0.01  # mm: what B6 asks for
Affine = NDArray[np.float64]


@pytest.fixture(scope="module", params=["DICOM", "NIfTI"])
def write(request: pytest.FixtureRequest, writing: Any) -> Callable[[Path, NDArray[Any], Affine], Path]:
    """Writes a volume ``[slice, row, column]`` with its affine."""

    def nifti(folder: Path, voxels: NDArray[Any], affine: Affine) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(writing.save_nifti(folder / "sub_flair.nii", voxels, affine))

    def dicom(folder: Path, voxels: NDArray[Any], affine: Affine) -> Path:
        writing.dicom_tools().write_mr_series(folder, voxels, affine)
        return folder

    return {"DICOM": dicom, "NIfTI": nifti}[request.param]


def flair(case: Case) -> NDArray[Any]:
    return case.volume("flair").voxels


def check_marks(case: Case, where: dict[int, NDArray[np.float64]]) -> None:
    """Every mark at its place to the hundredth of a millimetre."""
    values = flair(case)
    for value, place in where.items():
        (found,) = np.argwhere(values == value)
        np.testing.assert_allclose((case.geometry.affine @ (*found[::-1], 1))[:3], place, atol=NEAR)


def check_radiological(case: Case) -> None:
    """Columns towards the left, rows towards posterior, slices towards superior, as nearly as may be."""
    assert (np.diag(case.geometry.affine[:3, :3]) > 0).all()


def test_every_axis_code_with_voxels_of_equal_sides(write, geometry, tmp_path):
    for code in geometry.CODES:
        affine = geometry.affine(geometry.directions(code), (2.0, 2.0, 2.0))
        case = load_case(write(tmp_path / code, geometry.marked(), affine))
        check_marks(case, geometry.places(affine))
        check_radiological(case)
        assert not any("resampled" in notice for notice in case.notices), code


def test_every_axis_code_with_thick_slices(write, geometry, tmp_path):
    """Axial ones keep their voxels; the others are resliced, and a ball stays within half a voxel of its centre."""
    shape, place = (12, 40, 44), geometry.off_centre(3.3, -2.4, 1.7)
    for code in geometry.CODES:
        affine = geometry.affine(geometry.directions(code), (1.5, 1.5, 5.0), shape)
        voxels = geometry.ball(shape, affine, place, 16.0).astype(np.int16) * 1000
        case = load_case(write(tmp_path / code, voxels, affine))
        check_radiological(case)
        if code[2] in "IS":
            assert np.count_nonzero(flair(case)) == np.count_nonzero(voxels), code
            at_most = np.full(3, NEAR)
        else:
            at_most = np.array(case.geometry.spacing_mm[::-1]) / 2
            assert any("resampled" in notice for notice in case.notices), code
        drawn = geometry.centre_of(voxels, affine)
        assert (abs(geometry.centre_of(flair(case), case.geometry.affine) - drawn) <= at_most).all(), code


@pytest.mark.parametrize(
    "turn", [(12, 0, 0), (0, -25, 0), (8, 14, 20), (40, 0, 0), (10, 35, -70), (3, 2, 178)], ids=str
)
def test_oblique_volumes(write, geometry, tmp_path, turn):
    for code in ("LPS", "RAS", "LIP", "PSR"):
        affine = geometry.affine(geometry.rotation(*turn) @ geometry.directions(code), (2.0, 2.0, 2.0))
        case = load_case(write(tmp_path / code, geometry.marked(), affine))
        check_marks(case, geometry.places(affine))


@pytest.mark.parametrize("tilt", [(0.0, 6.0), (0.0, -18.0), (9.0, 0.0)], ids=str)
def test_a_tilted_gantry(write, geometry, tmp_path, tilt):
    """Slices shifted in their plane: the place of each voxel follows the slice's own position."""
    shape = (7, 40, 44)
    affine = geometry.affine(np.eye(3), (1.0, 1.0, 5.0), shape)
    affine[:2, 2] = 5.0 * np.tan(np.radians(tilt))
    voxels = np.random.default_rng(0).integers(0, 50, shape).astype(np.int16)
    marks = {(1, 12, 13): 4000, (5, 26, 12): 3000, (3, 11, 29): 2000}
    for place, value in marks.items():
        voxels[place] = value
    where = {value: (affine @ (column, row, slice_, 1))[:3] for (slice_, row, column), value in marks.items()}
    case = load_case(write(tmp_path / "tilted", voxels, affine))
    check_marks(case, where)


def test_a_sheared_nifti(writing, geometry, tmp_path):
    """An sform may be any affine; it is followed, not straightened."""
    affine = geometry.affine(np.eye(3), (1.0, 1.0, 3.0), (7, 40, 44))
    affine[0, 1], affine[1, 2], affine[2, 0] = 0.08, 0.4, 0.05
    voxels = np.random.default_rng(0).integers(0, 50, (7, 40, 44)).astype(np.int16)
    voxels[2, 20, 30] = 4000
    case = load_case(writing.save_nifti(tmp_path / "sheared_flair.nii", voxels, affine, qform=False))
    check_marks(case, {4000: (affine @ (30, 20, 2, 1))[:3]})


def test_a_qform_alone_places_as_well(geometry, tmp_path):
    for code in geometry.CODES:
        affine = geometry.affine(geometry.rotation(7, -5, 11) @ geometry.directions(code), (2.0, 2.0, 2.0))
        ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ affine
        image = nibabel.Nifti1Image(geometry.marked().transpose(2, 1, 0), None)
        image.set_sform(None, 0)
        image.set_qform(ras, 1)
        nibabel.save(image, tmp_path / f"{code}_flair.nii")
        case = load_case(tmp_path / f"{code}_flair.nii")
        check_marks(case, geometry.places(affine))


# --- masks


MASK_GRIDS = {
    "finer": ("LPS", (0, 0, 0), (0.8, 0.8, 2.5)),
    "coarser": ("LPS", (0, 0, 0), (2.5, 2.5, 4.0)),
    "mirrored": ("RAI", (0, 0, 0), (1.0, 1.0, 4.0)),
    "sagittal": ("PIR", (0, 0, 0), (1.2, 1.2, 1.2)),
    "coronal": ("LIP", (0, 0, 0), (1.0, 1.0, 1.5)),
    "oblique": ("LPS", (12, -8, 15), (1.1, 1.1, 2.0)),
}


@pytest.mark.parametrize("name", MASK_GRIDS)
def test_a_nifti_mask_on_another_grid_lands_on_the_same_anatomy(writing, geometry, tmp_path, name):
    code, turn, spacing = MASK_GRIDS[name]
    image_shape, mask_shape = (13, 60, 64), (56, 90, 92)
    image_affine = geometry.affine(geometry.rotation(6, 0, 0), (1.5, 1.5, 5.0), image_shape)
    mask_affine = geometry.affine(geometry.rotation(*turn) @ geometry.directions(code), spacing, mask_shape)
    place = geometry.off_centre(9.0, -6.0, 7.0)
    voxels = 500 + 1000 * geometry.ball(image_shape, image_affine, place, 15.0).astype(np.int16)
    writing.save_nifti(tmp_path / "sub_flair.nii", voxels, image_affine)
    mask = geometry.ball(mask_shape, mask_affine, place, 15.0)
    writing.save_nifti(tmp_path / "sub_seg.nii", mask.astype(np.uint8), mask_affine)
    check_mask(load_case(tmp_path / "sub_flair.nii"), geometry, place)


@pytest.mark.parametrize("name", MASK_GRIDS)
@pytest.mark.parametrize("kind", ["SEG", "RTSTRUCT"])
def test_a_dicom_mask_drawn_on_another_series_lands_on_the_same_anatomy(writing, geometry, tmp_path, name, kind):
    code, turn, spacing = MASK_GRIDS[name]
    if np.linalg.det(geometry.directions(code)) < 0:
        code = code.replace("I", "S") if "I" in code else code.replace("S", "I")  # slices ascend along the normal
    image_shape, mask_shape = (13, 60, 64), (30, 60, 62)
    image_affine = geometry.affine(geometry.rotation(6, 0, 0), (1.5, 1.5, 5.0), image_shape)
    mask_affine = geometry.affine(geometry.rotation(*turn) @ geometry.directions(code), spacing, mask_shape)
    place = geometry.off_centre(4.0, -3.0, 2.0)
    voxels = 500 + 1000 * geometry.ball(image_shape, image_affine, place, 11.0).astype(np.int16)
    other = 300 + 900 * geometry.ball(mask_shape, mask_affine, place, 11.0).astype(np.int16)
    tools, tags = writing.dicom_tools(), writing.PATIENT
    tools.write_mr_series(
        tmp_path / "image", voxels, image_affine, SeriesNumber=3, SeriesDescription="T2 FLAIR", **tags
    )
    tools.write_mr_series(tmp_path / "flair", other, mask_affine, SeriesNumber=4, SeriesDescription="DWI b0", **tags)
    mask = geometry.ball(mask_shape, mask_affine, place, 11.0)
    if kind == "SEG":
        writing.write_seg(tmp_path, mask)
    else:
        writing.write_rtstruct(tmp_path, mask, mask_affine)
    case = load_case(tmp_path)
    assert case.shape == (60, 64)
    check_mask(case, geometry, place)


def check_mask(case: Case, geometry: Any, place: NDArray[np.float64]) -> None:
    """The mask lies where the bright ball does, to half a voxel, and covers what it covers."""
    assert case.mask is not None
    bright = flair(case) > 900
    half = np.array(case.geometry.spacing_mm[::-1]) / 2
    assert (abs(geometry.centre_of(case.mask.voxels, case.geometry.affine) - place) <= half).all()
    assert (abs(geometry.centre_of(bright, case.geometry.affine) - place) <= half).all()
    dice = (
        2
        * np.count_nonzero(case.mask.voxels & bright)
        / (np.count_nonzero(case.mask.voxels) + np.count_nonzero(bright))
    )
    assert dice > 0.85
    assert any("grid" in notice or "contours" in notice for notice in case.notices)
