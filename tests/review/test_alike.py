"""Two states are compared but for what does not concern whoever asks."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

import pytest

from xaiviewer.review import ShownState
from xaiviewer.review.alike import alike


def test_states_are_compared_but_for_what_is_named():
    state = ShownState()
    paler = replace(state, appearance=replace(state.appearance, opacity=0.1))
    assert not alike(state, paler)
    assert alike(state, paler, ("opacity",))
    assert alike(state, paler, ("appearance",))
    assert not alike(state, replace(state, layer=state.layer + 1), ("opacity",))
    assert alike(state, replace(paler, layer=state.layer + 1), ("opacity", "layer"))


def test_what_is_replaced_whole_counts_as_changed():
    state = ShownState()
    assert not alike(state, replace(state, nulls={}))
    assert alike(state, replace(state, slice_index=0, score="mass"))


def test_states_that_were_compared_are_not_kept():
    state = ShownState()
    other = replace(state, layer=state.layer + 1)
    assert not alike(state, other)
    gone = ref(other)
    del other
    gc.collect()
    assert gone() is None
    assert alike(state, replace(state, layer=state.layer))


def test_a_field_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="opacty"):
        alike(ShownState(), ShownState(), ("opacty",))
