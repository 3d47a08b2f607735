"""A report holds what was measured, on the source image at the place where it was drawn."""

from __future__ import annotations

import highdicom
import numpy as np
import pytest

from xaiviewer.dicom_objects import codes
from xaiviewer.dicom_objects.context import Verdict
from xaiviewer.dicom_objects.identity import Identity
from xaiviewer.dicom_objects.kinds import KINDS
from xaiviewer.measurements import MapName, Mapped, Measured, Measurement, Scale, figures_of, table_of

SR = next(kind for kind in KINDS if kind.key == "sr")
DRAWN = (
    Measurement(1, "distance", 3, ((10.0, 12.0), (22.0, 17.0))),
    Measurement(2, "angle", 3, ((10.0, 12.0), (14.0, 12.0), (14.0, 20.0))),
    Measurement(3, "rectangle", 4, ((9.0, 8.0), (15.0, 20.0))),
    Measurement(4, "probe", 4, ((9.0, 8.0),)),
)


def context_of(making, case, **more):
    scale = Scale.of(case.geometry)
    planes = case.main_volume.voxels
    measured = tuple(
        Measured(each, figures_of(each, scale, case.shape, planes[each.slice_index], None), "flair") for each in DRAWN
    )
    made = making.context(case, **more)
    return making.context(
        case, measured=measured, lesions=lambda: table_of(case, made.analysis.slices, lambda _: None).rows, **more
    )


def groups_of(making, data):
    content = highdicom.sr.Comprehensive3DSR.from_dataset(making.read(data)).content
    lines = {
        each.tracking_identifier: each for each in content.get_image_measurement_groups() if each.get_measurements()
    }
    regions = {each.tracking_identifier: each for each in content.get_planar_roi_measurement_groups()}
    return lines, regions


def in_patient(context, coordinates, index):
    """Where points on a source image lie, by its header and nothing of ours."""
    header = context.source.slot_of(index).header
    along, down = (np.array(header.ImageOrientationPatient[at : at + 3], float) for at in (0, 3))
    row_mm, column_mm = (float(each) for each in header.PixelSpacing)
    points = np.asarray(coordinates, float).reshape(-1, 2) - 0.5
    start = np.array(header.ImagePositionPatient, float)
    return start + points[:, :1] * column_mm * along + points[:, 1:] * row_mm * down


@pytest.mark.parametrize("name", ["axial", "axial from the head"])
def test_a_distance_is_drawn_on_the_source_image_where_it_was_drawn(study, making, name):
    context = context_of(making, study(name))
    ((_, data),) = SR.make(context)
    (length,) = groups_of(making, data)[0]["distance 1"].get_measurements()
    assert (length.name, length.unit) == (codes.LENGTH, codes.MILLIMETRE)
    assert length.value == pytest.approx(1.5 * 13)
    (marked,) = length.referenced_coordinates
    (image,) = marked.ContentSequence
    uid = context.source.slot_of(3).header.SOPInstanceUID
    assert image.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == uid
    wanted = [(context.case.geometry.affine @ (*point, 3, 1))[:3] for point in DRAWN[0].points]
    np.testing.assert_allclose(in_patient(context, marked.GraphicData, 3), wanted, atol=1e-3)


def test_areas_angles_and_statistics_are_told_in_codes(study, making):
    context = context_of(making, study("axial"))
    ((_, data),) = SR.make(context)
    lines, regions = groups_of(making, data)
    (angle,) = lines["angle 2"].get_measurements()
    assert (angle.name, angle.unit, angle.value) == (codes.ANGLE, codes.DEGREE, 90)
    area, mean, *_ = regions["rectangle 3"].get_measurements()
    assert (area.name, area.unit, area.value) == (codes.AREA, codes.SQUARE_MILLIMETRE, 6 * 12 * 2.25)
    assert mean.derivation == codes.MEAN
    assert mean.value == pytest.approx(context.case.main_volume.voxels[4, 8:21, 9:16].mean(), rel=1e-6)


