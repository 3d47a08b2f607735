"""The pixels of a page are those that were stored, however they were stored."""

import struct

import cv2
import numpy as np
import pytest

from xaiviewer.errors import ReadError
from xaiviewer.readers.tiff.file import about
from xaiviewer.readers.tiff.pages.pages import read_pages
from xaiviewer.readers.tiff.pages.tags import Damaged
from xaiviewer.readers.tiff.pixels import codecs
from xaiviewer.readers.tiff.pixels.decode import upright
from xaiviewer.readers.tiff.planes import pixels as decode

TYPES = ["u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8"]
LAYOUTS = {
    "one strip": {},
    "strips": {"rows_per_strip": 5},
    "tiles": {"tile": (16, 16)},
}
COMPRESSIONS = {
    "none": 1, "LZW": 5, "Deflate": 8, "PackBits": 32773, "old Deflate": 32946, "LZMA": 34925, "ZSTD": 50000
}  # fmt: skip


def values(dtype, shape, seed=1):
    noise = np.random.default_rng(seed)
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return noise.normal(0, 300, shape).astype(kind)
    limits = np.iinfo(kind)
    return noise.integers(limits.min, limits.max, shape, dtype=kind, endpoint=True)


def read(tmp_path, data):
    file = tmp_path / "p_1.tif"
    file.write_bytes(data)
    return decode(read_pages(file).pages[0])


def planes_of(pixels):
    return pixels[None] if pixels.ndim == 2 else np.moveaxis(pixels, -1, 0)


@pytest.mark.slow
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("order", "big"), [("<", False), (">", False), ("<", True), (">", True)])
def test_every_type_in_every_layout(tmp_path, writing, dtype, layout, order, big):
    for shape, planar in (((11, 19), False), ((11, 19, 3), False), ((11, 19, 3), True), ((11, 19, 4), True)):
        pixels = values(dtype, shape)
        data = writing.tiff([pixels], order=order, big=big, planar=planar, photometric=1, **LAYOUTS[layout])
        found = read(tmp_path, data)
        assert found.dtype == pixels.dtype
        np.testing.assert_array_equal(found, planes_of(pixels))


