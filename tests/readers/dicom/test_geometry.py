"""Where slices lie: sorting, spacing, orientation, gaps, tilt."""

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xaiviewer.readers.dicom import studies

VOXELS = np.arange(5 * 4 * 3, dtype=np.int16).reshape(5, 4, 3)
AFFINE = np.array([[0.5, 0, 0, -10], [0, 0.7, 0, 20], [0, 0, 3, -30], [0, 0, 0, 1.0]])

SIGNED_AXES = [
    (axes, signs) for axes in itertools.permutations(range(3)) for signs in itertools.product((1, -1), repeat=3)
]


def right_handed(axes, signs, spacing=(0.5, 0.7, 3.0)):
    """Columns, rows and slices along patient axes; slices ascend along row direction x column direction."""
    affine = np.eye(4)
    affine[:3, 0] = np.eye(3)[axes[0]] * signs[0] * spacing[0]
    affine[:3, 1] = np.eye(3)[axes[1]] * signs[1] * spacing[1]
    affine[:3, 2] = np.cross(affine[:3, 0], affine[:3, 1]) / (spacing[0] * spacing[1]) * spacing[2]
    affine[:3, 3] = [-12.5, 33.25, 7]
    return affine


@pytest.mark.parametrize(("axes", "signs"), [(axes, signs) for axes, signs in SIGNED_AXES if signs[2] == 1])
def test_every_orientation_gives_the_affine_it_was_written_with(dcm, only, tmp_path, axes, signs):
    affine = right_handed(axes, signs)
    dcm.write_mr_series(tmp_path, VOXELS, affine)
    series = only(tmp_path)
    np.testing.assert_allclose(series.geometry.affine, affine, atol=1e-6)
    assert series.geometry.known
    assert series.notices == ()
    np.testing.assert_array_equal(series.source.read().values, VOXELS)


def test_slices_written_against_the_normal_come_along_it(dcm, only, tmp_path):
    downwards = AFFINE.copy()
    downwards[:3, 2] *= -1
    dcm.write_mr_series(tmp_path, VOXELS, downwards)
    series = only(tmp_path)
    np.testing.assert_array_equal(series.source.read().values, VOXELS[::-1])
    expected = AFFINE.copy()
    expected[:3, 3] = [-10, 20, -42]
    np.testing.assert_allclose(series.geometry.affine, expected, atol=1e-6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    angles=st.tuples(*[st.floats(-3.1, 3.1) for _ in range(3)]),
    spacing=st.tuples(*[st.floats(0.2, 6) for _ in range(3)]),
    origin=st.tuples(*[st.floats(-300, 300) for _ in range(3)]),
    tilt=st.floats(-0.4, 0.4),
)
def test_oblique_and_tilted_stacks_lie_where_they_were_written(
    dcm, only, tmp_path_factory, angles, spacing, origin, tilt
):
    a, b, c = angles
    turn = np.eye(3)
    for axis, angle in zip(((0, 1), (1, 2), (0, 2)), (a, b, c), strict=True):
        step = np.eye(3)
        step[np.ix_(axis, axis)] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
        turn = step @ turn
    affine = np.eye(4)
    affine[:3, :3] = turn * np.array(spacing)
    affine[:3, 2] += turn[:, 1] * np.tan(tilt) * spacing[2]
    affine[:3, 3] = origin
    folder = tmp_path_factory.mktemp("oblique")
    dcm.write_mr_series(folder, VOXELS, affine)
    series = only(folder)
    corners = np.array([[i, j, k, 1] for i in (0, 2) for j in (0, 3) for k in (0, 4)]).T
    expected = affine if np.linalg.det(turn) > 0 else None
    assert expected is not None
    np.testing.assert_allclose(series.geometry.affine @ corners, affine @ corners, atol=1e-3)
    tilted = [notice for notice in series.notices if "tilt" in notice]
    assert bool(tilted) == (abs(np.degrees(tilt)) >= 0.1)
    assert len(series.notices) == len(tilted)


