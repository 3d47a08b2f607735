"""Real series of three makers, and real patients with a lesion written as DICOM series with their own geometry."""

from __future__ import annotations

import numpy as np
import pytest

from tests.dicom_objects import opened, rewritten
from xaiviewer.dicom_objects.context import Context, Verdict
from xaiviewer.dicom_objects.identity import Identity
from xaiviewer.dicom_objects.kinds import KINDS

MADE = {kind.key: kind for kind in KINDS}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["20180918GE_mr_0004", "enhanced_Philips", "enhanced_Siemens"])
def scanned(request, shared_data, making):
    """The case of a scanner's own series."""
    folder = shared_data / "dicom" / request.param
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    return making.opened(folder)


@pytest.fixture(scope="module", params=["BraTS-GLI-00001-000", "MS-19"])
def patient(request, shared_data, making, dcm, tmp_path_factory) -> Context:
    """A patient's FLAIR as a DICOM series; what is brightest, or the published mask, is outlined."""
    folder = shared_data / "nifti" / request.param
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    values, affine = rewritten.stored(rewritten.sequences(folder)["T2 FLAIR"])
    scaled = rewritten.as_stored(values)
    series = tmp_path_factory.mktemp("written") / "series"
    dcm.write_mr_series(series, scaled, affine, **making.PATIENT)
    case = making.opened(series)
    mask = rewritten.mask_of(folder)
    marked = scaled > np.percentile(scaled[scaled > 0], 99.5) if mask is None else mask
    drawn = making.by_affine(marked, affine, case)
    return making.context(making.with_mask(case, drawn), analysis=making.judged(case, drawn))


def test_a_scanners_series_without_an_outline_is_a_sentence_and_no_file(scanned, making):
    context = making.context(scanned, analysis=making.judged(scanned))
    assert "has no outline" in MADE["seg"].refuses(context)
    assert MADE["seg"].make(context) == []


@pytest.mark.parametrize("identity", [None, Identity(b"0123456789abcdef" * 2)], ids=["named", "de-identified"])
def test_what_is_made_of_a_scanners_series_is_valid_and_in_place(scanned, making, complaints, tmp_path, identity):
    context = making.context(
        scanned,
        identity=identity,
        window=(0.0, 400.0),
        overlay=making.overlay(scanned),
        verdicts=(Verdict("R1", "Right?", "yes", "", slice=1),),
    )
    for key in ("seg", "pm", "sr", "pr", "blend"):
        assert not MADE[key].refuses(context)
        for name, data in MADE[key].make(context):
            (tmp_path / name).write_bytes(data)
            assert complaints(tmp_path / name) == [], name
    seg = making.read((tmp_path / "segmentation-model.dcm").read_bytes())
    expected = making.places_in(scanned, making.lesion(scanned))
    np.testing.assert_allclose(making.places_of(seg), expected, atol=1e-3)


def test_a_scanners_images_lose_the_patient_and_nothing_that_the_standard_asks_for(
    scanned, making, complaints, tmp_path
):
    context = making.context(scanned, identity=Identity(b"0123456789abcdef" * 2))
    for name, data in MADE["source"].make(context)[:2]:
        (tmp_path / name).write_bytes(data)
        file = context.source.files[str(context.source.headers[0].SOPInstanceUID)]
        before = {each for each in complaints(file) if "Laterality" not in each}  # which is put right
        assert set(complaints(tmp_path / name)) <= before


def test_a_patients_outline_and_maps_lie_where_the_nifti_file_had_them(patient, making, complaints, tmp_path):
    ((_, _), (name, data)) = MADE["seg"].make(patient)
    (tmp_path / name).write_bytes(data)
    assert complaints(tmp_path / name) == []
    expected = making.places_in(patient.case, patient.case.mask.voxels)
    assert len(expected) > 1000
    np.testing.assert_allclose(making.places_of(making.read(data)), expected, atol=2e-3)
    for name, data in MADE["pm"].make(patient):
        (tmp_path / name).write_bytes(data)
        assert complaints(tmp_path / name) == []
        made = making.read(data)
        assert made.NumberOfFrames == len(patient.case.indices) * (1 if made.Rows == 16 else 2)


@pytest.mark.parametrize("reader", ["highdicom", "SimpleITK", "dcmqi"])
def test_other_readers_have_a_patients_outline_at_the_same_place(patient, making, read_by, tmp_path, reader):
    read_by(reader)
    name, data = MADE["seg"].make(patient)[0]
    (tmp_path / name).write_bytes(data)
    expected = making.places_in(patient.case, patient.case.mask.voxels)
    np.testing.assert_allclose(opened.SEGMENTATIONS[reader](tmp_path / name), expected, atol=5e-3)
