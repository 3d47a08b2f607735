"""PNG and JPEG slices: their pixels, and how they are laid out in folders."""

import contextlib
import struct

import cv2
import numpy as np
import pytest

from xaiviewer.errors import ReadError
from xaiviewer.readers import find_cases, load_case
from xaiviewer.readers.tiff import cases, is_picture
from xaiviewer.readers.tiff.pages.page import MAX_SLICE_PIXELS
from xaiviewer.readers.tiff.pixels.picture import read_picture
from xaiviewer.readers.tiff.planes import pixels as decode

GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
KINDS = [
    (GREY, 1, 1), (GREY, 2, 1), (GREY, 4, 1), (GREY, 8, 1), (GREY, 16, 1), (RGB, 8, 3), (RGB, 16, 3),
    (GREY_ALPHA, 8, 2), (GREY_ALPHA, 16, 2), (RGBA, 8, 4), (RGBA, 16, 4),
]  # fmt: skip


def noise(shape, bits=8, seed=1):
    found = np.random.default_rng(seed).integers(0, 1 << bits, shape)
    return found.astype(np.uint16 if bits == 16 else np.uint8)


def colours(number, shape=(12, 10)):
    return noise((*shape, 3), seed=number)


def outline(shape=(12, 10)):
    mask = np.zeros(shape, np.uint8)
    mask[3:6, 2:7] = 255
    return mask


def save(file, pixels, *settings):
    file.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(file), pixels[..., ::-1] if pixels.ndim == 3 else pixels, list(settings))
    return file


@pytest.mark.parametrize(("colour", "bits", "samples"), KINDS)
@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize("shape", [(11, 13), (1, 1), (3, 2)])
def test_every_kind_of_png(tmp_path, writing, colour, bits, samples, interlaced, shape):
    pixels = noise((*shape, samples), bits)
    file = tmp_path / "p_1.png"
    file.write_bytes(writing.png(pixels, colour, bits, interlaced=interlaced))
    found = decode(read_picture(file))
    expected = np.moveaxis(pixels, -1, 0)[: 1 if colour in (GREY, GREY_ALPHA) else 3]
    assert found.dtype == (np.uint16 if bits == 16 else np.uint8)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
@pytest.mark.parametrize("interlaced", [False, True])
def test_a_png_palette_gives_colours(tmp_path, writing, bits, interlaced):
    pixels = noise((7, 9), bits)
    palette = np.random.default_rng(4).integers(0, 256, (1 << bits, 3), dtype=np.uint8)
    file = tmp_path / "p_1.png"
    file.write_bytes(writing.png(pixels, PALETTE, bits, interlaced=interlaced, palette=palette.tobytes()))
    np.testing.assert_array_equal(decode(read_picture(file)), np.moveaxis(palette[pixels], -1, 0))


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("progressive", [0, 1])
@pytest.mark.parametrize(
    "sampling",
    [cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_422, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420],
)
def test_jpeg_gives_what_opencv_gives(tmp_path, colour, progressive, sampling):
    pixels = cv2.resize(colours(3, (5, 6)), (61, 45), interpolation=cv2.INTER_CUBIC)
    options = (cv2.IMWRITE_JPEG_PROGRESSIVE, progressive, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling)
    file = save(tmp_path / "p_1.jpg", pixels if colour else pixels[..., 0], *options)
    expected = cv2.imread(str(file), cv2.IMREAD_COLOR_RGB if colour else cv2.IMREAD_GRAYSCALE)
    np.testing.assert_array_equal(decode(read_picture(file)), np.moveaxis(np.atleast_3d(expected), -1, 0))


@pytest.mark.parametrize("code", range(1, 9))
def test_exif_turns_jpeg_and_png(tmp_path, writing, code):
    pixels = colours(3, (6, 9))
    exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([code]) + bytes(6)
    upright = tmp_path / "turned.png"
    upright.write_bytes(writing.png(pixels, RGB, 8, extra=writing.chunk(b"eXIf", exif)))
    turned = decode(read_picture(upright))
    jpeg = cv2.imencode(".jpg", pixels[..., ::-1])[1].tobytes()
    segment = b"Exif\0\0" + exif
    file = tmp_path / "turned.jpg"
    file.write_bytes(jpeg[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment + jpeg[2:])
    expected = cv2.imread(str(file), cv2.IMREAD_COLOR_RGB)  # OpenCV turns it
    np.testing.assert_array_equal(decode(read_picture(file)), np.moveaxis(expected, -1, 0))
    assert turned.shape[1:] == expected.shape[:2]
    plain = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_RGB)
    lossless = np.moveaxis(turned, 0, -1)
    same_turn = [np.array_equal(t(plain), expected) and np.array_equal(t(pixels), lossless) for t in TURNS]
    assert any(same_turn)


