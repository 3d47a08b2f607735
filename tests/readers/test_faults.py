"""Whatever the bytes are: a case, or one sentence that names the file. Never another error, never a word on stderr."""

import contextlib
import os
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xaiviewer.errors import ReadError
from xaiviewer.readers import load_case
from xaiviewer.readers.tiff.pages.page import MAX_SLICE_PIXELS

ENCODINGS = {"plain": 1, "lzw": 5, "jpeg": 7, "deflate": 8, "packbits": 32773}


def spoil(folder, data, number=2):
    (folder / f"patient_{number}.tif").write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty (0 bytes)"),
        (b"II", "is not a TIFF file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not a TIFF file"),
        (b"II*\0\xff\xff\xff\xff", "cut short"),
        (b"MM\0*\0\0\0\x08\0\0", "damaged"),
    ],
)
def test_a_bad_slice_is_named_and_the_rest_opens(patient, data, says):
    folder = spoil(patient(), data)
    case = load_case(folder)
    assert case.slice_names == ("patient_1", "patient_3")
    assert len(case.notices) == 1
    assert "patient_2.tif" in case.notices[0]
    assert says in case.notices[0]


@pytest.mark.parametrize("data", [b"", b"text", b"II*\0\x08\0\0\0\0\0"])
def test_a_bad_mask_is_named_and_its_slice_stays(patient, data):
    folder = patient()
    (folder / "patient_2_mask.tif").write_bytes(data)
    case = load_case(folder)
    assert case.mask.drawn.tolist() == [True, False, True]
    assert len(case.notices) == 1
    assert "patient_2_mask.tif" in case.notices[0]


def test_when_no_slice_opens_the_sentence_is_the_first_ones(patient):
    folder = patient((1, 2))
    for number in (1, 2):
        spoil(folder, b"", number)
    with pytest.raises(ReadError, match=r"patient_1\.tif is empty.*None of the 1 other"):
        load_case(folder)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"photometric": 3}, "palette"),
        ({"photometric": 8, "samples": 3}, "CIELab"),
        ({"photometric": 5, "samples": 3}, "stores CMYK; save it as RGB"),
        ({"photometric": 2, "samples": 2}, "stores RGB but has 2 channels; save it as RGB"),
        ({"width": 200_000, "length": 200_000}, "200000 x 200000 pixels"),
        ({"width": 0}, "states no size"),
        ({"strip_bytes": 10**6}, "ends beyond the file"),
        ({"bits": 24}, "24-bit"),
        ({"samples": 5}, "5 channels"),
        ({"compression": 34712}, "JPEG 2000"),
    ],
)
def test_what_the_header_states_is_checked_before_decoding(tmp_path, tools, changed, says):
    pixels = tools.picture(1, (12, 10) if set(changed) == {"photometric"} else (12, 10, 3))
    (tmp_path / "p_1.tif").write_bytes(tools.raw_tiff(pixels, **changed))
    with pytest.raises(ReadError) as caught:
        load_case(tmp_path)
    assert "p_1.tif" in str(caught.value)
    assert says in str(caught.value)


def test_a_header_may_not_claim_more_than_the_limit(tmp_path, tools):
    side = int(MAX_SLICE_PIXELS**0.5)
    data = tools.raw_tiff(tools.picture(1, (4, 4)), width=side + 1, length=side)
    (tmp_path / "p_1.tif").write_bytes(data)
    with pytest.raises(ReadError, match="16 million"):
        load_case(tmp_path)


def test_a_broken_chain_of_pages_leaves_those_before_it(tmp_path, tools):
    pixels = tools.picture(1, (12, 10))
    (tmp_path / "p_1.tif").write_bytes(tools.raw_tiff(pixels, next_page=8))
    case = load_case(tmp_path)
    np.testing.assert_array_equal(case.volume("flair").voxels[0], pixels)
    assert any("p_1.tif cannot be read beyond page 1" in notice for notice in case.notices)


@pytest.mark.parametrize(
    "make", [lambda path: path, lambda path: path / "absent.tif", lambda path: path / ("x" * 5000)]
)
def test_nothing_there_is_said(tmp_path, make):
    target = make(tmp_path / "absent")
    with pytest.raises(ReadError, match="does not exist"):
        load_case(target)


