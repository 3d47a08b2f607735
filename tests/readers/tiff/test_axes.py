"""Files of several pages whose axes a program has named: channels, slices and time are never mixed."""

import json
import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.readers import load_case

SHAPE = (6, 5)
NUMBERS = {"T": "frames", "C": "channels", "Z": "slices"}
KEYS = {1: ("1",), 2: ("1", "2"), 3: ("t1", "flair", "t1c")}


def page(channel, slice_, time):
    """A page that no other place has."""
    pixels = np.random.default_rng([channel, slice_, time]).integers(0, 60_000, SHAPE).astype(np.uint16)
    pixels[0, :3] = channel, slice_, time
    return pixels


def in_order(axes, lengths):
    """The pages with the last of `axes` fastest."""
    places = np.ndindex(*(lengths[each] for each in axes))
    found = (dict(zip(axes, place, strict=True)) for place in places)
    return [page(at.get("C", 0), at.get("Z", 0), at.get("T", 0)) for at in found]


def imagej(lengths, order="", **more):
    counts = {name: lengths[axis] for axis, name in NUMBERS.items() if axis in lengths}
    fields = {"images": math.prod(lengths.values()), **counts, **({"order": order} if order else {}), **more}
    return "\n".join(["ImageJ=1.54f", *(f"{key}={value}" for key, value in fields.items())]).encode() + b"\n"


def shaped(axes, lengths, **more):
    return json.dumps({"shape": [*(lengths[each] for each in axes), *SHAPE], "axes": axes + "YX", **more}).encode()


def ome(axes, lengths, inside="<TiffData/>"):
    order = axes[::-1]
    sizes = " ".join(f'Size{axis}="{lengths[axis]}"' for axis in "CZT")
    return (
        f'<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels ID="Pixels:0" '
        f'DimensionOrder="XY{order}" Type="uint16" SizeX="5" SizeY="6" {sizes}>{inside}</Pixels></Image></OME>'
    ).encode()


def assert_apart(contents, channels, slices, times):
    """Every series holds the slices of one channel at one time point."""
    keys = KEYS.get(channels, tuple(str(each + 1) for each in range(channels)))
    found = {each.key: each for each in contents.series}
    wanted = [(key + (f"[{time}]" if time else ""), at, time) for time in range(times) for at, key in enumerate(keys)]
    assert sorted(found) == sorted(key for key, _, _ in wanted)
    for key, channel, time in wanted:
        series = found[key]
        expected = [page(channel, each, time) for each in range(slices)]
        np.testing.assert_array_equal(series.source.read().values, expected)
        assert series.whole == (time == 0)


# --- any order, by any of three descriptions


@settings(max_examples=80, deadline=None)
@given(
    axes=st.permutations("TCZ"),
    lengths=st.fixed_dictionaries({"T": st.integers(1, 3), "C": st.integers(1, 4), "Z": st.integers(2, 4)}),
    who=st.sampled_from([imagej, shaped, ome]),
    big=st.booleans(),
    order=st.sampled_from("<>"),
)
def test_channels_slices_and_time_are_never_mixed(only, tmp_path_factory, writing, axes, lengths, who, big, order):
    slowest_first = "".join(axes)
    text = imagej(lengths, slowest_first[::-1].lower()) if who is imagej else who(slowest_first, lengths)
    file = tmp_path_factory.mktemp("stack") / "P1.tif"
    file.write_bytes(writing.tiff(in_order(axes, lengths), description=text, big=big, order=order))
    assert_apart(only(file), lengths["C"], lengths["Z"], lengths["T"])


# --- ImageJ


@pytest.mark.parametrize("order", ["zct", "xyzct", "XYZCT"])
def test_imagej_stacks_with_slices_fastest(only, save, order):
    lengths = {"C": 3, "Z": 7}
    contents = only(save(in_order("CZ", lengths), description=imagej(lengths, order, hyperstack="true")))
    assert_apart(contents, 3, 7, 1)


@pytest.mark.parametrize("order", ["", "xyczt", "xyczt(default)", "xyczt (default)", "default"])
def test_imagej_stacks_in_its_own_order(only, save, order):
    lengths = {"C": 3, "Z": 4}
    for mode in ("composite", "grayscale", "color"):
        assert_apart(only(save(in_order("ZC", lengths), description=imagej(lengths, order, mode=mode))), 3, 4, 1)


