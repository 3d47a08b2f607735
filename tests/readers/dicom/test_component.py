"""Magnitude, phase, real and imaginary pictures: told apart, named, and only magnitudes taken for a sequence."""

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import EnhancedMRImageStorage

from xaiviewer.case import Choices
from xaiviewer.readers.choosing.component import component_in, component_of
from xaiviewer.readers.choosing.sequences import recognise, suggest

VOXELS = np.arange(6 * 4 * 3, dtype=np.int16).reshape(6, 4, 3)
AFFINE = np.array([[0.5, 0, 0, -10], [0, 0.7, 0, 20], [0, 0, 3, -30], [0, 0, 0, 1.0]])
GE, PHILIPS = (0x0043, "GEMS_PARM_01", 0x2F), (0x2005, "Philips MR Imaging DD 001", 0x11)


@pytest.mark.parametrize(
    ("third", "fourth", "component"),
    [
        ("M", "ND", ""),
        ("P", "ND", "PHASE"),
        ("R", "ND", "REAL"),
        ("I", "ND", "IMAGINARY"),
        ("M_SE", "M", ""),
        ("M_PCA", "M", ""),
        ("P_SE", "P", "PHASE"),
        ("R_IR", "R", "REAL"),
        ("I_FFE", "I", "IMAGINARY"),
        ("PHASE MAP", "P", "PHASE"),
        ("PHASE", "NONE", "PHASE"),
        ("VELOCITY MAP", "P", "VELOCITY"),
        ("PHASE_IMAGE", "", "PHASE"),
        ("MAGNITUDE_IMAGE", "", ""),
        ("REAL_IMAGE", "", "REAL"),
        ("T1", "P", "PHASE"),
        ("T1", "R_COEFFICIENT", ""),
        ("FLAIR", "NONE", ""),
    ],
)
def test_scanners_words_for_the_component_are_known(third, fourth, component):
    assert component_of(("ORIGINAL", "PRIMARY", third, fourth)) == component


def test_the_standards_attribute_comes_first_and_mixed_says_nothing():
    kind = ("ORIGINAL", "PRIMARY", "FLAIR", "NONE")
    assert [component_of(kind, each) for each in ("PHASE", "REAL", "IMAGINARY")] == ["PHASE", "REAL", "IMAGINARY"]
    assert [component_of(kind, each) for each in ("MAGNITUDE", "MIXED", "")] == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "component"),
    [
        ("sub-1_part-phase_FLAIR", "PHASE"),
        ("sub-1_part-mag_FLAIR", ""),
        ("sub-1_part-imag_T1w", "IMAGINARY"),
        ("AX_FLAIR_5_ph", "PHASE"),
        ("AX_FLAIR_5_real", "REAL"),
        ("AX_FLAIR_5_imaginarya", "IMAGINARY"),
        ("AX_FLAIR_graph", ""),
        ("phantom_flair", ""),
    ],
)
def test_names_that_converters_give_say_it_too(name, component):
    assert component_in({}, name) == component
    assert component_in({"Modality": "CT"}, name) == ""
    assert component_in({"ImageType": "ORIGINAL\\PRIMARY\\P\\ND"}) == "PHASE"


@pytest.mark.parametrize("letter", ["P", "R", "I"])
@pytest.mark.parametrize("apart", [True, False])
def test_only_the_magnitude_of_a_series_is_taken(dcm, opened, tmp_path, letter, apart):
    """The other component first, in one series with the magnitude or in one of its own."""
    name = {"P": "phase", "R": "real part", "I": "imaginary part"}[letter]
    for turn, each in enumerate((letter, "M")):
        number = 1 + turn if apart else 1
        kind = ["ORIGINAL", "PRIMARY", f"{each}_SE", each]
        dcm.write_mr_series(
            tmp_path, VOXELS + turn, AFFINE, first=1 + 6 * turn, stem=each, SeriesNumber=number, ImageType=kind
        )
    contents = opened(tmp_path)
    other, magnitude = contents.series
    assert (other.whole, magnitude.whole) == (False, True)
    assert other.name == f"T2 FLAIR ({name})"
    assert magnitude.name == ("T2 FLAIR" if apart else "T2 FLAIR (magnitude)")
    assert recognise(other).label == name
    assert recognise(magnitude).label == "FLAIR"
    decided, notices = suggest(contents)
    assert dict(decided.sequences) == {"flair": magnitude.key}
    assert not any("shows the" in each for each in notices)
    np.testing.assert_array_equal(magnitude.source.read().values, VOXELS + 1)


def test_components_at_different_places_are_no_one_volume(dcm, opened, tmp_path):
    """Half of the slices are phase: no position repeats, and yet they are not stacked onto the magnitudes."""
    kind = [["ORIGINAL", "PRIMARY", "P" if index % 2 else "M", "ND"] for index in range(6)]
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, ImageType=lambda index: kind[index])
    found = opened(tmp_path).series
    assert sorted(series.name for series in found) == ["T2 FLAIR (magnitude)", "T2 FLAIR (phase)"]
    assert [series.shape[0] for series in found] == [3, 3]


