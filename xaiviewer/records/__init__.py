"""What leaves the program: exports and reports, each whole or not at all."""

NOTICE = "Research use, not for diagnosis."
"""Stamped into everything that is written."""
