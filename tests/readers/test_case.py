"""A patient's folder or one slice becomes a case; what does not fit is left out and said."""

import json
import os
import unicodedata

import cv2
import numpy as np
import pytest

from xaiviewer.errors import ReadError
from xaiviewer.readers import load_case
from xaiviewer.readers.files import limits
from xaiviewer.readers.tiff import stack


def only_notice(case):
    assert len(case.notices) == 1, case.notices
    return case.notices[0]


def test_three_channels_are_the_three_sequences_in_the_files_order(tmp_path, tools):
    pixels = tools.picture(5)
    (tmp_path / "p_1.tif").write_bytes(tools.raw_tiff(pixels))
    case = load_case(tmp_path)
    assert [volume.sequence for volume in case.volumes] == ["t1", "flair", "t1c"]
    for index, volume in enumerate(case.volumes):
        np.testing.assert_array_equal(volume.voxels[0], pixels[..., index])


def test_slices_come_in_numeric_order(patient):
    case = load_case(patient((10, 2, 1, 9, 3, 4, 5, 6, 7, 8)))
    assert case.slice_names == tuple(f"patient_{number}" for number in range(1, 11))
    assert case.notices == ()


def test_masks_lie_with_their_slices(patient):
    case = load_case(patient((1, 2, 3)))
    assert case.mask.drawn.all()
    assert [int(np.nonzero(case.mask_of(index))[1].min()) for index in range(3)] == [1, 2, 3]
    assert case.mask.areas_px.tolist() == [9, 9, 9]


def test_the_name_is_the_folders_even_for_the_folder_one_stands_in(patient, monkeypatch):
    folder = patient()
    monkeypatch.chdir(folder)
    assert load_case(folder).name == "patient"
    assert load_case(type(folder)()).name == "patient"


def test_arrays_are_read_only_and_spacing_is_not_invented(patient):
    case = load_case(patient())
    assert not case.volume("flair").voxels.flags.writeable
    assert not case.mask.voxels.flags.writeable
    assert not case.geometry.known


def test_one_slices_file_is_a_case_of_one_slice_with_its_mask(patient):
    folder = patient((1, 2, 3), bare=(3,))
    case = load_case(folder / "patient_2.tif")
    assert (case.name, len(case), case.notices) == ("patient_2", 1, ())
    assert case.mask_of(0).sum() == 9
    assert load_case(folder / "patient_3.tif").mask is None


def test_opening_a_mask_names_its_slice(patient):
    with pytest.raises(ReadError, match=r"patient_2_mask\.tif is a mask; open its slice patient_2\.tif"):
        load_case(patient() / "patient_2_mask.tif")


def test_a_mask_whose_slice_is_not_there_is_shown_as_an_image(patient):
    folder = patient((1, 2))
    (folder / "patient_2.tif").unlink()
    case = load_case(folder / "patient_2_mask.tif")
    assert len(case) == 1
    assert any("is a mask by its name, but no slice of it lies beside it" in notice for notice in case.notices)
    with pytest.raises(ReadError, match="is a mask; open its slice"):
        load_case(folder / "patient_1_mask.tif")


def test_a_slice_without_a_mask_is_not_a_slice_with_an_empty_mask(patient):
    case = load_case(patient((1, 2, 3), bare=(2,)))
    assert case.mask.drawn.tolist() == [True, False, True]
    assert case.mask_of(1) is None
    assert "1 slice has no mask (patient_2.tif)" in only_notice(case)


def test_without_any_mask_there_is_no_mask_and_nothing_to_say(patient):
    case = load_case(patient((1, 2), bare=(1, 2)))
    assert case.mask is None
    assert case.notices == ()


def test_a_mask_without_a_slice_is_named(patient):
    folder = patient()
    (folder / "patient_2.tif").unlink()
    case = load_case(folder)
    assert case.slice_names == ("patient_1", "patient_3")
    gap, lone = case.notices
    assert "2 missing" in gap
    assert "patient_2_mask.tif" in lone


