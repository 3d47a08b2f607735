"""Owen values on the tree of halves: exact where that is known, cut to the head, within their passes."""

from __future__ import annotations

import numpy as np
import pytest

from xaiviewer.explain import Slices
from xaiviewer.explain.masking.partition import halves
from xaiviewer.requests import Partial


def _passes(box: tuple[int, int, int, int], contexts: int = 1) -> int:
    """Two for each part that is halved, in each context: every halving above it doubles them."""
    if (box[1] - box[0]) * (box[3] - box[2]) == 1:
        return 0
    return 2 * contexts + sum(_passes(each, 2 * contexts) for each in halves(box))


def test_of_an_additive_network_every_pixel_has_what_it_brings(run, additive, material: Slices) -> None:
    head = np.zeros_like(material.heads)
    head[0, 4:10, 5:11] = True
    small = Slices(material.indices, material.inputs, head, material.channels)
    found = run(additive, small, "shap-partition", passes=4000)[-1]
    brought = np.where(head[0], (material.inputs[0] * additive.weights.numpy()).sum(0), 0)
    np.testing.assert_allclose(found.values, brought, atol=1e-4)
    assert additive.seen == 2 + _passes((0, 6, 0, 6))


@pytest.mark.parametrize("passes", [4, 50, 333])
def test_shares_sum_to_the_change_whatever_the_passes(run, planted, material: Slices, passes: int) -> None:
    found = run(planted, material, "shap-partition", passes=passes)
    for each in found:
        shown = each.explanation if isinstance(each, Partial) else each
        assert abs(shown.gap) < 1e-4
        assert not shown.values[~material.heads[0]].any()
    assert planted.seen <= passes


def test_the_parts_with_the_largest_shares_are_halved_first(run, planted, material: Slices, patch) -> None:
    found = run(planted, material, "shap-partition", passes=120)[-1].values
    away = found[20:, :14]
    assert len(np.unique(found[patch])) > len(np.unique(away[away != 0]))


def test_a_box_is_halved_along_its_longer_side() -> None:
    assert halves((0, 5, 0, 5)) == ((0, 2, 0, 5), (2, 5, 0, 5))
    assert halves((2, 4, 1, 8)) == ((2, 4, 1, 4), (2, 4, 4, 8))