def test_an_unknown_order_is_refused_where_it_matters(only, refused, save):
    assert "“spiral”" in refused(save(in_order("ZC", {"C": 3, "Z": 4}), description=imagej({"C": 3, "Z": 4}, "spiral")))
    assert_apart(only(save(in_order("Z", {"Z": 4}), description=imagej({"C": 1, "Z": 4}, "spiral"))), 1, 4, 1)


def test_pages_in_colour_whose_channels_are_counted(only, save):
    """Bio-Formats counts the samples of a page among the channels."""
    stored = [np.stack([page(each, at, 0) for each in range(3)], -1) for at in range(4)]
    contents = only(save(stored, description=imagej({"C": 3, "Z": 4}, images=4)))
    assert_apart(contents, 3, 4, 1)


def test_the_axes_that_scifio_names(only, save):
    text = b"SCIFIO=0.46.0\naxes=X,Y,Z,Channel\nlengths=5,6,4,3\nimages=12\nchannels=3\nslices=4\nhyperstack=true\n"
    assert_apart(only(save(in_order("CZ", {"C": 3, "Z": 4}), description=text)), 3, 4, 1)


@pytest.mark.parametrize("who", [imagej, shaped])
def test_stacks_of_which_only_the_first_page_is_described(only, tmp_path, writing, who):
    lengths = {"C": 3, "Z": 4}
    stored = np.stack(in_order("CZ", lengths))
    text = imagej(lengths, "zct") if who is imagej else shaped("CZ", lengths, truncated=True)
    tall = writing.tiff([stored.reshape(-1, SHAPE[1])], description=text, rows_per_strip=SHAPE[0])
    rows = tall.index((257).to_bytes(2, "little") + (4).to_bytes(2, "little"))
    file = tmp_path / "P1.tif"
    file.write_bytes(tall[: rows + 8] + SHAPE[0].to_bytes(4, "little") + tall[rows + 12 :])
    assert_apart(only(file), 3, 4, 1)
    file.write_bytes(writing.tiff([stored[0]], description=text))  # the same words over a single page
    contents = only(file)
    assert contents.series[0].shape == (1, *SHAPE)
    assert any("12 pages but holds" in each for each in contents.series[0].notices)


# --- labels of slices


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(
    "of", ["{name}", "{name}:{at}/4", "c:{channel}/3 z:{at}/4 - {name}.tif", "P7_{name}_{at:04}.dcm\n0010,0010 X^Y"]
)
def test_channels_are_called_by_the_labels_of_their_slices(save, writing, order, of):
    lengths = {"C": 3, "Z": 4}
    names = ("FLAIR", "t1c", "T1")
    labels = [of.format(name=names[each], channel=each + 1, at=at + 1) for at in range(4) for each in range(3)]
    private = writing.slice_labels(labels, order, info="Patient: nobody")
    file = save(in_order("ZC", lengths), description=imagej(lengths), private=private, order=order)
    case = load_case(file)
    for name, channel in (("flair", 0), ("t1c", 1), ("t1", 2)):
        np.testing.assert_array_equal(case.volume(name).voxels, [page(channel, at, 0) for at in range(4)])


def test_one_label_for_each_channel(save, writing):
    lengths = {"C": 3, "Z": 4}
    private = writing.slice_labels(["FLAIR", "T1", "T1 post Gd"])
    case = load_case(save(in_order("ZC", lengths), description=imagej(lengths), private=private))
    for name, channel in (("flair", 0), ("t1", 1), ("t1c", 2)):
        np.testing.assert_array_equal(case.volume(name).voxels, [page(channel, at, 0) for at in range(4)])


def test_labels_that_only_count_name_nothing(only, save, writing):
    lengths = {"C": 3, "Z": 4}
    for form in ("c:{}/3 z:{}/4 - P1_flair.tif", "Channel:{}:{}", "{} {}"):
        labels = [form.format(channel + 1, at + 1) for at in range(4) for channel in range(3)]
        file = save(in_order("ZC", lengths), description=imagej(lengths), private=writing.slice_labels(labels))
        assert_apart(only(file), 3, 4, 1)


