"""Masks: which labels they hold, what they are called, and where they land."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.case import Choices, Geometry
from xaiviewer.errors import ReadError
from xaiviewer.readers import load_case, nifti
from xaiviewer.readers.nifti.masks import labels as labels_module

LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
SHAPE = (6, 8, 10)
AFFINE = np.array([[-1.0, 0, 0, 20], [0, 1.5, 0, -30], [0, 0, 2, 5], [0, 0, 0, 1]])
IMAGE = np.random.default_rng(0).integers(1, 100, SHAPE).astype(np.int16)


def label_map(*labels, kind="u1", shape=SHAPE):
    values = np.zeros(shape, kind)
    for place, label in enumerate(labels):
        values[2, 1 + place, 3:6] = label
    return values


@pytest.fixture
def case(tmp_path, write):
    """A folder with an image and a mask; gives what lies there."""

    def make(mask, affine=AFFINE, *, name="p_seg.nii", image_affine=AFFINE, **fields):
        write(tmp_path / "p_flair.nii", IMAGE, image_affine)
        if mask is not None:
            write(tmp_path / name, mask, affine, **fields)
        (found,), _ = nifti.cases(list(tmp_path.iterdir()), root=tmp_path)
        return found

    return make


def named(mask):
    return [(segment.number, segment.name) for segment in mask.segments]


def read(found, segments=()):
    series = found.series[0]
    return found.masks[0].reader.read(segments, series.geometry, series.shape)


def test_labels_are_listed_and_the_union_is_taken_unless_some_are_chosen(case):
    found = case(label_map(1, 2, 4))
    (mask,) = found.masks
    assert (mask.key, mask.name, mask.format) == ("p_seg", "p_seg", "NIfTI")
    assert named(mask) == [(1, "label 1"), (2, "label 2"), (4, "label 4")]
    whole = read(found)
    np.testing.assert_array_equal(whole.voxels, label_map(1, 2, 4) > 0)
    assert whole.drawn.all()
    assert whole.notices == ()
    np.testing.assert_array_equal(read(found, (2, 4)).voxels, label_map(0, 2, 4) > 0)


def test_a_label_that_is_not_there_is_said(case):
    chosen = read(case(label_map(1, 2)), (1, 7))
    np.testing.assert_array_equal(chosen.voxels, label_map(1) > 0)
    assert chosen.notices == ("p_seg.nii holds no voxel of label 7.",)


def test_labels_need_not_be_listed(tmp_path, write, monkeypatch):
    write(tmp_path / "p_flair.nii", IMAGE, AFFINE)
    write(tmp_path / "p_seg.nii", label_map(1), AFFINE)
    monkeypatch.setattr(labels_module, "read_labels", None)
    (found,), _ = nifti.cases(list(tmp_path.iterdir()), root=tmp_path, labels=False)
    assert found.masks[0].segments == ()


@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_labels_that_no_integer_holds_do_not_disturb(case, kind):
    found = case(label_map(1, 1e30, -1e30, kind=kind))
    np.testing.assert_array_equal(read(found, (1,)).voxels, label_map(1) > 0)


@pytest.mark.parametrize("kind", ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"])
def test_labels_of_every_type(case, kind):
    found = case(label_map(1, 3, 120, kind=kind))
    assert [number for number, _ in named(found.masks[0])] == [1, 3, 120]
    np.testing.assert_array_equal(read(found, (3,)).voxels, label_map(0, 3) > 0)
    assert read(found).notices == ()


def test_labels_with_large_numbers(case):
    found = case(label_map(7, 100_000, 2_000_000_000, kind="i4"))
    assert [number for number, _ in named(found.masks[0])] == [7, 100_000, 2_000_000_000]


def test_scaled_labels_are_scaled(case):
    found = case(label_map(1, 2, 3, kind="i2"), scl_slope=0.5, scl_inter=0.0)
    assert "fractions" in found.masks[0].notices[0]
    found = case(label_map(10, 20, kind="i2"), scl_slope=0.1)
    assert [number for number, _ in named(found.masks[0])] == [1, 2]


def test_fractions_are_rounded_and_probabilities_cut_at_a_half(case):
    found = case(label_map(1, 1.9, 2.2, kind="f4"))
    assert [number for number, _ in named(found.masks[0])] == [1, 2]
    assert "they were rounded" in read(found).notices[0]
    found = case(label_map(0.2, 0.5, 0.9, kind="f4"))
    np.testing.assert_array_equal(read(found).voxels, label_map(0, 1, 1) > 0)
    assert "what reaches 0.5 was taken" in read(found).notices[0]


def test_labels_below_zero_are_background(case):
    found = case(label_map(-1, 1, kind="i2"))
    np.testing.assert_array_equal(read(found).voxels, label_map(0, 1) > 0)
    assert "below 0" in read(found).notices[0]


def test_a_mask_of_labels_below_0_alone_leaves_the_case_without_a_mask(case, tmp_path):
    """Not one that counts as drawn and free of tumour."""
    case(label_map(-1, kind="i2"))
    opened = load_case(tmp_path)
    assert opened.mask is None
    assert opened.choices.mask == ""
    assert any("p_seg.nii holds no label above 0" in notice for notice in opened.notices)
    with pytest.raises(ReadError, match="holds no label above 0"):
        load_case(tmp_path, Choices(mask="p_seg"))


def test_a_gradient_is_one_lesion_not_many_labels(case):
    steps = np.zeros(SHAPE, np.uint8)
    steps[2, 1:7, 1:9] = np.linspace(10, 255, 48).reshape(6, 8)
    found = case(steps)
    assert named(found.masks[0]) == [(1, "lesion")]
    np.testing.assert_array_equal(read(found).voxels, steps >= 127)
    np.testing.assert_array_equal(read(found, (1,)).voxels, steps >= 127)
    assert read(found).meaning == "probabilities, cut at 127 of 255"
    assert "p_seg.nii holds graded values up to 255" in found.masks[0].notices[0]


def test_the_volume_of_the_background_is_listed_but_not_taken(case, tmp_path):
    lesion = label_map(1, 2)
    found = case(np.stack([lesion == 0, lesion == 1, lesion == 2]).astype(np.uint8))
    assert named(found.masks[0]) == [(1, "background"), (2, "volume 2"), (3, "volume 3")]
    np.testing.assert_array_equal(read(found).voxels, lesion > 0)
    np.testing.assert_array_equal(read(found, (1,)).voxels, lesion == 0)
    opened = load_case(tmp_path)
    assert opened.choices.segments == (2, 3)
    assert any("Volume 1 of p_seg.nii fills the background" in notice for notice in opened.notices)


def test_volumes_after_the_background_are_called_as_their_labels_are(case, tmp_path):
    (tmp_path / "dataset.json").write_text(json.dumps({"labels": {"0": "background", "1": "oedema", "2": "core"}}))
    lesion = label_map(1, 2)
    found = case(np.stack([lesion == each for each in (0, 1, 2)]).astype(np.uint8))
    assert named(found.masks[0]) == [(1, "background"), (2, "oedema"), (3, "core")]


def test_a_value_that_fills_most_where_nothing_is_0_is_listed_as_background(case, tmp_path):
    lesion = label_map(1)
    found = case(lesion + np.uint8(1))
    assert named(found.masks[0]) == [(1, "background"), (2, "label 2")]
    np.testing.assert_array_equal(read(found).voxels, lesion > 0)
    assert load_case(tmp_path).choices.segments == (2,)


def test_a_mask_in_colour_counts_by_its_colours(case):
    table = np.array([[255, 255, 255], [255, 0, 0], [0, 0, 255]], np.uint8)
    found = case(table[label_map(1, 2)], colour=True)
    np.testing.assert_array_equal(read(found).voxels, label_map(1, 2) > 0)
    assert "white was taken for background" in found.masks[0].notices[0]


def test_what_does_not_look_like_a_mask_is_said(case):
    found = case(np.random.default_rng(0).integers(0, 30000, (20, 30, 40)).astype(np.int16))
    assert found.masks[0].segments == ()
    assert "does not look like a mask" in found.masks[0].notices[0]


def test_each_volume_of_a_mask_is_a_label(case):
    layers = np.stack([label_map(1), label_map(0, 1), label_map(1, 1, 1)])
    found = case(layers)
    assert named(found.masks[0]) == [(1, "volume 1"), (2, "volume 2"), (3, "volume 3")]
    np.testing.assert_array_equal(read(found, (2,)).voxels, layers[1] > 0)
    np.testing.assert_array_equal(read(found, (1, 2)).voxels, (layers[0] + layers[1]) > 0)
    np.testing.assert_array_equal(read(found).voxels, layers.any(axis=0))


# --- names of labels


def test_names_from_a_bids_table(case, tmp_path):
    (tmp_path / "p_seg.tsv").write_text("index\tname\tcolor\n1\toedema\t#ff0000\n2\tcore\t#00ff00\nx\tnothing\t\n")
    assert named(case(label_map(1, 2, 3)).masks[0]) == [(1, "oedema"), (2, "core"), (3, "label 3")]


def test_names_from_itk_snap(case, tmp_path):
    (tmp_path / "p_seg.txt").write_text(
        "################\n# ITK-SnAP Label Description File\n"
        '    0     0    0    0        0  0  0    "Clear Label"\n'
        '    1   255    0    0        1  1  1    "Enhancing"\n'
        '    2     0  255    0      0.5  1  1    "Oedema and more"\n'
    )
    assert named(case(label_map(1, 2)).masks[0]) == [(1, "Enhancing"), (2, "Oedema and more")]


@pytest.mark.parametrize(
    "labels",
    [
        {"background": 0, "oedema": 1, "core": 2},
        {"0": "background", "1": "oedema", "2": "core"},
        {"background": 0, "whole": [1, 2], "oedema": [1], "core": [2]},
    ],
)
def test_names_from_a_dataset(case, tmp_path, labels):
    (tmp_path / "dataset.json").write_text(json.dumps({"labels": labels, "channel_names": {"0": "FLAIR"}}))
    assert named(case(label_map(1, 2)).masks[0]) == [(1, "oedema"), (2, "core")]


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("BraTS20_Training_001_", {1: "necrotic core", 2: "oedema", 4: "enhancing tumour"}),
        ("BraTS-GLI-00001-000-", {1: "necrotic core", 3: "enhancing tumour", 4: "resection cavity"}),
        ("BraTS-PED-00001-000-", {1: "enhancing tumour", 4: "oedema"}),
        ("BraTS-MEN-RT-0001-1-", {1: "gross tumour volume"}),
        ("UCSF-PDGM-0004_", {1: "necrotic core", 4: "enhancing tumour"}),
        ("other_", {1: "label 1", 3: "label 3"}),
    ],
)
def test_names_that_brats_gave(tmp_path, write, prefix, names):
    write(tmp_path / f"{prefix}t2f.nii.gz", IMAGE, AFFINE)
    write(tmp_path / f"{prefix}seg.nii.gz", label_map(*names), AFFINE)
    (found,), _ = nifti.cases(list(tmp_path.iterdir()), root=tmp_path)
    assert dict(named(found.masks[0])) == names


@pytest.mark.parametrize(
    "text", ["", "[", "[1, 2]", '{"labels": 3}', "[" * 100_000, '{"labels": {"x": {}}}', "\x00\xff"]
)
def test_damaged_sidecars_name_nothing(case, tmp_path, text):
    for name in ("dataset.json", "p_seg.json", "p_flair.json", "p_seg.tsv", "p_seg.txt"):
        (tmp_path / name).write_text(text)
    assert named(case(label_map(1)).masks[0]) == [(1, "label 1")]


# --- where they land


def flipped(values, affine, axes):
    """The same voxels with array axes turned round, and the affine that keeps them in place."""
    affine = affine.copy()
    for axis in axes:
        column = 2 - axis
        affine[:3, 3] += affine[:3, column] * (values.shape[axis] - 1)
        affine[:3, column] *= -1
    return np.flip(values, axes), affine


@settings(max_examples=24)
@given(axes=st.sets(st.sampled_from([0, 1, 2])), order=st.permutations([0, 1, 2]))
def test_a_mask_stored_otherwise_lands_on_the_same_voxels_exactly(tmp_path_factory, write, axes, order):
    folder = tmp_path_factory.mktemp("mask")
    values, affine = flipped(label_map(1, 2, 3), AFFINE, tuple(axes))
    columns = [2 - axis for axis in order][::-1]
    write(folder / "p_flair.nii", IMAGE, AFFINE)
    write(folder / "p_seg.nii", np.transpose(values, order), affine[:, [*columns, 3]])
    (found,), _ = nifti.cases(list(folder.iterdir()), root=folder)
    mask = read(found)
    np.testing.assert_array_equal(mask.voxels, label_map(1, 2, 3) > 0)
    assert mask.notices == ()


def test_a_mask_on_a_finer_grid_is_mapped_and_said(case):
    fine = AFFINE @ np.diag([0.5, 0.5, 0.5, 1])
    fine[:3, 3] = (AFFINE @ [-0.25, -0.25, -0.25, 1])[:3]
    values = label_map(1, 2).repeat(2, 0).repeat(2, 1).repeat(2, 2)
    mask = read(case(values, fine))
    np.testing.assert_array_equal(mask.voxels, label_map(1, 2) > 0)
    assert "drawn on another grid (20 x 16 x 12 against 10 x 8 x 6)" in mask.notices[0]


def test_a_mask_elsewhere_is_refused(case):
    away = AFFINE.copy()
    away[0, 3] += 500
    with pytest.raises(ReadError, match=r"p_seg\.nii lies \d+ mm away from the image"):
        read(case(label_map(1), away))


def test_a_mask_whose_label_falls_outside_is_said(case):
    shifted = AFFINE.copy()
    shifted[2, 3] += 8  # its slice 2 comes to lie where slice 6 would be
    mask = read(case(label_map(1), shifted))
    assert not mask.voxels.any()
    assert "nothing of what it outlines lies inside the image" in mask.notices[-1]


@pytest.mark.parametrize("affine", [None, np.eye(4), LPS])
def test_a_mask_without_its_place_is_laid_on_voxel_by_voxel(case, affine):
    found = case(label_map(1, 2), affine)
    mask = read(found)
    np.testing.assert_array_equal(mask.voxels, label_map(1, 2) > 0)
    assert "laid on the image voxel by voxel" in mask.notices[0]
    series = found.series[0]
    turned = LPS @ flipped(IMAGE, AFFINE, (0, 1))[1]  # the grid on which a case is shown may run otherwise
    there = found.masks[0].reader.read((), Geometry(turned, known=True), series.shape)
    np.testing.assert_array_equal(there.voxels, np.flip(label_map(1, 2), (0, 1)) > 0)


def test_a_mask_of_one_millimetre_voxels_that_says_where_it_lies_is_mapped(case):
    """Only the plain identity, which writers leave who were given none, says nothing."""
    placed = LPS.copy()
    placed[:3, 3] = (18, -25, 6)
    found = read(case(label_map(1), placed))
    assert not any("voxel by voxel" in notice for notice in found.notices)
    assert "drawn on another grid" in " ".join(found.notices)


def test_where_image_and_mask_share_a_plain_affine_nothing_is_said(case):
    assert read(case(label_map(1), np.eye(4), image_affine=np.eye(4))).notices == ()
    assert read(case(label_map(1), None, image_affine=None)).notices == ()


def test_an_image_without_its_place_takes_a_mask_of_its_size(case):
    mask = read(case(label_map(1), AFFINE, image_affine=None))
    np.testing.assert_array_equal(mask.voxels, label_map(1) > 0)
    assert "lies with an image that does not say where" in mask.notices[0]


def test_a_mask_without_place_and_of_another_size_is_refused(case):
    mask = np.ones((5, 8, 10), np.uint8)
    with pytest.raises(ReadError, match=r"p_seg.nii cannot be placed: it does not say .*10 x 8 x 5 against 10 x 8 x 6"):
        read(case(mask, None))


def test_an_image_without_its_place_does_not_take_a_mask_of_another_size(case):
    with pytest.raises(ReadError, match="the image does not say"):
        read(case(np.ones((5, 8, 10), np.uint8), AFFINE, image_affine=None))


def test_a_damaged_mask_does_not_keep_the_case_from_opening(case, tmp_path):
    (tmp_path / "p_seg.nii").write_bytes(b"nothing")
    found = case(None)
    assert found.masks == ()
    assert "p_seg.nii is too short" in found.notices[0]


def test_a_mask_cut_short_is_listed_and_says_so_when_read(case, tmp_path):
    noise = np.random.default_rng(0).integers(0, 4, (60, 80, 100), dtype=np.uint8)
    case(noise, name="p_seg.nii.gz")
    path = tmp_path / "p_seg.nii.gz"
    path.write_bytes(path.read_bytes()[:-1000])
    found = case(None)
    assert "cut short" in found.masks[0].notices[0]
    with pytest.raises(ReadError, match="cut short"):
        read(found)
