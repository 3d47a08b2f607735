"""Methods that make a picture which raises what they are pointed at."""

from __future__ import annotations

from xaiviewer.requests.method import Method

FAMILY = "what a unit wants to see"

METHODS: tuple[Method, ...] = ()
"""In the order in which they are listed."""