def test_neither_names_nor_instance_numbers_decide_the_order(dcm, only, tmp_path):
    shuffled = [3, 0, 4, 1, 2]
    for turn, index in enumerate(shuffled):
        start = AFFINE.copy()
        start[:3, 3] += index * AFFINE[:3, 2]
        dcm.write_mr_series(tmp_path, VOXELS[index : index + 1], start, first=turn + 1, stem=f"z{turn}")
    series = only(tmp_path)
    np.testing.assert_array_equal(series.source.read().values, VOXELS)
    np.testing.assert_allclose(series.geometry.affine, AFFINE, atol=1e-6)
    assert [name.split("-")[0] for name in series.slice_names] == ["z1", "z3", "z4", "z0", "z2"]
    assert [file.stem for file in series.files] == list(series.slice_names)


def test_a_missing_slice_keeps_its_room_and_is_named(dcm, only, tmp_path):
    files = dcm.write_mr_series(tmp_path, VOXELS, AFFINE)
    files[2].unlink()
    series = only(tmp_path)
    np.testing.assert_allclose(series.geometry.affine, AFFINE, atol=1e-6)
    (notice,) = series.notices
    assert notice.startswith("1 slice is missing and left black: 1 between slice-0002.dcm and slice-0004.dcm")
    voxels = series.source.read()
    np.testing.assert_array_equal(voxels.read, [True, True, False, True, True])
    assert not voxels.values[2].any()
    np.testing.assert_array_equal(voxels.values[3:], VOXELS[3:])
    assert series.slice_names[2] == "(missing)"
    assert series.attributes["SOPInstanceUIDs"][2] == ""
    assert len(series.files) == 4


def test_the_same_position_twice_keeps_the_first_and_names_the_other(dcm, only, tmp_path):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE)
    again = AFFINE.copy()
    again[:3, 3] += 2 * AFFINE[:3, 2]
    dcm.write_mr_series(tmp_path, VOXELS[:1] + 100, again, first=9, stem="again")
    series = only(tmp_path)
    np.testing.assert_array_equal(series.source.read().values, VOXELS)
    assert series.notices == ("Left out because another slice lies at the same position: again-0009.dcm.",)


def test_a_copied_file_is_left_out_by_name(dcm, only, tmp_path):
    files = dcm.write_mr_series(tmp_path, VOXELS, AFFINE)
    (tmp_path / "slice-0001 (copy).dcm").write_bytes(files[0].read_bytes())
    series = only(tmp_path)
    assert series.shape == VOXELS.shape
    (notice,) = series.notices
    copy = notice.removeprefix("Left out as copies of other files of the series: ")
    assert copy in {"slice-0001.dcm.", "slice-0001 (copy).dcm."}


def test_uneven_positions_are_said_with_the_worst_file(dcm, only, tmp_path):
    for index, height in enumerate([0.0, 3.0, 6.9, 9.0, 12.0]):
        at = AFFINE.copy()
        at[2, 3] = height
        dcm.write_mr_series(tmp_path, VOXELS[index : index + 1], at, first=index + 1)
    series = only(tmp_path)
    (notice,) = series.notices
    assert "uneven positions (2.10 to 3.90 mm apart)" in notice
    assert "slice-0003.dcm is off by 0.90 mm" in notice
    np.testing.assert_allclose(series.geometry.spacing_mm, (3, 0.7, 0.5), atol=1e-6)


def test_rounded_positions_are_even(dcm, only, tmp_path):
    for index in range(5):
        at = AFFINE.copy()
        at[2, 3] = round(index * 3 + 0.004 * (-1) ** index, 3)
        dcm.write_mr_series(tmp_path, VOXELS[index : index + 1], at, first=index + 1)
    assert only(tmp_path).notices == ()


