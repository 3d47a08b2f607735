"""Texts that rooms without Qt hold and the window shows: they stand here a second time, where lupdate finds them.

`tr` is called with those rooms' own constants; a test holds this list against them.
"""

from xaiviewer.ui.language.elsewhere.classes import CLASSES
from xaiviewer.ui.language.elsewhere.exports import EXPORT_CONDITIONS, EXPORT_WARNINGS, EXPORTS
from xaiviewer.ui.language.elsewhere.methods import METHODS, PARAMETERS, WARNINGS
from xaiviewer.ui.language.elsewhere.networks import FITS, TURNS
from xaiviewer.ui.language.elsewhere.notices import NOTICES
from xaiviewer.ui.language.elsewhere.readers import READING
from xaiviewer.ui.language.elsewhere.shown import COLOURS, GRAPHS, PLANES, RESEARCH, STANDING_IN, TASKS, UNITS, UNSEEN
from xaiviewer.ui.language.elsewhere.summary import SUMMARY
from xaiviewer.ui.language.elsewhere.trust import CHARTS, CHECKS, REMOVALS, SCORES
from xaiviewer.ui.language.elsewhere.verdict import ORDERS, QUESTIONS

__all__ = [
    "CHARTS",
    "CHECKS",
    "CLASSES",
    "COLOURS",
    "EXPORTS",
    "EXPORT_CONDITIONS",
    "EXPORT_WARNINGS",
    "FITS",
    "GRAPHS",
    "METHODS",
    "NOTICES",
    "ORDERS",
    "PARAMETERS",
    "PLANES",
    "QUESTIONS",
    "READING",
    "REMOVALS",
    "RESEARCH",
    "SCORES",
    "STANDING_IN",
    "SUMMARY",
    "TASKS",
    "TURNS",
    "UNITS",
    "UNSEEN",
    "WARNINGS",
]
