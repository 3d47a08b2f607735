"""A line of the list of pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xaiviewer.review import Review
from xaiviewer.ui.kit.preference_page import PreferencePage


@dataclass(frozen=True)
class Page:
    """A line of the list of pages.

    Attributes:
        key: its name in the code.
        title: English; `tr` gives the reader's word.
        make: makes it, for the review that is open.
    """

    key: str
    title: str
    make: Callable[[Review], PreferencePage]