def test_slabs_far_apart_are_series_of_their_own(dcm, opened, tmp_path):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE)
    far = AFFINE.copy()
    far[2, 3] += 400
    dcm.write_mr_series(tmp_path, VOXELS, far, first=10)
    lower, upper = opened(tmp_path).series
    assert (lower.key, upper.key) == ("1", "1-2")
    np.testing.assert_allclose(lower.geometry.affine, AFFINE, atol=1e-6)
    np.testing.assert_allclose(upper.geometry.affine, far, atol=1e-6)
    assert "388.0 mm between slice-0005.dcm and slice-0010.dcm" in lower.notices[0]


def test_one_slice_has_the_thickness_that_it_states(dcm, only, tmp_path):
    dcm.write_mr_series(tmp_path / "a", VOXELS[:1], AFFINE)
    series = only(tmp_path / "a")
    assert series.geometry.spacing_mm == pytest.approx((3, 0.7, 0.5))
    assert series.notices == ()
    dcm.write_mr_series(tmp_path / "b", VOXELS[:1], AFFINE, SpacingBetweenSlices=None)
    files = list((tmp_path / "b").iterdir())
    import pydicom

    header = pydicom.dcmread(files[0])
    del header.SliceThickness
    header.save_as(files[0])
    (notice,) = only(tmp_path / "b").notices
    assert "thickness of slice-0001.dcm is not stated" in notice


@pytest.mark.parametrize("first", [0.0, -30.0])
def test_the_frames_of_a_dose_lie_at_their_offsets(dcm, only, tmp_path, first):
    """From the first frame, or as the third coordinate: both are allowed (PS3.3 C.8.8.3.2)."""
    header = dcm.mr_header(GridFrameOffsetVector=[first + 3 * index for index in range(5)])
    dcm.place(header, AFFINE, 0)
    dcm.set_pixels(header, VOXELS)
    dcm.save(header, tmp_path / "dose.dcm")
    series = only(tmp_path)
    np.testing.assert_allclose(series.geometry.affine, AFFINE, atol=1e-6)
    np.testing.assert_array_equal(series.source.read().values, VOXELS)


def test_without_positions_the_numbers_give_the_order_and_nothing_is_invented(dcm, only, tmp_path):
    dcm.write_mr_series(
        tmp_path,
        VOXELS,
        AFFINE,
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        InstanceNumber=lambda index: 5 - index,
    )
    series = only(tmp_path)
    np.testing.assert_array_equal(series.source.read().values, VOXELS[::-1])
    assert not series.geometry.known
    np.testing.assert_array_equal(series.geometry.affine, np.eye(4))
    (notice,) = series.notices
    assert "do not say where they lie" in notice
    assert "0.7 x 0.5 mm" in notice


@pytest.mark.parametrize(
    "cosines",
    [["0"] * 6, ["1", "0", "0", "1", "0", "0"], ["nan", "0", "0", "0", "1", "0"], ["3", "0", "0", "0", "3", "0"]],
)
def test_directions_that_are_none_count_as_missing(dcm, only, tmp_path, cosines):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, ImageOrientationPatient=cosines)
    series = only(tmp_path)
    assert not series.geometry.known
    assert series.shape == VOXELS.shape


@pytest.mark.parametrize("tags", [{"PixelSpacing": ["1e308", "1e308"]}, {"ImagePositionPatient": ["1e20", "0", "0"]}])
def test_places_outside_of_any_patient_count_as_missing(dcm, only, tmp_path, tags):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, **tags)
    assert not only(tmp_path).geometry.known


def test_slices_that_follow_each_other_within_their_own_plane_are_refused(dcm, tmp_path):
    flat = AFFINE.copy()
    flat[:3, 2] = [20_000, 0, 0.011]
    dcm.write_mr_series(tmp_path, VOXELS, flat)
    files = sorted(tmp_path.iterdir())
    found, faults = studies(files, root=tmp_path)
    assert found == []
    assert [path for path, _ in faults] == files
    assert {sentence for _, sentence in faults} == {f"{files[0]} has a damaged header; copy or export it again."}
