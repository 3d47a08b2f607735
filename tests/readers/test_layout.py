"""Which picture is a mask, and of which slice, by names alone."""

import unicodedata
from pathlib import Path

import pytest

from xaiviewer.readers.naming.layout import arrange, is_mask, mask_name


@pytest.mark.parametrize(
    "word",
    ["Maske", "gt", "roi", "groundtruth", "annotation", "máscara", "masque", "病灶", "肿瘤分割", "маска", "마스크"],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_slice_finds_its_mask_by_a_word_of_any_language(word, form):
    mask = unicodedata.normalize(form, f"p_1_{word}.png")
    assert mask_name(mask) == ("p_1", "mask")
    layout = arrange(Path(), ["p_1.png", "p_2.png"], [Path(mask)])
    assert [dict(each.masks) for each in layout.slices] == [{"mask": Path(mask)}, {}]


@pytest.mark.parametrize("name", ["p_1.png", "tumor_1.jpg", "1_tumor.jpg", "brain_lesion.jpg", "gt.png", "Segel_3.tif"])
def test_a_picture_of_a_tumour_is_no_mask(name):
    assert not is_mask(name)


@pytest.mark.parametrize("word", ["mask", "seg", "label"])
def test_the_words_of_the_layout_keep_their_order(word):
    assert mask_name(f"p_1_{word}.tif") == ("p_1", word)


@pytest.mark.parametrize(("image", "mask"), [("p_1.ome.tif", "p_1_mask.ome.tif"), ("p_1.tif", "p_1_mask.ome.tif")])
def test_the_mask_of_an_ome_file_is_a_mask(image, mask):
    assert mask_name(mask) == ("p_1", "mask")
    layout = arrange(Path(), [image], [Path(mask)])
    assert [dict(each.masks) for each in layout.slices] == [{"mask": Path(mask)}]


def test_a_name_is_the_same_in_both_spellings_of_its_umlauts():
    image, mask = unicodedata.normalize("NFD", "Jürgen_1.tif"), Path("Jürgen_1_mask.png")
    layout = arrange(Path(), [image], [mask])
    assert [dict(each.masks) for each in layout.slices] == [{"mask": mask}]
    assert layout.notices == ()
