"""Files that lie: told by content, bounded before anything is allocated, always one sentence."""

import contextlib
import struct
import tracemalloc
import zlib

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import DeflatedExplicitVRLittleEndian, JPEG2000Lossless, RLELossless

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom import is_dicom, studies
from xaiviewer.readers.dicom.files import opening

PIXELS = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64)


@pytest.fixture
def file(dcm, tmp_path):
    header = dcm.mr_header()
    dcm.set_pixels(header, PIXELS)
    return dcm.save(header, tmp_path / "a.dcm")


def changed(path, **tags):
    header = pydicom.dcmread(path)
    for keyword, value in tags.items():
        setattr(header, keyword, value)
    header.save_as(path)
    return path


def read_or_refused(contents):
    """Read every series; anything but one of our sentences fails the test."""
    for series in contents.series:
        with contextlib.suppress(ReadError):
            series.source.read()


def explicit(group, element, vr, value, length=None):
    length = len(value) if length is None else length
    if vr in {b"SQ", b"OB", b"OW", b"UN"}:
        return struct.pack("<HH2sHI", group, element, vr, 0, length) + value
    return struct.pack("<HH2sH", group, element, vr, length) + value


def test_dicom_is_told_by_content(dcm, file, packaged, tmp_path):
    assert is_dicom(file)
    assert is_dicom(packaged / "ExplVR_LitEndNoMeta.dcm")
    assert is_dicom(packaged / "ExplVR_BigEndNoMeta.dcm")
    without = tmp_path / "without"
    without.write_bytes(file.read_bytes()[132:])
    assert is_dicom(without)
    assert not is_dicom(tmp_path)
    assert not is_dicom(tmp_path / "absent")
    for start in (b"", b"II*\0", b"\x89PNG", b"\x08\0", b"PK\3\4", b"\x5c\x01\0\0", b"\0" * 200, b"DICM" * 60):
        other = tmp_path / "other"
        other.write_bytes(start)
        assert not is_dicom(other) or start == b"DICM" * 60


def test_a_file_without_preamble_opens(only, file, tmp_path):
    bare = tmp_path / "bare"
    bare.write_bytes(file.read_bytes()[132:])
    file.unlink()
    np.testing.assert_array_equal(only(bare).source.slice(0), PIXELS)


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ({"Rows": 65535, "Columns": 65535}, "states an image of 65535 x 65535 pixels"),
        ({"Rows": 20000, "Columns": 20000}, "ends before its image does"),
        ({"Rows": 0}, "states no size"),
        ({"Columns": 128}, "ends before its image does"),
        ({"BitsAllocated": 12}, "12 bits"),
        ({"SamplesPerPixel": 7}, "7 values per pixel"),
        ({"PhotometricInterpretation": "CMYK"}, "CMYK"),
        ({"PhotometricInterpretation": "RGB"}, "RGB"),
    ],
)
def test_a_header_that_claims_what_is_not_there_is_refused(refused, file, tags, said):
    assert said in refused(changed(file, **tags))


def test_more_frames_than_the_file_holds_are_not_believed(opened, file):
    contents = opened(changed(file, NumberOfFrames=2_000_000_000))
    (series,) = contents.series
    assert series.shape == (1, 64, 64)
    assert "holds 1 of 2000000000 frames" in contents.notices[0]


@pytest.mark.parametrize("syntax", [RLELossless, JPEG2000Lossless])
def test_a_compressed_header_that_claims_more_than_fits_allocates_nothing(dcm, file, syntax):
    header = pydicom.dcmread(file)
    dcm.compress(header, syntax)
    header.Rows, header.Columns, header.NumberOfFrames = 40_000, 20_000, 30_000
    header.save_as(file)
    tracemalloc.start()
    try:
        found, skipped = studies([file], root=file)
        sentence = skipped[0][1] if skipped else ""
        for contents in found:
            with pytest.raises(ReadError) as caught:
                contents.series[0].source.read()
            sentence = str(caught.value)
            with pytest.raises(ReadError):
                contents.series[0].source.slice(0)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sentence.endswith(".")
    assert peak < 64 << 20


def test_a_codestream_of_another_size_is_refused_before_it_is_decoded(dcm, opened, file):
    header = pydicom.dcmread(file)
    dcm.compress(header, JPEG2000Lossless)
    header.save_as(file)
    data = file.read_bytes()
    start = data.index(b"\xff\x4f\xff\x51")
    file.write_bytes(data[: start + 8] + struct.pack(">II", 1 << 30, 1 << 30) + data[start + 16 :])
    (series,) = opened(file).series
    with pytest.raises(ReadError, match="64 x 64 pixels by its header but 1073741824 x 1073741824"):
        series.source.read()


