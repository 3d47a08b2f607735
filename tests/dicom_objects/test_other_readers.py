"""What is written holds by a validator, and other programs read it at the same place."""

from __future__ import annotations

from pathlib import Path

import highdicom
import numpy as np
import pytest

from xaiviewer.dicom_objects.context import Agreement, Verdict
from xaiviewer.dicom_objects.identity import Identity
from xaiviewer.dicom_objects.kinds import KINDS

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


def lps_of(image, marked):
    """Places of the voxels that are set, by the geometry of SimpleITK."""
    places = [image.TransformIndexToPhysicalPoint([int(each) for each in index[::-1]]) for index in np.argwhere(marked)]
    return np.array(places)


@pytest.mark.parametrize("name", ["axial", "sagittal", "oblique", "gaps", "enhanced of two echoes"])
def test_simpleitk_and_highdicom_have_the_outline_at_the_same_place(study, making, tmp_path: Path, name):
    import SimpleITK

    case = study(name)
    ((file, data),) = MADE["seg"].make(making.context(case))
    (tmp_path / file).write_bytes(data)
    expected = making.places_in(case, making.lesion(case))
    image = SimpleITK.ReadImage(str(tmp_path / file))
    found = making.in_order(lps_of(image, SimpleITK.GetArrayFromImage(image) > 0))
    np.testing.assert_allclose(found, expected, atol=2e-3)
    volume = highdicom.seg.segread(tmp_path / file).get_volume(combine_segments=True)
    index = np.argwhere(volume.array > 0)
    places = (volume.affine @ np.concatenate([index, np.ones((len(index), 1))], axis=1).T)[:3].T
    np.testing.assert_allclose(making.in_order(places), expected, atol=2e-3)


@pytest.mark.parametrize("name", ["axial", "oblique", "enhanced of two echoes"])
def test_dcmqi_has_outline_and_map_at_the_same_place(study, making, dcmqi, tmp_path: Path, name):
    import SimpleITK

    case = study(name)
    context = making.context(case)
    for key in ("seg", "pm"):
        for file, data in MADE[key].make(context):
            (tmp_path / file).write_bytes(data)
    outline = tmp_path / "segmentation-model.dcm"
    folder = dcmqi("segimage2itkimage", "--inputDICOM", str(outline), "--outputType", "nrrd", into=tmp_path / "seg")
    image = SimpleITK.ReadImage(str(next(folder.glob("*.nrrd"))))
    found = making.in_order(lps_of(image, SimpleITK.GetArrayFromImage(image) > 0))
    np.testing.assert_allclose(found, making.places_in(case, making.lesion(case)), atol=2e-3)

    (stem,) = tmp_path.glob("map-*-16x16-*.dcm")
    folder = dcmqi("paramap2itkimage", "--inputDICOM", str(stem), "--outputType", "nrrd", into=tmp_path / "pm")
    image = SimpleITK.ReadImage(str(next(folder.glob("*.nrrd"))))
    values = SimpleITK.GetArrayFromImage(image)
    place = context.analysis.placement(0)
    assert values.shape == (len(case.indices), 16, 16)
    for index in (0, len(values) - 1):
        corner = [float(each) for each in case.geometry.affine @ (place.column, place.row, index, 1)][:3]
        np.testing.assert_allclose(image.TransformPhysicalPointToContinuousIndex(corner), [0, 0, index], atol=2e-3)
        np.testing.assert_allclose(values[index], making.map_of(index, 0), rtol=1e-6)


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
