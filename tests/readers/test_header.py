"""The header of a file as lines: DICOM, NIfTI, TIFF, pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import nibabel as nib
import numpy as np
import pytest

from xaiviewer.errors import ReadError
from xaiviewer.readers.files.header_line import HIDDEN, HeaderLine
from xaiviewer.readers.header import as_text, read_lines, without_names


@pytest.fixture(scope="session")
def dcm(helpers: Callable[[Path], ModuleType]) -> ModuleType:
    """The module that writes DICOM files."""
    return helpers(Path(__file__).parent / "dicom" / "writing.py")


@pytest.fixture
def dicom(dcm: ModuleType, tmp_path: Path) -> Path:
    """A slice of a named patient, with a private element, a sequence, and the name in a comment."""
    from pydicom.dataset import Dataset

    header = dcm.mr_header(PatientName="Muster^Erika", PatientID="4711-X", PatientSex="F", SeriesDescription="AX FLAIR")
    header.ImageComments = "erika was restless"
    item = Dataset()
    item.ReferencedSOPInstanceUID = "1.2.3"
    header.ReferencedImageSequence = [item]
    block = header.private_block(0x0029, "SOME VENDOR", create=True)
    block.add_new(0x10, "LO", "secret sauce")
    block.add_new(0x11, "OB", bytes(range(40)))
    dcm.set_pixels(header, np.zeros((8, 8), np.uint16))
    file: Path = dcm.save(header, tmp_path / "slice.dcm")
    return file


def by_name(lines: tuple[HeaderLine, ...]) -> dict[str, HeaderLine]:
    return {each.keyword: each for each in lines}


def test_every_element_is_listed_private_ones_and_items_too(dicom: Path) -> None:
    lines = read_lines(dicom)
    found = by_name(lines)
    assert found["SeriesDescription"] == HeaderLine("(0008,103E)", "SeriesDescription", "LO", "AX FLAIR")
    assert found["SOPClassUID"].value.endswith("(MR Image Storage)")
    assert found["ReferencedImageSequence"].value == "1 item"
    assert (found["ReferencedSOPInstanceUID"].depth, found["item 1"].depth) == (2, 1)
    private = [each for each in lines if each.private]
    assert "secret sauce" in [each.value for each in private]
    assert any(each.value.startswith("40 bytes: 00 01 02") for each in private)
    assert lines[-1] == HeaderLine("(7FE0,0010)", "PixelData", "OW", "128 bytes, not listed")


def test_what_tells_who_the_patient_is_can_be_hidden_wherever_it_is_repeated(dicom: Path) -> None:
    found = by_name(without_names(read_lines(dicom)))
    for name in ("PatientName", "PatientID", "ImageComments"):
        assert found[name].value == HIDDEN
    assert found["PatientSex"].value == "F"
    text = as_text(without_names(read_lines(dicom))).casefold()
    assert not any(word in text for word in ("muster", "erika", "4711"))


def test_of_a_multi_frame_file_the_frame_asked_for_is_told(dcm: ModuleType, tmp_path: Path) -> None:
    from pydicom.dataset import Dataset

    header = dcm.mr_header()
    header.PerFrameFunctionalGroupsSequence = []
    for number in range(3):
        item = Dataset()
        item.FrameComments = f"number {number}"
        header.PerFrameFunctionalGroupsSequence.append(item)
    dcm.set_pixels(header, np.zeros((8, 8), np.uint16))
    file = dcm.save(header, tmp_path / "frames.dcm")
    told = [[each.value for each in read_lines(file, frame) if each.keyword == "FrameComments"] for frame in (None, 1)]
    assert told == [["number 0", "number 1", "number 2"], ["number 1"]]


def test_a_file_of_noise_gives_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "noise.dcm"
    file.write_bytes(np.random.default_rng(3).bytes(3000))
    with pytest.raises(ReadError, match=r"noise\.dcm is no DICOM"):
        read_lines(file)


def test_nifti_fields_are_told_with_their_places(tmp_path: Path) -> None:
    image = nib.Nifti1Image(np.zeros((4, 5, 6), np.int16), np.diag([-1.0, -1.0, 2.0, 1.0]))
    image.header["descrip"] = b"Erika"
    image.set_sform(image.affine, code=4)
    file = tmp_path / "x.nii.gz"
    nib.save(image, file)
    found = by_name(read_lines(file))
    assert found["format"].value == "NIfTI-1, little-endian"
    assert found["dim"] == HeaderLine("40", "dim", "int16 × 8", "3 4 5 6 1 1 1 1")
    assert found["sform_code"].value == "4 (MNI 152)"
    assert found["descrip"].value == "Erika"
    assert by_name(without_names(read_lines(file)))["descrip"].value == HIDDEN


def test_tags_of_every_page_of_a_tiff_are_told_those_without_use_here_too(tmp_path: Path) -> None:
    import tifffile

    file = tmp_path / "stack.tif"
    with tifffile.TiffWriter(file) as writer:
        for number in range(2):
            extra = [(65001, "H", 1, 7, False), (315, "s", 6, "Erika", False)]
            writer.write(np.full((6, 8), number, np.uint8), extratags=extra, contiguous=False, metadata=None)
    lines = read_lines(file)
    assert [each.keyword for each in lines if each.keyword.startswith("page")] == ["page 1", "page 2"]
    found = {each.tag: each for each in lines}
    assert (found["256"].keyword, found["256"].value) == ("ImageWidth", "8")
    assert (found["65001"].value, found["65001"].private) == ("7", True)
    assert found["315"].value == "Erika"
    assert {each.tag: each for each in without_names(lines)}["315"].value == HIDDEN
    assert len([each for each in read_lines(file, 1) if each.tag == "256"]) == 1


def test_what_is_no_file_with_a_header_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.dcm"):
        with pytest.raises(ReadError, match=path.name):
            read_lines(path)
