"""What is wrong with an answer, beside the field that it is about."""

from __future__ import annotations

from typing import Self

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from xaiviewer.ui.kit.controls import label
from xaiviewer.ui.kit.forms import add_line


class Complaint(str):
    """A sentence on what is wrong, and the field that it is about."""

    __slots__ = ("field",)

    field: QWidget

    def __new__(cls, sentence: str, field: QWidget) -> Self:
        """`field`: one that has room for it, see `Complaints.room`."""
        made = super().__new__(cls, sentence)
        made.field = field
        return made


class Complaints:
    """The rooms beside the fields of a page; one sentence is shown at a time."""

    def __init__(self) -> None:
        self._rooms: dict[QWidget, QLabel] = {}
        self._described: dict[QWidget, str] = {}

    def room(self, field: QWidget) -> QLabel:
        """Room for what is wrong with a field, empty at first, to be laid below it."""
        made = self._rooms[field] = label("", "caution", wrap=True)
        self._described[field] = field.accessibleDescription()
        made.hide()
        return made

    def add_line(self, grid: QGridLayout, name: str, field: QWidget) -> QLabel:
        """Another line as `kit.forms.add_line` lays it, with room below; returns its name."""
        named = add_line(grid, name, field)
        grid.addWidget(self.room(field), grid.rowCount(), 1, 1, 2)
        return named

    def show(self, problem: str) -> bool:
        """Show a complaint beside its field and nothing beside the others; whether there was room for it."""
        about = problem.field if isinstance(problem, Complaint) else None
        for field, room in self._rooms.items():
            wrong = field is about
            room.setText(problem if wrong else "")
            room.setVisible(wrong)
            if field.property("wrong") != wrong:
                field.setProperty("wrong", wrong)
                field.style().unpolish(field)
                field.style().polish(field)
                field.setAccessibleDescription(problem if wrong else self._described[field])
        return about in self._rooms