@pytest.mark.parametrize("axes", ["ZC", "CZ"])
def test_sequences_that_only_labels_tell_apart_are_sorted_by_them(save, writing, axes):
    """ImageJ's "Concatenate" makes one stack of three; also where the axes it states are others."""
    stored = in_order(axes, {"C": 3, "Z": 4})
    labels = [f"{('flair', 't1', 't1c')[each[0, 0]]}:{each[0, 1] + 1}" for each in stored]
    for lengths in ({"Z": 12}, *([{"C": 3, "Z": 4}] if axes == "CZ" else [])):
        file = save(stored, description=imagej(lengths), private=writing.slice_labels(labels))
        case = load_case(file)
        for channel, name in enumerate(("flair", "t1", "t1c")):
            np.testing.assert_array_equal(case.volume(name).voxels, [page(channel, at, 0) for at in range(4)])
        assert any("sorted by the labels" in notice for notice in case.notices)


def test_labels_that_contradict_the_axes_and_do_not_suffice_are_refused(refused, save, writing):
    labels = ["flair"] * 5 + ["t1"] * 4 + ["t1c"] * 3
    file = save(in_order("CZ", {"C": 3, "Z": 4}), description=imagej({"Z": 12}), private=writing.slice_labels(labels))
    assert "labels its slices" in refused(file)


def test_damaged_labels_name_nothing(only, save, writing):
    lengths = {"C": 2, "Z": 4}
    whole = writing.slice_labels(["FLAIR", "T1"] * 4)
    counts, data = whole[50838][1], whole[50839][1]
    for bad in (
        {50838: ("I", [4_000_000_000] * 9), 50839: ("B", data)},
        {50838: ("I", counts[:3]), 50839: ("B", data)},
        {50838: ("I", counts), 50839: ("B", data[:14])},
        {50838: ("I", counts), 50839: ("B", [7] * 40)},
        {50839: ("B", data)},
    ):
        assert_apart(only(save(in_order("ZC", lengths), description=imagej(lengths), private=bad)), 2, 4, 1)


# --- tifffile


@pytest.mark.parametrize(
    ("axes", "lengths", "expected"),
    [
        ("CZ", {"C": 3, "Z": 7}, (3, 7, 1)),
        ("Z", {"Z": 5}, (1, 5, 1)),
        ("C", {"C": 3}, (3, 1, 1)),
        ("QCZ", {"Q": 1, "C": 2, "Z": 3}, (2, 3, 1)),
        ("AQCZ", {"A": 1, "Q": 1, "C": 2, "Z": 3}, (2, 3, 1)),
    ],
)
def test_an_array_of_any_rank(only, save, axes, lengths, expected):
    assert_apart(only(save(in_order(axes, lengths), description=shaped(axes, lengths))), *expected)


@pytest.mark.parametrize(
    ("axes", "lengths"), [("Q", {"Q": 5}), ("I", {"I": 5}), ("CQ", {"C": 3, "Q": 5}), ("T", {"T": 5}), ("C", {"C": 5})]
)
def test_one_axis_that_is_no_slices_is_taken_as_them_and_said(only, save, axes, lengths):
    stored = [page(at % 3 if "C" == axes[0] != axes else 0, at, 0) for at in range(math.prod(lengths.values()))]
    contents = only(save(stored, description=shaped(axes, lengths)))
    assert contents.series[0].shape == (5, *SHAPE)
    assert any("they are taken as slices" in notice for notice in contents.series[0].notices)


@pytest.mark.parametrize(
    ("description", "named"),
    [
        ({"shape": [3, 4, *SHAPE]}, "(Q, Q: 3 x 4)"),
        ({"shape": [3, 4, *SHAPE], "axes": "QZYX"}, "(Q, Z: 3 x 4)"),
        ({"shape": [3, 4, *SHAPE], "axes": "QIYX"}, "(Q, I: 3 x 4)"),
        ({"shape": [3, 4, *SHAPE], "axes": "ZZYX"}, "(Z, Z: 3 x 4)"),
        ({"shape": [12, *SHAPE], "axes": "PYX"}, "(P: 12)"),
        ({"shape": [12, *SHAPE], "axes": "YXZ"}, "(Y, X, Z: 12 x 6 x 5)"),
        ({"shape": [4, *SHAPE, 3], "axes": "ZYXC"}, "(Z, Y, X, C: 4 x 6 x 5 x 3)"),
        ({"shape": [3, 5, *SHAPE], "axes": "CZYX"}, "(C, Z, Y, X: 3 x 5 x 6 x 5)"),
        ({"shape": [3, 4, 9, 9], "axes": "CZYX"}, "(C, Z, Y, X: 3 x 4 x 9 x 9)"),
        ({"shape": [13, *SHAPE], "axes": "CYX"}, "(C, Y, X: 13 x 6 x 5)"),
        ({"shape": [3, -4, *SHAPE]}, "describes 0 of its 12 pages"),
    ],
)
def test_axes_that_cannot_be_told_are_refused_and_named(refused, save, description, named):
    sentence = refused(save(in_order("CZ", {"C": 3, "Z": 4}), description=json.dumps(description).encode()))
    assert named in sentence
    assert "channels, slices and time cannot be told apart" in sentence


