"""The same patient as TIFF, NIfTI and DICOM: one decision, one set of maps.

Ten real patients with ``ROUNDTRIP_PATIENTS=10``, two otherwise.
"""

from __future__ import annotations

import numpy as np
import pytest

from xaiviewer.case import SEQUENCES, Case, Choices
from xaiviewer.readers import load_case
from xaiviewer.requests import AnalysisSettings, SliceResult

pytestmark = pytest.mark.slow

FORMATS = ("TIFF", "NIfTI", "SEG", "RTSTRUCT")


@pytest.fixture(scope="session")
def written(patient, writing, tmp_path_factory):
    """Where the patient lies in each format."""
    folder = tmp_path_factory.mktemp("formats")
    for kind in ("SEG", "RTSTRUCT"):
        writing.write_dicom(patient, folder / kind)
    writing.write_seg(folder / "SEG", patient.mask)
    writing.write_rtstruct(folder / "RTSTRUCT", patient.mask, patient.affine)
    return {
        "TIFF": writing.write_tiff(patient, folder / "TIFF" / patient.name),
        "NIfTI": writing.write_nifti(patient, folder / "NIfTI"),
        "SEG": folder / "SEG",
        "RTSTRUCT": folder / "RTSTRUCT",
    }


@pytest.fixture(scope="session")
def opened(written) -> dict[str, Case]:
    """The patient opened from each."""
    return {name: load_case(path) for name, path in written.items()}


@pytest.mark.parametrize("name", FORMATS)
def test_the_arrays_are_those_written(patient, opened, name):
    case = opened[name]
    assert [volume.sequence for volume in case.volumes] == list(SEQUENCES)
    for sequence, voxels in zip(SEQUENCES, patient.images, strict=True):
        np.testing.assert_array_equal(case.volume(sequence).voxels, voxels)


@pytest.mark.parametrize("name", FORMATS)
def test_the_mask_is_the_one_drawn(patient, opened, name):
    mask = opened[name].mask
    assert mask is not None
    both = np.count_nonzero(mask.voxels & patient.mask)
    dice = 2 * both / (np.count_nonzero(mask.voxels) + np.count_nonzero(patient.mask))
    assert dice == 1.0
    np.testing.assert_array_equal(mask.voxels, patient.mask)


@pytest.mark.parametrize("name", ["NIfTI", "SEG", "RTSTRUCT"])
def test_the_voxels_lie_where_they_were_put(patient, opened, name):
    geometry = opened[name].geometry
    assert geometry.known
    np.testing.assert_allclose(geometry.affine, patient.affine, atol=1e-4)


def test_slices_have_no_place_where_the_format_has_none(opened):
    assert not opened["TIFF"].geometry.known


def test_no_notice_but_on_what_is_unusual(patient, opened):
    """A plain study needs no comment, in whatever format."""
    expected = {
        notice for notice in opened["TIFF"].notices if "same pictures" in notice
    }  # said of the patients whose T1 was missing
    for name, case in opened.items():
        left = [text for text in case.notices if text not in expected and "same pictures" not in text]
        assert not left, f"{name}: {left}"


@pytest.fixture(scope="session")
def decided(patient, opened, analyser) -> dict[str, SliceResult]:
    """The slice with the most tumour through the real networks, in every format."""
    index = int(patient.mask.sum(axis=(1, 2)).argmax())
    request = AnalysisSettings(methods=("grad-cam", "layer-cam"))
    found = {}
    for name, case in opened.items():
        results = analyser.slices(case, request, wanted=lambda remaining: index)
        found[name] = next(results)
        results.close()
    return found


@pytest.mark.parametrize("name", FORMATS[1:])
def test_the_decision_is_the_same(decided, name):
    np.testing.assert_allclose(decided[name].probabilities, decided["TIFF"].probabilities, atol=1e-4)
    assert 0 < decided["TIFF"].probabilities[1] < 1


@pytest.mark.parametrize("name", FORMATS[1:])
def test_the_maps_are_the_same(decided, name):
    for asked, explained in decided["TIFF"].explanations.items():
        others = decided[name].explanations[asked]
        assert len(explained.maps) == 103
        for ours, theirs in zip(explained.maps, others.maps, strict=True):
            np.testing.assert_allclose(theirs, ours, atol=1e-3 * max(float(np.ptp(ours)), 1e-12))


@pytest.mark.parametrize("name", FORMATS[1:])
def test_the_outline_and_the_agreement_are_the_same(decided, name):
    first, other = decided["TIFF"], decided[name]
    if first.segmentation is not None:
        np.testing.assert_array_equal(other.segmentation, first.segmentation)
    assert other.assessments.keys() == first.assessments.keys()


def test_a_mask_may_be_left_out(written):
    for path in written.values():
        assert load_case(path, Choices(mask="")).mask is None