def test_where_only_phase_is_there_it_is_said(dcm, opened, tmp_path):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, ImageType=["ORIGINAL", "PRIMARY", "P", "ND"], SeriesNumber=4)
    decided, notices = suggest(opened(tmp_path))
    assert dict(decided.sequences)["flair"] == "4"
    assert any("4 (T2 FLAIR (phase)) shows the phase, not the magnitude" in each for each in notices)


def test_what_the_reader_names_is_taken_and_said(dcm, opened, tmp_path):
    for number, letter in ((1, "M"), (2, "P")):
        dcm.write_mr_series(
            tmp_path, VOXELS, AFFINE, stem=letter, SeriesNumber=number, ImageType=["ORIGINAL", "PRIMARY", letter, "ND"]
        )
    decided, notices = suggest(opened(tmp_path), Choices(sequences=(("flair", "2"),)))
    assert dict(decided.sequences)["flair"] == "2"
    assert any("shows the phase" in each for each in notices)


def test_a_magnitude_of_another_kind_goes_before_a_phase_image(dcm, opened, tmp_path):
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, stem="p", ImageType=["ORIGINAL", "PRIMARY", "PHASE MAP", "P"])
    dcm.write_mr_series(tmp_path, VOXELS, AFFINE, stem="t", SeriesNumber=2, SeriesDescription="ADC")
    decided, _ = suggest(opened(tmp_path))
    assert dict(decided.sequences)["flair"] == "2"


@pytest.mark.parametrize(
    ("place", "value", "name"),
    [(GE, 0, ""), (GE, 1, "phase"), (GE, 2, "real part"), (GE, 3, "imaginary part"), (PHILIPS, "P", "phase")],
)
@pytest.mark.parametrize("creator", [True, False])
def test_vendors_own_elements_are_believed(dcm, only, tmp_path, place, value, name, creator):
    group, owner, element = place
    (file,) = dcm.write_mr_series(tmp_path, VOXELS[:1], AFFINE, ImageType=["ORIGINAL", "PRIMARY", "OTHER"])
    header = pydicom.dcmread(file)
    block = header.private_block(group, owner, create=True)
    block.add_new(element, "SS" if group == GE[0] else "CS", value)
    if not creator:
        del header[group, 0x0010]
    header.save_as(file)
    series = only(tmp_path)
    assert series.name == (f"T2 FLAIR ({name})" if name else "T2 FLAIR")
    assert series.whole is not bool(name)


def test_a_vendors_element_under_another_owner_says_nothing(dcm, only, tmp_path):
    (file,) = dcm.write_mr_series(tmp_path, VOXELS[:1], AFFINE, ImageType=["ORIGINAL", "PRIMARY", "OTHER"])
    header = pydicom.dcmread(file)
    header.private_block(0x0043, "SOMEBODY ELSE", create=True).add_new(0x2F, "SS", 1)
    header.save_as(file)
    assert only(tmp_path).name == "T2 FLAIR"


def test_frames_of_an_enhanced_file_are_told_apart_by_their_own_component(dcm, opened, tmp_path):
    """Phase first, FrameType the same in all, as in a real report: only ComplexImageComponent differs."""
    header = enhanced(dcm, ["PHASE"] * 3 + ["MAGNITUDE"] * 3)
    dcm.save(header, tmp_path / "e.dcm")
    phase, magnitude = opened(tmp_path).series
    assert (phase.name, magnitude.name) == ("T2 FLAIR (phase)", "T2 FLAIR (magnitude)")
    decided, _ = suggest(opened(tmp_path))
    assert dict(decided.sequences) == {"flair": magnitude.key}
    np.testing.assert_array_equal(magnitude.source.read().values, VOXELS[3:])


def test_frame_type_says_it_where_the_component_does_not(dcm, opened, tmp_path):
    header = enhanced(dcm, [None] * 6, ["P"] * 3 + ["M"] * 3)
    dcm.save(header, tmp_path / "e.dcm")
    assert [series.whole for series in opened(tmp_path).series] == [False, True]


def enhanced(dcm, components, letters=("FLAIR",) * 6):
    """Six frames, the last three where the first three are, each with what its frame type group says."""
    header = dcm.mr_header(SOPClassUID=EnhancedMRImageStorage, ImageType=["ORIGINAL", "PRIMARY", "FLAIR", "NONE"])
    groups = []
    for index, (component, letter) in enumerate(zip(components, letters, strict=True)):
        group, kind, place, turn, size = (Dataset() for _ in range(5))
        kind.FrameType = ["ORIGINAL", "PRIMARY", letter, "NONE"]
        if component is not None:
            kind.ComplexImageComponent = component
        dcm.place(place, AFFINE, index % 3)
        turn.ImageOrientationPatient = place.ImageOrientationPatient
        size.PixelSpacing = place.PixelSpacing
        at = Dataset()
        at.ImagePositionPatient = place.ImagePositionPatient
        group.MRImageFrameTypeSequence, group.PlanePositionSequence = [kind], [at]
        group.PlaneOrientationSequence, group.PixelMeasuresSequence = [turn], [size]
        groups.append(group)
    header.PerFrameFunctionalGroupsSequence = groups
    dcm.set_pixels(header, VOXELS)
    return header