def test_the_older_form_of_the_description(only, refused, save):
    assert_apart(only(save(in_order("Z", {"Z": 4}), description=b"shape=(4, 6, 5)")), 1, 4, 1)
    assert "(Q, Q: 3 x 4)" in refused(save(in_order("CZ", {"C": 3, "Z": 4}), description=b"shape=(3, 4, 6, 5)"))


@pytest.mark.parametrize("planar", [False, True])
@pytest.mark.parametrize("letter", ["S", "C", "Q"])
def test_channels_within_a_page(only, save, planar, letter):
    stored = [np.stack([page(each, at, 0) for each in range(3)], -1) for at in range(4)]
    axes, lengths = ("Z" + letter + "YX", [4, 3, *SHAPE]) if planar else ("ZYX" + letter, [4, *SHAPE, 3])
    text = json.dumps({"shape": lengths, "axes": axes}).encode()
    assert_apart(only(save(stored, planar=planar, description=text)), 3, 4, 1)


def test_the_description_behind_one_of_the_users_own_and_written_otherwise(only, save):
    lengths = {"C": 3, "Z": 4}
    backwards = json.dumps({"axes": "CZYX", "shape": [3, 4, *SHAPE]}, indent=1).encode()
    for text in (b"a head\0" + shaped("CZ", lengths), backwards):
        assert_apart(only(save(in_order("CZ", lengths), description=text)), 3, 4, 1)


