"""Label maps whose names do not say so: told by their values, offered as masks, never taken for a sequence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaiviewer.case import Choices
from xaiviewer.errors import ReadError
from xaiviewer.readers import contents, load_case
from xaiviewer.readers.nifti.file.header import read_header
from xaiviewer.readers.nifti.masks.labelled import holds_labels

SHAPE = (6, 24, 20)
AFFINE = np.array([[-1.0, 0, 0, 20], [0, 1.0, 0, -30], [0, 0, 4, 5], [0, 0, 0, 1]])
NOISE = np.random.default_rng(0)
IMAGE = NOISE.integers(100, 900, SHAPE).astype(np.int16)


def label_map(*labels, kind="u1", shape=SHAPE):
    values = np.zeros(shape, kind)
    for place, label in enumerate(labels):
        values[2:4, 4 + 4 * place : 8 + 4 * place, 6:14] = label
    return values


@pytest.fixture
def folder(tmp_path, write):
    """Writes files by their stems into a folder, which it gives."""

    def make(**files):
        for name, values in files.items():
            write(tmp_path / f"{name}.nii.gz", values, AFFINE)
        return tmp_path

    return make


def told(case):
    return " ".join(case.notices)


@pytest.mark.parametrize("kind", ["u1", "i1", "i2", "u2", "i4", "f4", "f8"])
@pytest.mark.parametrize("name", ["p_xyz", "xyz", "p_анализ", "p_결과"])
def test_the_only_label_map_beside_an_image_is_the_mask_whatever_its_name(folder, name, kind):
    case = load_case(folder(**{"p_flair": IMAGE, name: label_map(1, 2, kind=kind)}))
    assert case.choices.sequences == (("flair", "p_flair"),)
    assert case.choices.mask == name
    assert int(case.mask.voxels.sum()) == 2 * 2 * 4 * 8
    assert f"{name}.nii.gz is taken for a mask because of its values: it holds 0, 1, 2 and nothing else" in told(case)


def test_masks_without_a_mask_s_name_find_their_patients_in_a_folder_of_several(folder):
    files = {f"p{n}_{what}": IMAGE if what == "flair" else label_map(1) for n in (1, 2) for what in ("flair", "abc")}
    place = folder(**files)
    for patient in ("p1", "p2"):
        case = load_case(place / f"{patient}_flair.nii.gz")
        assert case.choices.mask == f"{patient}_abc"


def test_names_that_begin_alike_one_after_the_other_are_one_case(folder):
    case = load_case(folder(p=IMAGE, p_abc=IMAGE + 1, p_abc_def=label_map(1), q=IMAGE[:5]) / "p.nii.gz")
    assert [series.key for series in case.contents.series] == ["p", "p_abc"]
    assert case.choices.mask == "p_abc_def"


def test_of_several_that_nothing_names_none_is_taken_and_all_are_offered(folder):
    case = load_case(folder(p_flair=IMAGE, p_aaa=label_map(1), p_bbb=label_map(2)))
    assert case.mask is None
    assert [mask.key for mask in case.contents.masks] == ["p_aaa", "p_bbb"]
    assert "p_aaa, p_bbb are label maps by the values" in told(case)
    chosen = load_case(case.source, Choices(mask="p_bbb"))
    assert chosen.choices.mask == "p_bbb"


def test_a_mask_by_its_name_comes_before_one_by_its_values(folder):
    case = load_case(folder(p_flair=IMAGE, p_aaa=label_map(1), p_gt=label_map(2)))
    assert case.choices.mask == "p_gt"


@pytest.mark.parametrize("names", [("abc", "scan"), ("scan", "abc"), ("p_flair", "p_abc"), ("p_abc", "p_flair")])
@pytest.mark.parametrize("levels", [3, 5])
def test_beside_a_picture_that_was_rounded_the_label_map_is_still_the_mask(folder, names, levels):
    """Rounded z-scores are as few whole numbers as labels are."""
    depth, row, column = np.mgrid[:6, :24, :20]
    rounded = np.clip(levels * (1 - np.hypot(row - 12, column - 10) / 10), 0, levels).astype(np.int16) - 1
    picture, other = names if "flair" in names[0] or names[0] == "scan" else names[::-1]
    case = load_case(folder(**{picture: rounded + depth * 0, other: label_map(1)}))
    assert (dict(case.choices.sequences)["flair"], case.choices.mask) == (picture, other)


def test_two_label_maps_alike_and_nothing_else_stay_images(folder):
    place = folder(abc=label_map(1), xyz=label_map(2))
    assert contents(place).masks == ()


def test_an_atlas_is_offered_but_not_taken(folder):
    atlas = np.kron(np.arange(60).reshape(2, 6, 5), np.ones((3, 4, 4))).astype(np.int16)
    case = load_case(folder(p_t1=IMAGE, p_parcels=atlas))
    assert case.mask is None
    assert case.choices.sequences[0][1] != "p_parcels"
    assert "p_parcels is a label map by the values" in told(case)


@pytest.mark.parametrize("labels", [(1,), (1, 2), ()])
def test_nnunet_s_flat_layout_pairs_the_labels_with_their_channels(folder, labels):
    names = ("L_1_0000", "L_1_0001", "L_1_0002")
    case = load_case(folder(L_1=label_map(*labels), **dict.fromkeys(names, IMAGE)))
    assert [series.key for series in case.contents.series] == list(names)
    assert (case.choices.sequences, case.choices.mask) == ((("flair", "L_1_0000"),), "L_1")
    assert case.mask.drawn.all()
    assert case.mask.voxels.any() == bool(labels)


def test_nnunet_s_flat_layout_of_several_cases_and_named_channels(folder):
    names = {f"L_{n}_000{c}": IMAGE + c for n in (1, 2) for c in (0, 1)}
    place = folder(L_1=label_map(1), L_2=label_map(2), **names)
    place.joinpath("dataset.json").write_text('{"channel_names": {"0": "T1", "1": "FLAIR"}}')
    case = load_case(place / "L_2_0000.nii.gz")
    assert case.choices.sequences == (("t1", "L_2_0000"), ("flair", "L_2_0001"))
    assert case.choices.mask == "L_2"


def test_a_label_map_is_no_flair_even_where_its_name_says_so(folder):
    case = load_case(folder(p_t1=IMAGE, p_abc_flair=label_map(1)))
    assert "p_abc_flair" not in dict(case.choices.sequences).values()
    assert case.choices.mask == "p_abc_flair"


def test_a_label_map_opens_the_images_it_was_drawn_on_with_itself_as_the_mask(folder):
    place = folder(p_flair=IMAGE, p_t1=IMAGE, p_abc=label_map(1), p_gt=label_map(2))
    case = load_case(place / "p_abc.nii.gz")
    assert [series.key for series in case.contents.series] == ["p_flair", "p_t1"]
    assert case.choices.mask == "p_abc"


def test_a_label_map_alone_is_shown_and_says_what_it_is(folder):
    case = load_case(folder(p_abc=label_map(1, 2)) / "p_abc.nii.gz")
    assert case.mask is None
    assert "holds 0, 1, 2 and nothing else, as a mask does, but no image lies beside it" in told(case)


PICTURES = {
    "noise": IMAGE,
    "8 bit": NOISE.integers(0, 256, SHAPE).astype(np.uint8),
    "fractions": (NOISE.random(SHAPE) * (label_map(1) > 0)).astype(np.float32),
    "few grey levels": NOISE.integers(0, 20, SHAPE).astype(np.uint8),
    "constant": np.full(SHAPE, 7, np.int16),
}


@pytest.mark.parametrize("values", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_no_label_map(tmp_path, write, values):
    held = holds_labels(read_header(write(tmp_path / "p_xyz.nii", values, AFFINE)))
    assert len(held) < 2


@given(
    labels=st.lists(st.integers(-3, 250), min_size=1, max_size=4, unique=True).filter(any),
    kind=st.sampled_from(["i2", "i4", "f4"]),
    packed=st.booleans(),
)
def test_the_values_of_any_label_map_are_found(tmp_path_factory, write, labels, kind, packed):
    file = tmp_path_factory.mktemp("labels") / ("x.nii.gz" if packed else "x.nii")
    held = holds_labels(read_header(write(file, label_map(*labels, kind=kind), AFFINE)))
    assert held == tuple(sorted({0, *labels}))


# --- a series that is named as the mask


def test_any_series_of_few_whole_numbers_can_be_named_as_the_mask(folder):
    blocks = np.random.default_rng(1).permutation(np.arange(1, 181, dtype=np.uint8)).reshape(6, 6, 5)
    coarse = blocks.repeat(4, axis=1).repeat(4, axis=2)  # as an atlas: many labels, each in one piece
    place = folder(p_flair=IMAGE, p_t1=coarse)
    assert load_case(place).mask is None
    case = load_case(place, Choices(mask="p_t1"))
    assert (case.choices.sequences, case.choices.mask) == ((("flair", "p_flair"),), "p_t1")
    np.testing.assert_array_equal(np.sort(case.mask.voxels.sum(axis=(1, 2))), np.sort((coarse > 0).sum(axis=(1, 2))))
    some = load_case(place, Choices(mask="p_t1", segments=(4, 5)))
    assert int(some.mask.voxels.sum()) == int(np.isin(coarse, (4, 5)).sum())


def test_graded_numbers_that_are_named_as_the_mask_are_read_by_the_one_rule(folder):
    coarse = (NOISE.integers(0, 200, SHAPE) * (label_map(1) > 0)).astype(np.uint8)
    case = load_case(folder(p_flair=IMAGE, p_t1=coarse), Choices(mask="p_t1"))
    assert int(case.mask.voxels.sum()) == int((coarse >= 127).sum())
    assert any("read as probabilities" in each for each in case.notices)


@pytest.mark.parametrize(
    ("values", "why"), [(IMAGE, r"\d+ different values"), (IMAGE / np.float32(7), "it holds fractions")]
)
def test_a_picture_cannot_be_named_as_the_mask(folder, values, why):
    place = folder(p_flair=IMAGE, p_t1=values)
    with pytest.raises(ReadError, match=rf"p_t1 cannot be the mask: .*{why}.* at most 255 whole numbers"):
        load_case(place, Choices(mask="p_t1"))


def test_a_folder_is_searched_without_reading_a_value(folder, monkeypatch):
    from xaiviewer.readers import search
    from xaiviewer.readers.nifti import subject

    place = folder(p_flair=IMAGE, p_abc=label_map(1))
    monkeypatch.setattr(subject, "holds_labels", None)
    assert search(place).cases == (place,)
    monkeypatch.undo()
    assert [mask.key for mask in contents(place).masks] == ["p_abc"]