@pytest.mark.slow
@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("dtype", ["u1", "i2", "u4", "f2", "f4", "f8"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_compression_with_and_without_predictor(tmp_path, writing, compression, dtype, layout):
    pixels = values(dtype, (11, 19, 3))
    for predictor in (1,) if compression == "none" else (1, 2, 3) if pixels.dtype.kind == "f" else (1, 2):
        for order in "<>":
            settings = {"compression": COMPRESSIONS[compression], "predictor": predictor, **LAYOUTS[layout]}
            found = read(tmp_path, writing.tiff([pixels], order=order, **settings))
            np.testing.assert_array_equal(found, planes_of(pixels))


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_an_odd_number_of_bytes(tmp_path, writing, compression):
    for shape in ((1, 1), (3, 1), (11, 19), (1, 7, 3)):
        pixels = values("u1", shape)
        found = read(tmp_path, writing.tiff([pixels], compression=COMPRESSIONS[compression]))
        np.testing.assert_array_equal(found, planes_of(pixels))


@pytest.mark.parametrize("packing", ["LZW", "PackBits", "ZSTD"])
def test_one_missing_byte_of_an_odd_number_is_noticed(writing, packing):
    pack = writing.COMPRESS[{"LZW": 5, "PackBits": 32773, "ZSTD": 50000}[packing]]
    whole = bytes(range(200)) + b"abc"
    assert codecs.unpack(pack(whole), packing, 203, 203) == whole
    with pytest.raises(Damaged, match="end too early"):
        codecs.unpack(pack(whole[:-1]), packing, 203, 203)


@pytest.mark.parametrize("compression", [5, 8, 32773, 34925, 50000])
def test_a_last_strip_that_is_padded_to_the_others_is_read(tmp_path, writing, compression):
    pixels = values("u1", (11, 19))
    pack = writing.COMPRESS[compression]
    writing.COMPRESS[compression] = lambda data: pack(data.ljust(4 * 19, b"7"))
    try:
        found = read(tmp_path, writing.tiff([pixels], compression=compression, rows_per_strip=4))
    finally:
        writing.COMPRESS[compression] = pack
    np.testing.assert_array_equal(found[0], pixels)


@pytest.mark.parametrize("predictor", [2, 3])
def test_an_uncompressed_page_with_a_predictor_is_read_without_it(tmp_path, writing, predictor):
    """libtiff and what is built on it ask for a predictor only where LZW, Deflate and their kind pack the page."""
    pixels = values("f4" if predictor == 3 else "u2", (11, 19, 3))
    data = bytearray(writing.tiff([pixels]))
    stated = struct.pack("<HHII", 317, 3, 1, 1)
    assert data.count(stated) == 1
    data = data.replace(stated, struct.pack("<HHII", 317, 3, 1, predictor))
    np.testing.assert_array_equal(read(tmp_path, bytes(data)), planes_of(pixels))


def test_tiles_that_are_listed_as_strips_are_tiles(tmp_path, writing):
    pixels = values("u2", (20, 40))
    data = bytearray(writing.tiff([pixels], tile=(16, 16)))
    at = struct.unpack_from("<I", data, 4)[0]
    for entry in range(at + 2, at + 2 + 12 * struct.unpack_from("<H", data, at)[0], 12):
        tag = struct.unpack_from("<H", data, entry)[0]
        struct.pack_into("<H", data, entry, {324: 273, 325: 279}.get(tag, tag))
    np.testing.assert_array_equal(read(tmp_path, bytes(data))[0], pixels)


def test_a_long_lzw_stream_starts_its_table_again(tmp_path, writing):
    pixels = values("u1", (120, 121))
    np.testing.assert_array_equal(read(tmp_path, writing.tiff([pixels], compression=5))[0], pixels)


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_bits_below_a_byte(tmp_path, writing, bits):
    pixels = np.random.default_rng(0).integers(0, 1 << bits, (9, 13)).astype(np.uint8)
    for settings in ({}, {"compression": 8}, {"fill": 2}, {"rows_per_strip": 2}):
        found = read(tmp_path, writing.tiff([pixels], bits=bits, **settings))
        np.testing.assert_array_equal(found[0], pixels)
    inverted = read(tmp_path, writing.tiff([pixels], bits=bits, photometric=0))
    np.testing.assert_array_equal(inverted[0], (1 << bits) - 1 - pixels)


@pytest.mark.parametrize("bits", [3, 5, 6, 7, 10, 12, 14])
@pytest.mark.parametrize("order", ["<", ">"])
def test_bits_that_make_no_whole_bytes(tmp_path, writing, bits, order):
    pixels = np.random.default_rng(bits).integers(0, 1 << bits, (9, 13, 3)).astype(np.uint8 if bits < 8 else np.uint16)
    for settings in ({}, {"compression": 5}, {"planar": True}, {"tile": (16, 16)}, {"rows_per_strip": 2}):
        found = read(tmp_path, writing.tiff([pixels], bits=bits, order=order, **settings))
        assert found.dtype == pixels.dtype
        np.testing.assert_array_equal(found, planes_of(pixels))
    inverted = read(tmp_path, writing.tiff([pixels[..., 0]], bits=bits, order=order, photometric=0))
    np.testing.assert_array_equal(inverted[0], (1 << bits) - 1 - pixels[..., 0])


@pytest.mark.parametrize("dtype", ["u1", "u2", "u4", "i2"])
def test_white_as_0_is_inverted_as_values(tmp_path, writing, dtype):
    pixels = values(dtype, (6, 7))
    limits = np.iinfo(pixels.dtype)
    expected = [limits.max + limits.min - int(value) for value in pixels.ravel()]
    assert read(tmp_path, writing.tiff([pixels], photometric=0))[0].ravel().tolist() == expected


def test_a_palette_gives_colours(tmp_path, writing):
    pixels = values("u1", (6, 7))
    palette = np.random.default_rng(3).integers(0, 65536, (3, 256)).astype(np.uint16)
    data = writing.tiff([pixels], photometric=3, palette=palette)
    np.testing.assert_array_equal(read(tmp_path, data), (palette >> 8).astype(np.uint8)[:, pixels])
    greys = np.repeat(palette[:1], 3, axis=0)
    assert len(read(tmp_path, writing.tiff([pixels], photometric=3, palette=greys))) == 1


def test_a_palette_that_is_too_short_is_said(tmp_path, writing):
    pixels = np.full((4, 4), 9, np.uint8)
    with pytest.raises(ReadError, match="cannot be decoded"):
        read(tmp_path, writing.tiff([pixels], photometric=3, palette=np.zeros((3, 4), np.uint16)))


TURNS = {
    1: lambda p: p, 2: np.fliplr, 3: lambda p: np.rot90(p, 2), 4: np.flipud, 5: lambda p: p.T,
    6: lambda p: np.rot90(p, -1), 7: lambda p: np.rot90(p, 2).T, 8: np.rot90,
}  # fmt: skip


@pytest.mark.parametrize("code", TURNS)
@pytest.mark.parametrize("dtype", ["u1", "u2", "f4"])
def test_a_turned_page_is_upright(tmp_path, writing, code, dtype):
    pixels = values(dtype, (5, 7))
    file = tmp_path / "p_1.tif"
    file.write_bytes(writing.tiff([pixels], orientation=code))
    page = read_pages(file).pages[0]
    np.testing.assert_array_equal(decode(page)[0], TURNS[code](pixels))
    assert decode(page).shape[1:] == page.shape


def test_turning_is_opencvs_too(tmp_path):
    """Exif's turns, as OpenCV carries them out for JPEG files."""
    pixels = cv2.resize(values("u1", (3, 4)), (40, 24), interpolation=cv2.INTER_CUBIC)
    stored = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 100])[1].tobytes()
    for code in range(1, 9):
        exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([code]) + bytes(6)
        data = stored[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + stored[2:]
        turned = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
        plain = cv2.imdecode(np.frombuffer(stored, np.uint8), cv2.IMREAD_GRAYSCALE)
        np.testing.assert_array_equal(upright(plain[None], code)[0], turned)


@pytest.mark.parametrize("photometric", [1, 2])
def test_opacity_is_left_out(tmp_path, writing, photometric):
    pixels = values("u2", (6, 7, 4 if photometric == 2 else 2))
    found = read(tmp_path, writing.tiff([pixels], photometric=photometric, extra=(2,)))
    np.testing.assert_array_equal(found, planes_of(pixels)[:-1])


def test_four_samples_that_are_no_colours_are_four_channels(tmp_path, writing):
    pixels = values("u2", (6, 7, 4))
    np.testing.assert_array_equal(read(tmp_path, writing.tiff([pixels], photometric=1)), planes_of(pixels))


@pytest.mark.parametrize("settings", [[], [cv2.IMWRITE_TIFF_COMPRESSION, 7], [cv2.IMWRITE_TIFF_COMPRESSION, 5]])
def test_what_opencv_writes_is_what_opencv_reads(tmp_path, settings):
    smooth = cv2.resize(values("u1", (4, 5, 3)), (50, 40), interpolation=cv2.INTER_CUBIC)
    file = tmp_path / "p_1.tif"
    assert cv2.imwrite(str(file), smooth, settings)
    found = decode(read_pages(file).pages[0])
    np.testing.assert_array_equal(found, np.moveaxis(cv2.imread(str(file), cv2.IMREAD_COLOR_RGB), -1, 0))


def test_every_page_of_a_file_is_its_own(tmp_path, writing):
    pages = [values("u2", (5, 6), seed) for seed in range(7)]
    file = tmp_path / "p.tif"
    file.write_bytes(writing.tiff(pages, big=True, order=">"))
    found = read_pages(file)
    assert [page.number for page in found.pages] == [1, 2, 3, 4, 5, 6, 7]
    for page, expected in zip(found.pages, pages, strict=True):
        np.testing.assert_array_equal(decode(page)[0], expected)


@pytest.mark.parametrize("unpack", [codecs.inflate, codecs.unlzma])
def test_no_more_is_inflated_than_was_asked_for(writing, unpack):
    pack = writing.COMPRESS[8 if unpack is codecs.inflate else 34925]
    bomb = pack(bytes(50_000_000))
    assert len(unpack(bomb, 1000)) == 1000
    with pytest.raises(Damaged, match="end too early"):
        unpack(pack(bytes(10)), 1000)


@pytest.mark.parametrize("compression", [5, 8, 32773, 34925])
def test_a_strip_that_is_cut_short_is_never_filled_up(tmp_path, writing, compression):
    for shape in ((11, 19), (10, 18, 3)):
        pixels = values("u1", shape)
        data = writing.tiff([pixels], compression=compression)
        file = tmp_path / "p_1.tif"
        file.write_bytes(data)
        length = int(read_pages(file).pages[0].lengths[0])
        refused = 0
        for cut in (*range(1, 40), length - 1):
            file.write_bytes(data.replace(length.to_bytes(4, "little"), (length - cut).to_bytes(4, "little")))
            try:
                found = decode(read_pages(file).pages[0])
            except ReadError:
                refused += 1
            else:
                np.testing.assert_array_equal(found, planes_of(pixels))
        assert refused
        file.write_bytes(data)
        np.testing.assert_array_equal(decode(read_pages(file).pages[0]), planes_of(pixels))


def test_deflated_data_that_were_changed_are_noticed(tmp_path, writing):
    pixels = values("u1", (11, 19))
    data = bytearray(writing.tiff([pixels], compression=8))
    data[60] ^= 1  # inside a stored block: only the checksum can tell
    with pytest.raises(ReadError, match="cannot be decoded"):
        read(tmp_path, bytes(data))


def test_webp_and_jpeg_2000_strips(tmp_path, writing):
    pixels = cv2.resize(values("u1", (4, 5, 3)), (72, 64), interpolation=cv2.INTER_CUBIC)
    lossless = cv2.imencode(".webp", pixels[..., ::-1], [cv2.IMWRITE_WEBP_QUALITY, 101])[1].tobytes()
    writing.COMPRESS[50001] = lambda _: lossless
    np.testing.assert_array_equal(read(tmp_path, writing.tiff([pixels], compression=50001)), planes_of(pixels))
    boxed = cv2.imencode(".jp2", pixels[..., ::-1])[1].tobytes()
    bare = boxed[boxed.index(b"\xff\x4f\xff\x51") :]
    writing.COMPRESS[34712] = lambda _: bare
    expected = cv2.imdecode(np.frombuffer(boxed, np.uint8), cv2.IMREAD_COLOR_RGB)
    np.testing.assert_array_equal(read(tmp_path, writing.tiff([pixels], compression=34712)), planes_of(expected))
    for data in (lossless[:-9], bare[:40], b""):  # another size than the page states, too
        writing.COMPRESS[50001] = lambda _, data=data: data
        with pytest.raises(ReadError):
            read(tmp_path, writing.tiff([pixels[:-1]], compression=50001))


@pytest.mark.parametrize("compression", [5, 8, 34925, 50000])
@pytest.mark.parametrize(("tag", "value"), [(256, 18), (258, 4)])
def test_a_size_smaller_than_what_was_compressed_is_refused(tmp_path, writing, compression, tag, value):
    """With one column less every row begins elsewhere: the picture is sheared, and looks like one."""
    data = restated(writing.tiff([values("u1", (11, 19))], compression=compression), tag, value)
    with pytest.raises(ReadError, match="cannot be decoded"):
        read(tmp_path, data)


@pytest.mark.parametrize(("tag", "value"), [(256, 18), (258, 4)])
def test_a_size_smaller_than_what_is_stored_is_said(tmp_path, writing, tag, value):
    sound = writing.tiff([values("u1", (11, 19))])
    for data, expected in ((sound, False), (restated(sound, tag, value), True)):
        file = tmp_path / "p_1.tif"
        file.write_bytes(data)
        page = read_pages(file).pages[0]
        assert page.surplus is expected
        assert any("than their size needs" in each for each in about([page])) is expected


def test_a_page_that_does_not_say_whether_0_is_black_says_so(tmp_path, writing):
    sound = writing.tiff([values("u1", (11, 19))])
    for data, expected in ((sound, False), (restated(sound, 262, 0, named=700), True)):
        file = tmp_path / "p_1.tif"
        file.write_bytes(data)
        page = read_pages(file).pages[0]
        assert any("do not say whether 0 is black" in each for each in about([page])) is expected


def restated(data, tag, value, named=0):
    """The little-endian TIFF with another value of a tag, or with it under another number."""
    out = bytearray(data)
    at = struct.unpack_from("<I", out, 4)[0]
    for entry in range(at + 2, at + 2 + 12 * struct.unpack_from("<H", out, at)[0], 12):
        if struct.unpack_from("<H", out, entry)[0] == tag:
            struct.pack_into("<H", out, entry, named or tag)
            kind = struct.unpack_from("<H", out, entry + 2)[0]
            struct.pack_into("<H" if kind == 3 else "<I", out, entry + 8, value)
            return bytes(out)
    raise AssertionError(tag)