def test_a_mask_of_another_size_is_left_out_with_both_sizes(patient, tools):
    folder = patient()
    tools.save(folder / "patient_2_mask.tif", np.zeros((6, 5), np.uint8))
    case = load_case(folder)
    assert case.mask.drawn.tolist() == [True, False, True]
    notice = only_notice(case)
    assert "patient_2_mask.tif" in notice
    assert "5 x 6" in notice
    assert "10 x 12" in notice


def test_a_slice_of_another_size_is_left_out_with_both_sizes(patient, tools):
    folder = patient((1, 2, 3, 4))
    tools.save(folder / "patient_4.tif", tools.picture(4, (20, 16, 3)))
    case = load_case(folder)
    assert len(case) == 3
    notice = only_notice(case)
    assert "patient_4.tif" in notice
    assert "16 x 20" in notice
    assert "10 x 12" in notice


@pytest.mark.parametrize("other", [((12, 10), np.uint8), ((12, 10, 3), np.uint16), ((12, 10, 3), np.float32)])
def test_a_slice_of_another_kind_is_left_out(patient, tools, other):
    folder = patient((1, 2, 3, 4))
    tools.save(folder / "patient_1.tif", tools.picture(4, *other))
    case = load_case(folder)
    assert case.slice_names == ("patient_2", "patient_3", "patient_4")
    assert "patient_1.tif" in only_notice(case)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.float32, np.float64])
@pytest.mark.parametrize("samples", [1, 3])
@pytest.mark.parametrize("layout", [{}, {"big_endian": True}, {"big": True}, {"big_endian": True, "big": True}])
def test_values_are_those_in_the_file(tmp_path, tools, dtype, samples, layout):
    pixels = tools.picture(1, (6, 7, samples), dtype) * (1 if dtype == np.uint8 else 100)
    pixels = (pixels - 9000).astype(dtype) if np.dtype(dtype).kind in "if" else pixels.astype(dtype)
    (tmp_path / "p_1.tif").write_bytes(tools.raw_tiff(pixels, **layout))
    case = load_case(tmp_path)
    for index, volume in enumerate(case.volumes):
        assert volume.voxels.dtype == dtype
        np.testing.assert_array_equal(volume.voxels[0], pixels[..., index])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_channels_stored_apart_are_those_in_the_file(tmp_path, tools, dtype):
    pixels = tools.picture(1, (12, 10, 3), dtype)
    apart = np.ascontiguousarray(pixels.transpose(2, 0, 1)).reshape(pixels.shape)
    (tmp_path / "p_1.tif").write_bytes(tools.raw_tiff(apart, planar=2, apart=True))
    case = load_case(tmp_path)
    for index, volume in enumerate(case.volumes):
        np.testing.assert_array_equal(volume.voxels[0], pixels[..., index])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(("code", "turn"), [(2, np.fliplr), (3, lambda pixels: np.rot90(pixels, 2)), (4, np.flipud)])
def test_a_turned_picture_is_turned_back(tmp_path, tools, code, turn, dtype):
    pixels = tools.picture(1, (12, 10, 3), dtype)
    (tmp_path / "p_1.tif").write_bytes(tools.raw_tiff(pixels, orientation=code))
    np.testing.assert_array_equal(load_case(tmp_path).volume("flair").voxels[0], turn(pixels)[..., 1])


def test_one_channel_is_flair_and_the_case_says_so(tmp_path, tools):
    tools.save(tmp_path / "p_1.tif", tools.picture(1, (12, 10)))
    case = load_case(tmp_path)
    assert [volume.sequence for volume in case.volumes] == ["flair"]
    assert "FLAIR" in only_notice(case)


def test_a_sequence_that_is_a_copy_of_flair_is_said(tmp_path, tools):
    pixels = tools.picture(1)
    pixels[..., 2] = pixels[..., 1]
    tools.save(tmp_path / "p_1.tif", pixels)
    assert only_notice(load_case(tmp_path)).startswith("T1 + contrast holds the same pictures as FLAIR")


