"""Which methods are one in a layer."""

from __future__ import annotations

import numpy as np
import pytest

from xaiviewer.agreement.equal_methods import equal_methods


def _map(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((5, 7)).astype(np.float32)


def test_maps_that_differ_by_a_positive_factor_are_one_group_per_layer() -> None:
    maps = {
        "a": (_map(1), _map(4)),
        "b": (_map(2), _map(5)),
        "c": (3 * _map(1), _map(6)),
        "d": (_map(2) * np.float32(1e-30), _map(5) + np.float32(1e-6)),
        "e": (_map(1) * np.float32(1 + 1e-7), _map(7)),
    }
    assert equal_methods(maps) == ((("a", "c", "e"), ("b", "d")), (("b", "d"),))


def test_a_map_turned_over_or_moved_is_another_one() -> None:
    assert equal_methods({"a": (_map(1),), "b": (-_map(1),), "c": (_map(1) + 1,), "d": (np.roll(_map(1), 1),)}) == ((),)


def test_the_tolerance_is_what_is_said() -> None:
    values = np.ones((10, 10), np.float32)
    other = values.copy()
    other[0, 0] += 1e-3
    assert equal_methods({"a": (values,), "b": (other,)}) == ((),)
    assert equal_methods({"a": (values,), "b": (other,)}, tolerance=2e-3) == ((("a", "b"),),)


def test_empty_maps_equal_each_other_and_no_other() -> None:
    nothing, faint = np.zeros((3, 3), np.float32), np.full((3, 3), 1e-38, np.float32)
    assert equal_methods({"a": (nothing,), "b": (faint,), "c": (nothing,)}) == ((("a", "c"),),)
    assert equal_methods({}) == ()


def test_methods_with_unequal_numbers_of_layers_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        equal_methods({"a": (_map(1), _map(2)), "b": (_map(1),)})
