"""Stacks of pages: which pages are slices, what is left out, and what programs store beside the pixels."""

import json
import struct

import numpy as np
import pytest

from xaiviewer.readers import load_case
from xaiviewer.readers.tiff import cases

SHAPE = (6, 5)


def pages(count, dtype=np.uint16, high=60_000):
    return [np.random.default_rng(each).integers(1, high, SHAPE).astype(dtype) for each in range(count)]


def values(contents):
    return [series.source.read().values for series in contents.series]


def set_tag(data, page, tag, value):
    """Write the first number of a tag into the directory of a page, counted from 0, of a little-endian TIFF."""
    out = bytearray(data)
    at = 4
    for _ in range(page + 1):
        (place,) = struct.unpack_from("<I", out, at)
        (count,) = struct.unpack_from("<H", out, place)
        at = place + 2 + 12 * count
    for entry in range(place + 2, at, 12):
        if struct.unpack_from("<H", out, entry)[0] == tag:
            struct.pack_into("<H", out, entry + 8, value)
            return bytes(out)
    raise AssertionError(tag)


# --- pages that are no slices


@pytest.mark.parametrize("kind", [1, 4, 5])
def test_a_smaller_copy_or_a_mask_before_the_slices_is_none(only, tmp_path, writing, kind):
    stored = [np.zeros((3, 2), np.uint16), *pages(1)]
    data = set_tag(writing.tiff(stored), 0, 254, kind)
    (tmp_path / "P1.tif").write_bytes(data)
    np.testing.assert_array_equal(values(only(tmp_path / "P1.tif"))[0], stored[1:])


def test_a_smaller_copy_by_the_older_tag_is_no_slice(only, tmp_path, writing):
    stored = pages(3)
    data = writing.tiff(stored, description=b"", private={255: ("H", [1])})
    (tmp_path / "P1.tif").write_bytes(set_tag(data, 0, 255, 2))
    np.testing.assert_array_equal(values(only(tmp_path / "P1.tif"))[0], stored[1:])


def test_several_slices_in_one_page_are_refused(save):
    path = save(pages(1), private={32997: ("I", [4])})
    found, ((_, sentence),) = cases(path, [path.name])
    assert found == []
    assert "4 slices in one page (ImageDepth)" in sentence


# --- pages that are missing


@pytest.mark.parametrize(("axes", "order"), [("CZ", "zct"), ("ZC", "czt")])
def test_a_page_that_is_of_no_known_kind_moves_no_other(only, tmp_path, writing, axes, order):
    stored = pages(12)
    texts = [
        f"ImageJ=1.54f\nimages=12\nchannels=3\nslices=4\norder={order}\n".encode(),
        json.dumps({"shape": [3, 4, *SHAPE] if axes == "CZ" else [4, 3, *SHAPE], "axes": axes + "YX"}).encode(),
    ]
    for text in texts:
        data = set_tag(writing.tiff(stored, description=text), 7, 259, 6)  # old JPEG
        (tmp_path / "P1.tif").write_bytes(data)
        contents = only(tmp_path / "P1.tif")
        lost = 3 if axes == "CZ" else 2
        for channel, found in enumerate(values(contents)):
            at = [4 * channel + each if axes == "CZ" else 3 * each + channel for each in range(4) if each != lost]
            np.testing.assert_array_equal(found, [stored[each] for each in at])
        assert any(f"slice {lost + 1} is left out of all channels" in each for each in contents.series[0].notices)


def test_channels_of_another_size_than_the_others_are_refused(refused, save):
    stored = [*pages(3), *[np.ones((7, 7), np.uint16)] * 3]
    sentence = refused(save(stored, description=b"ImageJ=1.54f\nimages=6\nchannels=2\nslices=3\norder=zct\n"))
    assert "5 x 6 pixels" in sentence
    assert "7 x 7 pixels" in sentence


