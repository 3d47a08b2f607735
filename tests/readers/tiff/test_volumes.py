"""Files of several pages: slices, channels and moments in time, spacing, and masks of as many pages."""

import math

import numpy as np
import pytest

from xaiviewer.case import Geometry
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers import load_case
from xaiviewer.readers.tiff import cases
from xaiviewer.readers.tiff import stack as stack_module
from xaiviewer.readers.tiff.axes import spacing


def pages(count, shape=(8, 9), dtype=np.uint16, start=0):
    """`count` pages whose values say which page they are."""
    return [np.random.default_rng(start + index).integers(1, 60_000, shape).astype(dtype) for index in range(count)]


def voxels(contents, key):
    (series,) = [each for each in contents.series if each.key == key]
    found = series.source.read().values
    assert found.shape == series.shape
    assert str(found.dtype) == series.dtype
    return found


def imagej(**fields):
    return "\n".join(["ImageJ=1.54f", *(f"{key}={value}" for key, value in fields.items())]).encode("latin-1") + b"\n"


def ome(pixels, inside="", before=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'
        f'<Image ID="Image:0"><Pixels ID="Pixels:0" {pixels}>{inside}</Pixels></Image></OME>'
    ).encode()


def sizes(c=1, z=1, t=1, order="XYCZT", more=""):
    return f'DimensionOrder="{order}" Type="uint16" SizeX="9" SizeY="8" SizeC="{c}" SizeZ="{z}" SizeT="{t}" {more}'


# --- plain


def test_pages_are_slices(only, tmp_path, save):
    stored = pages(5)
    file = save(stored, "scan.tif")
    contents = only(file)
    assert contents.name == "scan"
    np.testing.assert_array_equal(voxels(contents, "1"), stored)
    assert contents.series[0].slice_names == ("scan_1", "scan_2", "scan_3", "scan_4", "scan_5")
    np.testing.assert_array_equal(contents.series[0].source.slice(3), stored[3])
    assert contents.series[0].geometry.known is False
    case = load_case(tmp_path)
    assert case.name == tmp_path.name
    np.testing.assert_array_equal(case.volume("flair").voxels, stored)


def test_pages_in_colour_are_the_three_sequences(only, save):
    stored = pages(4, (8, 9, 3), np.uint8)
    contents = only(save(stored, "scan.tif"))
    assert [series.key for series in contents.series] == ["t1", "flair", "t1c"]
    for index, series in enumerate(contents.series):
        np.testing.assert_array_equal(series.source.read().values, np.stack(stored)[..., index])


def test_pages_of_another_size_and_thumbnails_are_left_out(only, save):
    contents = only(save([*pages(3), np.zeros((2, 2), np.uint16)], "scan.tif"))
    assert contents.series[0].shape == (3, 8, 9)
    (notice,) = contents.series[0].notices
    assert "scan.tif (page 4) is 2 x 2 pixels" in notice
    assert "9 x 8 pixels" in notice


def test_reduced_pictures_are_no_slices(only, tmp_path, writing):
    whole = writing.tiff([*pages(2)], subfile=1)
    (tmp_path / "scan.tif").write_bytes(whole)
    assert only(tmp_path / "scan.tif").series[0].shape == (1, 8, 9)


def test_a_circle_of_pages_is_walked_once(only, save):
    contents = only(save(pages(3), "scan.tif", loop=True))
    assert contents.series[0].shape[0] == 3
    assert any("lead in a circle" in notice for notice in contents.series[0].notices)


def test_a_page_that_cannot_be_decoded_is_said_and_marked(only, save):
    file = save(pages(3), "scan.tif", compression=8)
    data = bytearray(file.read_bytes())
    second = data.index(b"\x78\x9c", data.index(b"\x78\x9c") + 2)
    data[second + 5] ^= 0xFF
    file.write_bytes(data)
    contents = only(file)
    found = contents.series[0].source.read()
    assert found.read.tolist() == [True, False, True]
    assert not found.values[1].any()
    (notice,) = found.notices
    assert "scan.tif (page 2) cannot be decoded (compression: Deflate)" in notice
    with pytest.raises(ReadError, match=r"page 2"):
        contents.series[0].source.slice(1)


# --- channels decoded once


