"""Where the voxels of NIfTI files lie."""

from itertools import permutations, product

import nibabel
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nibabel.quaternions import mat2quat

from xaiviewer.readers import nifti

LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
SHAPE = (4, 5, 6)
CODES = ["".join(letters) for axes in permutations(("RL", "AP", "SI")) for letters in product(*axes)]


def only(path):
    return nifti.contents(path).series[0]


def rotation(a, b, c):
    """About x, then y, then z, in radians."""
    turns = []
    for axis, angle in enumerate((a, b, c)):
        one, other = [each for each in range(3) if each != axis]
        turn = np.eye(3)
        turn[[one, other], [one, other]] = np.cos(angle)
        turn[one, other], turn[other, one] = -np.sin(angle), np.sin(angle)
        turns.append(turn)
    return turns[2] @ turns[1] @ turns[0]


def affine_of(matrix, origin=(-31.25, 17.5, 42.75)):
    affine = np.eye(4)
    affine[:3, :3] = matrix
    affine[:3, 3] = origin
    return affine


def quaternion_fields(affine, sizes):
    """Header fields of a qform with this affine."""
    turn = affine[:3, :3] / sizes
    qfac = 1.0 if np.linalg.det(turn) > 0 else -1.0
    turn = turn * [1, 1, qfac]
    return {
        "qform_code": 1,
        "sform_code": 0,
        "quatern": tuple(mat2quat(turn)[1:]),
        "qoffset": tuple(affine[:3, 3]),
        "pixdim": (qfac, *sizes, 0, 0, 0, 0),
    }


@pytest.mark.parametrize("how", ["sform", "qform"])
@pytest.mark.parametrize("code", CODES)
def test_a_marked_voxel_lies_where_it_should_in_all_48_orientations(tmp_path, write, code, how):
    sizes = np.array([1.5, 0.75, 4.0])
    matrix = np.zeros((3, 3))
    for axis, letter in enumerate(code):
        line = ["RL", "AP", "SI"].index(next(pair for pair in ("RL", "AP", "SI") if letter in pair))
        matrix[line, axis] = sizes[axis] * (1 if letter in "RAS" else -1)
    affine = affine_of(matrix)
    assert "".join(nibabel.aff2axcodes(affine)) == code
    values = np.zeros(SHAPE, np.uint8)
    values[1, 2, 4] = 1
    fields = quaternion_fields(affine, sizes) if how == "qform" else {}
    series = only(write(tmp_path / "a.nii", values, affine if how == "sform" else None, **fields))
    (slice_,), (row,), (column,) = np.nonzero(series.source.read().values)
    position = series.geometry.affine @ [column, row, slice_, 1]
    np.testing.assert_allclose(position, LPS @ affine @ [4, 2, 1, 1], atol=0.01)
    np.testing.assert_allclose(series.geometry.spacing_mm, sizes[::-1], rtol=1e-6)
    assert series.geometry.known
    assert series.geometry.oriented
    assert series.notices == ()


angle = st.floats(-np.pi, np.pi)


@settings(max_examples=40)
@given(angles=st.tuples(angle, angle, angle), mirrored=st.booleans(), version=st.sampled_from([1, 2]))
def test_oblique_qforms_equal_their_sforms_and_nibabels(tmp_path_factory, write, angles, mirrored, version):
    sizes = np.array([0.9, 1.1, 3.0])
    affine = affine_of(rotation(*angles) * sizes * [1, 1, -1 if mirrored else 1])
    path = write(
        tmp_path_factory.mktemp("oblique") / "a.nii",
        np.zeros((20, 30, 40), np.uint8),
        affine,
        version=version,
        **{**quaternion_fields(affine, sizes), "sform_code": 1},
    )
    series = only(path)
    np.testing.assert_allclose(series.geometry.affine, LPS @ affine, atol=1e-4)
    assert series.notices == ()
    write(path, np.zeros((20, 30, 40), np.uint8), version=version, **quaternion_fields(affine, sizes))
    np.testing.assert_allclose(only(path).geometry.affine, LPS @ nibabel.load(path).affine, atol=1e-4)
    np.testing.assert_allclose(only(path).geometry.affine, LPS @ affine, atol=0.01)


def test_the_sform_is_taken_and_a_disagreement_is_said_with_its_numbers(tmp_path, write):
    sform, qform = (
        affine_of(np.diag([-1.0, 1.0, 2.0])),
        affine_of(rotation(0, 0, np.radians(2)) @ np.diag([-1.0, 1, 2])),
    )
    fields = quaternion_fields(qform, np.array([1.0, 1.0, 2.0])) | {"sform_code": 1}
    series = only(write(tmp_path / "a.nii", np.zeros((10, 101, 101), np.uint8), sform, **fields))
    np.testing.assert_allclose(series.geometry.affine, LPS @ sform)
    assert series.notices == ("a.nii: its sform and qform disagree, by up to 4.9 mm and 2.0°; the sform was taken.",)


@pytest.mark.parametrize(("shift", "said"), [(0.05, False), (0.2, True)])
def test_small_disagreements_are_not_worth_a_sentence(tmp_path, write, shift, said):
    matrix = np.diag([-1.0, 1.0, 2.0])
    fields = quaternion_fields(affine_of(matrix, (shift, 0, 0)), np.array([1.0, 1.0, 2.0])) | {"sform_code": 1}
    series = only(write(tmp_path / "a.nii", np.zeros(SHAPE, np.uint8), affine_of(matrix, (0, 0, 0)), **fields))
    assert bool(series.notices) == said


