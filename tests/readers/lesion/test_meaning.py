"""What the values of a mask mean, whatever file they come from."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.errors import ReadError
from xaiviewer.readers.lesion import half_of, meaning_of

ROW, COLUMN = np.mgrid[:60, :60]
RADIUS = np.hypot(ROW - 30, COLUMN - 30)
DISC = (RADIUS < 15).astype(np.float32)
NOTHING = np.zeros_like(DISC)


def blurred(sigma):
    return cv2.GaussianBlur(DISC, (0, 0), sigma)


def regions(count, seed=0):
    """A head on nothing, parted into `count` regions with the numbers 1 to `count` in no order, three slices."""
    rng = np.random.default_rng(seed)
    places = rng.random((count, 3)) * (3, 60, 60)
    grid = np.stack(np.meshgrid(np.arange(3), np.arange(60), np.arange(60), indexing="ij"), -1)[..., None, :]
    nearest = np.argmin(((grid - places) ** 2).sum(axis=-1), axis=-1)
    return np.where(RADIUS < 27, rng.permutation(count)[nearest] + 1, 0)


def meaning(*planes, **how):
    return meaning_of([np.asarray(each) for each in planes], "m.nii", **how)


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int64])
@pytest.mark.parametrize("values", [[1e15] * 4, [1e15, 1e15 + 1, 0, 0], [-1e15, -1e15, 2, 7]])
def test_values_beyond_every_label_are_counted_like_others(kind, values):
    found = meaning(np.array(values, kind).reshape(2, 2))
    if values[-1] == 7:
        assert found.labels == (2, 7)
    elif values[-1]:
        assert not found.labels
        assert len(found.fill) == 1
    else:
        assert len(found.labels) in {1, 2}


@pytest.mark.parametrize(("scale", "half"), [(1, 0.5), (100, 50), (255, 127), (65535, 32767)])
def test_half_of_a_scale(scale, half):
    assert half_of(scale, integers=True) == half
    assert half_of(scale) == scale / 2


# --- labels


@pytest.mark.parametrize(
    "numbers",
    [(1,), (255,), (100,), (37,), (1, 2, 4), (128, 255), (1, 255), (85, 170, 255), (1, 2, 3, 4, 5, 6, 7, 8)],
)
def test_a_few_plateaus_are_labels(numbers):
    plane = np.zeros((60, 60), np.uint8)
    for place, number in enumerate(numbers):
        plane[6 * place + 4 : 6 * place + 10, 10:30] = number
    found = meaning(plane, NOTHING.astype(np.uint8))
    assert found.labels == tuple(sorted(numbers))
    assert found.notices == ()
    np.testing.assert_array_equal(found.inside(plane), plane > 0)
    np.testing.assert_array_equal(found.inside(plane, numbers[:1]), plane == numbers[0])


def test_a_thin_rim_around_a_core_is_a_label():
    rings = np.select([RADIUS < 6, RADIUS < 7, RADIUS < 15], [2, 4, 1], 0)
    assert meaning(rings).labels == (1, 2, 4)


@pytest.mark.parametrize("count", [5, 12, 40, 80, 200])
def test_an_atlas_is_labels_however_many_there_are(count):
    atlas = regions(count)
    found = meaning(*atlas)
    assert found.labels == tuple(np.unique(atlas[atlas > 0]).tolist())
    assert found.notices == ()


def test_numbered_lesions_are_labels():
    plane = np.zeros((60, 60), np.int16)
    for number in range(81):
        row, column = divmod(number, 9)
        plane[6 * row + 2 : 6 * row + 2 + 1 + number % 4, 6 * column + 2 : 6 * column + 4] = number + 1
    assert len(meaning(plane).labels) == 81


def test_layers_numbered_one_after_the_other_are_labels():
    layers = np.clip(np.ceil((24 - RADIUS) / 2), 0, 12).astype(np.uint8)
    assert len(meaning(layers).labels) == 12


@pytest.mark.parametrize("step", [4 / 255, 4 / 65535])
def test_labels_that_a_scaling_put_beside_whole_numbers_are_labels(step):
    stored = np.select([RADIUS < 5, RADIUS < 10, RADIUS < 20], [4, 1, 2], 0)
    found = meaning((np.rint(stored / step) * step).astype(np.float32))
    assert found.labels == (1, 2, 4)
    assert found.notices == ()


def test_some_labels_below_0_are_background():
    plane = np.select([RADIUS < 5, RADIUS < 25], [1, -1], -1000)
    found = meaning(plane)
    np.testing.assert_array_equal(found.inside(plane), plane == 1)
    assert "labels below 0" in found.notices[0]


def test_where_nothing_is_0_the_commonest_value_is_background():
    plane = (1 + DISC).astype(np.uint8)
    found = meaning(plane)
    assert (found.labels, found.background) == ((2,), (1,))
    np.testing.assert_array_equal(found.inside(plane), DISC > 0)
    np.testing.assert_array_equal(found.inside(plane, (1,)), DISC == 0)
    assert "No voxel of m.nii is 0: the value 1" in found.notices[0]


def test_one_value_above_1_that_is_no_whole_number_is_the_lesion():
    found = meaning(DISC * np.float32(2.5))
    np.testing.assert_array_equal(found.inside(DISC * np.float32(2.5)), DISC > 0)
    assert "one value above 0, 2.5" in found.notices[0]


def test_labels_that_were_interpolated_are_rounded():
    plane = cv2.GaussianBlur(4 * DISC, (0, 0), 0.7)
    found = meaning(plane)
    assert found.cut is None
    np.testing.assert_array_equal(found.inside(plane), np.rint(plane) > 0)
    assert "they were rounded" in found.notices[0]


# --- probabilities


@pytest.mark.parametrize(
    ("top", "scale"), [(255, 255), (240, 255), (101, 255), (100, 100), (80, 100), (65535, 65535), (40000, 65535)]
)
@pytest.mark.parametrize("sigma", [0.6, 1, 2, 4])
def test_what_is_graded_is_cut_at_half_of_the_least_scale_that_holds_it(top, scale, sigma):
    soft = blurred(sigma)
    stored = np.rint(soft / soft.max() * top).astype(np.int32)
    found = meaning(stored, NOTHING.astype(np.int32), stored // 3)
    assert found.cut == scale // 2
    np.testing.assert_array_equal(found.inside(stored // 3), stored // 3 >= scale // 2)  # never by the slice's own
    assert f"graded values up to {top}" in found.notices[0]
    assert f"a scale to {scale}" in found.notices[0]


def test_a_slope_with_steps_of_several_voxels_is_graded():
    far = np.hypot(*np.mgrid[-300:300, -300:300])
    ramp = np.rint(100 * np.clip(1 - far / 300, 0, 1)).astype(np.uint8)
    assert meaning(ramp).cut == 50


def test_a_noisy_probability_is_graded():
    noise = np.random.default_rng(0).normal(0, 0.02, DISC.shape)
    assert meaning(np.clip(255 * (blurred(3) + noise), 0, 255).astype(np.uint8)).cut == 127


def test_a_jpeg_that_was_saved_again_without_loss_is_graded():
    packed = cv2.imencode(".jpg", (DISC * 255).astype(np.uint8))[1]
    plane = cv2.imdecode(packed, cv2.IMREAD_UNCHANGED)
    found = meaning(plane, np.full_like(plane, 4), plane)
    np.testing.assert_array_equal(found.inside(plane), DISC > 0)
    assert not found.inside(np.full_like(plane, 4)).any()


def test_fractions_up_to_1_are_probabilities():
    found = meaning(np.where(DISC > 0, 0.8, 0.1).astype(np.float32))
    assert found.cut == 0.5
    assert not meaning(0.3 * DISC).inside(0.3 * DISC).any()


def test_what_an_interpolation_swung_beyond_1_is_a_probability():
    swung = 1.1 * DISC - 0.05 * ((RADIUS > 15) & (RADIUS < 18))
    found = meaning(swung.astype(np.float32))
    assert found.cut == 0.5
    assert "swings beyond its scale" in found.notices[0]


@settings(max_examples=60, deadline=None)
@given(
    top=st.sampled_from([1.0, 100.0, 255.0, 65535.0]),
    sigma=st.floats(0.5, 3),
    kind=st.sampled_from([np.float32, np.float64]),
)
def test_a_probability_is_cut_alike_on_any_scale(top, sigma, kind):
    soft = blurred(sigma).astype(kind) / blurred(sigma).max()
    near_half = np.abs(soft - 0.5) < 0.01
    found = meaning(soft * kind(top)).inside(soft * kind(top))
    np.testing.assert_array_equal(found | near_half, (soft >= 0.5) | near_half)


# --- nothing


@pytest.mark.parametrize("lossy", [False, True])
@pytest.mark.parametrize("grey", [2, 4, 7, 40])
def test_a_flat_grey_outlines_nothing(grey, lossy):
    plane = np.full((20, 20), grey, np.uint8)
    assert not meaning(plane, lossy=lossy).inside(plane).any()
    disc = (DISC * 255).astype(np.uint8)
    flat = np.full_like(disc, grey)
    found = meaning(disc, flat, lossy=lossy)
    np.testing.assert_array_equal(found.inside(disc), DISC > 0)
    assert not found.inside(flat).any()
    assert found.notices


def test_an_empty_mask_is_empty():
    found = meaning(NOTHING, NOTHING)
    assert not found.inside(NOTHING).any()
    assert found.notices == ()


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.float32])
def test_a_mask_with_labels_below_0_alone_is_refused(kind):
    with pytest.raises(ReadError, match=r"m\.nii holds no label above 0 .*without a mask"):
        meaning((-DISC).astype(kind))


@pytest.mark.parametrize(
    "values",
    [14 * blurred(2) - 7, np.rint(30 * blurred(2) - 15).astype(np.int16), 15 - RADIUS, np.rint(15 - RADIUS)],
)
def test_raw_outputs_and_distances_are_refused(values):
    with pytest.raises(ReadError, match=r"m\.nii holds graded values from -.* no mask; save the mask itself"):
        meaning(values)


def test_a_picture_is_refused():
    with pytest.raises(ReadError, match="does not look like a mask"):
        meaning(*np.random.default_rng(0).integers(0, 3000, (3, 60, 60)))
    with pytest.raises(ReadError, match="no scale"):
        meaning(np.rint(blurred(2) * 200_000).astype(np.int32))


@settings(max_examples=100, deadline=None)
@given(
    kind=st.sampled_from(["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"]),
    seed=st.integers(0, 1000),
    span=st.sampled_from([1, 2, 5, 50, None]),
    lossy=st.booleans(),
)
def test_any_values_have_a_meaning_or_are_refused_in_a_sentence(kind, seed, span, lossy):
    rng = np.random.default_rng(seed)
    if kind[0] == "f":
        planes = [(rng.normal(size=(5, 6)) * 10.0 ** rng.integers(-3, 30)).astype(kind) for _ in range(2)]
    else:
        limits = np.iinfo(kind)
        low, high = (limits.min, limits.max) if span is None else (max(limits.min, -span), span)
        planes = list(rng.integers(low, high, (2, 5, 6), dtype=kind, endpoint=True))
    lossy = lossy and kind == "u1"
    said = "m.nii"
    try:
        found = meaning(*planes, lossy=lossy)
        assert all(found.inside(plane).shape == plane.shape for plane in planes)
    except ReadError as error:
        said = str(error)
    assert "m.nii" in said
