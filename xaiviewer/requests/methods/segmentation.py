"""Methods that explain the segmenter's outline."""

from __future__ import annotations

from xaiviewer.requests.method import Method

FAMILY = "why this region was outlined"

METHODS: tuple[Method, ...] = ()
"""In the order in which they are listed."""
