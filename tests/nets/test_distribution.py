"""What sets a case apart from the training patients, and when nothing is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.nets.inputs.distribution import notices, ranges, statistics
from xaiviewer.nets.inputs.preprocessing import head_mask, standardise

_FIGURES = {"accuracy": {"value": 0.958}, "accuracy, brain extraction (simulated)": {"value": 0.949}}


def _heads(seed: int = 0, size: int = 96) -> NDArray[np.uint8]:
    """Three sequences of four slices: noisy air, a bright scalp, a dark skull, brain."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[:size, :size]
    radius = np.hypot((rows - 48) / 40, (columns - 48) / 32)
    level = np.select([radius < 0.84, radius < 0.92, radius < 1], [90, 20, 180], 4)
    return np.clip(level + random.normal(0, 3, (3, 4, size, size)), 0, 255).astype(np.uint8)


def _extracted(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows, columns = np.mgrid[: images.shape[2], : images.shape[3]]
    return images * (np.hypot((rows - 48) / 40, (columns - 48) / 32) < 0.84).astype(np.uint8)


def _of(images: NDArray[Any]) -> dict[str, float]:
    head = head_mask(images)
    return statistics(images, head, standardise(images, size=64, head=head).frame)


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return {"distribution": ranges([_of(_heads(seed)) for seed in range(5)]), "figures": _FIGURES}


def test_a_head_like_those_in_training_is_passed_over(manifest: dict[str, Any]) -> None:
    assert notices(_of(_heads(7)), manifest) == ()


@pytest.mark.parametrize(("gain", "offset"), [(11, 0), (7, 300)])
def test_gain_and_offset_do_not_set_a_case_apart(manifest: dict[str, Any], gain: int, offset: int) -> None:
    assert notices(_of(_heads(7).astype(np.int32) * gain + offset), manifest) == ()


def test_a_missing_skull_is_told_with_what_it_cost_in_testing(manifest: dict[str, Any]) -> None:
    sentence = notices(_of(_extracted(_heads(7))), manifest)[0]
    assert sentence.startswith("The skull seems to have been removed; the networks were trained on whole heads.")
    assert sentence.endswith("right on 94.9 % of the test patients' slices instead of 95.8 %.")
    unmeasured = notices(_of(_extracted(_heads(7))), {"distribution": manifest["distribution"]})[0]
    assert unmeasured.endswith("whole heads.")


def test_masked_air_around_a_whole_head_is_not_taken_for_a_missing_skull(manifest: dict[str, Any]) -> None:
    images = _heads(7)
    images[:, ~head_mask(images)] = 0
    (sentence,) = notices(_of(images) | {"rim": 9.0}, manifest)
    assert "Everything outside the head has one and the same value" in sentence


def test_few_grey_levels_and_few_pixels_are_told(manifest: dict[str, Any]) -> None:
    coarse = _heads(7) // 64 * 64
    assert any("grey levels" in each for each in notices(_of(coarse), manifest))
    small = _heads(7)[:, :, ::3, ::3]
    assert any("spans only" in each for each in notices(_of(small), manifest))


def test_a_head_that_is_cut_off_is_told(manifest: dict[str, Any]) -> None:
    assert any("cropped" in each for each in notices(_of(_heads(7)) | {"filled": 1.0}, manifest))


def test_nothing_is_said_without_ranges_or_without_a_head(manifest: dict[str, Any]) -> None:
    assert notices(_of(_extracted(_heads())), {}) == ()
    assert _of(np.zeros((3, 2, 32, 32), np.uint8)) == {}
    assert notices({}, manifest) == ()


def test_ranges_hold_every_training_patient() -> None:
    patients = [_of(_heads(seed)) for seed in range(3)]
    for name, known in ranges(patients).items():
        values = [each[name] for each in patients]
        assert known["low"] == pytest.approx(min(values), abs=1e-4)
        assert known["high"] == pytest.approx(max(values), abs=1e-4)
        assert known["low"] <= known["median"] <= known["high"]
    assert ranges([]) == {}
