"""Methods that follow the logit's gradient down to the pixels of the input."""

from __future__ import annotations

from xaiviewer.requests.method import Method

FAMILY = "gradients at the input"

METHODS: tuple[Method, ...] = ()
"""In the order in which they are listed."""