def test_every_truncation_gives_a_sentence_or_the_picture(dcm, tmp_path):
    header = dcm.mr_header()
    dcm.set_pixels(header, PIXELS[:8, :8])
    whole = dcm.save(header, tmp_path / "whole.dcm").read_bytes()
    cut = tmp_path / "cut.dcm"
    for length in range(0, len(whole), 3):
        cut.write_bytes(whole[:length])
        found, skipped = studies([cut], root=cut)
        for contents in found:
            for series in contents.series:
                assert series.source.read().read.all()
        assert len(found) + len(skipped) == 1
        assert all(sentence.startswith(str(cut)) for _, sentence in skipped)


def test_sequences_nested_without_end_are_refused(refused, file):
    data = file.read_bytes()
    opening = explicit(0x0040, 0x0275, b"SQ", b"", 0xFFFFFFFF) + struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    at = data.index(struct.pack("<HH2s", 0x0028, 0x0002, b"US"))
    file.write_bytes(data[:at] + opening * 20_000 + data[at:])
    assert refused(file).startswith(str(file))


def test_an_element_longer_than_the_file_allocates_nothing(file):
    data = file.read_bytes()
    at = data.index(struct.pack("<HH2s", 0x0028, 0x0002, b"US"))
    file.write_bytes(data[:at] + explicit(0x0018, 0x9345, b"UN", b"", 0xFFFFFFF0) + data[at:])
    tracemalloc.start()
    try:
        found, skipped = studies([file], root=file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not found
    assert skipped[0][1].startswith(str(file))
    assert peak < 8 << 20


def test_a_text_that_swallowed_the_patients_name_shows_none_of_it(only, file):
    """Bits flipped in the length of the element before it leave a description of several elements."""
    data = file.read_bytes()
    at, name = (data.index(each) for each in (b"T2 FLAIR", b"Doe^Jane"))
    assert at < name, "elements are in order"
    file.write_bytes(data[: at - 2] + (name + 8 - at).to_bytes(2, "little") + data[at:])
    assert only(file).name == "T2 FLAIR"


@pytest.mark.parametrize("origin", [4, 9])
def test_a_jpeg_2000_image_of_no_size_is_refused(dcm, tmp_path, only, origin):
    code = bytearray(imagecodecs.jpeg2k_encode(PIXELS[:4, :4], codecformat="j2k", reversible=True))
    code[16:24] = struct.pack(">II", origin, origin)  # XOsiz, YOsiz (T.800, A.5.1)
    header = dcm.mr_header()
    dcm.set_pixels(header, PIXELS[:4, :4])
    header.file_meta.TransferSyntaxUID = JPEG2000Lossless
    header.PixelData = encapsulate([bytes(code)])
    header["PixelData"].VR = "OB"
    with pytest.raises(ReadError, match="cannot be decoded"):
        only(dcm.save(header, tmp_path / "j2k.dcm")).source.read()


def test_a_deflated_bomb_is_refused(refused, file, monkeypatch):
    monkeypatch.setattr(opening, "MAX_INFLATED_BYTES", 4 << 20)
    header = pydicom.dcmread(file)
    header.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    header.save_as(file)
    meta = 144 + struct.unpack_from("<I", file.read_bytes(), 140)[0]
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bomb = engine.compress(b"\0" * (8 << 20)) + engine.flush()
    file.write_bytes(file.read_bytes()[:meta] + bomb)
    tracemalloc.start()
    try:
        assert "swells to more than 4 MiB" in refused(file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 << 20, "it was unpacked"


def test_a_large_header_is_read_whole(only, file):
    header = pydicom.dcmread(file)
    items = []
    for number in range(3000):
        item = Dataset()
        item.CodeValue = f"{number}" * 8
        items.append(item)
    header.ProcedureCodeSequence = items
    header["ProcedureCodeSequence"].is_undefined_length = True
    header.save_as(file)
    assert file.stat().st_size > 128 << 10
    np.testing.assert_array_equal(only(file).source.slice(0), PIXELS)


def test_nothing_is_printed_or_warned(capfd, packaged, recwarn):
    for path in sorted(packaged.glob("*.dcm")):
        found, _ = studies([path], root=path)
        for contents in found:
            read_or_refused(contents)
    assert capfd.readouterr() == ("", "")
    assert not recwarn.list


def test_flipped_bytes_never_raise_anything_but_our_own(dcm, tmp_path, packaged):
    random = np.random.default_rng(11)
    seeds = ["MR_small_RLE.dcm", "MR_small_jp2klossless.dcm", "JPGExtended.dcm", "rtdose.dcm", "examples_palette.dcm"]
    victim = tmp_path / "v.dcm"
    for name in seeds:
        whole = np.frombuffer((packaged / name).read_bytes()[:40_000], np.uint8)
        for _ in range(15):
            data = whole.copy()
            at = random.integers(132, min(len(data), 2500), size=6)
            data[at] = random.integers(0, 256, size=6)
            victim.write_bytes(data.tobytes())
            found, skipped = studies([victim], root=victim)
            assert all(sentence.startswith(str(victim)) for _, sentence in skipped)
            for contents in found:
                read_or_refused(contents)