@pytest.mark.parametrize("names", [("", "", ""), ("FLAIR", "T1", "T1 + Gd")])
def test_several_arrays_in_one_file_are_series_of_their_own(only, save, names):
    stored = in_order("CZ", {"C": 3, "Z": 4})
    texts = [
        shaped("Z", {"Z": 4}, **({"name": names[at // 4]} if names[0] else {})) if at % 4 == 0 else b""
        for at in range(12)
    ]
    contents = only(save(stored, description=texts))
    for channel, series in enumerate(contents.series):
        np.testing.assert_array_equal(series.source.read().values, [page(channel, at, 0) for at in range(4)])
        assert series.attributes.get("ChannelName", "") == names[channel]
    assert any("holds 3 arrays" in notice for notice in contents.series[0].notices)


def test_an_array_for_every_page_is_a_stack_of_slices(only, save):
    texts = [json.dumps({"shape": SHAPE}).encode()] * 4
    contents = only(save(in_order("Z", {"Z": 4}), description=texts))
    assert_apart(contents, 1, 4, 1)
    assert contents.series[0].notices == ()


# --- OME


def test_ome_planes_wherever_the_blocks_say(only, save):
    lengths = {"C": 3, "Z": 4, "T": 2}
    stored, blocks = [], []
    for number, place in enumerate(np.random.default_rng(1).permutation(24)):
        channel, slice_, time = (int(each) for each in np.unravel_index(place, (3, 4, 2)))
        stored.append(page(channel, slice_, time))
        blocks.append(f'<TiffData FirstT="{time}" FirstC="{channel}" FirstZ="{slice_}" IFD="{number}"/>')
    blocks = [blocks[each] for each in np.random.default_rng(2).permutation(24)]
    for axes in permutations("CZT"):
        assert_apart(only(save(stored, description=ome("".join(axes), lengths, "".join(blocks)))), 3, 4, 2)


def test_ome_runs_of_planes_for_each_channel(only, save):
    lengths = {"C": 3, "Z": 4, "T": 1}
    blocks = "".join(f'<TiffData IFD="{4 * at}" FirstC="{at}" PlaneCount="4"/>' for at in range(3))
    assert_apart(only(save(in_order("CZ", lengths), description=ome("TCZ", lengths, blocks))), 3, 4, 1)


@pytest.mark.parametrize("stated", ['<Channel ID="C" SamplesPerPixel="3"/>', ""])
@pytest.mark.parametrize("planar", [False, True])
def test_ome_channels_within_a_page(only, save, stated, planar):
    stored = [np.stack([page(each, at, 0) for each in range(3)], -1) for at in range(4)]
    text = ome("TZC", {"C": 3, "Z": 4, "T": 1}, stated + "<TiffData/>")
    assert_apart(only(save(stored, planar=planar, description=text)), 3, 4, 1)


def test_ome_channels_that_are_said_to_lie_in_a_page_but_do_not(only, save):
    lengths = {"C": 3, "Z": 4, "T": 1}
    text = ome("TCZ", lengths, '<Channel ID="C" SamplesPerPixel="3"/><TiffData/>')
    assert_apart(only(save(in_order("CZ", lengths), description=text)), 3, 4, 1)


def test_names_of_ome_channels_that_only_count_are_none(only, save):
    lengths = {"C": 3, "Z": 4, "T": 1}
    channels = "".join(f'<Channel ID="{at}" Name="Channel:0:{at}"/>' for at in range(3))
    text = ome("TCZ", lengths, channels + "<TiffData/>")
    assert_apart(only(save(in_order("CZ", lengths), description=text)), 3, 4, 1)


def test_every_image_of_an_ome_file_is_a_series(save):
    one = ome("TCZ", {"C": 1, "Z": 4, "T": 1}, '<TiffData IFD="{}" PlaneCount="4"/>').decode()
    head, tail = one.split("<Image")[0], "</OME>"
    image = "<Image" + one.split("<Image")[1].removesuffix(tail)
    names = ("FLAIR", "T1", "T1 post")
    whole = head + "".join(
        image.replace('ID="Image:0"', f'ID="Image:{at}" Name="{name}"').replace("{}", str(4 * at))
        for at, name in enumerate(names)
    )
    case = load_case(save(in_order("CZ", {"C": 3, "Z": 4}), description=(whole + tail).encode()))
    for channel, name in enumerate(("flair", "t1", "t1c")):
        np.testing.assert_array_equal(case.volume(name).voxels, [page(channel, at, 0) for at in range(4)])
    assert any("describes 3 images" in notice for notice in case.notices)


def test_a_renamed_file_of_an_ome_set_is_known_by_its_identifier(only, refused, save):
    blocks = "".join(
        f'<TiffData IFD="{at % 4}" FirstC="{at // 4}" FirstZ="{at % 4}" PlaneCount="1">'
        f'<UUID FileName="c{at // 4}.ome.tif">urn:uuid:{at // 4}</UUID></TiffData>'
        for at in range(12)
    )
    text = ome("TCZ", {"C": 3, "Z": 4, "T": 1}, blocks).replace(b"<OME ", b'<OME UUID="urn:uuid:1" ')
    contents = only(save(in_order("Z", {"Z": 4}), description=text))
    np.testing.assert_array_equal(contents.series[0].source.read().values, [page(0, at, 0) for at in range(4)])
    other = text.replace(b'UUID="urn:uuid:1" ', b"")
    assert "none of its planes lies in this file" in refused(save(in_order("Z", {"Z": 4}), description=other))


@pytest.mark.parametrize(
    "inside",
    [
        '<Channel ID="0" SamplesPerPixel="3"/><Channel ID="1" SamplesPerPixel="1"/><TiffData/>',
        '<TiffData/><ModuloAlongZ Type="phase" Start="0" End="3"/>',
        '<TiffData IFD="0" FirstC="0" PlaneCount="2"/><TiffData IFD="2" FirstC="1" PlaneCount="1"/>',
    ],
)
def test_ome_axes_that_are_not_followed_are_refused(refused, save, inside):
    lengths = {"C": 2, "Z": 2, "T": 1}
    assert "cannot be used" in refused(save(in_order("CZ", lengths), description=ome("TCZ", lengths, inside)))
