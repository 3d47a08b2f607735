"""One way to follow several signals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance


def follow(refresh: Callable[[], None], *signals: SignalInstance) -> None:
    """Call a method of a widget, which takes nothing, whenever one of the signals is emitted, whatever it carries."""
    for signal in signals:
        signal.connect(refresh)
