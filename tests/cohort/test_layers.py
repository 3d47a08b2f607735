"""Which layers are written, where methods ask networks with different ones."""

from __future__ import annotations

import pytest

from xaiviewer.cohort.explaining import layers_named
from xaiviewer.errors import UsageError
from xaiviewer.requests import Layer, ModelDescription, ModelIdentity

KNOWN = ModelDescription(
    ModelIdentity("", "", ""),
    classes=("no", "yes"),
    layers=(Layer("stem", "relu", (8, 8), 4, other_names=(("Keras", "first"),)), Layer("end", "relu", (4, 4), 8)),
)


def test_all_layers_are_written_where_none_are_named():
    assert layers_named(KNOWN, None) == (0, 1)


def test_a_network_writes_those_of_the_named_layers_that_it_has_from_input_to_output():
    assert layers_named(KNOWN, ("end", "of another network", "first", "stem")) == (0, 1)


def test_a_network_that_has_none_of_them_says_which_it_has():
    with pytest.raises(UsageError, match=r"no layer “middle”; it has, for example, stem, end\."):
        layers_named(KNOWN, ("middle",))
