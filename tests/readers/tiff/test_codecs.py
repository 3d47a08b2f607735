"""Compressions that few programs write, printing inks, and streams that end early: the stored pixels or a sentence."""

import struct

import cv2
import imagecodecs
import numpy as np
import pytest
import tifffile

from xaiviewer.errors import ReadError
from xaiviewer.readers import load_case
from xaiviewer.readers.tiff.pages.pages import read_pages
from xaiviewer.readers.tiff.pixels.picture import read_picture
from xaiviewer.readers.tiff.planes import pixels as decode

FAX = {  # the mask below, coded by libtiff
    2: "50505050c0fec0fec0fec0fec0fe50354e9d3a74e9d3a7505050505050505050",
    3: "00150002a00054000a8001c0fe00381fc00703f800e07f001c0fe002a0004d53a74e9d3a74e9c0054000a800150002a00054000a80015"
    "0002a000540",
    4: "f381fffe326a8ba2e8ba2e8ba2e810511111111ff8008008",
}


def smooth(shape, dtype="u1", seed=1):
    coarse = np.random.default_rng(seed).integers(0, 255, (5, 6, *shape[2:]), np.uint8)
    return cv2.resize(coarse, shape[1::-1], interpolation=cv2.INTER_CUBIC).astype(dtype)


def read(file):
    (page,) = read_pages(file).pages
    return np.moveaxis(decode(page), 0, -1).squeeze()


@pytest.fixture
def written(tmp_path):
    """Reads what tifffile writes."""

    def back(pixels, **settings):
        file = tmp_path / "p_1.tif"
        tifffile.imwrite(file, pixels, metadata=None, **settings)
        return read(file)

    return back


@pytest.mark.parametrize("shape", [(37, 21), (37, 21, 3)])
@pytest.mark.parametrize("layout", [{}, {"rowsperstrip": 8}, {"tile": (16, 16)}])
@pytest.mark.parametrize(
    ("settings", "dtypes"),
    [
        ({"compression": "zstd"}, ("u1", "u2", "f4")),
        ({"compression": "zstd", "predictor": True}, ("u1", "u2", "f4")),
        ({"compression": "lzma"}, ("u1", "u2", "f4")),
        ({"compression": "lerc"}, ("u1", "i1", "u2", "i2", "u4", "i4", "f4", "f8")),
        ({"compression": "lerc", "compressionargs": {"compression": "zstd"}}, ("u1", "f4")),
        ({"compression": "lerc", "compressionargs": {"compression": "deflate"}}, ("u1", "f4")),
        ({"compression": "jpegxl", "compressionargs": {"lossless": True}}, ("u1", "u2", "f4")),
        ({"compression": "webp", "compressionargs": {"lossless": True}}, ("u1",)),
        ({"compression": "jpeg2000", "compressionargs": {"codecformat": "j2k"}}, ("u1", "u2")),
    ],
    ids=lambda each: "-".join(map(str, each.values())) if isinstance(each, dict) else "",
)
def test_what_is_packed_without_loss_is_what_was_stored(written, settings, dtypes, layout, shape):
    colours = {"photometric": "rgb" if len(shape) == 3 else "minisblack"}
    for dtype in dtypes:
        if settings["compression"] == "webp" and len(shape) == 2:
            continue  # WebP knows colours alone
        pixels = smooth(shape, dtype) // 2 if dtype == "i1" else smooth(shape, dtype)
        found = written(pixels, **settings, **layout, **colours)
        assert found.dtype == pixels.dtype
        np.testing.assert_array_equal(found, pixels)


def test_jpeg_of_one_channel_of_colours_and_of_tiles(written):
    for pixels, colours in ((smooth((40, 32)), "minisblack"), (smooth((40, 32, 3)), "rgb")):
        for layout in ({}, {"rowsperstrip": 16}, {"tile": (16, 16)}):
            found = written(pixels, compression="jpeg", photometric=colours, compressionargs={"level": 98}, **layout)
            assert np.abs(found.astype(int) - pixels).mean() < 5


