"""Masks of several volumes, and the one that is the background's."""

import numpy as np
import pytest

from xaiviewer.readers.lesion import layers_of

SHAPE = (4, 12, 14)


@pytest.fixture
def labels():
    found = np.zeros(SHAPE, np.uint8)
    found[1:3, 3:7, 4:9] = 1
    found[2, 5:8, 6:11] = 2
    return found


def volumes(labels, *numbers, kind=np.uint8, top=1):
    return [((labels == number) * top).astype(kind) for number in numbers]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (1, 2, 0)])
@pytest.mark.parametrize(("kind", "top"), [(np.uint8, 1), (np.uint8, 255), (np.float32, 1), (np.int16, 100)])
def test_the_volume_that_fills_the_background_is_left_out(labels, order, kind, top):
    found = layers_of(volumes(labels, *order, kind=kind, top=top), "m.nii")
    assert found.background == order.index(0) + 1
    np.testing.assert_array_equal(found.inside(), labels > 0)
    np.testing.assert_array_equal(found.inside((1, 2, 3)), labels > 0)
    np.testing.assert_array_equal(found.inside((found.background,)), labels == 0)
    assert f"Volume {found.background} of m.nii fills the background and was left out." in found.notices


def test_volumes_without_a_background_are_all_lesion(labels):
    found = layers_of(volumes(labels, 1, 2), "m.nii")
    assert (found.background, found.notices) == (None, ())
    np.testing.assert_array_equal(found.inside(), labels > 0)


def test_volumes_within_each_other_have_the_rest_as_background(labels):
    """The whole tumour, its core, and what is neither."""
    whole, core = labels > 0, labels == 2
    found = layers_of([(~whole).astype(np.uint8), whole.astype(np.uint8), core.astype(np.uint8)], "m.nii")
    assert found.background == 1
    np.testing.assert_array_equal(found.inside(), whole)


def test_a_head_around_the_lesion_is_no_background(labels):
    head = np.zeros(SHAPE, np.uint8)
    head[:, 1:-1, 1:-1] = 1
    assert layers_of([head, *volumes(labels, 1)], "m.nii").background is None


def test_a_lesion_larger_than_the_rest_is_the_lesion():
    labels = np.zeros(SHAPE, np.uint8)
    labels[:, 1:-1, 1:-1] = 1
    assert layers_of(volumes(labels, 1, 0), "m.nii").background == 2


def test_a_background_within_empty_margins_is_the_background(labels):
    """As where a mask was moved to a larger grid, whose new voxels are of no volume."""
    behind = labels == 0
    behind[:, :2] = behind[:, -1:] = False
    found = layers_of([behind.astype(np.uint8), *volumes(labels, 1, 2)], "m.nii")
    assert found.background == 1
    np.testing.assert_array_equal(found.inside(), labels > 0)


def test_a_background_with_nothing_else_is_the_background():
    labels = np.zeros(SHAPE, np.uint8)
    found = layers_of(volumes(labels, 0, 1), "m.nii")
    assert found.background == 1
    assert not found.inside().any()


@pytest.mark.parametrize(("top", "kind"), [(1, np.float32), (255, np.uint8), (100, np.uint8)])
def test_shares_of_one_whole_are_added_up_before_they_are_cut(labels, top, kind):
    """Neither core nor oedema is likely, but a lesion is."""
    shares = np.array([[0.9, 0.05, 0.05], [0.3, 0.4, 0.3], [0.4, 0.3, 0.3]])[labels]
    stored = [np.asarray(np.rint(shares[..., each] * top) if top > 1 else shares[..., each], kind) for each in range(3)]
    found = layers_of(stored, "m.nii")
    assert found.background == 1
    np.testing.assert_array_equal(found.inside(), labels > 0)
    assert not found.inside((2,)).any()


def test_probabilities_of_their_own_are_cut_one_by_one(labels):
    stored = [np.where(each, 0.45, 0.1).astype(np.float32) for each in (labels > 0, labels > 0)]
    assert not layers_of(stored, "m.nii").inside().any()
