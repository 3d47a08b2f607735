"""Thresholds that are tried for IoU."""

from __future__ import annotations

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Of a map's maximum, of which the one that is best on all other patients is taken."""