TURNS = [
    *(lambda p, k=k: np.rot90(p, k) for k in range(4)),
    *(lambda p, k=k: np.rot90(np.fliplr(p), k) for k in range(4)),
]


def test_a_damaged_exif_block_turns_nothing(tmp_path, writing):
    pixels = colours(1)
    file = tmp_path / "p_1.png"
    for exif in (b"", b"MM", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0"):
        file.write_bytes(writing.png(pixels, RGB, 8, extra=writing.chunk(b"eXIf", exif)))
        np.testing.assert_array_equal(decode(read_picture(file)), np.moveaxis(pixels, -1, 0))


# --- folders


@pytest.mark.parametrize("suffix", ["png", "PNG"])
def test_png_slices_with_masks_are_a_case_like_any(tmp_path, suffix):
    for number in (10, 9, 1, 2):
        save(tmp_path / f"p_{number}.{suffix}", colours(number))
        save(tmp_path / f"p_{number}_mask.{suffix}", outline())
    case = load_case(tmp_path)
    assert case.slice_names == ("p_1", "p_2", "p_9", "p_10")
    assert case.mask.areas_px.tolist() == [15] * 4
    for index, number in enumerate((1, 2, 9, 10)):
        for channel, name in enumerate(("t1", "flair", "t1c")):
            np.testing.assert_array_equal(case.volume(name).voxels[index], colours(number)[..., channel])
    assert case.contents.series[0].format == "picture"
    assert [path.name for path in find_cases(tmp_path)] == [tmp_path.name]
    assert load_case(tmp_path / f"p_9.{suffix}").mask.areas_px.tolist() == [15]


def test_jpeg_slices_say_that_detail_was_lost(tmp_path):
    for number in (1, 2):
        save(tmp_path / f"p_{number}.jpg", colours(number))
        save(tmp_path / f"p_{number}_mask.png", outline())
    case = load_case(tmp_path)
    assert case.mask.drawn.all()
    assert any(
        "saved as JPEG, which loses detail, and in colour it mixes the sequences" in each for each in case.notices
    )


def test_grey_saved_in_colour_is_one_channel_and_said(tmp_path):
    for number in (1, 2, 3):
        save(tmp_path / f"p_{number}.png", np.repeat(colours(number)[..., :1], 3, axis=2))
    case = load_case(tmp_path)
    assert [volume.sequence for volume in case.volumes] == ["flair"]
    assert case.contents.series[0].key == "1"
    assert any("grey saved in colour" in notice for notice in case.notices)
    np.testing.assert_array_equal(case.volume("flair").voxels[1], colours(2)[..., 0])


def test_a_coloured_slice_among_grey_ones_saved_in_colour_is_left_out(tmp_path):
    for number in range(1, 6):
        save(tmp_path / f"p_{number}.png", np.repeat(colours(number)[..., :1], 3, axis=2))
    save(tmp_path / "p_2.png", colours(2))
    case = load_case(tmp_path)
    assert case.slice_names == ("p_1", "p_3", "p_4", "p_5")
    assert any("p_2.png is in colour where other slices are grey" in notice for notice in case.notices)


def test_pictures_beside_tiff_slices_are_left_out_but_masks_count(tmp_path):
    for number in (1, 2):
        save(tmp_path / f"p_{number}.tif", colours(number))
        save(tmp_path / f"p_{number}_mask.png", outline())
    save(tmp_path / "screenshot_1.png", colours(9))
    case = load_case(tmp_path)
    assert case.slice_names == ("p_1", "p_2")
    assert case.mask.areas_px.tolist() == [15, 15]
    assert any("1 picture beside the TIFF files left out (screenshot_1.png)" in notice for notice in case.notices)


def test_folders_of_images_and_of_masks_are_one_case(tmp_path):
    for number in (1, 2):
        save(tmp_path / "p7" / "images" / f"s_{number}.png", colours(number))
    save(tmp_path / "p7" / "masks" / "s_1.png", outline())
    save(tmp_path / "p7" / "masks" / "s_2_mask.png", outline())
    case = load_case(tmp_path / "p7" / "images")
    assert case.name == "p7"
    assert case.mask.areas_px.tolist() == [15, 15]
    assert find_cases(tmp_path) == [tmp_path / "p7" / "images"]


def test_masks_by_several_readers_are_a_choice(tmp_path):
    for number in (1, 2):
        save(tmp_path / f"p_{number}.tif", colours(number))
        save(tmp_path / f"p_{number}_seg.tif", outline())
    save(tmp_path / "p_1_mask.tif", outline())
    (contents,), _ = cases(tmp_path, [each.name for each in tmp_path.iterdir()])
    assert [(mask.key, len(mask.files)) for mask in contents.masks] == [("mask", 1), ("seg", 2)]
    (tmp_path / "p_1_mask.tif").unlink()
    (contents,), _ = cases(tmp_path, [each.name for each in tmp_path.iterdir()])
    assert [(mask.key, len(mask.files)) for mask in contents.masks] == [("mask", 2)]


@pytest.mark.parametrize(
    "name", ["a.tif", "a.TIFF", "a_mask.png", "a.jpeg", "a.JPG", "a.nii", ".a.png", "._a.tif", "a.txt", "png"]
)
def test_which_names_are_pictures(name):
    assert is_picture(name) is (name in ("a.tif", "a.TIFF", "a_mask.png", "a.jpeg", "a.JPG"))


# --- faults


def test_a_png_that_is_cut_or_changed_is_said_and_nothing_is_printed(tmp_path, writing, capfd):
    pixels = noise((11, 13, 3))
    data = writing.png(pixels, RGB, 8)
    file = tmp_path / "p_1.png"
    changed = [data[:length] for length in range(len(data))]
    changed += [data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :] for place in range(0, len(data), 3)]
    for each in changed:
        file.write_bytes(each)
        with pytest.raises(ReadError) as caught:
            decode(read_picture(file))
        assert "p_1.png" in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_jpeg_that_is_cut_is_said_and_nothing_is_printed(tmp_path, capfd):
    file = save(tmp_path / "p_1.jpg", colours(1, (40, 41)))
    data = file.read_bytes()
    for length in range(0, len(data) - 1, 7):
        file.write_bytes(data[:length])
        with pytest.raises(ReadError) as caught:
            decode(read_picture(file))
        assert "p_1.jpg" in str(caught.value)
    for place in range(2, len(data), 5):
        file.write_bytes(data[:place] + b"\xff\x00\xff" + data[place + 3 :])
        with contextlib.suppress(ReadError):  # what changes brightness alone is still a picture
            decode(read_picture(file))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("progressive", [0, 1])
