"""Sanity checks of a method's maps on a network, and what was found: it is kept beside the package as sanity.json.

What was measured holds for one file of weights. Beside others nothing is said to be measured.
"""

from xaiviewer.requests.badges.checks import CHECKS, Check
from xaiviewer.requests.badges.found import NOT_MEASURED, Badges, Verdict
from xaiviewer.requests.badges.kept import (
    FILE,
    PHANTOM,
    Reference,
    Sanity,
    read_sanity,
    reference_fields,
    sanity_beside,
)

__all__ = [
    "CHECKS",
    "FILE",
    "NOT_MEASURED",
    "PHANTOM",
    "Badges",
    "Check",
    "Reference",
    "Sanity",
    "Verdict",
    "read_sanity",
    "reference_fields",
    "sanity_beside",
]
