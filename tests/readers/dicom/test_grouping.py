"""Which pictures make a series: divided only where pictures would lie at one position."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import EnhancedMRImageStorage

from xaiviewer.readers.dicom import studies
from xaiviewer.readers.dicom.files import patient

VOXELS = np.arange(4 * 4 * 3, dtype=np.int16).reshape(4, 4, 3)
AFFINE = np.array([[0.5, 0, 0, -10], [0, 0.7, 0, 20], [0, 0, 3, -30], [0, 0, 0, 1.0]])


@pytest.mark.parametrize(
    ("keyword", "values", "said"),
    [
        ("EchoTime", (12.0, 98.5), "echo time 98.5 ms"),
        ("DiffusionBValue", (0.0, 1000.0), "b-value 1000"),
        ("TemporalPositionIdentifier", (1, 2), "temporal position 2"),
        ("AcquisitionNumber", (1, 2), "acquisition 2"),
        ("TriggerTime", (0.0, 40.0), "trigger time 40 ms"),
    ],
)
def test_pictures_at_one_position_are_told_apart(dcm, opened, tmp_path, keyword, values, said):
    for turn, value in enumerate(values):
        dcm.write_mr_series(
            tmp_path, VOXELS + 100 * turn, AFFINE, first=1 + 4 * turn, SeriesNumber=7, **{keyword: value}
        )
    first, second = opened(tmp_path).series
    assert (first.key, second.key) == ("7", "7-2")
    assert second.name == f"T2 FLAIR ({said})"
    for turn, series in enumerate((first, second)):
        np.testing.assert_array_equal(series.source.read().values, VOXELS + 100 * turn)
        np.testing.assert_allclose(series.geometry.affine, AFFINE, atol=1e-6)
        assert series.whole


def test_magnitude_and_phase_are_told_apart_and_phase_is_no_volume_to_judge(dcm, opened, tmp_path):
    for turn, component in enumerate("MP"):
        dcm.write_mr_series(
            tmp_path, VOXELS, AFFINE, first=1 + 4 * turn, ImageType=["ORIGINAL", "PRIMARY", component, "ND"]
        )
    magnitude, phase = opened(tmp_path).series
    assert magnitude.whole
    assert not phase.whole


def test_nothing_is_divided_where_no_position_repeats(dcm, only, tmp_path):
    dcm.write_mr_series(
        tmp_path,
        VOXELS,
        AFFINE,
        EchoTime=lambda index: 10.0 + index,
        AcquisitionNumber=lambda index: index,
        TemporalPositionIdentifier=lambda index: index,
    )
    assert only(tmp_path).shape == VOXELS.shape


def test_no_picture_of_a_diffusion_series_is_lost(dcm, opened, tmp_path):
    """A series of 28 positions, once with b = 0 and twice with b = 1000, as in OHIF's issue 5876."""
    voxels = np.zeros((28, 4, 3), dtype=np.int16)
    for turn, b in enumerate((0.0, 1000.0, 1000.0)):
        dcm.write_mr_series(tmp_path, voxels + turn, AFFINE, first=1 + 28 * turn, DiffusionBValue=b)
    found = opened(tmp_path).series
    assert [series.shape[0] for series in found] == [28, 28, 28]
    assert [int(series.source.slice(0)[0, 0]) for series in found] == [0, 1, 2]


def test_a_dynamic_series_without_time_stamps_is_told_apart_by_turns(dcm, opened, tmp_path):
    for turn in range(3):
        dcm.write_mr_series(tmp_path, VOXELS + turn, AFFINE, first=1 + 4 * turn)
    found = opened(tmp_path).series
    assert [series.key for series in found] == ["1", "1-2", "1-3"]
    for turn, series in enumerate(found):
        np.testing.assert_array_equal(series.source.read().values, VOXELS + turn)


