"""What is written holds by a validator, and other programs read it at the same place."""

from __future__ import annotations

from pathlib import Path

import highdicom
import numpy as np
import pytest

from tests.dicom_objects import opened
from xaiviewer.dicom_objects.context import Agreement, Verdict
from xaiviewer.dicom_objects.identity import Identity
from xaiviewer.dicom_objects.kinds import KINDS
from xaiviewer.dicom_objects.segmentation import Outlined, segmentation

MADE = {kind.key: kind for kind in KINDS}
pytestmark = pytest.mark.slow


def full(case, making, **more):
    """Everything that can be made out of a case."""
    return making.context(
        making.with_mask(case, np.roll(making.lesion(case), 2, axis=2)),
        agreement=(Agreement("grad-cam", "body.1", "mass", 0.4, 0.01, (0.3, "uniform")),),
        verdicts=(Verdict("R1", "Right?", "yes", "2026-03-04T00:00:00Z", slice=3),),
        marks={"R1": making.lesion(case)},
        pictures={"view-1": np.full((60, 80, 3), 90, np.uint8)},
        window=(0.0, 400.0),
        **more,
    )


@pytest.mark.parametrize("name", ["axial", "sagittal", "oblique", "a missing slice", "enhanced of two echoes"])
@pytest.mark.parametrize("identity", [None, Identity(b"0123456789abcdef" * 2)], ids=["named", "de-identified"])
def test_a_validator_finds_no_errors(study, making, complaints, tmp_path: Path, name, identity):
    context = full(study(name), making, identity=identity)
    for kind in KINDS:
        # The enhanced sources of these tests lack most of what the standard asks of them.
        if kind.refuses(context) or (kind.key == "source" and name.startswith("enhanced")):
            continue
        for file, data in kind.make(context):
            (tmp_path / file).write_bytes(data)
            assert complaints(tmp_path / file) == [], file


PLACES = ["axial", "axial from the head", "sagittal", "coronal", "oblique", "gaps"]
PLACES += ["enhanced of two echoes", "enhanced, a file for each slice"]


@pytest.mark.parametrize("reader", opened.SEGMENTATIONS)
@pytest.mark.parametrize("name", PLACES)
def test_other_readers_have_the_outline_at_the_same_place(study, making, read_by, tmp_path: Path, name, reader):
    read_by(reader)
    case = study(name)
    ((file, data),) = MADE["seg"].make(making.context(case))
    (tmp_path / file).write_bytes(data)
    found = opened.SEGMENTATIONS[reader](tmp_path / file)
    np.testing.assert_allclose(found, making.places_in(case, making.lesion(case)), atol=2e-3)


@pytest.mark.parametrize("reader", opened.SEGMENTATIONS)
def test_an_outline_in_two_parts_lies_right_for_readers_that_count_slices(study, making, read_by, tmp_path, reader):
    read_by(reader)
    case = study("oblique")
    marked = making.lesion(case)
    marked[4] = False
    marked[7, 3, 5:9] = True
    ((file, data),) = MADE["seg"].make(making.context(case, analysis=making.judged(case, marked)))
    (tmp_path / file).write_bytes(data)
    np.testing.assert_allclose(opened.SEGMENTATIONS[reader](tmp_path / file), making.places_in(case, marked), atol=2e-3)
    assert int(making.read(data).NumberOfFrames) == 5  # from the first slice to the last, empty ones among them


@pytest.mark.parametrize("reader", opened.SEGMENTATIONS)
def test_a_slice_that_is_missing_shifts_no_outline(study, making, read_by, tmp_path, reader):
    read_by(reader)
    case = study("a missing slice")
    ((file, data),) = MADE["seg"].make(making.context(case))
    (tmp_path / file).write_bytes(data)
    expected = making.places_in(case, making.lesion(case))
    np.testing.assert_allclose(opened.SEGMENTATIONS[reader](tmp_path / file), expected, atol=2e-3)


@pytest.mark.parametrize("name", ["axial", "oblique", "coronal", "enhanced of two echoes"])
def test_dcmqi_has_a_map_at_the_same_place(study, making, read_by, tmp_path: Path, name):
    import SimpleITK

    read_by("dcmqi")
    case = study(name)
    context = making.context(case)
    for file, data in MADE["pm"].make(context):
        (tmp_path / file).write_bytes(data)
    (stem,) = tmp_path.glob("map-*-16x16-*.dcm")
    (written,) = opened.converted("paramap2itkimage", stem, tmp_path / "pm")
    image = SimpleITK.ReadImage(str(written))
    values = SimpleITK.GetArrayFromImage(image)
    place = context.analysis.placement(0)
    assert values.shape == (len(case.indices), 16, 16)
    corners = (case.geometry.affine @ np.array([(place.column, place.row, index, 1) for index in case.indices]).T)[:3].T
    seen = set()
    for slice_, plane in enumerate(values):
        away = np.linalg.norm(corners - image.TransformIndexToPhysicalPoint((0, 0, slice_)), axis=1)
        assert away.min() < 2e-3
        index = case.indices[int(away.argmin())]
        np.testing.assert_allclose(plane, making.map_of(index, 0), rtol=1e-6)
        seen.add(index)
    assert seen == set(case.indices)


def test_highdicom_opens_every_kind(study, making):
    context = full(study("oblique"), making)
    opened = {
        "seg": highdicom.seg.Segmentation,
        "pm": highdicom.pm.ParametricMap,
        "sr": highdicom.sr.Comprehensive3DSR,
    }
    for key, kind in opened.items():
        for _, data in MADE[key].make(context):
            assert kind.from_dataset(making.read(data)).SOPInstanceUID


def _overlapping(case, count):
    """Outlines that share most of their voxels, and one slice that none of them is on."""
    made = []
    for number in range(count):
        voxels = np.zeros((len(case), *case.shape), dtype=bool)
        voxels[2:4, 5 : 12 + number % 20, 5:20] = True
        voxels[5, number % 40, 3] = True
        made.append(Outlined(f"part {number + 1}", voxels))
    return made


@pytest.mark.parametrize("count", [2, 200])
def test_overlapping_outlines_are_valid_and_highdicom_has_each_at_its_place(study, making, complaints, tmp_path, count):
    case = study("oblique")
    outlined = _overlapping(case, count)
    made = segmentation(making.context(case), "several", outlined)
    made.save_as(tmp_path / "several.dcm", enforce_file_format=True)
    assert complaints(tmp_path / "several.dcm") == []
    read = highdicom.seg.segread(tmp_path / "several.dcm")
    for number in (1, count):
        volume = read.get_volume(segment_numbers=[number])
        found = opened.by_affine(volume.array[..., 0] > 0, np.asarray(volume.affine))
        np.testing.assert_allclose(found, making.places_in(case, outlined[number - 1].voxels), atol=2e-3)


def test_dcmqi_has_overlapping_outlines_apart(study, making, read_by, tmp_path):
    read_by("dcmqi")
    case = study("oblique")
    outlined = _overlapping(case, 3)
    made = segmentation(making.context(case), "several", outlined)
    made.save_as(tmp_path / "several.dcm", enforce_file_format=True)
    expected = np.concatenate([making.places_in(case, each.voxels) for each in outlined])
    np.testing.assert_allclose(opened.by_dcmqi(tmp_path / "several.dcm"), opened.in_order(expected), atol=2e-3)