@pytest.mark.parametrize("compression", ["lerc", "jpegxl", "jpeg2000", "webp", "zstd", "jpeg"])
def test_a_stream_that_is_cut_is_never_filled_up(tmp_path, compression):
    file = tmp_path / "p_1.tif"
    tifffile.imwrite(file, smooth((40, 32, 3)), compression=compression, photometric="rgb", metadata=None)
    data = bytearray(file.read_bytes())
    with tifffile.TiffFile(file) as opened:
        tag = opened.pages[0].tags[279]
    (length,) = tag.value
    whole, refused = read(file), 0
    for cut in range(1, length, max(1, length // 40)):
        struct.pack_into("<I", data, tag.valueoffset, length - cut)
        file.write_bytes(data)
        try:
            found = read(file)
        except ReadError:
            refused += 1
        else:
            np.testing.assert_array_equal(found, whole)
    assert refused > 30


@pytest.mark.parametrize("compression", FAX)
def test_fax_masks_are_read_and_never_cut(tmp_path, writing, monkeypatch, compression):
    mask = np.zeros((20, 24), np.uint8)
    mask[4:9, 5:17] = 1
    mask[10, ::3] = 1
    stream = bytes.fromhex(FAX[compression])
    file = tmp_path / "p_1.tif"
    for fill in (1, 2):
        monkeypatch.setitem(writing.COMPRESS, compression, lambda _: stream)
        file.write_bytes(writing.tiff([mask], compression=compression, bits=1, fill=fill))
        np.testing.assert_array_equal(read(file), mask)
    for cut in range(len(stream) // 2, len(stream)):
        monkeypatch.setitem(writing.COMPRESS, compression, lambda _, cut=cut: stream[:-cut])
        file.write_bytes(writing.tiff([mask], compression=compression, bits=1))
        with pytest.raises(ReadError, match="cannot be decoded"):
            read(file)


@pytest.mark.parametrize(
    ("compression", "stream"),
    [
        (34887, imagecodecs.lerc_encode(np.zeros((6, 8), np.float32))),  # another type
        (34887, imagecodecs.lerc_encode(np.zeros((6, 9), np.uint32))),  # another size
        (34887, imagecodecs.zstd_encode(bytes(50_000_000))),
        (34887, imagecodecs.lerc_encode(np.zeros((6, 8), np.uint32), masks=np.eye(6, 8, dtype=bool))),
        (50002, imagecodecs.jpegxl_encode(np.zeros((6, 8), np.uint8))),
        (50002, imagecodecs.jpegxl_encode(np.zeros((6000, 8000), np.uint8))),
        (50001, b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x07\0\0\x05\0\0"),  # an animation
        (34712, imagecodecs.jpeg2k_encode(np.zeros((6, 9), np.uint16), codecformat="j2k")),
        (50000, imagecodecs.zstd_encode(bytes(50_000_000))),
    ],
)
def test_a_stream_that_states_something_else_than_its_page_is_refused(
    tmp_path, writing, monkeypatch, compression, stream
):
    monkeypatch.setitem(writing.COMPRESS, compression, lambda _: stream)
    dtype = {34887: "u4", 50001: "u1", 50000: "u1"}.get(compression, "u2")
    file = tmp_path / "p_1.tif"
    shape = (6, 8, 3) if compression == 50001 else (6, 8)
    file.write_bytes(writing.tiff([np.zeros(shape, dtype)], compression=compression))
    with pytest.raises(ReadError, match=r"p_1\.tif cannot be decoded \(compression: "):
        read(file)


# --- printing inks


def inks(shape, dtype="u1"):
    most = np.iinfo(dtype).max
    return (smooth((*shape, 4)) / 255 * most).astype(dtype)


def as_colours(stored):
    most = np.iinfo(stored.dtype).max
    paper = 1 - stored / most
    return np.rint(paper[..., :3] * paper[..., 3:] * most)


@pytest.mark.parametrize("dtype", ["u1", "u2"])
@pytest.mark.parametrize("settings", [{}, {"compression": "zstd"}, {"planarconfig": "separate"}])
def test_cmyk_becomes_red_green_and_blue(written, dtype, settings):
    stored = inks((12, 10), dtype)
    pixels = np.moveaxis(stored, -1, 0) if settings.get("planarconfig") else stored
    found = written(pixels, photometric="separated", **settings)
    assert found.dtype == stored.dtype
    assert np.abs(found - as_colours(stored)).max() <= 1


def test_black_ink_alone_gives_the_greys_it_stands_for(written):
    stored = np.zeros((12, 10, 4), np.uint8)
    stored[..., 3] = smooth((12, 10))
    np.testing.assert_array_equal(written(stored, photometric="separated")[..., 1], 255 - stored[..., 3])


def test_a_cmyk_jpeg_is_read_as_adobe_writes_it(tmp_path):
    stored = inks((48, 40))
    data = imagecodecs.jpeg8_encode(255 - stored, level=100, colorspace="CMYK", outcolorspace="YCCK")
    file = tmp_path / "p_1.jpg"
    file.write_bytes(data)
    found = np.moveaxis(decode(read_picture(file)), 0, -1)
    assert np.abs(found - as_colours(stored)).mean() < 4


def test_inks_are_said_for_slices_and_refused_for_masks(tmp_path):
    for number in (1, 2):
        tifffile.imwrite(tmp_path / f"p_{number}.tif", inks((12, 10)), photometric="separated", metadata=None)
        tifffile.imwrite(tmp_path / f"p_{number}_mask.tif", inks((12, 10)), photometric="separated", metadata=None)
    case = load_case(tmp_path)
    assert case.shape == (12, 10)
    assert any("printing inks (CMYK)" in each for each in case.notices)
    assert case.mask is None or not case.mask.drawn.any()
    assert any("save the mask as greyscale" in each for each in case.notices)


def test_inks_that_are_not_cmyk_are_refused(tmp_path):
    file = tmp_path / "p_1.tif"
    tag = (332, 3, 1, 2, True)
    tifffile.imwrite(file, inks((12, 10)), photometric="separated", metadata=None, extratags=[tag])
    with pytest.raises(ReadError, match="inks that are not CMYK"):
        read_pages(file)


def test_a_jpeg_of_two_components_is_refused(tmp_path):
    data = bytearray(imagecodecs.jpeg8_encode(smooth((16, 16, 3))))
    at = data.index(b"\xff\xc0")
    (length,) = struct.unpack_from(">H", data, at + 2)
    struct.pack_into(">H", data, at + 2, length - 3)
    data[at + 9] = 2
    del data[at + 16 : at + 19]
    file = tmp_path / "p_1.jpg"
    file.write_bytes(data)
    with pytest.raises(ReadError, match=r"p_1\.jpg stores 2 colours; save it as greyscale or RGB"):
        read_picture(file)
