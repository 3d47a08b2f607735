"""Information curves on a network that looks at one place."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from torch import Tensor, nn, stack, zeros_like

from xaiviewer.explain import Network
from xaiviewer.requests.faithfulness import InformationCurve
from xaiviewer.trust.faithfulness.information import information_curve, pooled
from xaiviewer.trust.faithfulness.order import pixel_order

SIZE = 32
HEAD = np.ones((SIZE, SIZE), bool)
TEXTURE = np.random.default_rng(0).random((1, SIZE, SIZE), dtype=np.float32)


class Spread(nn.Module):
    """Speaks for class 1 where a patch varies: a blurred slice is not called so."""

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, 1, row, column]`` to ``[slice, 2]``."""
        varies = images[:, 0, 4:10, 4:10].flatten(1).std(1)
        return stack([zeros_like(varies), 60 * varies - 9], 1)


def _curve(values: NDArray[np.float32]) -> InformationCurve:
    blurred = np.asarray(cv2.GaussianBlur(TEXTURE[0], (0, 0), 6), dtype=np.float32)[None]
    order = pixel_order(values, HEAD)
    found = information_curve(Network(Spread(), SIZE), TEXTURE, blurred, order, 1)
    assert found is not None
    return found


def _planted(sign: int) -> NDArray[np.float32]:
    values = np.zeros((SIZE, SIZE), np.float32)
    values[4:10, 4:10] = sign
    return values


def test_the_map_that_names_the_place_needs_less_information() -> None:
    right, wrong = _curve(_planted(1)), _curve(_planted(-1))
    at, *best = pooled([right])
    _, *worst = pooled([wrong])
    for good, bad in zip(best, worst, strict=True):
        assert np.trapezoid(good, at) > np.trapezoid(bad, at) + 0.3


def test_a_curve_begins_with_nothing_and_ends_with_all() -> None:
    found = _curve(_planted(1))
    assert found.information[[0, -1]] == pytest.approx([0, 1])
    assert found.probability[[0, -1]] == pytest.approx([0, 1])
    assert found.decided[[0, -1]].tolist() == [False, True]


def test_a_slice_that_is_called_the_same_when_it_is_blurred_has_no_curve() -> None:
    order = pixel_order(_planted(1), HEAD)
    assert information_curve(Network(Spread(), SIZE), TEXTURE, TEXTURE, order, 1) is None


def test_no_curves_have_no_median() -> None:
    with pytest.raises(ValueError, match="no curves"):
        pooled([])


def test_a_slice_that_is_not_called_so_has_no_curve() -> None:
    """Of the other class nothing can be given back: it is called so when it is blurred."""
    blurred = np.asarray(cv2.GaussianBlur(TEXTURE[0], (0, 0), 6), dtype=np.float32)[None]
    order = pixel_order(_planted(1), HEAD)
    assert information_curve(Network(Spread(), SIZE), TEXTURE, blurred, order, 0) is None


def test_the_area_of_accuracy_is_what_is_left_of_the_information_once_it_decides() -> None:
    known = InformationCurve(
        np.array([0, 0.25, 0.5, 1]), np.array([0, 0.5, 0.5, 1]), np.array([False, False, True, True])
    )
    assert known.accuracy_area == pytest.approx(0.5)
    assert known.softmax_area == pytest.approx(0.75 * 0.5)
    assert known.best(known.decided, np.array([0.0, 0.4, 0.5, 0.9])).tolist() == [0, 0, 1, 1]


def test_more_to_see_makes_nothing_worse() -> None:
    falling = InformationCurve(np.array([0, 0.5, 1]), np.array([0, 0.8, 0.2]), np.array([False, True, False]))
    assert falling.best(falling.probability, np.array([0.0, 0.5, 1.0])).tolist() == [0, 0.8, 0.8]
