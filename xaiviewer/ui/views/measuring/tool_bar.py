"""The tools above the views, and what takes the last step back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import action, with_key
from xaiviewer.ui.kit.controls import Elided, flat_button
from xaiviewer.ui.kit.measured_words import step_name
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, later, tr
from xaiviewer.ui.views.measuring.tools import PAINTING, Tool, Tools

_HEIGHT = 36

_TOOLS: tuple[tuple[Tool, ...], ...] = (
    ("pointer",),
    ("distance", "angle", "rectangle", "ellipse", "freehand", "probe"),
    ("brush", "eraser", "fill"),
)

_HINTS: dict[Tool, str] = {
    "distance": later("Drag from one end to the other."),
    "angle": later("Drag one leg to the vertex, then click the end of the other."),
    "rectangle": later("Drag from corner to corner."),
    "ellipse": later("Drag the box around it."),
    "freehand": later("Draw around the region; it closes by itself."),
    "probe": later("Click a point: its value stays on the image."),
    "brush": later("Paint marks."),
    "eraser": later("Wipe marks away."),
    "fill": later("Click into a closed line of marks."),
}


class ToolBar(QWidget):
    """A button per tool; what the one in hand does is said beside them.

    Signals:
        list_asked(): show what was measured, or the explanation again.
    """

    list_asked = Signal()

    def __init__(self, review: Review, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.follow(self, lambda it: it.setFixedHeight(theme.room(_HEIGHT)))
        self._review = review
        self._tools = tools
        self._group = QButtonGroup(self)
        self.buttons: dict[Tool, QToolButton] = {}
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(0)
        for place, group in enumerate(_TOOLS):
            if place:
                layout.addSpacing(10)
            for tool in group:
                layout.addWidget(self._offer(tool))
        self.hint = Elided("small")
        layout.addSpacing(8)
        layout.addWidget(self.hint, 1)
        layout.addStretch(0)
        self.undo = flat_button("undo", with_key("edit.undo"))
        self.redo = flat_button("redo", with_key("edit.redo"))
        self.list = flat_button("measures", with_key("measure.list"))
        self.list.setCheckable(True)
        self.list.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.list.setProperty("quiet", True)
        for button in (self.undo, self.redo, self.list):
            layout.addWidget(button)
        self.undo.clicked.connect(review.history.undo)
        self.redo.clicked.connect(review.history.redo)
        self.list.clicked.connect(self.list_asked)
        follow(self._refresh, tools.chosen, review.measured.changed, review.shown.case_changed)
        review.history.changed.connect(self._refresh_steps)
        self._refresh()
        self._refresh_steps()

    def append(self, widget: QWidget) -> None:
        """Another control at its right end."""
        self._row.addSpacing(8)
        self._row.addWidget(widget)

    def show_list(self, *, on: bool) -> None:
        """Whether what was measured is listed beside the views."""
        self.list.setChecked(on)

    def _offer(self, tool: Tool) -> QToolButton:
        button = flat_button(tool, with_key(f"measure.{tool}"))
        button.setCheckable(True)
        button.clicked.connect(partial(self._choose, tool))
        self._group.addButton(button)
        self.buttons[tool] = button
        return button

    def _choose(self, tool: Tool) -> None:
        self._tools.choose(tool)

    def _refresh(self) -> None:
        case, tool = self._review.shown.state.case, self._tools.tool
        for key, button in self.buttons.items():
            button.setEnabled(case is not None)
            if key == tool:
                button.setChecked(True)
        hint = tr(_HINTS[tool]) if tool in _HINTS else ""
        if tool in PAINTING:
            size = tr("Size {radius} px").format(radius=figure(f"{2 * self._tools.radius:g}"))
            keys = f"{action('measure.smaller').keys[0]} {action('measure.larger').keys[0]}"
            hint = f"{hint} {size} ({keys})"
        self.hint.setText(hint)
        measured = self._review.measured
        others = sum(len(each.state.measurements) for _, each in measured.of_others())
        count = len(measured.state.measurements) + others
        self.list.setText(str(count) if count else "")

    def _refresh_steps(self) -> None:
        steps = self._review.history.state
        for button, known, name in ((self.undo, steps.done, "edit.undo"), (self.redo, steps.undone, "edit.redo")):
            button.setEnabled(bool(known))
            title = tr(action(name).title)
            tip = with_key(name, f"{title}: {step_name(known[-1])}" if known else title)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
