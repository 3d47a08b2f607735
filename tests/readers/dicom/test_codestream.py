"""A compressed frame is looked through before a decoder sees it: some end the process on what is out of order."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import JPEG2000Lossless, JPEGBaseline8Bit

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.pixels.codestream import CodedImage, OutOfOrderError, coded_image


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _jpeg(*, adobe: int | None = None, tables: bool = True, frame: int = 0xC3, samples: int = 1) -> bytes:
    parts = [b"\xff\xd8"]
    if adobe is not None:
        parts.append(_segment(0xEE, b"Adobe" + bytes(6) + bytes((adobe,))))
    parts.append(_segment(frame, struct.pack(">BHHB", 12, 5, 7, samples) + bytes(3 * samples)))
    if tables:
        parts.append(_segment(0xC4, bytes(17)))
    parts.append(_segment(0xDA, bytes(6)))
    return b"".join(parts) + b"\x00\xff\xd9"


def test_a_frame_says_its_size_depth_and_samples() -> None:
    assert coded_image(_jpeg()) == CodedImage(rows=5, columns=7, bits=12, samples=1)
    assert coded_image(_jpeg(adobe=1, samples=3)) == CodedImage(rows=5, columns=7, bits=12, samples=3)
    assert coded_image(_jpeg(frame=0xF7, tables=False)) == CodedImage(rows=5, columns=7, bits=12, samples=1)
    assert coded_image(b"\x00\x01\x02\x03") is None


@pytest.mark.parametrize(
    "frame",
    [
        _jpeg(adobe=0x80),
        _jpeg(tables=False),
        _jpeg()[:14],
        _jpeg().replace(b"\xff\xc4", b"\x00\xc4"),
        _jpeg().replace(b"\xff\xc4", b"\xff\x00"),
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8",
    ],
    ids=["unknown colour transform", "no tables", "cut", "no marker", "marker 0", "empty", "start alone"],
)
def test_a_frame_out_of_order_is_told(frame: bytes) -> None:
    with pytest.raises(OutOfOrderError):
        coded_image(frame)


@pytest.mark.parametrize("length", range(0, 60, 3))
def test_every_cut_is_told_or_passed_over(length: int) -> None:
    whole = _jpeg(adobe=0)
    try:
        found = coded_image(whole[:length])
    except OutOfOrderError:
        return
    assert found is None or length >= whole.index(b"\xff\xda")


def test_a_lossless_frame_with_an_unknown_transform_is_refused_by_name(opened, tmp_path: Path) -> None:
    data = pydicom.dcmread(get_testdata_file("SC_rgb_jpeg_gdcm.dcm", download=False))
    (frame,) = generate_frames(data.PixelData, number_of_frames=1)
    at = frame.index(b"Adobe") + 11
    data.PixelData = encapsulate([frame[:at] + b"\x80" + frame[at + 1 :]])
    file = tmp_path / "a.dcm"
    data.save_as(file)
    with pytest.raises(ReadError, match=r"a\.dcm cannot be decoded"):
        opened(file).series[0].source.read()


def test_a_frame_of_another_depth_is_refused_before_it_is_decoded(opened, dcm, tmp_path: Path) -> None:
    header = dcm.mr_header()
    dcm.set_pixels(header, np.arange(64 * 64, dtype=np.uint16).reshape(64, 64))
    file = tmp_path / "a.dcm"
    dcm.compress(header, JPEG2000Lossless)
    dcm.save(header, file)
    data = bytearray(file.read_bytes())
    data[data.index(b"\xff\x4f\xff\x51") + 42] = 0x1F
    file.write_bytes(data)
    with pytest.raises(ReadError, match="bits by its header but 1 of 32 by its compressed image"):
        opened(file).series[0].source.read()


def _with_frame(name: str, file: Path, change: Callable[[bytes], bytes]) -> Path:
    """A file of pydicom's with its only frame changed."""
    data = pydicom.dcmread(get_testdata_file(name, download=False))
    (frame,) = generate_frames(data.PixelData, number_of_frames=1)
    data.PixelData = encapsulate([change(frame.rstrip(b"\0"))])
    data.save_as(file)
    return file


JPEGS = ("SC_rgb_jpeg_dcmtk.dcm", "SC_rgb_jpeg_gdcm.dcm", "JPGExtended.dcm")  # baseline, lossless, 12 bits