def test_a_path_that_no_system_takes_is_said(tmp_path):
    with pytest.raises(ReadError, match="does not exist"):
        load_case(tmp_path / "a\0b")


def test_an_empty_folder_and_one_of_masks_are_said(tmp_path, patient):
    with pytest.raises(ReadError, match="hold no DICOM, NIfTI, TIFF, PNG or JPEG images"):
        load_case(tmp_path)
    folder = patient((1,))
    (folder / "patient_1.tif").unlink()
    with pytest.raises(ReadError, match="holds masks but no slices"):
        load_case(folder)


def test_a_folder_of_patients_points_to_one(tmp_path, patient):
    patient(name="one")
    patient(name="two")
    with pytest.raises(ReadError, match=r"2 below it; open one of those, such as .*one"):
        load_case(tmp_path)


def test_folders_and_pipes_that_are_called_tif_are_no_slices(patient):
    folder = patient()
    (folder / "patient_4.tif").mkdir()
    os.mkfifo(folder / "patient_5.tif")
    assert len(load_case(folder)) == 3
    with pytest.raises(ReadError, match="is not a file"):
        load_case(folder / "patient_5.tif")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(patient):
    folder = patient()
    (folder / "patient_2.tif").chmod(0)
    assert "permission denied" in load_case(folder).notices[0]


def encoded(tools, name):
    options = [cv2.IMWRITE_TIFF_COMPRESSION, ENCODINGS[name]]
    _, data = cv2.imencode(".tif", np.ascontiguousarray(tools.picture(3, (24, 20, 3))), options)
    return data.tobytes()


def opens_or_says(folder, data):
    file = folder / "p_1.tif"
    file.write_bytes(data)
    said = ""
    try:
        assert len(load_case(folder)) == 1
    except ReadError as error:
        said = str(error)
    assert said == "" or "p_1.tif" in said
    assert "\n" not in said


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_opens_whole_and_never_cut(tmp_path, tools, encoding, capfd):
    data = encoded(tools, encoding)
    file = tmp_path / "p_1.tif"
    file.write_bytes(data)
    assert load_case(tmp_path).shape == (24, 20)
    for length in {*range(0, len(data), max(1, len(data) // 60)), len(data) - 1}:
        file.write_bytes(data[:length])
        with contextlib.suppress(ReadError):  # some end in bytes that nothing needs
            load_case(tmp_path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    encoding=st.sampled_from(sorted(ENCODINGS)),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
    where=st.tuples(st.sampled_from(["anywhere", "directory", "start"]), st.one_of(st.none(), st.floats(0, 1))),
)
def test_any_damage_gives_a_case_or_a_sentence(tmp_path, tools, encoding, flips, where):
    near, cut = where
    data = bytearray(encoded(tools, encoding))
    directory = int.from_bytes(data[4:8], "little")
    low, high = {"anywhere": (0, len(data)), "directory": (directory, len(data)), "start": (0, 16)}[near]
    for place, value in flips:
        data[low + int(place * (high - low))] = value
    opens_or_says(tmp_path, bytes(data if cut is None else data[: int(cut * len(data))]))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([b"", b"II*\0", b"MM\0*", b"II+\0\x08\0\0\0", b"II*\0\x08\0\0\0"]))
def test_any_bytes_give_a_case_or_a_sentence(tmp_path, data, start):
    opens_or_says(tmp_path, start + data)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 10**25), unique=True, min_size=2), st.text(max_size=4))
def test_numbers_sort_by_value_whatever_stands_before_them(numbers, text):
    from xaiviewer.readers.naming.names import natural_key

    prefix = text + "_"
    found = sorted((f"{prefix}{number}.tif" for number in numbers), key=natural_key)
    assert [int(name[len(prefix) : -4]) for name in found] == sorted(numbers)


@settings(max_examples=100)
@given(st.lists(st.text(max_size=12), unique=True, max_size=12))
def test_any_names_can_be_sorted(names):
    from xaiviewer.readers.naming.names import natural_key

    ordered = sorted(names, key=natural_key)
    assert all(natural_key(one) < natural_key(other) for one, other in pairwise(ordered))
