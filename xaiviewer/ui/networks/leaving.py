"""Before answers are thrown away, the reader is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from xaiviewer.ui.language import tr


def asked_to_leave(window: QWidget, leave: Callable[[], None]) -> QMessageBox:
    """The question, opened; `leave` is called where the reader says so, and Esc or Return stay."""
    asked = QMessageBox(window)
    asked.setWindowTitle(tr("Add a network"))
    asked.setText(tr("Leave without adding the network? What was answered here is lost."))
    going = asked.addButton(tr("Leave"), QMessageBox.ButtonRole.DestructiveRole)
    asked.setDefaultButton(asked.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole))
    asked.finished.connect(lambda: leave() if asked.clickedButton() is going else None)
    asked.open()
    return asked