@pytest.mark.parametrize("name", JPEGS)
@pytest.mark.parametrize("end", [b"", b"\xff\xd9"], ids=["cut", "cut before its end marker"])
@pytest.mark.parametrize("share", [0.5, 0.98])
def test_a_jpeg_that_lacks_codes_is_refused(only, tmp_path: Path, name: str, end: bytes, share: float) -> None:
    file = _with_frame(name, tmp_path / "a.dcm", lambda frame: frame[: int(len(frame) * share)] + end)
    with pytest.raises(ReadError, match=r"a\.dcm cannot be decoded"):
        only(file).source.read()


@pytest.mark.parametrize("name", ["JPGExtended.dcm", "SC_rgb_jpeg_dcmtk.dcm"])
def test_a_jpeg_that_is_cut_within_a_stuffed_byte_is_refused(only, tmp_path: Path, name: str) -> None:
    file = _with_frame(name, tmp_path / "a.dcm", lambda frame: frame[: frame.rindex(b"\xff\0") + 1])
    with pytest.raises(ReadError, match=r"a\.dcm cannot be decoded"):
        only(file).source.read()


@pytest.mark.parametrize("name", JPEGS)
def test_a_jpeg_that_lacks_its_end_marker_alone_is_read(only, tmp_path: Path, name: str) -> None:
    whole = only(Path(get_testdata_file(name, download=False))).source.read().values
    file = _with_frame(name, tmp_path / "a.dcm", lambda frame: frame.removesuffix(b"\xff\xd9"))
    np.testing.assert_array_equal(only(file).source.read().values, whole)


def test_a_jpeg_that_is_cut_at_a_restart_marker_is_refused(only, dcm, tmp_path: Path) -> None:
    pixels = np.random.default_rng(4).integers(0, 256, (64, 64)).astype(np.uint8)
    ok, code = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_RST_INTERVAL, 8])
    assert ok
    frame = code.tobytes()
    for number, cut in enumerate((len(frame), frame.rindex(b"\xff\xd4"))):
        header = dcm.mr_header()
        dcm.set_pixels(header, pixels)
        header.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
        header.PixelData = encapsulate([frame[:cut]])
        header["PixelData"].is_undefined_length = True
        file = dcm.save(header, tmp_path / f"{number}.dcm")
        if not number:
            np.testing.assert_array_equal(only(file).source.read().values[0], cv2.imdecode(code, cv2.IMREAD_GRAYSCALE))
            continue
        with pytest.raises(ReadError, match="cannot be decoded"):
            only(file).source.read()


def test_a_jpeg_ls_frame_without_an_end_is_refused_at_once(only, tmp_path: Path) -> None:
    file = _with_frame("MR_small_jpeg_ls_lossless.dcm", tmp_path / "a.dcm", lambda frame: frame[: len(frame) // 2])
    with pytest.raises(ReadError, match="cannot be decoded"):
        only(file).source.read()


def _jp2(code: bytes, *, length: int = 20) -> bytes:
    """`code` in a JP2 file, which has a box of `length` before the one with the codestream."""
    start = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
    return start + struct.pack(">I", length) + b"ftypjp2 \0\0\0\0jp2 " + struct.pack(">I", 0) + b"jp2c" + code


def test_a_jp2_file_is_read_by_its_codestream_whatever_its_boxes_say(only, tmp_path: Path) -> None:
    name = "MR_small_jp2klossless.dcm"
    whole = only(Path(get_testdata_file(name, download=False))).source.read().values
    for length in (20, 0):  # of a box without a length pydicom never reaches the end
        file = _with_frame(name, tmp_path / f"{length}.dcm", lambda frame, length=length: _jp2(frame, length=length))
        np.testing.assert_array_equal(only(file).source.read().values, whole)
    file = _with_frame(name, tmp_path / "a.dcm", lambda frame: _jp2(b"", length=0))
    with pytest.raises(ReadError, match="cannot be decoded"):
        only(file).source.read()


def test_coarser_components_are_refused(only, tmp_path: Path) -> None:
    file = _with_frame(
        "MR_small_jp2klossless.dcm", tmp_path / "a.dcm", lambda frame: frame[:43] + b"\x02\x02" + frame[45:]
    )
    with pytest.raises(ReadError, match="cannot be decoded"):
        only(file).source.read()