def test_not_a_number_is_shown_as_zero_and_said(tmp_path, tools):
    pixels = tools.picture(1, (12, 10, 3), np.float32)
    pixels[3, 4, 1] = np.nan
    tools.save(tmp_path / "p_1.tif", pixels)
    case = load_case(tmp_path)
    assert case.volume("flair").voxels[0, 3, 4] == 0
    assert "p_1.tif" in only_notice(case)


def test_duplicate_numbers_keep_the_first(patient, tools):
    folder = patient()
    tools.save(folder / "patient_02.tif", tools.picture(9))
    tools.save(folder / "patient_3.tiff", tools.picture(9))
    case = load_case(folder)
    assert case.slice_names == ("patient_1", "patient_2", "patient_3")  # 2 has the mask, 02 has none
    assert case.mask.drawn.all()
    assert [notice.split()[0] for notice in case.notices] == ["patient_02.tif", "patient_3.tiff"]


def test_missing_numbers_are_named_as_ranges(patient):
    notice = only_notice(load_case(patient((1, 2, 4, 9))))
    assert "3, 5 to 8 missing" in notice


def test_a_file_without_a_number_is_left_out_of_a_numbered_case(patient, tools):
    folder = patient()
    tools.save(folder / "overview.tif", tools.picture(1))
    case = load_case(folder)
    assert len(case) == 3
    assert "overview.tif" in only_notice(case)


def test_two_patients_in_one_folder_are_not_mixed(patient, tools):
    folder = patient()
    tools.save(folder / "other_1.tif", tools.picture(1))
    with pytest.raises(ReadError, match="folder of its own"):
        load_case(folder)


def test_hidden_and_apple_double_files_are_passed_over(patient):
    folder = patient()
    (folder / "._patient_1.tif").write_bytes(b"\0\5\x16\7")
    (folder / ".patient_9.tif").write_bytes(b"")
    (folder / "notes.txt").write_text("x")
    case = load_case(folder)
    assert len(case) == 3
    assert case.notices == ()


@pytest.mark.parametrize("name", ["Müller_é", "患者", unicodedata.normalize("NFD", "Ångström"), "a b%c#d", "пациент"])
def test_any_name_opens(patient, name):
    folder = patient(name=name)
    case = load_case(folder)
    assert case.name == name
    assert case.mask.areas_px.sum() == 27


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_name_that_is_no_text_opens_and_can_be_written(patient, tools):
    folder = patient((1,))
    odd = folder.with_name(os.fsdecode(b"odd\xff"))
    folder.rename(odd)
    assert load_case(odd).name.encode("utf-8") == b"odd?"


def test_soft_masks_count_above_zero_and_the_case_says_so(patient, tools):
    folder = patient((1, 2))
    soft = np.zeros((12, 10), np.uint8)
    soft[4, 4:7] = (1, 128, 255)
    tools.save(folder / "patient_1_mask.tif", soft)
    case = load_case(folder)
    assert case.mask_of(0).sum() == 3
    assert "patient_1_mask.tif" in only_notice(case)


