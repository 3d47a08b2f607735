"""What leaves the program: exports and reports, each whole or not at all."""

from xaiviewer import RESEARCH_USE

NOTICE = f"{RESEARCH_USE}."
"""Stamped into everything that is written."""
