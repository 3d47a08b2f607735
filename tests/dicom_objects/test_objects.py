"""What the objects say beside where they lie: whose they are, what made them, what they are not for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import highdicom
import numpy as np
import pytest
from pydicom.sr.codedict import codes as dictionary

from xaiviewer.case import Case, Choices
from xaiviewer.dicom_objects import codes
from xaiviewer.dicom_objects.context import Agreement, Context, Verdict
from xaiviewer.dicom_objects.kinds import KINDS
from xaiviewer.dicom_objects.segmentation import Outlined, segmentation
from xaiviewer.errors import Cancelled, ReadError, UsageError
from xaiviewer.readers.dispatch import load_case

MADE = {kind.key: kind for kind in KINDS}
STAMP = "research use, not for diagnosis"


@pytest.fixture(scope="module")
def full(study, making) -> Context:
    """A context out of which every kind but the source can be made."""
    case = study("axial")
    mask = np.roll(making.lesion(case), 2, axis=2)
    return making.context(
        making.with_mask(case, mask),
        agreement=(Agreement("grad-cam", "body.1", "mass", 0.4, 0.01, (0.3, "uniform")),),
        verdicts=(
            Verdict("R1", "Is the map plausible?", "rather not", "2026-03-04T00:00:00Z"),
            Verdict("R1", "Is the outline right?", "yes", "2026-03-04T00:00:01Z", slice=3),
            Verdict("R2", "Is the map plausible?", "yes", "2026-03-04T00:00:02Z"),
        ),
        marks={"R1": making.lesion(case)},
        pictures={"view-1": np.full((60, 80, 3), 90, np.uint8)},
        window=(0.0, 400.0),
    )


@pytest.mark.slow
def test_every_object_belongs_to_the_patient_and_study_of_the_source_and_is_stamped(full, making):
    source = full.source.lead
    for key in ("seg", "pm", "sr", "sc", "pr"):
        assert not MADE[key].refuses(full)
        assert MADE[key].names(full) == [name for name, _ in MADE[key].make(full)]
        for name, data in MADE[key].make(full):
            made = making.read(data)
            for keyword in ("StudyInstanceUID", "PatientID", "PatientName", "PatientBirthDate", "StudyID", "StudyDate"):
                assert made[keyword].value == source[keyword].value, (name, keyword)
            assert made.SeriesInstanceUID != source.SeriesInstanceUID
            assert STAMP in made.SeriesDescription
            assert made.Manufacturer == "xaiviewer"
            assert "Jane" not in name


@pytest.mark.slow
def test_equal_contexts_give_equal_bytes_and_another_time_other_uids(full, making):
    again, later = replace(full, kept={}), replace(full, at=full.at.replace(hour=9), kept={})
    for key in ("seg", "pm", "sr", "sc", "pr"):
        assert MADE[key].make(full) == MADE[key].make(again), key
    one, other = (making.read(MADE["pm"].make(each)[0][1]) for each in (full, later))
    assert one.SOPInstanceUID != other.SOPInstanceUID
    assert one.SeriesInstanceUID != other.SeriesInstanceUID


@pytest.mark.slow
def test_uids_of_one_export_are_all_different(full, making):
    found = [making.read(data) for key in ("seg", "pm", "sr", "sc", "pr") for _, data in MADE[key].make(full)]
    for keyword in ("SOPInstanceUID", "SeriesInstanceUID"):
        assert len({made[keyword].value for made in found}) == len(found)


def test_the_outline_names_the_weights_that_drew_it_and_the_clinicians_names_none(full, making):
    made = {name: making.read(data) for name, data in MADE["seg"].make(full)}
    assert sorted(made) == ["segmentation-clinician.dcm", "segmentation-model.dcm", "segmentation-reader-R1.dcm"]
    (model,) = made["segmentation-model.dcm"].SegmentSequence
    assert model.SegmentAlgorithmType == "AUTOMATIC"
    assert model.SegmentAlgorithmName == "outliner"
    assert making.WEIGHTS in model.SegmentationAlgorithmIdentificationSequence[0].AlgorithmParameters
    for name in ("segmentation-clinician.dcm", "segmentation-reader-R1.dcm"):
        assert made[name].SegmentSequence[0].SegmentAlgorithmType == "MANUAL"


@pytest.mark.parametrize("count", [1, 2, 200])
def test_segments_may_overlap_and_each_keeps_its_own_voxels(study, making, count):
    case = study("axial")
    outlined = []
    for number in range(count):
        voxels = np.zeros((len(case), *case.shape), dtype=bool)
        voxels[2:4, 5 : 20 + number % 15, 5:30] = True
        voxels[5, number % 40, 3] = True
        outlined.append(Outlined(f"part {number + 1}", voxels))
    made = segmentation(making.context(case), "several", outlined)
    assert len(made.SegmentSequence) == count
    for number in {1, count}:
        expected = making.places_in(case, outlined[number - 1].voxels)
        np.testing.assert_allclose(making.places_of(made, number), expected, atol=1e-3)
    # of several each has the slices on which it has a voxel; one that is alone those between them as well
    assert int(made.NumberOfFrames) == (4 if count == 1 else 3 * count)


def test_more_segments_than_are_written_and_empty_ones_are_a_sentence(study, making):
    case = study("axial")
    context = making.context(case, analysis=making.judged(case))
    nothing = np.zeros((len(case), *case.shape), dtype=bool)
    with pytest.raises(UsageError, match="201 segments are more than the 200"):
        segmentation(context, "many", [Outlined("part", ~nothing)] * 201)
    with pytest.raises(UsageError, match="nothing to write"):
        segmentation(context, "none", [Outlined("part", nothing)])
    assert "has no outline" in MADE["seg"].refuses(context)
    assert MADE["seg"].make(context) == []


@pytest.mark.parametrize(("key", "remedy"), [("seg", "fewer segments"), ("pm", "fewer layers or slices")])
def test_what_is_larger_than_a_file_should_be_is_a_sentence(study, making, monkeypatch, key, remedy):
    context = making.context(study("axial"))
    monkeypatch.setattr("xaiviewer.readers.files.limits.MAX_CASE_BYTES", 1000)
    with pytest.raises(ReadError, match=f"GiB of memory.*{remedy}"):
        MADE[key].make(context)


@pytest.mark.parametrize("kind", [np.uint16, np.int16])
def test_sources_of_sixteen_bits_give_valid_objects_to_the_last_value(making, dcm, complaints, tmp_path, kind):
    lowest, highest = np.iinfo(kind).min, np.iinfo(kind).max
    values = making.voxels(making.SHAPE).astype(kind)
    values[0, 0, :2] = lowest, highest
    of = making.affine(making.axes("axial"), (1.5, 1.5, 4.0))
    dcm.write_mr_series(tmp_path / "series", values, of, **making.PATIENT)
    case = making.opened(tmp_path / "series")
    context = making.context(case, window=(lowest + 1 / 3, float(highest)))
    for key in ("seg", "pm", "sr", "pr"):
        for name, data in MADE[key].make(context):
            (tmp_path / name).write_bytes(data)
            assert complaints(tmp_path / name) == [], name
    (window,) = making.read((tmp_path / "window.dcm").read_bytes()).SoftcopyVOILUTSequence
    assert window.WindowCenter + (window.WindowWidth - 1) / 2 - 0.5 == pytest.approx(highest)
    np.testing.assert_array_equal(case.main_volume.voxels[0, 0, :2], [lowest, highest])


def test_maps_say_what_they_are_of_in_codes(full, making):
    for _, data in MADE["pm"].make(full):
        made = making.read(data)
        named = {each.get("ManufacturerModelName"): each for each in made.ContributingEquipmentSequence}
        network = named["made up"]
        assert network.PurposeOfReferenceCodeSequence[0].CodeValue == "109102"
        assert network.ContributionDescription.endswith(f"none, weights SHA-256 {making.WEIGHTS}")
        group = made.SharedFunctionalGroupsSequence[0]
        if "RealWorldValueMappingSequence" not in group:
            group = made.PerFrameFunctionalGroupsSequence[0]
        (mapping,) = group.RealWorldValueMappingSequence
        (quantity,) = mapping.QuantityDefinitionSequence
        assert quantity.ConceptCodeSequence[0].CodeValue == "130403"
        assert (mapping.RealWorldValueSlope, mapping.RealWorldValueIntercept) == (1, 0)
        assert made.ContentQualification == "RESEARCH"


def test_a_method_without_a_code_gets_a_private_one_that_says_so():
    assert codes.of_method("cam").value == "130402"
    assert codes.of_method("saliency").value == "130404"
    found = [codes.of_method(key) for key in ("eigen-cam", "integrated-gradients", "expected-gradients")]
    assert {each.scheme_designator for each in found} == {"99XAIVIEWER"}
    assert len({each.value for each in found}) == 3
    assert all(len(each.value) <= 16 for each in found)


def test_the_report_holds_figures_and_each_readers_own_verdict(full, making):
    made = {name: making.read(data) for name, data in MADE["sr"].make(full)}
    assert sorted(made) == ["report-R1.dcm", "report-R2.dcm"]
    first, second = (str(made[name]) for name in sorted(made))
    assert "rather not" in first
    assert "rather not" not in second
    report = highdicom.sr.Comprehensive3DSR.from_dataset(made["report-R1.dcm"])
    groups = report.content.get_volumetric_roi_measurement_groups()
    assert len(groups) == 3
    figures = {each.name.meaning: each.value for group in groups for each in group.get_measurements()}
    marked = making.lesion(full.case)
    assert figures["Volume"] == pytest.approx(marked.sum() * 1.5 * 1.5 * 4 / 1000, rel=1e-6)
    mask = full.case.mask.voxels
    assert figures[codes.DICE.meaning] == pytest.approx(2 * (marked & mask).sum() / (marked.sum() + mask.sum()))
    others = report.content.get_image_measurement_groups()
    told = {each.name.value: each.value for group in others for each in group.get_measurements()}
    assert told == {"mass": 0.4, "p-mass": 0.01, "null-mass": 0.3}


def test_another_parser_finds_who_said_what_of_which_picture(full, making):
    name, data = MADE["sr"].make(full)[0]
    assert name == "report-R1.dcm"
    content = highdicom.sr.Comprehensive3DSR.from_dataset(making.read(data)).content
    (person,) = content.get_observer_contexts(observer_type=dictionary.DCM.Person)
    (device,) = content.get_observer_contexts(observer_type=dictionary.DCM.Device)
    assert person.observer_identifying_attributes.name == "R1^"
    assert device.observer_identifying_attributes.name == "xaiviewer"
    said, pictures = {}, {}
    for group in content.get_image_measurement_groups():
        for each in group.get_qualitative_evaluations():
            said[each.name.meaning] = each.value.meaning
            pictures[each.name.meaning] = [one.referenced_sop_instance_uid for one in group.source_images]
    assert said == {"Is the map plausible?": "rather not", "Is the outline right?": "yes"}
    slot = full.source.slot_of(3)
    assert pictures == {"Is the map plausible?": [], "Is the outline right?": [slot.header.SOPInstanceUID]}
    maps = {making.read(each).SOPInstanceUID for _, each in MADE["pm"].make(full)}
    (agreement,) = [each for each in content.get_image_measurement_groups() if each.get_measurements()]
    assert {each.referenced_sop_instance_uid for each in agreement.source_images} < maps
    outlines = {making.read(each).SOPInstanceUID for _, each in MADE["seg"].make(full)}
    segments = [each.referenced_segment for each in content.get_volumetric_roi_measurement_groups()]
    assert {each.referenced_sop_instance_uid for each in segments} == outlines


@pytest.mark.slow
def test_the_report_refers_to_segmentation_map_and_images(full, making):
    written = {str(making.read(data).SOPInstanceUID) for key in ("seg", "pm") for _, data in MADE[key].make(full)} | {
        str(each.SOPInstanceUID) for each in full.source.headers
    }
    _, data = MADE["sr"].make(full)[0]
    named = {
        str(each.ReferencedSOPInstanceUID)
        for study in making.read(data).CurrentRequestedProcedureEvidenceSequence
        for series in study.ReferencedSeriesSequence
        for each in series.ReferencedSOPSequence
    }
    assert named == written


def test_the_stamp_is_burned_into_a_picture_below_what_was_shown(full, making):
    ((_, data),) = MADE["sc"].make(full)
    made = making.read(data)
    assert made.BurnedInAnnotation == "YES"
    np.testing.assert_array_equal(made.pixel_array[:60, :80], full.pictures["view-1"])
    assert (made.pixel_array[60:] > 100).any()


def test_the_window_is_that_of_the_view(full, making):
    ((_, data),) = MADE["pr"].make(full)
    (window,) = making.read(data).SoftcopyVOILUTSequence
    assert (window.WindowCenter - 0.5 - (window.WindowWidth - 1) / 2, window.WindowWidth) == (0, 401)


def test_a_case_that_is_not_from_dicom_is_refused_with_a_sentence(small_case: Case, making):
    context = making.context(small_case)
    for kind in KINDS:
        assert "does not come from DICOM" in kind.refuses(context)
    with pytest.raises(UsageError, match="no patient or study is invented"):
        MADE["seg"].make(context)


def test_files_that_were_changed_since_are_a_sentence(making, dcm, tmp_path: Path):
    making.write(dcm, "axial", tmp_path)
    context = making.context(making.opened(tmp_path))
    file = sorted(tmp_path.iterdir())[2]
    file.rename(file.with_suffix(".away"))
    with pytest.raises(ReadError, match=file.name):
        MADE["seg"].make(context)


def test_the_program_opens_its_own_maps_but_takes_no_outline_for_a_clinicians_mask(making, dcm, tmp_path: Path):
    making.write(dcm, "oblique", tmp_path)
    case = making.opened(tmp_path)
    context = making.context(case)
    for key in ("seg", "pm"):
        for name, data in MADE[key].make(context):
            (tmp_path / name).write_bytes(data)
    again = load_case(tmp_path)
    assert again.mask is None
    (mask,) = again.contents.masks
    chosen = load_case(tmp_path, Choices(mask=mask.key))
    assert any("drawn by an algorithm (outliner)" in each for each in chosen.notices)
    np.testing.assert_array_equal(chosen.mask.voxels, making.lesion(case))
    maps = [each for each in again.contents.series if not each.whole]
    assert sorted(each.shape for each in maps) == [(9, 8, 8), (9, 8, 8), (9, 16, 16)]
    for each in maps:
        voxels = each.source.read().values
        layer = round(float(voxels[0, 0, 0] + 0.1)) // 100
        np.testing.assert_array_equal(voxels, [making.map_of(index, layer) for index in range(9)])


def test_the_program_takes_the_clinicians_mask_that_it_wrote(making, dcm, tmp_path: Path):
    making.write(dcm, "oblique", tmp_path)
    case = making.opened(tmp_path)
    marked = np.roll(making.lesion(case), 2, axis=2)
    context = making.context(making.with_mask(case, marked), analysis=making.judged(case))
    ((name, data),) = MADE["seg"].make(context)
    (tmp_path / name).write_bytes(data)
    np.testing.assert_array_equal(load_case(tmp_path).mask.voxels, marked)


def test_making_ends_where_it_is_cancelled(full):
    def stop() -> None:
        raise Cancelled

    for key in ("seg", "pm", "sr", "sc", "pr"):
        with pytest.raises(Cancelled):
            MADE[key].make(replace(full, kept={}, check=stop))


def test_names_of_files_are_taken_by_every_system_and_none_replaces_another(study, making):
    case = study("axial")
    marks = making.lesion(case)
    context = making.context(case, marks={"A/B": marks, "A B": marks}, analysis=making.judged(case))
    assert [name for name, _ in MADE["seg"].make(context)] == [
        "segmentation-reader-A_B.dcm",
        "segmentation-reader-A_B-2.dcm",
    ]
    assert MADE["seg"].names(context) == [name for name, _ in MADE["seg"].make(context)]


def test_grids_of_one_size_that_lie_otherwise_are_objects_of_their_own(study, making):
    case = study("axial")
    analysis = making.judged(case)
    layers = (*making.LAYERS[:2], replace(making.LAYERS[2], centre=(1.5, 1.5)))
    moved = replace(analysis, description=replace(analysis.description, layers=layers))
    found = [making.read(data) for _, data in MADE["pm"].make(making.context(case, analysis=moved))]
    assert [each.Rows for each in found] == [16, 8, 8]
    first = [each.PerFrameFunctionalGroupsSequence[0].PlanePositionSequence[0] for each in found[1:]]
    corners = {tuple(each.ImagePositionPatient[:2]) for each in first}
    assert len(corners) == 2
