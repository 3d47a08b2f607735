"""Whatever a file states: a case or a sentence, in bounded time and memory, with nothing on the terminal."""

import struct
import tracemalloc
import zlib

import cv2
import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xaiviewer.errors import ReadError
from xaiviewer.readers.tiff import cases
from xaiviewer.readers.tiff.pages.pages import read_pages


def entries(tags):
    """One directory of a small TIFF: (tag, type, count, value) and no further page."""
    packed = b"".join(struct.pack("<HHII", *each) for each in sorted(tags))
    return struct.pack("<H", len(tags)) + packed + bytes(4)


def header(*tags, data=b""):
    """A TIFF of one page whose directory follows `data`, which begins at 8."""
    return b"II*\0" + struct.pack("<I", 8 + len(data)) + data + entries(tags)


def opened(file):
    """What a file gives: the bytes of its voxels, or None where there is a sentence."""
    found, skipped = cases(file, [file.name])
    sentences = [sentence for _, sentence in skipped]
    size = 0
    for series in (series for contents in found for series in contents.series):
        try:
            size += series.source.read().values.nbytes
        except ReadError as error:
            sentences.append(str(error))
    for sentence in sentences:
        assert file.name in sentence
        assert "\n" not in sentence
    return size or None


@pytest.fixture
def peak():
    """Bytes allocated at most since the test began."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


@pytest.mark.parametrize("compression", [1, 4, 5, 7, 8, 32773, 34887, 34925, 34712, 50000, 50001, 50002])
@pytest.mark.parametrize("side", [4096, 1 << 31])
def test_a_small_file_does_not_get_the_memory_it_asks_for(tmp_path, peak, compression, side):
    file = tmp_path / "p_1.tif"
    file.write_bytes(
        header(
            (256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, 8), (259, 3, 1, compression), (262, 3, 1, 1),
            (273, 4, 1, 8), (278, 4, 1, side), (279, 4, 1, 40), data=bytes(40),
        )
    )  # fmt: skip
    assert opened(file) is None
    assert peak() < 40_000_000


def test_counts_that_no_file_has_are_not_followed(tmp_path, peak):
    file = tmp_path / "p_1.tif"
    for tag in (258, 270, 273, 279, 320, 324, 347):
        for count in (1 << 20, 1 << 28, (1 << 32) - 1):
            kind = 2 if tag == 270 else 4
            file.write_bytes(header((256, 4, 1, 9), (257, 4, 1, 9), (tag, kind, count, 8), data=bytes(40)))
            assert opened(file) is None
    assert peak() < 10_000_000


def test_strips_that_lie_on_one_another_are_no_way_to_multiply_a_bomb(tmp_path, writing):
    bomb = zlib.compress(bytes(1000 * 1000))
    page = [
        (256, 4, 1, 1000), (257, 4, 1, 1000), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1),
        (273, 4, 1, 8), (278, 4, 1, 1000), (279, 4, 1, len(bomb)),
    ]  # fmt: skip
    data = bytearray(header(*page, data=bomb))
    for _ in range(300):
        data[-4:] = struct.pack("<I", len(data))
        data += entries(page)
    file = tmp_path / "p_1.tif"
    file.write_bytes(data)
    found = read_pages(file)
    assert len(found.pages) < 300
    assert any("lie on one another" in sentence for _, sentence in found.faults)


def test_directories_that_lie_on_one_another_end(tmp_path):
    file = tmp_path / "p_1.tif"
    step = struct.pack("<HHHII", 1, 254, 4, 1, 0)
    data = bytearray(b"II*\0" + struct.pack("<I", 8))
    for number in range(20_001):
        data += step + struct.pack("<I", 8 + (number + 1) * 18)
    file.write_bytes(data)
    assert opened(file) is None


@pytest.mark.slow
@pytest.mark.parametrize("cut", [2, 10, 100])
def test_damaged_jpeg_in_tiff_prints_nothing(tmp_path, cut, capfd):
    smooth = cv2.resize(np.random.default_rng(0).integers(0, 255, (5, 6, 3), np.uint8), (60, 50))
    file = tmp_path / "p_1.tif"
    tifffile.imwrite(file, smooth, compression="jpeg", photometric="rgb", metadata=None)
    data = file.read_bytes()
    for place in range(8, len(data), 11):
        file.write_bytes(data[:place] + bytes([data[place] ^ 0x3C]) * cut + data[place + cut :])
        opened(file)
    assert capfd.readouterr() == ("", "")


def corpus(writing):
    noise = np.random.default_rng(5)
    colour = noise.integers(0, 200, (10, 12, 3)).astype(np.uint8)
    text = b"ImageJ=1\nimages=3\nslices=3\nunit=mm\nspacing=3\n"
    yield ".tif", writing.tiff([colour] * 2, compression=8, predictor=2)
    yield ".tif", writing.tiff([colour], compression=5, tile=(16, 16), planar=True, big=True, order=">")
    yield ".tif", writing.tiff([colour[..., 0]] * 3, description=text, resolution=(1, 1, 1))
    yield ".png", writing.png(colour, 2, 8, interlaced=True)
    smooth = cv2.resize(colour, (30, 20))
    yield ".jpg", cv2.imencode(".jpg", smooth)[1].tobytes()
    yield ".jpg", cv2.imencode(".jpg", smooth, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[1].tobytes()
    grey = [colour[:2, :2, 0]] * 4  # so small that most damage hits what is said of the axes
    text = b"ImageJ=1\nimages=4\nchannels=2\nslices=2\norder=zct\ncf=0\nc0=-9.0\nc1=2.0\n"
    yield ".tif", writing.tiff(grey, description=text, private=writing.slice_labels(["FLAIR", "T1"] * 2, info="of"))
    yield ".tif", writing.tiff(grey, description=b'{"shape": [1, 2, 2, 2, 2], "axes": "TCZYX", "name": "FLAIR"}')
    blocks = '<TiffData IFD="2" FirstC="1" PlaneCount="2"><UUID FileName="a.tif">1</UUID></TiffData><TiffData/>'
    text = f'<OME UUID="1"><Image><Pixels DimensionOrder="XYZCT" SizeC="2" SizeZ="2">{blocks}</Pixels></Image></OME>'
    yield ".tif", writing.tiff(grey, description=text.encode())
    sizes = struct.pack("<IiIIIII", 0x00400494C, 28, 2, 2, 4, 1, 1)
    yield ".tif", writing.tiff(grey, private={34412: ("B", list(sizes)), 33629: ("I", [0] * 8)})


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, 9),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.one_of(st.none(), st.floats(0, 1)),
)
def test_any_damage_gives_voxels_or_a_sentence(tmp_path, writing, which, flips, cut):
    suffix, whole = list(corpus(writing))[which]
    data = bytearray(whole)
    for place, value in flips:
        data[int(place * len(data))] = value
    file = tmp_path / f"p_1{suffix}"
    file.write_bytes(data if cut is None else data[: int(cut * len(data))])
    opened(file)
