"""Contour lines around where a map's mass lies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.case import Frame
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.contour import SHARES, contours
from xaiviewer.display.picture import Heat, heat_on_slice, legend, under_heat

SHAPE = (96, 96)
PLACE = Frame(-0.5, -0.5, 96, 96).placement(8)


def _hill(width: float = 12.0) -> NDArray[np.float32]:
    down, across = np.mgrid[:96, :96]
    hill: NDArray[np.float32] = np.exp(-((down - 48) ** 2 + (across - 40) ** 2) / (2 * width**2)).astype(np.float32)
    return hill


def test_each_line_goes_around_its_share_of_the_mass() -> None:
    """Of a round hill exp(-r² / 2s²) the share p lies within s · sqrt(-2 ln(1 - p))."""
    lines = contours(_hill())
    assert lines.shape == (2, *SHAPE)
    distance = np.hypot(*(np.mgrid[:96, :96] - np.array([48, 40])[:, None, None]))
    for line, share in zip(lines, SHARES, strict=True):
        radius = 12 * np.sqrt(-2 * np.log(1 - share))
        assert np.average(distance, weights=line) == pytest.approx(radius, abs=0.4)
        assert np.abs(distance[line > 0.5] - radius).max() < 1.6
        assert line[48, 40] == 0  # not filled


def test_a_plateau_is_gone_around_and_not_filled() -> None:
    flat = np.zeros(SHAPE, np.float32)
    flat[30:60, 30:60] = 2
    lines = contours(flat)
    assert not lines[:, 33:57, 33:57].any()
    assert lines[0, 29:31, 45].max() > 0.2


def test_a_map_without_evidence_has_no_lines() -> None:
    assert not contours(np.zeros(SHAPE, np.float32)).any()


def _drawn(values: NDArray[np.float32], appearance: Appearance, top: float | None = None) -> Heat:
    return heat_on_slice([values], [PLACE], SHAPE, appearance, top)


def _map() -> NDArray[np.float32]:
    values = np.zeros((12, 12), np.float32)
    values[3:6, 3:6], values[8:10, 8:10] = 1, -1
    return values


def test_anatomy_between_the_lines_is_untouched() -> None:
    grey = np.random.default_rng(0).integers(0, 256, SHAPE).astype(np.uint8)
    appearance = Appearance(style="contours")
    hot = _drawn(_map(), appearance)
    assert hot.lines is not None
    picture, plain = under_heat(grey, hot, appearance), np.repeat(grey[..., None], 3, axis=2)
    free = hot.lines.max(axis=0) == 0
    np.testing.assert_array_equal(picture[free], plain[free])
    assert np.abs(picture.astype(int) - plain)[~free].max() > 60
    assert free.mean() > 0.8


def test_lines_for_and_against_differ_in_colour() -> None:
    appearance = Appearance(style="contours", polarity="signed")
    hot = _drawn(_map(), appearance)
    assert hot.lines is not None
    picture = under_heat(np.full(SHAPE, 255, np.uint8), hot, appearance).astype(int)
    strong = hot.lines.max(axis=0) > 0.6
    warmth = picture[..., 0] - picture[..., 2]
    assert warmth[strong & (hot.values > 0)].min() > 40
    assert warmth[strong & (hot.values < 0)].max() < -40


def test_lines_of_a_slice_that_holds_ten_times_less_are_paler() -> None:
    appearance = Appearance(style="contours")
    strong, weak = (_drawn(scale * _map(), appearance, 1.0).lines for scale in (1, 0.1))
    assert strong is not None
    assert weak is not None
    np.testing.assert_allclose(weak, strong * (weak.max() / strong.max()), atol=1e-3)
    assert weak.max() < 0.15 * strong.max()


def test_the_scale_shows_the_colour_that_a_value_is_drawn_in() -> None:
    """Under stretched contrast, too: a place on the bar is a value of the map."""
    grey = np.zeros(SHAPE, np.uint8)
    for contrast in ("none", "stretch"):
        appearance = Appearance(contrast=contrast, opacity=1, fade=False)
        values = np.abs(np.random.default_rng(5).normal(size=(12, 12))).astype(np.float32)
        hot, plain = _drawn(values, appearance), _drawn(values, replace(appearance, contrast="none"))
        bar = legend(hot, appearance, 2001).astype(int)
        expected = bar[np.rint(plain.values * 2000).astype(int)]
        assert np.abs(under_heat(grey, hot, appearance).astype(int) - expected).max() <= 6
