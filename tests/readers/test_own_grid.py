"""One series of a case on its own grid, whatever the format and the plane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from xaiviewer import readers
from xaiviewer.case import Geometry
from xaiviewer.errors import ReadError, UsageError
from xaiviewer.readers.build.own_grid import own_axes

HERE = Path(__file__).parent
AXIAL = np.diag([1.0, 1.0, 4.0, 1.0])
SAGITTAL = np.array([[0, 0, 3, -20], [1, 0, 0, -8], [0, -1, 0, 30], [0, 0, 0, 1]], dtype=float)
"""Columns run to posterior, rows to inferior, slices to the left: as sagittal slices are held."""


@pytest.fixture
def study(tmp_path: Path, helpers: Callable[[Path], ModuleType]) -> Path:
    """A FLAIR in axial slices, a T2 in sagittal ones, another study of the same patient and one of somebody else."""
    dicom: Any = helpers(HERE / "dicom" / "writing.py")
    voxels = np.arange(5 * 12 * 10).reshape(5, 12, 10).astype(np.uint16)
    dicom.write_mr_series(tmp_path / "now" / "a", voxels, AXIAL, SeriesNumber=1)
    said = {"SeriesNumber": 2, "SeriesDescription": "SAG T2"}
    dicom.write_mr_series(tmp_path / "now" / "b", voxels[:, :, ::-1], SAGITTAL @ np.diag([1, 1, -1, 1.0]), **said)
    for name, number in (("before", "4711"), ("other", "4712")):
        uid = dicom.uid(name)
        whose = {"StudyInstanceUID": uid, "SeriesInstanceUID": dicom.uid(uid), "PatientID": number}
        dicom.write_mr_series(tmp_path / name, voxels, AXIAL, FrameOfReferenceUID=dicom.uid("f", name), **whose)
    return tmp_path


def test_a_sagittal_series_stays_sagittal(study: Path) -> None:
    found = readers.contents(study / "now")
    (sagittal,) = [each for each in found.series if "SAG" in each.name]
    case = readers.read_series(study / "now", sagittal.key)
    volume = case.main_volume
    assert volume.sequence == readers.OWN
    assert volume.title == sagittal.name
    assert volume.voxels.shape == (5, 12, 10)
    towards = np.sign(np.round(volume.geometry.affine[:3, :3], 6))
    assert towards[1, 0] == 1  # columns to the back, so that the front is on the left
    assert towards[2, 1] == -1  # rows to the feet
    assert towards[0, 2] == 1  # slices from right to left


def test_every_voxel_stays_where_it_is_in_the_patient(study: Path) -> None:
    found = readers.contents(study / "now")
    for series in found.series:
        acquired, case = series.source.read().values, readers.read_series(study / "now", series.key)
        volume = case.main_volume
        to_acquired = np.linalg.inv(series.geometry.affine) @ volume.geometry.affine
        for place in ((0, 0, 0), (9, 3, 1), (4, 11, 4)):
            column, row, index = np.rint((to_acquired @ (*place, 1.0))[:3]).astype(int)
            assert volume.voxels[place[2], place[1], place[0]] == acquired[index, row, column]


def test_the_small_picture_is_a_slice_of_what_is_read(study: Path) -> None:
    for series in readers.contents(study / "now").series:
        first = readers.series_preview(series)
        volume = readers.read_series(study / "now", series.key).main_volume
        assert np.array_equal(first.pixels, volume.voxels[first.index])


def test_studies_of_one_patient_are_told_from_others(study: Path) -> None:
    marks = [readers.contents(study / name).patient for name in ("now", "before", "other")]
    assert marks[0] == marks[1] != marks[2]
    assert all(len(mark) == 16 and "4711" not in mark for mark in marks)


def test_a_number_that_anonymisers_give_to_all_tells_nothing(
    tmp_path: Path, helpers: Callable[[Path], ModuleType]
) -> None:
    dicom: Any = helpers(HERE / "dicom" / "writing.py")
    dicom.write_mr_series(tmp_path / "a", np.ones((3, 9, 9), np.uint16), AXIAL, PatientID="ANONYMOUS")
    assert readers.contents(tmp_path / "a").patient == ""


def test_a_nifti_volume_is_turned_round_and_not_resampled(
    tmp_path: Path, helpers: Callable[[Path], ModuleType]
) -> None:
    nifti: Any = helpers(HERE / "nifti" / "writing.py")
    values = np.random.default_rng(0).integers(0, 900, (4, 11, 9)).astype(np.int16)
    nifti.write_nifti(tmp_path / "P1" / "P1_flair.nii", values, np.diag([1.0, 1.0, 2.0, 1.0]))  # RAS
    (series,) = readers.contents(tmp_path / "P1").series
    volume = readers.read_series(tmp_path / "P1", series.key).main_volume
    assert np.array_equal(np.sort(volume.voxels, axis=None), np.sort(values, axis=None))
    assert np.array_equal(volume.voxels, values[:, ::-1, ::-1])  # right on the left, front on top


def test_a_channel_of_tiff_slices_is_as_stored(patient: Callable[..., Path]) -> None:
    folder = patient()
    found = readers.contents(folder)
    case = readers.read_series(folder, found.series[0].key)
    assert case.main_volume.voxels.shape == found.series[0].shape
    assert case.slice_names == found.series[0].slice_names
    assert not case.geometry.known


def test_a_slice_that_cannot_be_decoded_is_absent_where_it_lies(study: Path) -> None:
    files = sorted((study / "now" / "a").iterdir())
    found = readers.contents(study / "now")
    key = found.series[0].key
    data = files[1].read_bytes()
    files[1].write_bytes(data[: len(data) - 40])
    case = readers.read_series(study / "now", key)
    assert case.main_volume.absent == {1}
    assert case.notices


def test_a_series_of_which_nothing_is_left_is_refused_in_a_sentence(study: Path) -> None:
    found = readers.contents(study / "now")
    for each in (study / "now" / "a").iterdir():
        each.write_bytes(each.read_bytes()[:-60])
    with pytest.raises(ReadError, match="slice"):
        readers.series_preview(found.series[0])


def test_a_key_that_is_none_is_said_with_those_there_are(study: Path) -> None:
    with pytest.raises(UsageError, match="no series '99'; it has 1, 2"):
        readers.read_series(study / "now", "99")


@pytest.mark.parametrize("turn", range(4))
def test_coronal_slices_are_held_with_the_head_up(turn: int) -> None:
    column, row = [1.0, 0.0, 0.0], [0.0, 0.0, -1.0]
    ways = ((column, row), (row, [-each for each in column]), ([-c for c in column], [-r for r in row]), (row, column))
    across, down = ways[turn]
    affine = np.eye(4)
    affine[:3, 0], affine[:3, 1], affine[:3, 2] = across, down, (0.0, 3.0, 0.0)
    geometry = Geometry(affine, known=True)
    turned = own_axes(geometry).geometry(geometry, (4, 6, 8)).affine
    assert turned[0, 0] == 1
    assert turned[2, 1] == -1
    assert turned[1, 2] == 3