def test_a_stack_that_is_cut_short_is_refused_where_it_could_mix_its_channels(tmp_path, writing):
    text = json.dumps({"shape": [3, 4, *SHAPE], "axes": "CZYX"}).encode()
    whole = writing.tiff(pages(12), description=text)
    for cut in range(len(whole) // 3, len(whole), 97):
        (tmp_path / "P1.tif").write_bytes(whole[:cut])
        found, skipped = cases(tmp_path / "P1.tif", ["P1.tif"])
        assert (found, len(skipped)) == ([], 1)


# --- a file for each slice, and a page in it for each channel


def described(who, names=()):
    if who == "ImageJ":
        return b"ImageJ=1.54f\nimages=3\nchannels=3\nmode=grayscale\n"
    if who == "tifffile":
        return json.dumps({"shape": [3, *SHAPE], "axes": "CYX"}).encode()
    channels = "".join(f'<Channel Name="{each}"/>' for each in names)
    sizes = 'SizeX="5" SizeY="6" SizeC="3" SizeZ="1" SizeT="1"'
    return f'<OME><Image><Pixels DimensionOrder="XYCZT" {sizes}>{channels}<TiffData/></Pixels></Image></OME>'.encode()


@pytest.mark.parametrize("who", ["ImageJ", "tifffile", "OME"])
def test_channels_in_pages_of_every_slices_file_are_series(tmp_path, save, who):
    stored = pages(12)
    for at in range(4):
        save(stored[3 * at : 3 * at + 3], name=f"P_{at + 1}.tif", description=described(who))
        save([np.full(SHAPE, at % 2, np.uint8)], name=f"P_{at + 1}_mask.tif")
    case = load_case(tmp_path)
    for channel, name in enumerate(("t1", "flair", "t1c")):
        np.testing.assert_array_equal(case.volume(name).voxels, stored[channel::3])
    assert case.mask.areas_px.tolist() == [0, 30, 0, 30]


def test_channels_that_every_slices_file_names_are_taken_by_name_or_refused(tmp_path, save):
    stored = pages(6)
    names = ("T1 post", "FLAIR", "T1")
    for at in range(2):
        save(stored[3 * at : 3 * at + 3], name=f"P_{at + 1}.tif", description=described("OME", names))
    case = load_case(tmp_path)
    for channel, name in enumerate(("t1c", "flair", "t1")):
        np.testing.assert_array_equal(case.volume(name).voxels, stored[channel::3])
    save(stored[:3], name="P_3.tif", description=described("OME", names[::-1]))
    found, ((_, sentence),) = cases(tmp_path, [each.name for each in tmp_path.iterdir()])
    assert found == []
    assert "name their channels differently" in sentence


# --- time points


def test_a_file_of_an_ome_set_that_begins_later_has_its_first_time_point(only, save):
    blocks = "".join(
        f'<TiffData IFD="{at % 6}" FirstT="{at // 3}" FirstZ="{at % 3}">'
        f'<UUID FileName="{"ab"[at // 6]}.tif">{at // 6}</UUID></TiffData>'
        for at in range(12)
    )
    text = f'<OME><Image><Pixels DimensionOrder="XYZTC" SizeC="1" SizeZ="3" SizeT="4">{blocks}</Pixels></Image></OME>'
    stored = pages(6)
    contents = only(save(stored, name="b.tif", description=text.encode()))
    assert [(each.key, each.whole) for each in contents.series] == [("1", True), ("1[1]", False)]
    for found, expected in zip(values(contents), (stored[:3], stored[3:]), strict=True):
        np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(load_case(contents.path).volume("flair").voxels, stored[:3])


def test_time_points_of_several_arrays_belong_to_their_own(only, save):
    described = json.dumps({"shape": [2, 3, *SHAPE], "axes": "TZYX"}).encode()
    stored = pages(12)
    contents = only(save(stored, description=[described, *[b""] * 5, described, *[b""] * 5]))
    found = {each.key: each.source.read().values for each in contents.series}
    for key, first in (("1", 0), ("1[1]", 3), ("2", 6), ("2[1]", 9)):
        np.testing.assert_array_equal(found[key], stored[first : first + 3])


# --- microscopes' programs


def lsm(z, c, t):
    return {34412: ("B", list(struct.pack("<IiIIIII", 0x00400494C, 28, 5, 6, z, c, t)))}


def test_stacks_of_microscopes_are_opened_or_refused_with_their_axes(only, refused, save):
    assert "MetaMorph stack of 7 planes" in refused(save(pages(1), private={33629: ("Q", [0] * 7)}, big=True))
    for private, said in (
        ({34361: ("B", [1] * 40)}, "FluoView"),
        (lsm(2, 1, 3), "Zeiss LSM stack (T, C, Z: 3 x 1 x 2)"),
    ):
        assert said in refused(save(pages(6), private=private))
    assert "ScanImage" in refused(save(pages(6), description=b"scanimage.SI.hChannels.channelSave = [1;2]"))
    assert only(save(pages(6), private=lsm(6, 1, 1))).series[0].shape == (6, *SHAPE)
    coloured = [np.stack(pages(3), -1)] * 4
    assert [each.shape for each in only(save(coloured, private=lsm(4, 3, 1))).series] == [(4, *SHAPE)] * 3


# --- what ImageJ stores beside the pixels


@pytest.mark.parametrize("many", [1, 4])
def test_a_look_up_table_of_imagej_is_no_colour(only, tmp_path, save, many):
    """ "Fire" shows a grey image in colours, and is no T1, FLAIR and T1 + contrast."""
    fire = np.random.default_rng(0).integers(0, 65536, (3, 256), np.uint16)
    stored = pages(many, np.uint8, 256)
    text = f"ImageJ=1.54f\nimages={many}\nslices={many}\n".encode()
    contents = only(save(stored, name="P_1.tif", palette=fire, photometric=3, description=text))
    assert len(contents.series) == 1
    np.testing.assert_array_equal(values(contents)[0], stored)
    assert any("false colours" in each for each in contents.series[0].notices)


def test_signed_numbers_that_imagej_stores_as_unsigned(only, save):
    signed = [each.astype(np.int32) - 32768 for each in pages(3)]
    stored = [(each + 32768).astype(np.uint16) for each in signed]
    text = b"ImageJ=1.54f\nimages=3\nslices=3\ncf=0\nc0=-32768.0\nc1=1.0\nvunit=Gray Value\n"
    series = only(save(stored, description=text)).series[0]
    assert series.dtype == "float32"
    np.testing.assert_array_equal(series.source.read().values, signed)
    white = only(save(stored, photometric=0, description=text))  # an inverted look-up table
    np.testing.assert_array_equal(values(white)[0], [65535 - each for each in stored])
    for other in (b"", b"cf=20\n", b"cf=0\nc0=x\n", b"cf=0\nc0=nan\n", b"cf=0\nc0=0\nc1=0\n"):
        found = only(save(stored, description=b"ImageJ=1.54f\nimages=3\nslices=3\n" + other))
        np.testing.assert_array_equal(values(found)[0], stored)


# --- what tifffile stores beside the shape


def test_spacing_beside_the_shape(only, save):
    told = {"shape": [3, *SHAPE], "axes": "ZYX", "spacing": 5.5, "unit": "mm"}
    resolution = (1 / 0.9375, 1 / 0.8, 1)
    geometry = only(save(pages(3), description=json.dumps(told).encode(), resolution=resolution)).series[0].geometry
    np.testing.assert_allclose(geometry.spacing_mm, (5.5, 0.8, 0.9375), rtol=1e-3)
    del told["unit"]
    found = only(save(pages(3), description=json.dumps(told).encode(), resolution=resolution))
    assert not found.series[0].geometry.known


# --- masks of such files


@pytest.mark.parametrize("who", ["OME", "tifffile"])
def test_a_mask_lies_on_the_slices_that_its_axes_say(only, save, who):
    outline = np.zeros((4, *SHAPE), np.uint8)
    for at in range(4):
        outline[at, : at + 1, 0] = 255
    save(pages(4))
    if who == "OME":
        blocks = "".join(f'<TiffData IFD="{3 - at}" FirstZ="{at}"/>' for at in range(4))
        text = (
            '<OME><Image><Pixels DimensionOrder="XYZCT" Type="uint8" SizeX="5" SizeY="6" SizeC="1" SizeZ="4" '
            f'SizeT="1">{blocks}</Pixels></Image></OME>'
        ).encode()
        save(list(outline[::-1]), name="P1_mask.tif", description=text)
    else:
        save(list(outline), name="P1_mask.tif", description=json.dumps({"shape": [4, *SHAPE], "axes": "ZYX"}).encode())
    case = load_case(only(save(pages(4))).path)
    assert case.mask.areas_px.tolist() == [1, 2, 3, 4]


def test_a_mask_whose_axes_cannot_be_told_is_left_out(tmp_path, save):
    path = save(pages(4))
    text = json.dumps({"shape": [2, 2, *SHAPE]}).encode()
    save([np.ones(SHAPE, np.uint8)] * 4, name="P1_mask.tif", description=text)
    case = load_case(path)
    assert case.mask is None
    assert any("(Q, Q: 2 x 2)" in each for each in case.notices)
