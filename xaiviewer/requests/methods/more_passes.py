"""Methods that run the network several times to make one layer's map, or every layer's."""

from __future__ import annotations

from xaiviewer.requests.method import Method

FAMILY = "more passes, any layer"

METHODS: tuple[Method, ...] = ()
"""In the order in which they are listed."""