def test_channels_share_one_decoding(only, save, monkeypatch):
    contents = only(save(pages(4, (8, 9, 3), np.uint8), "scan.tif"))
    seen = []
    decode = stack_module.pixels
    monkeypatch.setattr(stack_module, "pixels", lambda plane: (seen.append(plane.number), decode(plane))[1])
    kept = [series.source.read() for series in contents.series]
    assert seen == [1, 2, 3, 4]
    del kept
    contents.series[0].source.read()
    assert len(seen) == 8  # nothing was kept once nobody used it
    first = contents.series[0].source.slice(2)
    contents.series[1].source.slice(2)
    assert seen[8:] == [3]
    del first


def test_reading_can_be_followed_and_cancelled(only, save):
    contents = only(save(pages(4), "scan.tif"))
    heard = []
    contents.series[0].source.read(progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with pytest.raises(Cancelled):
        contents.series[0].source.read(cancelled=lambda: True)


# --- several files of one patient


def test_files_named_by_sequence_are_one_case(only, tmp_path, save):
    stored = {name: pages(3, start=10 * index) for index, name in enumerate(("t1", "flair", "t1c"))}
    for name, each in stored.items():
        save(each, f"p7_{name}.tif")
    save([np.eye(8, 9, dtype=np.uint8)] * 3, "p7_mask.tif")
    contents = only(tmp_path)
    assert [series.key for series in contents.series] == ["p7_flair", "p7_t1", "p7_t1c"]
    assert contents.masks[0].key == "mask"
    case = load_case(tmp_path)
    for name, each in stored.items():
        np.testing.assert_array_equal(case.volume(name).voxels, each)
    assert case.mask.areas_px.tolist() == [8, 8, 8]
    assert only(tmp_path / "p7_t1.tif").series[0].shape == (3, 8, 9)
    assert len(only(tmp_path / "p7_t1.tif").series) == 3


def test_files_of_several_patients_are_cases_of_their_own(tmp_path, save):
    for name in ("a", "b"):
        save(pages(3), f"{name}.tif")
        save([np.ones((8, 9), np.uint8)] * 3, f"{name}_seg.tif")
    found, skipped = cases(tmp_path, [each.name for each in tmp_path.iterdir()])
    assert skipped == []
    assert [(each.name, each.path, len(each.masks)) for each in found] == [
        ("a", tmp_path / "a.tif", 1),
        ("b", tmp_path / "b.tif", 1),
    ]


# --- masks


def test_a_mask_of_several_pages(tmp_path, save):
    save(pages(3), "scan.tif")
    outline = [np.zeros((8, 9), np.uint8) for _ in range(3)]
    outline[1][2:5, 3:6] = 255
    save(outline, "scan_label.tif")
    case = load_case(tmp_path)
    assert case.mask.areas_px.tolist() == [0, 9, 0]
    assert case.mask.drawn.all()


def test_ome_files_of_one_patient_are_one_case_with_its_mask(only, tmp_path, save):
    for name in ("p7_flair", "p7_t1", "p7_mask"):
        save(pages(4, dtype=np.uint8), f"{name}.ome.tif")
    contents = only(tmp_path)
    assert {each.key for each in contents.series} == {"p7_flair.ome", "p7_t1.ome"}
    assert [each.files for each in contents.masks] == [(tmp_path / "p7_mask.ome.tif",)]


def test_a_mask_without_a_name_of_its_own_belongs_to_the_only_volume(tmp_path, save):
    save(pages(2), "scan.tif")
    save([np.ones((8, 9), np.uint8)] * 2, "mask.tif")
    assert load_case(tmp_path).mask.areas_px.tolist() == [72, 72]


def test_masks_with_another_number_or_size_of_pages_are_left_out_with_both(tmp_path, save):
    save(pages(3), "scan.tif")
    save([np.ones((8, 9), np.uint8)] * 2, "scan_mask.tif")
    case = load_case(tmp_path)
    assert case.mask is None
    assert any("scan_mask.tif has 2 pages but its image 3 slices" in notice for notice in case.notices)
    save([np.ones((7, 9), np.uint8)] * 3, "scan_mask.tif")
    case = load_case(tmp_path)
    assert case.mask is None
    assert any("9 x 7 pixels but its slice 9 x 8" in notice for notice in case.notices)


# --- ImageJ


def test_imagej_channels_slices_and_frames(only, save):
    stored = pages(2 * 3 * 2)
    text = imagej(images=12, channels=2, slices=3, frames=2, hyperstack="true")
    contents = only(save(stored, "scan.tif", description=text))
    assert [(series.key, series.whole) for series in contents.series] == [
        ("1", True),
        ("2", True),
        ("1[1]", False),
        ("2[1]", False),
    ]
    for key, first in (("1", 0), ("2", 1), ("1[1]", 6), ("2[1]", 7)):
        np.testing.assert_array_equal(voxels(contents, key), stored[first : first + 6 : 2])
    assert any("2 moments in time; the first is taken" in notice for notice in contents.series[0].notices)


def test_three_imagej_channels_are_the_three_sequences(only, save):
    stored = pages(6)
    contents = only(save(stored, "scan.tif", description=imagej(images=6, channels=3, slices=2)))
    assert [series.key for series in contents.series] == ["t1", "flair", "t1c"]
    np.testing.assert_array_equal(voxels(contents, "flair"), stored[1::3])


def test_imagej_counts_that_do_not_fit_make_every_page_a_slice_where_nothing_can_be_mixed(only, refused, save):
    contents = only(save(pages(5), "scan.tif", description=imagej(images=6, slices=6)))
    assert contents.series[0].shape == (5, 8, 9)
    assert any("all are slices" in notice for notice in contents.series[0].notices)
    for fields in ({"channels": 2, "slices": 3}, {"frames": 3, "slices": 2}, {"channels": 5, "slices": 5}):
        assert "(T, Z, C:" in refused(save(pages(5), "scan.tif", description=imagej(images=5, **fields)))


@pytest.mark.parametrize("axis", ["channels", "frames"])
def test_slices_that_a_program_called_otherwise_are_slices_and_said(only, save, axis):
    stored = pages(6)
    for text in (
        imagej(images=6, **{axis: 6}),
        ome(sizes(c=6 if axis == "channels" else 1, t=6 if axis == "frames" else 1), "<TiffData/>"),
    ):
        contents = only(save(stored, "scan.tif", description=text))
        np.testing.assert_array_equal(voxels(contents, "1"), stored)
        assert any("but no slices; they are taken as slices" in notice for notice in contents.series[0].notices)


def test_imagej_spacing_in_its_units(only, save):
    for unit, factor in (("mm", 1), ("micron", 0.001), ("cm", 10)):
        text = imagej(images=3, slices=3, unit=unit, spacing=5.5 / factor)
        file = save(pages(3), "scan.tif", description=text, resolution=(factor / 0.9375, factor / 0.8, 1))
        geometry = only(file).series[0].geometry
        assert (geometry.known, geometry.oriented) == (True, False)
        np.testing.assert_allclose(geometry.spacing_mm, (5.5, 0.8, 0.9375), rtol=1e-3)


@pytest.mark.parametrize(
    ("fields", "resolution", "says"),
    [
        ({"unit": "mm"}, (1, 1, 1), "no distance between slices"),
        ({"unit": "micron", "spacing": 2}, (3, 3, 1), "which no MR has"),
        ({"unit": "mm", "spacing": 900}, (1, 1, 1), "900 mm apart"),
        ({"unit": "furlong", "spacing": 1}, (1, 1, 1), "no spacing in furlong"),
        ({"unit": "mm", "spacing": "five"}, (1, 1, 1), "no distance"),
    ],
)
def test_imagej_spacing_that_is_missing_or_no_patients_is_said(only, save, fields, resolution, says):
    file = save(pages(3), "scan.tif", description=imagej(images=3, slices=3, **fields), resolution=resolution)
    series = only(file).series[0]
    assert not series.geometry.known
    assert any(says in notice for notice in series.notices), series.notices


def test_a_resolution_for_printing_is_no_spacing(only, save):
    series = only(save(pages(3), "scan.tif", resolution=(72, 72, 2))).series[0]
    assert not series.geometry.known
    assert series.notices == (series.notices[0],)
    assert "72 dots per inch; that is for printing and not used as millimetres" in series.notices[0]


def test_no_spacing_at_all_needs_no_words(only, save):
    series = only(save(pages(3), "scan.tif")).series[0]
    assert (series.geometry.known, series.notices) == (False, ())


# --- OME


def test_ome_axes_in_every_order(only, save):
    import itertools

    for order in ("".join(each) for each in itertools.permutations("CZT")):
        lengths = {"C": 2, "Z": 3, "T": 2}
        stored = pages(12)
        text = ome(sizes(2, 3, 2, f"XY{order}"), '<Channel ID="0" Name="FLAIR"/><Channel ID="1" Name="T1"/><TiffData/>')
        contents = only(save(stored, "scan.ome.tif", description=text))
        steps = {axis: math.prod(lengths[each] for each in order[: order.index(axis)]) for axis in order}
        for channel, time, key in ((0, 0, "1"), (1, 0, "2"), (0, 1, "1[1]"), (1, 1, "2[1]")):
            expected = [stored[channel * steps["C"] + z * steps["Z"] + time * steps["T"]] for z in range(3)]
            np.testing.assert_array_equal(voxels(contents, key), expected)
        names = {series.key: dict(series.attributes) for series in contents.series}
        assert (names["1"], names["2"]) == ({"ChannelName": "FLAIR"}, {"ChannelName": "T1"})


def test_ome_spacing(only, save):
    size = 'PhysicalSizeX="0.9" PhysicalSizeXUnit="mm" PhysicalSizeY="800" PhysicalSizeZ="0.5" PhysicalSizeZUnit="cm"'
    text = ome(sizes(z=3, more=size), '<TiffData IFD="0" PlaneCount="3"/>')
    geometry = only(save(pages(3), "scan.ome.tif", description=text)).series[0].geometry
    np.testing.assert_allclose(geometry.spacing_mm, (5, 0.8, 0.9))
    assert geometry.known
    assert not geometry.oriented


def test_ome_pages_where_the_blocks_say(only, save):
    stored = pages(3)
    blocks = "".join(f'<TiffData IFD="{2 - z}" FirstZ="{z}" PlaneCount="1"/>' for z in range(3))
    contents = only(save(stored, "scan.ome.tif", description=ome(sizes(z=3), blocks)))
    np.testing.assert_array_equal(voxels(contents, "1"), stored[::-1])


def test_of_a_set_of_ome_files_only_this_ones_slices(only, save):
    stored = pages(2)
    blocks = "".join(
        f'<TiffData IFD="{z % 2}" FirstZ="{z}" PlaneCount="1"><UUID FileName="{name}">urn:x</UUID></TiffData>'
        for z, name in enumerate(("other.tif", "other.tif", "here.tif", "here.tif"))
    )
    contents = only(save(stored, "here.tif", description=ome(sizes(z=4), blocks)))
    np.testing.assert_array_equal(voxels(contents, "1"), stored)
    assert any("2 of 4 slices lie in the others" in notice for notice in contents.series[0].notices)


BOMB = "<!DOCTYPE OME [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
FETCH = '<!DOCTYPE OME SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    "text",
    [
        ome(sizes(z=3), "<TiffData/>", BOMB),
        ome(sizes(z=3), "<TiffData/>", FETCH),
        ome(sizes(z=3), "<a>" * 5000 + "</a>" * 5000),
        ome(sizes(z=3))[:-30],
        ome(sizes(z=3, order="XYAB")),
        ome(sizes(z="9" * 40)),
        ome(sizes(z=999_999_999, c=999_999_999)),
        ome(sizes(c=3), '<TiffData IFD="500"/>'),
        b"<OME>\xff\xfe</OME>",
        b"<OME/>",
        b'<OME><BinaryOnly MetadataFile="set.companion.ome" UUID="urn:uuid:1"/></OME>',
        ome(sizes(c=2, z=2, order="XYZCT")),
    ],
)
def test_an_ome_description_that_cannot_be_used_is_refused_but_for_a_single_slice(only, refused, save, text):
    assert "OME description that cannot be used" in refused(save(pages(3), "scan.tif", description=text))
    assert only(save(pages(1), "scan.tif", description=text)).series[0].shape == (1, 8, 9)


def test_an_ome_file_that_lacks_slices_says_so(only, save):
    contents = only(save(pages(3), "scan.tif", description=ome(sizes(z=5), "<TiffData/>")))
    assert contents.series[0].shape == (3, 8, 9)
    assert any("2 of 5 slices less than it states" in notice for notice in contents.series[0].notices)


@pytest.mark.parametrize("block", ['<TiffData FirstZ="77"/>', '<TiffData IFD="500"/>'])
def test_an_ome_description_of_slices_alone_cannot_mix_them(only, save, block):
    contents = only(save(pages(3), "scan.tif", description=ome(sizes(z=3), block)))
    assert contents.series[0].shape == (3, 8, 9)
    assert any("OME description that cannot be used" in notice for notice in contents.series[0].notices)


def test_spacing_is_believed_in_bounds_alone():
    good, said = spacing.geometry("x.tif", (5.0, 0.9, 0.9))
    assert good.known
    assert said == []
    for bad in ((5.0, 0.0001, 0.9), (5.0, 0.9, 40.0), (math.inf, 1.0, 1.0), (math.nan, math.nan, math.nan)):
        found, _ = spacing.geometry("x.tif", bad)
        np.testing.assert_array_equal(found.affine, Geometry().affine)
        assert not found.known