def test_sheared_axes_are_kept_and_said(tmp_path, write):
    matrix = np.diag([-1.0, 1.0, 2.0])
    matrix[1, 2] = 2 * np.tan(np.radians(10))
    series = only(write(tmp_path / "a.nii", np.zeros(SHAPE, np.uint8), affine_of(matrix)))
    np.testing.assert_allclose(series.geometry.affine, LPS @ affine_of(matrix), rtol=1e-6)
    assert series.notices == ("a.nii: its axes are not perpendicular to each other but sheared by 10.0°.",)


@pytest.mark.parametrize(
    "sform",
    [
        np.zeros((4, 4)),
        np.full((4, 4), np.nan),
        np.diag([1.0, 1.0, 0.0, 1.0]),
        np.diag([1e38, 1e38, 1e38, 1.0]),
        np.diag([1e-30, 1e-30, 1e-30, 1.0]),
        affine_of(np.array([[1.0, 1, 0], [1, 1, 0], [0, 0, 1]])),
    ],
)
def test_unusable_affines_fall_back_and_say_so(tmp_path, write, sform):
    sizes = np.array([1.0, 2.0, 3.0])
    qform = affine_of(rotation(0.1, 0.2, 0.3) * sizes)
    fields = quaternion_fields(qform, sizes) | {"sform_code": 2}
    series = only(write(tmp_path / "a.nii", np.zeros(SHAPE, np.uint8), sform, **fields))
    np.testing.assert_allclose(series.geometry.affine, LPS @ qform, atol=1e-5)
    assert "its sform is not a usable affine" in series.notices[0]
    fields |= {"qform_code": 0}
    series = only(write(tmp_path / "b.nii", np.zeros(SHAPE, np.uint8), sform, **fields))
    assert series.geometry.known
    assert not series.geometry.oriented
    np.testing.assert_allclose(series.geometry.spacing_mm, (3, 2, 1))
    assert any("gives no orientation" in each for each in series.notices)


@pytest.mark.parametrize("version", [0, 1, 2])
def test_without_orientation_sizes_are_right_and_the_rest_is_said_not_to_be_known(tmp_path, write, version):
    values = np.zeros(SHAPE, np.int16)
    path = write(tmp_path / ("a.nii" if version else "a.img"), values, version=version, pixdim=(1, 1, 2, 3, 0, 0, 0, 0))
    series = only(path)
    assert series.geometry.spacing_mm == (3, 2, 1)
    assert series.geometry.known
    assert not series.geometry.oriented
    assert "left and right" in series.notices[0]
    np.testing.assert_allclose(series.geometry.affine, LPS @ nibabel.load(path).affine)  # the same assumption


def test_without_sizes_nothing_is_known(tmp_path, write):
    series = only(write(tmp_path / "a.nii", np.zeros(SHAPE, np.uint8), pixdim=(1, 0, 0, 0, 0, 0, 0, 0)))
    assert not series.geometry.known
    assert "neither orientation nor usable voxel sizes" in series.notices[0]


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_single_slice_without_thickness_gets_one(tmp_path, write, axis):
    sizes = np.full(3, 0.5)
    sizes[axis] = 0
    affine = affine_of(rotation(0.1, 0.2, 0.3) * sizes)
    shape = [4, 5, 6]
    shape[2 - axis] = 1
    series = only(write(tmp_path / "a.nii", np.zeros(shape, np.uint8), affine))
    assert series.geometry.known
    assert series.geometry.oriented
    np.testing.assert_allclose(series.geometry.spacing_mm, (sizes + (sizes == 0))[::-1], rtol=1e-6)
    others = [each for each in range(4) if each != axis]
    np.testing.assert_allclose(series.geometry.affine[:, others], (LPS @ affine)[:, others], atol=1e-6)
    assert np.linalg.det(series.geometry.affine[:3, :3]) > 0


@pytest.mark.parametrize(("code", "scale", "said"), [(0, 1, ""), (1, 1000, "metres"), (2, 1, ""), (3, 1e-3, "micro")])
@pytest.mark.parametrize("how", ["sform", "qform", "sizes"])
def test_units_of_length_are_respected(tmp_path, write, code, scale, said, how):
    sizes = np.array([1.0, 2.0, 3.0]) / scale
    affine = affine_of(np.diag(sizes), np.array([5.0, 6.0, 7.0]) / scale)
    fields = {"pixdim": (1, *sizes, 0, 0, 0, 0)} if how != "qform" else quaternion_fields(affine, sizes)
    given = affine if how == "sform" else None
    series = only(write(tmp_path / "a.nii", np.zeros(SHAPE, np.uint8), given, xyzt_units=code | 8, **fields))
    np.testing.assert_allclose(series.geometry.spacing_mm, (3, 2, 1), rtol=1e-6)
    if how != "sizes":
        np.testing.assert_allclose(series.geometry.affine[:3, 3], (-5, -6, 7), rtol=1e-6)
    assert any(said in each for each in series.notices) if said else how == "sizes" or series.notices == ()


def test_a_negative_size_is_a_size(tmp_path, write):
    fields = quaternion_fields(affine_of(np.eye(3)), np.ones(3)) | {"pixdim": (0, -1, 1, 2, 0, 0, 0, 0)}
    series = only(write(tmp_path / "a.nii", np.zeros(SHAPE, np.uint8), **fields))
    np.testing.assert_allclose(series.geometry.affine[:3, :3], np.diag([-1, -1, 2]), atol=1e-6)