@pytest.mark.parametrize("interval", [0, 1])
def test_a_jpeg_that_states_more_than_its_data_hold_is_not_filled_up(tmp_path, progressive, interval):
    options = (cv2.IMWRITE_JPEG_PROGRESSIVE, progressive, cv2.IMWRITE_JPEG_RST_INTERVAL, interval)
    file = save(tmp_path / "p_1.jpg", colours(1, (40, 41)), *options)
    assert decode(read_picture(file)).shape == (3, 40, 41)
    data = file.read_bytes()
    at = data.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    file.write_bytes(data[:at] + struct.pack(">HH", 255, 65_290) + data[at + 4 :])
    with pytest.raises(ReadError, match="end too early"):
        decode(read_picture(file))
    if interval:
        file.write_bytes(data.replace(b"\xff\xd1", b"", 1))
        with pytest.raises(ReadError, match="end too early"):
            decode(read_picture(file))


@pytest.mark.parametrize("progressive", [0, 1])
@pytest.mark.parametrize("channels", [1, 3])
def test_a_jpeg_of_one_grey_takes_as_few_bits_as_any_and_is_whole(tmp_path, progressive, channels):
    options = (cv2.IMWRITE_JPEG_PROGRESSIVE, progressive, cv2.IMWRITE_JPEG_OPTIMIZE, 1)
    grey = np.full((500, 701, channels), 90, np.uint8)
    file = save(tmp_path / "p_1.jpg", grey if channels == 3 else grey[..., 0], *options)
    assert file.stat().st_size < 5000
    np.testing.assert_array_equal(decode(read_picture(file)), np.moveaxis(grey, -1, 0))


def test_what_a_png_states_is_not_believed(tmp_path, writing):
    file = tmp_path / "p_1.png"
    head = (1 << 30).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    sound = writing.png(noise((4, 4, 3)), RGB, 8)
    file.write_bytes(sound[:8] + writing.chunk(b"IHDR", head) + sound[33:])
    with pytest.raises(ReadError, match=f"more than the {MAX_SLICE_PIXELS >> 20} million"):
        read_picture(file)
    head = (4000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    file.write_bytes(sound[:8] + writing.chunk(b"IHDR", head) + sound[33:])
    with pytest.raises(ReadError, match="end too early"):
        decode(read_picture(file))


@pytest.mark.parametrize(
    "data", [b"", b"II*\0\x08\0\0\0", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a" + bytes(50)]
)
def test_what_is_no_picture_is_said(tmp_path, data):
    file = tmp_path / "p_1.png"
    file.write_bytes(data)
    with pytest.raises(ReadError, match=r"p_1\.png"):
        read_picture(file)
