"""The windows of CT that the wizard offers are those that packages name."""

from __future__ import annotations

import re

import pytest

from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.windows import WINDOWS
from xaiviewer.ui.networks.scales import RANGES


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_is_asked_for_by_its_name_and_offered_with_its_ends(name: str) -> None:
    offered = RANGES[name]
    assert (offered.scale, offered.windows) == ("window", (name,))
    ends = re.findall(r"−?\d+", offered.title)
    assert tuple(float(each.replace("−", "-")) for each in ends) == WINDOWS[name]
    how = Normalisation(offered.scale, offered.low, offered.high, windows=offered.windows)
    assert (how.low, how.high) == (Normalisation("window").low, Normalisation("window").high)