def test_frames_of_reference_orientations_and_sizes_are_kept_apart(dcm, opened, tmp_path):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE)
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, first=10, FrameOfReferenceUID="1.2.3")
    dcm.write_mr_series(tmp_path, np.zeros((3, 6, 6), np.int16), AFFINE, first=20)
    sagittal = AFFINE[:, [1, 2, 0, 3]]
    dcm.write_mr_series(tmp_path, VOXELS, sagittal, first=30)
    found = opened(tmp_path).series
    assert [series.shape for series in found] == [(4, 4, 3), (4, 4, 3), (3, 6, 6), (4, 4, 3)]
    assert [series.frame_of_reference == "1.2.3" for series in found] == [False, True, False, False]


def test_as_many_frames_of_reference_as_pictures_are_one(dcm, opened, tmp_path):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, FrameOfReferenceUID=lambda index: f"1.2.3.{index + 1}")
    (series,) = opened(tmp_path).series
    np.testing.assert_array_equal(series.source.read().values, VOXELS)
    np.testing.assert_allclose(series.geometry.affine, AFFINE, atol=1e-6)
    assert series.notices[0].startswith("Every picture states another frame of reference")


def test_localisers_are_series_but_no_volumes(dcm, opened, tmp_path):
    for turn, columns in enumerate(([0, 1, 2], [1, 2, 0], [0, 2, 1])):
        affine = AFFINE[:, [*columns, 3]]
        kind = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
        dcm.write_mr_series(tmp_path, VOXELS[:1], affine, first=turn + 1, SeriesNumber=1, ImageType=kind)
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, stem="flair", SeriesNumber=2)
    found = opened(tmp_path).series
    assert [(series.key, series.whole) for series in found] == [
        ("1", False),
        ("1-2", False),
        ("1-3", False),
        ("2", True),
    ]


def test_series_come_by_number_and_keys_are_unique(dcm, opened, tmp_path):
    for stem, number in (("a", 10), ("b", 2), ("c", 2)):
        dcm.write_mr_series(
            tmp_path, VOXELS, AFFINE, stem=stem, SeriesNumber=number, SeriesInstanceUID=f"1.2.{ord(stem)}"
        )
    assert [series.key for series in opened(tmp_path).series] == ["2", "2-2", "10"]


def test_what_recognises_a_sequence_is_kept_and_the_patient_is_not(dcm, only, tmp_path):
    dcm.write_mr_series(
        tmp_path,
        VOXELS,
        AFFINE,
        EchoTime="100",
        RepetitionTime="9000",
        InversionTime="2500",
        ContrastBolusAgent="Gadolinium",
        SequenceName="*tir2d1_21",
        WindowCenter=["120", "300"],
        WindowWidth=["250", "500"],
    )
    series = only(tmp_path)
    said = series.attributes
    assert said["EchoTime"] == 100
    assert said["InversionTime"] == 2500
    assert said["ContrastBolusAgent"] == "Gadolinium"
    assert said["SequenceName"] == "*tir2d1_21"
    assert said["ImageType"] == ("ORIGINAL", "PRIMARY", "M", "ND")
    assert (said["WindowCenter"], said["WindowWidth"]) == (120, 250)
    assert len(said["SOPInstanceUIDs"]) == 4
    assert said["SeriesInstanceUID"] == dcm.uid("series", 1)
    assert series.frame_of_reference == dcm.uid("frame of reference")
    everything = f"{series.name} {dict(said)} {series.notices} {series.slice_names}"
    assert "Doe" not in everything
    assert "4711" not in everything


def test_studies_of_one_folder_have_addresses_of_their_own(dcm, tmp_path):
    for study, date in (("1.2.1", "20200101"), ("1.2.2", "20210101")):
        dcm.write_mr_series(
            tmp_path, VOXELS, AFFINE, stem=study, StudyInstanceUID=study, SeriesInstanceUID=f"{study}.1", StudyDate=date
        )
    found, skipped = studies(sorted(tmp_path.iterdir()), root=tmp_path)
    assert skipped == []
    assert [contents.path for contents in found] == [tmp_path / "1.2.1", tmp_path / "1.2.2"]
    assert [contents.name for contents in found] == ["20200101 MR", "20210101 MR"]
    (one,) = studies(sorted(tmp_path.glob("1.2.1*")), root=tmp_path)[0]
    assert (one.path, one.name) == (tmp_path, tmp_path.name)