def test_the_smear_of_jpeg_around_a_mask_is_not_lesion(tmp_path):
    drawn = np.zeros((24, 20), np.uint8)
    drawn[5:14, 6:15] = 255
    for name, pixels in (("p_1", drawn // 2), ("p_1_mask", drawn), ("p_2", drawn // 2), ("p_2_mask", 0 * drawn)):
        assert cv2.imwrite(str(tmp_path / f"{name}.jpg"), pixels)
    assert (cv2.imread(str(tmp_path / "p_1_mask.jpg"), cv2.IMREAD_UNCHANGED) > 0).sum() > 81
    case = load_case(tmp_path)
    np.testing.assert_array_equal(case.mask_of(0), drawn > 0)
    assert not case.mask_of(1).any()
    assert any("Masks saved as JPEG" in notice and "p_1_mask.jpg" in notice for notice in case.notices)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_the_black_of_a_slice_without_lesion_is_none_however_bright(tmp_path, suffix):
    """Held against the slice's own brightest, all of it would be lesion."""
    drawn = np.zeros((24, 20), np.uint8)
    drawn[5:14, 6:15] = 255
    for number, mask in ((1, drawn), (2, np.full_like(drawn, 4)), (3, drawn)):
        cv2.imwrite(str(tmp_path / f"p_{number}.png"), drawn // 2)
        cv2.imwrite(str(tmp_path / f"p_{number}_mask.{suffix}"), mask)
    case = load_case(tmp_path)
    assert case.mask.areas_px.tolist() == [81, 0, 81]
    assert case.mask.drawn.all()
    assert case.notices


@pytest.mark.parametrize("value", [1, 255])
def test_masks_of_any_single_value_are_plain_masks(patient, tools, value):
    folder = patient((1,))
    plain = np.zeros((12, 10), np.uint8)
    plain[4, 4:7] = value
    tools.save(folder / "patient_1_mask.tif", plain)
    case = load_case(folder)
    assert case.mask_of(0).sum() == 3
    assert case.notices == ()


def test_a_mask_saved_in_colour_or_with_opacity_is_read(patient, tools):
    folder = patient((1, 2))
    colour = np.zeros((12, 10, 3), np.uint8)
    colour[4, 4:7, 0] = 255
    tools.save(folder / "patient_1_mask.tif", colour)
    opacity = np.dstack([np.full((12, 10), 255, np.uint8), colour[..., ::-1]])[..., ::-1]  # blue, green, red, opaque
    cv2.imwrite(str(folder / "patient_2_mask.tif"), np.ascontiguousarray(opacity))
    case = load_case(folder)
    assert case.mask.areas_px.tolist() == [3, 3]


def test_a_marker_makes_the_case_synthetic(patient):
    folder = patient()
    assert not load_case(folder).synthetic
    (folder / "synthetic.json").write_text(json.dumps({"name": "Phantom (synthetic)"}))
    for path, length in ((folder, 3), (folder / "patient_1.tif", 1)):
        case = load_case(path)
        assert (case.synthetic, case.name, len(case)) == (True, "Phantom (synthetic)", length)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": 3}', '{"name": ""}', "[" * 60000, "\udcff"])
def test_a_damaged_marker_still_marks(patient, text):
    folder = patient((1,))
    (folder / "synthetic.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    case = load_case(folder)
    assert (case.synthetic, case.name) == (True, "Phantom (synthetic)")


def test_a_case_beyond_the_limit_is_refused_before_it_is_decoded(patient, monkeypatch):
    folder = patient((1, 2, 3))
    monkeypatch.setattr(limits, "MAX_CASE_BYTES", 2 * 12 * 10 * 3)
    monkeypatch.setattr(stack, "pixels", lambda *_: pytest.fail("it was decoded"))
    with pytest.raises(ReadError, match="open fewer slices"):
        load_case(folder)


def test_memory_that_runs_out_is_said(patient, monkeypatch):
    def exhausted(*_):
        raise MemoryError

    monkeypatch.setattr(stack, "pixels", exhausted)
    with pytest.raises(ReadError, match="does not fit into memory"):
        load_case(patient())


def test_masks_that_are_wrong_in_size_alike_are_told_in_one_sentence(tmp_path):
    rows, columns = np.indices((24, 20))
    for number in range(6):
        cv2.imwrite(
            str(tmp_path / f"p_{number}.tif"), np.dstack([rows * 5, columns * 5, rows + columns]).astype(np.uint8)
        )
        size = (24, 20) if number == 0 else (12, 20) if number == 1 else (12, 10)
        cv2.imwrite(str(tmp_path / f"p_{number}_mask.tif"), np.full(size, 255, np.uint8))
    case = load_case(tmp_path)
    told = [notice for notice in case.notices if "left out" in notice]
    assert len(told) == 2
    assert any("p_1_mask.tif is 20 x 12 pixels but its slice 20 x 24" in notice for notice in told)
    many = next(notice for notice in told if "4 of them" in notice)
    assert "p_2_mask.tif" in many
    assert "and 1 more" in many
    assert "are 10 x 12 pixels but its slice 20 x 24; export the mask on the slice's grid." in many
    assert case.mask is not None
    assert case.mask.drawn.tolist() == [True] + [False] * 5