def test_a_lesion_has_its_volume_and_its_diameters(study, making):
    context = context_of(making, study("axial"))
    (row,) = context.lesions()
    ((_, data),) = SR.make(context)
    volume, longest, across = groups_of(making, data)[0]["model lesion 1"].get_measurements()
    assert [volume.name, longest.name, across.name] == [codes.VOLUME, codes.LONG_AXIS, codes.PERPENDICULAR]
    told = [volume.value, longest.value, across.value]
    assert told == pytest.approx([row.volume_ml, row.lesion.longest.length, row.lesion.across.length], rel=1e-6)
    (marked,) = longest.referenced_coordinates
    one, other = in_patient(context, marked.GraphicData, row.lesion.longest.slice_index)
    assert np.linalg.norm(one - other) == pytest.approx(longest.value, rel=1e-4)


def test_what_a_map_has_in_a_lesion_and_a_region_is_told_with_its_method_and_layer(study, making, complaints, tmp_path):
    case = study("axial")
    plain = making.context(case)
    shape = case.shape
    values = np.linspace(-1, 3, shape[0] * shape[1], dtype=np.float32).reshape(shape)
    mapped = Mapped(values, np.maximum(values, 0))
    name, planes = MapName("a network", "stage3.2", "grad-cam"), case.main_volume.voxels
    measured = tuple(
        Measured(
            each, figures_of(each, Scale.of(case.geometry), case.shape, planes[each.slice_index], mapped), "flair", name
        )
        for each in DRAWN[2:]
    )
    rows = table_of(case, plain.analysis.slices, lambda _: mapped).rows
    context = making.context(case, measured=measured, lesions=lambda: rows, lesion_map=lambda: name)
    ((_, data),) = SR.make(context)
    lines, regions = groups_of(making, data)
    share = lines["model lesion 1"].get_measurements(codes.map_share("stage3.2"))
    assert [each.value for each in share] == [pytest.approx(rows[0].mass, rel=1e-6)]
    assert share[0].method == codes.of_method("grad-cam")
    region = regions["rectangle 3"]
    spread = region.get_measurements(codes.map_value("stage3.2"))
    assert [each.derivation for each in spread] == [codes.MEAN, codes.DEVIATION, codes.MINIMUM, codes.MAXIMUM]
    assert spread[0].value == pytest.approx(values[8:21, 9:16].mean(), rel=1e-6)
    assert region.get_measurements(codes.map_share("stage3.2"))[0].value == pytest.approx(
        measured[0].figures.mass, rel=1e-6
    )
    (tmp_path / "report.dcm").write_bytes(data)
    assert complaints(tmp_path / "report.dcm") == []
    (probe,) = lines["probe 4"].get_measurements(codes.map_value("stage3.2"))
    assert (probe.value, probe.method) == (pytest.approx(values[8, 9], rel=1e-6), codes.of_method("grad-cam"))


def test_no_readers_report_claims_what_somebody_drew(study, making):
    verdict = Verdict("R1", "Is the map plausible?", "yes", "2026-03-04T00:00:00Z")
    context = context_of(making, study("axial"), verdicts=(verdict,))
    made = dict(SR.make(context))
    assert SR.names(context) == ["report-R1.dcm", "report.dcm"]
    assert "distance 1" not in groups_of(making, made["report-R1.dcm"])[0]
    assert "distance 1" in groups_of(making, made["report.dcm"])[0]


@pytest.mark.parametrize("name", ["axial", "enhanced"])
def test_it_is_valid_with_the_patient_taken_out_too(study, making, complaints, tmp_path, name):
    context = context_of(making, study(name), identity=Identity(b"salt of a project"))
    for file, data in SR.make(context):
        (tmp_path / file).write_bytes(data)
        assert complaints(tmp_path / file) == []
        assert b"Jane" not in data
        assert "distance 1" in groups_of(making, data)[0]
