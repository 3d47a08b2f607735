"""Texts of rooms without Qt: what the networks that come with the program tell apart."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

CLASSES = (
    later("no tumour"),
    later("tumour"),
)
"""Those of the networks that come with the program; what others call theirs stays as it is."""
