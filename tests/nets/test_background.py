"""Whatever software did to the background, the networks see the same head; an ordinary sequence is left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.nets.forms import UNDONE, UNTOUCHED, corners, filled, z_scored
from xaiviewer import paths
from xaiviewer.case import Case
from xaiviewer.nets.inputs.background import told_apart
from xaiviewer.nets.inputs.preprocessing import head_mask, network_input, stack_sequences, standardise
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.readers import load_case

pytestmark = pytest.mark.slow

_ALL = UNTOUCHED | UNDONE


def _head(seed: int = 0, slices: int = 6, size: int = 128) -> NDArray[np.uint8]:
    """One sequence: noisy air, a bright scalp, a dark skull, brain with darker ventricles; blurred as scanners do."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[:size, :size]
    made = []
    for index in range(slices):
        grown = 1 - 0.04 * index
        radius = np.hypot((rows - size / 2) / (0.42 * size * grown), (columns - size / 2) / (0.34 * size * grown))
        level = np.select([radius < 0.2, radius < 0.84, radius < 0.92, radius < 1], [80, 120, 90, 200], 0)
        blurred = cv2.GaussianBlur(level.astype(np.float32), (0, 0), 0.5)
        tissue = blurred + random.normal(0, 6, level.shape)
        made.append(np.where(radius < 1, np.abs(tissue), np.abs(random.normal(0, 1.5, level.shape))))
    return np.clip(made, 0, 255).astype(np.uint8)


def _same_head(values: NDArray[Any], other: NDArray[Any], *, within: float = 0.01) -> None:
    one, two = head_mask(values[None]), head_mask(other[None])
    assert np.count_nonzero(two) == pytest.approx(np.count_nonzero(one), rel=within)
    assert np.count_nonzero(one ^ two) < 2 * within * np.count_nonzero(one)


@pytest.mark.parametrize("form", _ALL)
def test_the_head_is_the_same_in_every_form(form: str) -> None:
    values = _head()
    head = head_mask(values[None])
    made = told_apart(_ALL[form](values, head)).values
    _same_head(values, made)
    inside = np.corrcoef(values[head], made[head])[0, 1]
    assert inside > 0.98  # nor is it upside down


@pytest.mark.parametrize("form", UNTOUCHED)
def test_a_dark_background_is_left_as_it_is(form: str) -> None:
    values = UNTOUCHED[form](_head(), head_mask(_head()[None]))
    found = told_apart(values)
    assert found.values is values
    assert (found.within, found.padding, found.inverted) == (None, (), False)


@given(
    seed=st.integers(0, 50),
    form=st.sampled_from([*UNDONE]),
    rows=st.integers(120, 150),
)
def test_no_form_hides_the_head(seed: int, form: str, rows: int) -> None:
    values = _head(seed, size=rows)
    _same_head(values, told_apart(UNDONE[form](values, head_mask(values[None]))).values, within=0.03)


def test_a_bright_head_on_a_background_of_0_is_left_as_it_is() -> None:
    values = _head()
    head = head_mask(values[None])
    raised = np.where(head, values // 2 + 100, 0).astype(np.uint8)
    assert told_apart(raised).values is raised


def test_air_that_is_grey_by_nature_is_left_as_it_is() -> None:
    """The real part of an inversion recovery: tissue lies on both sides of noisy air."""
    noise = np.random.default_rng(2).normal(0, 1, _head().shape)
    values = np.clip(_head().astype(np.float32) - 60 * (_head() > 12) + 100 + noise, 0, 255).astype(np.uint8)
    assert told_apart(values).values is values


def test_head_that_has_the_background_s_grey_level_stays() -> None:
    values = _head()
    head = head_mask(values[None])
    scored = z_scored(values, head)
    eight = np.round((scored - scored.min()) / np.ptp(scored) * 255).astype(np.uint8)  # 0 is a grey level now
    found = told_apart(eight)
    assert found.within is not None
    shares = np.mean(found.values[:, 56:72, 56:72] == found.values.min())
    assert shares < 0.01
    _same_head(values, found.values, within=0.04)


def test_slices_that_were_scaled_one_by_one_are_told() -> None:
    values = _head()
    head = head_mask(values[None])
    each = np.stack([z_scored(one, mask) for one, mask in zip(values, head, strict=True)])
    full = np.stack([one / one.max() for one in values.astype(np.float32)])
    assert told_apart(each).slicewise
    assert told_apart(full).slicewise
    assert not told_apart(values).slicewise
    assert not told_apart(z_scored(values, head)).slicewise


def test_equalised_grey_values_are_told() -> None:
    values = _head()
    levels, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    equalised = (np.cumsum(counts) / values.size)[place].reshape(values.shape)
    assert levels.size > 16
    assert told_apart(equalised).equalised
    assert not told_apart(values).equalised


def test_a_slice_that_keeps_only_a_room_is_no_head() -> None:
    values = z_scored(_head(), np.ones(_head().shape, bool))
    values[2] = 0  # in the middle of the head's values
    assert not head_mask(told_apart(values).values[None])[2].any()


def test_an_empty_volume_is_left_as_it_is() -> None:
    values = np.full((3, 20, 20), 7, np.int16)
    assert told_apart(values).values is values


def test_a_copy_is_changed_never_the_case() -> None:
    values = filled(_head(), corners(_head().shape), -1024, np.int16)
    before = values.copy()
    assert told_apart(values).padding == (-1024.0,)
    np.testing.assert_array_equal(values, before)


@pytest.fixture(scope="module")
def classifier() -> Model:
    return open_package(paths.models() / "classifier")


@pytest.fixture(scope="module")
def patient(lgg_patient: Path) -> Case:
    return load_case(lgg_patient)


def _calls(classifier: Model, images: NDArray[Any], head: NDArray[np.bool_]) -> list[bool]:
    how = standardise(images, size=classifier.preprocessing.size, margin=classifier.preprocessing.margin, head=head)
    with torch.inference_mode():
        logits = classifier.network(torch.from_numpy(network_input(images[:, ::4], how))).numpy()
    return [bool(classifier.calibration.of_slice(each)[1] > 0.5) for each in logits]


def test_a_real_case_gets_the_same_head_and_decisions_in_every_form(classifier: Model, patient: Case) -> None:
    images = stack_sequences(patient)
    head = head_mask(images)
    expected = _calls(classifier, images, head)
    assert {True, False} == set(expected)
    for form, make in _ALL.items():
        made = np.stack([told_apart(make(each, head)).values for each in images])
        found = head_mask(made)
        assert np.count_nonzero(found) == pytest.approx(np.count_nonzero(head), rel=0.01), form
        assert _calls(classifier, made, found) == expected, form
