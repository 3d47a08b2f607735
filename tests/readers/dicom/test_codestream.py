"""A compressed frame is looked through before a decoder sees it: some end the process on what is out of order."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import JPEG2000Lossless

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.codestream import OutOfOrderError, Stated, stated


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
    assert stated(_jpeg()) == Stated(rows=5, columns=7, bits=12, samples=1)
    assert stated(_jpeg(adobe=1, samples=3)) == Stated(rows=5, columns=7, bits=12, samples=3)
    assert stated(_jpeg(frame=0xF7, tables=False)) == Stated(rows=5, columns=7, bits=12, samples=1)
    assert stated(b"\x00\x01\x02\x03") is None


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
        stated(frame)


@pytest.mark.parametrize("length", range(0, 60, 3))
def test_every_cut_is_told_or_passed_over(length: int) -> None:
    whole = _jpeg(adobe=0)
    try:
        found = stated(whole[:length])
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
    header.compress(JPEG2000Lossless, generate_instance_uid=False)
    dcm.save(header, file)
    data = bytearray(file.read_bytes())
    data[data.index(b"\xff\x4f\xff\x51") + 42] = 0x1F
    file.write_bytes(data)
    with pytest.raises(ReadError, match="bits by its header but 1 of 32 by its compressed image"):
        opened(file).series[0].source.read()
