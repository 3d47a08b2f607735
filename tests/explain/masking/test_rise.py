"""RISE against its authors' arithmetic, and how its error falls."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from skimage.transform import resize

from xaiviewer.explain import Slices
from xaiviewer.explain.masking.smooth_masks import SmoothMasks, enlargement


def reference_masks(grids: NDArray[np.float32], shifts: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """As explanations.py of the authors' repository makes them, from given grids and shifts."""
    cells = grids.shape[1]
    cell = int(np.ceil(size / cells))
    up = (cells + 1) * cell
    masks = np.empty((len(grids), size, size))
    for mask, grid, (x, y) in zip(masks, grids, shifts, strict=True):
        enlarged = resize(grid, (up, up), order=1, mode="reflect", anti_aliasing=False)
        mask[:] = enlarged[x : x + size, y : y + size]
    return masks


def reference_map(masks: NDArray[np.float64], logits: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
    """As its `RISE.forward`: outputs times masks, over their number and the probability."""
    count = len(masks)
    return (logits @ masks.reshape(count, -1)).reshape(masks.shape[1:]) / count / probability


@pytest.mark.parametrize(("size", "cells", "probability"), [(32, 8, 0.5), (50, 7, 0.1), (20, 3, 0.9)])
def test_masks_are_made_as_the_authors_make_them(size: int, cells: int, probability: float) -> None:
    found = SmoothMasks(size, cells, probability, [4, 2]).draw(9)[:, 0]
    for_grids, for_shifts = np.random.default_rng([4, 2]).spawn(2)
    grids = (for_grids.random((9, cells, cells)) < probability).astype(np.float32)
    shifts = for_shifts.integers(0, int(np.ceil(size / cells)), (9, 2))
    np.testing.assert_allclose(found, reference_masks(grids, shifts, size), atol=1e-6)


def test_masks_show_what_they_should_on_average_and_no_batch_matters() -> None:
    masks = SmoothMasks(24, 6, 0.3, [1])
    together = np.concatenate([masks.draw(250), masks.draw(150)])
    assert together.mean() == pytest.approx(0.3, abs=0.02)
    assert 0 <= together.min() <= together.max() <= 1 + 1e-6
    assert np.array_equal(together, SmoothMasks(24, 6, 0.3, [1]).draw(400))
    assert enlargement(1, 5).tolist() == [[1]] * 5


def test_without_centring_the_map_is_the_authors(run, planted, material: Slices) -> None:
    """To 1e-5 of the map's range: theirs in double, ours in single precision."""
    asked = {"masks": 80, "cells": 5, "probability": 0.4, "seed": 6, "head_only": False}
    raw = run(planted, material, "rise", centred=False, **asked)[-1].values
    masks = SmoothMasks(32, 5, 0.4, [6, 7]).draw(80).astype(np.float64)
    pictures = torch.from_numpy((masks * material.inputs).astype(np.float32))
    logits = planted(pictures)[:, 1].numpy().astype(np.float64)
    expected = reference_map(masks[:, 0], logits, 0.4)
    assert np.abs(raw - expected).max() <= 1e-5 * np.ptp(expected)
    centred = run(planted, material, "rise", **asked)[-1].values
    less = reference_map(masks[:, 0], logits - logits.mean(), 0.4)
    assert np.abs(centred - less).max() <= 1e-5 * np.ptp(expected)


def test_a_network_that_sees_nothing_gets_an_empty_map(run, planted, material: Slices) -> None:
    constant = type(planted)(np.s_[0:1, 0:1])  # a pixel of air, which is never covered
    found = run(constant, material, "rise", masks=200)[-1].values
    assert np.abs(found).max() < 1e-5


def test_the_error_falls_with_the_root_of_the_number_of_masks(run, planted, material: Slices) -> None:
    """Two seeds differ by the root of two errors; 16 times as many masks leave a quarter, give or take a fifth."""

    def difference(masks: int) -> float:
        one, other = (run(planted, material, "rise", masks=masks, seed=seed)[-1].values for seed in (1, 2))
        return float(np.sqrt(np.mean((one - other) ** 2)))

    few = np.mean([difference(128 + 16 * extra) for extra in range(3)])
    assert difference(16 * 144) == pytest.approx(few / 4, rel=0.35)


def test_each_slice_has_masks_of_its_own(run, planted, material: Slices) -> None:
    twice = Slices((7, 8), np.repeat(material.inputs, 2, 0), np.repeat(material.heads, 2, 0), material.channels)
    found = [each.values for each in run(planted, twice, "rise", masks=64) if hasattr(each, "values")]
    assert len(found) == 2
    assert not np.array_equal(*found)
    assert np.array_equal(found[0], run(planted, material, "rise", masks=64)[-1].values)
