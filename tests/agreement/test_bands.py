"""Networks that never learned anything as nulls: a band, no p."""

from __future__ import annotations

import numpy as np

from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve


def _compared(*curves: NullCurve) -> NullComparison:
    observed = np.array([0.1, 0.3, 0.5], np.float32)
    return NullComparison("mass", observed, *(observed,) * 5, curves, 100, 0)


def test_a_map_within_the_band_of_random_networks_is_explained_by_them() -> None:
    band = NullCurve("random weights", "networks", np.full(3, 0.2), np.full(3, 0.05), np.full(3, 0.4), draws=10)
    found = _compared(band)
    assert found.explained.tolist() == [True, True, False]
    assert found.explained_by == ("random weights", "random weights", "")
    assert np.allclose(found.strongest, 0.4)
    assert np.allclose(found.strongest_of("networks"), 0.4)


def test_placements_count_by_their_mean_as_they_have_a_p_of_their_own() -> None:
    moved = NullCurve(MOVED, "placements", np.full(3, 0.2), np.full(3, 0.05), np.full(3, 0.4), draws=100)
    assert _compared(moved).explained.tolist() == [True, False, False]


def test_a_single_other_network_counts_as_it_scores() -> None:
    permuted = NullCurve("permuted labels", "networks", np.array([0.3, 0.2, np.nan]))
    assert _compared(permuted).explained.tolist() == [True, False, True]