def test_two_patients_with_one_study_uid_are_two_studies(dcm, tmp_path):
    """Phantoms and careless anonymisers give one StudyInstanceUID, sometimes all UIDs, to several patients."""
    for turn, (number, name) in enumerate((("1", "Doe^Jane"), ("2", "Doe^Jane"), ("2", "Roe^Joe"))):
        said = {"PatientID": number, "PatientName": name}
        dcm.write_mr_series(tmp_path / "all", VOXELS + turn, AFFINE, stem=f"p{turn}", **said)
    found, skipped = studies(sorted((tmp_path / "all").iterdir()), root=tmp_path / "all")
    assert skipped == []
    assert [int(each.series[0].source.slice(0)[0, 0]) for each in found] == [0, 1, 2]
    assert [len(each.series) for each in found] == [1, 1, 1]
    assert len({each.path for each in found}) == 3
    assert all("another patient" in " ".join(each.notices) for each in found)
    told = repr(found) + repr([each.series[0].attributes for each in found])
    assert not any(word in told for word in ("Doe", "Jane", "Roe", "Joe"))


def test_what_names_a_patient_is_dropped_at_once():
    header = Dataset()
    header.PatientName, header.PatientID, header.SeriesNumber = "Doe^Jane=山田^花子", "4711", 1
    found = patient.taken_from(header)
    assert list(header.keys()) == [0x00200011]
    assert not any(word in repr(found) for word in ("Doe", "doe", "Jane", "4711"))
    assert patient.taken_from(header) == ("", "")


@pytest.mark.parametrize(
    ("number", "name"),
    [("4711", "DOE^JANE^^^"), (" 4711", "Jane Doe"), (None, "Doe^Jane"), ("4711", None), (None, None), ("", "")],
)
def test_a_patient_written_otherwise_or_not_at_all_stays_one(dcm, opened, tmp_path, number, name):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, stem="derived", SeriesNumber=2, PatientID=number, PatientName=name)
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, stem="original", SeriesNumber=1)
    study = opened(tmp_path)
    assert [series.key for series in study.series] == ["1", "2"]
    assert study.notices == ()


def enhanced(dcm, file, frames, *, shared=True, **tags):
    """An enhanced MR file: frames are (pixels, height in mm, temporal index, slope)."""
    header = dcm.mr_header(SOPClassUID=EnhancedMRImageStorage, InstanceNumber=1, **tags)

    def group(keyword, **values):
        item = Dataset()
        for name, value in values.items():
            setattr(item, name, value)
        return keyword, [item]

    common = [
        group("PixelMeasuresSequence", PixelSpacing=[0.7, 0.5], SliceThickness=3),
        group("PlaneOrientationSequence", ImageOrientationPatient=[1, 0, 0, 0, 1, 0]),
        group("MREchoSequence", EffectiveEchoTime=90.0),
    ]
    own = []
    for _, height, temporal, slope in frames:
        item = Dataset()
        for keyword, value in [
            group("PlanePositionSequence", ImagePositionPatient=[-10, 20, height]),
            group("FrameContentSequence", StackID="1", TemporalPositionIndex=temporal),
            group("PixelValueTransformationSequence", RescaleSlope=slope, RescaleIntercept=0, RescaleType="US"),
            *([] if shared else common),
        ]:
            setattr(item, keyword, value)
        own.append(item)
    header.PerFrameFunctionalGroupsSequence = own
    if shared:
        item = Dataset()
        for keyword, value in common:
            setattr(item, keyword, value)
        header.SharedFunctionalGroupsSequence = [item]
    dcm.set_pixels(header, np.stack([pixels for pixels, *_ in frames]))
    return dcm.save(header, file)


