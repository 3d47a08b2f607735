"""When decision and map disagree on a slice."""

from __future__ import annotations

import numpy as np

from xaiviewer.audit.found import SliceFound

LEVEL = 0.05
"""The p from which on a slice's map is no better than the mask at random places."""


def attends(found: SliceFound) -> bool:
    """Whether a slice's map lies in the lesion and beats its nulls there."""
    return found.inside and found.p <= LEVEL and found.mass > found.expected


def disagrees(found: SliceFound) -> bool:
    """Whether the decision is right and the map does not attend, or the decision wrong though it does."""
    return found.right != attends(found)


def gap(found: SliceFound) -> float:
    """How far the mass lies from the strongest null's; nothing where the map is silent."""
    return float(np.nan_to_num(abs(found.mass - found.expected)))