@pytest.mark.parametrize("shared", [True, False])
def test_an_enhanced_file_is_sorted_by_position_with_each_frames_own_slope(dcm, only, tmp_path, shared):
    frames = [(VOXELS[index], -30 + 3.0 * index, 1, 1.0 + index) for index in (2, 0, 3, 1)]
    series = only(enhanced(dcm, tmp_path / "e.dcm", frames, shared=shared))
    np.testing.assert_allclose(series.geometry.affine, AFFINE, atol=1e-6)
    np.testing.assert_array_equal(series.source.read().values, VOXELS * np.arange(1, 5)[:, None, None])
    np.testing.assert_array_equal(series.source.slice(3), VOXELS[3] * 4)
    assert series.slice_names[0] == "e frame 2"
    assert series.attributes["EchoTime"] == 90
    assert len(series.files) == 1


def test_what_an_enhanced_file_says_in_no_group_may_stand_at_the_top(dcm, only, tmp_path):
    """As converters leave it that wrap classic files of one picture."""
    for index in range(3):
        header = dcm.mr_header(
            SOPClassUID=EnhancedMRImageStorage, InstanceNumber=index, RescaleSlope="2", RescaleIntercept="-5"
        )
        dcm.place(header, AFFINE, index)
        item = Dataset()
        item.FrameContentSequence = [Dataset()]
        header.PerFrameFunctionalGroupsSequence = [item]
        dcm.set_pixels(header, VOXELS[index])
        dcm.save(header, tmp_path / f"{index}.dcm")
    series = only(tmp_path)
    np.testing.assert_allclose(series.geometry.affine, AFFINE, atol=1e-6)
    np.testing.assert_array_equal(series.source.read().values, 2 * VOXELS[:3] - 5)


def test_an_enhanced_file_is_divided_by_time(dcm, opened, tmp_path):
    frames = [(VOXELS[index] + 100 * time, 3.0 * index, time, 1.0) for index in range(4) for time in (1, 2)]
    early, late = opened(enhanced(dcm, tmp_path / "e.dcm", frames)).series
    np.testing.assert_array_equal(early.source.read().values, VOXELS + 100)
    np.testing.assert_array_equal(late.source.read().values, VOXELS + 200)
    assert late.key == "1-2"


TILES = (
    {"DimensionOrganizationType": "TILED_FULL"},
    {"DimensionOrganizationType": "TILED_SPARSE", "TotalPixelMatrixRows": 4, "TotalPixelMatrixColumns": 4},
    {"TotalPixelMatrixColumns": 100_000, "TotalPixelMatrixRows": 4},
)


@pytest.mark.parametrize("stated", TILES, ids=["full", "sparse", "by its size"])
def test_a_slide_in_tiles_is_refused_in_a_sentence(dcm, refused, tmp_path, stated):
    header = dcm.mr_header(SOPClassUID="1.2.840.10008.5.1.4.1.1.77.1.6", Modality="SM", **stated)
    dcm.set_pixels(header, np.zeros((6, 8, 8), dtype=np.uint8))
    file = tmp_path / "slide.dcm"
    dcm.save(header, file)
    assert "is a slide in tiles" in refused(file)


def test_a_picture_that_is_one_tile_is_read(dcm, opened, tmp_path):
    _, rows, columns = VOXELS.shape
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, TotalPixelMatrixRows=rows, TotalPixelMatrixColumns=columns)
    (series,) = opened(tmp_path).series
    np.testing.assert_array_equal(series.source.read().values, VOXELS)


@pytest.mark.parametrize("kind", ["MOSAIC", "VFRAME"])
def test_mosaics_are_refused_in_a_sentence(dcm, refused, tmp_path, kind):
    (file,) = dcm.write_mr_series(tmp_path, VOXELS[:1], AFFINE, ImageType=["ORIGINAL", "PRIMARY", "M", kind])
    assert "is a mosaic" in refused(file)
    assert refused(file).startswith(str(file))


def test_progress_is_told_and_cancel_is_heard(dcm, tmp_path):
    from xaiviewer.errors import Cancelled

    files = dcm.write_mr_series(tmp_path, VOXELS, AFFINE)
    told = []
    found, _ = studies(files, root=tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with pytest.raises(Cancelled):
        studies(files, root=tmp_path, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        found[0].series[0].source.read(cancelled=lambda: True)
