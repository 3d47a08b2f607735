"""The measurements of the case, in a list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from xaiviewer.measurements import Measurement
from xaiviewer.review import Review, query
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import flat_button, keep_keys, label, row
from xaiviewer.ui.kit.measured_words import NAMES, NO_SPACING, Figures, told
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.kit.tables import TextModel, compact, table
from xaiviewer.ui.language import tr

_NUMBER, _SLICE = 40, 52
_LEAST = 288  # height: some lines, and what is said of one; Qt asks a panel with wrapped text for no minimum


class MeasurementsPanel(Section):
    """A line each; a click leads to its slice, and below the list stands all that it measures."""

    def __init__(self, review: Review, names: Names, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(tr("Measurements"), "measurements", parent)
        self._review = review
        self._names = names
        self._figures = figures
        self._listed: tuple[Measurement, ...] = ()
        self._choosing = False
        self.model = TextModel((tr("No."), tr("What"), tr("Slice"), tr("Result")), self)
        self.view = table(self.model, tr("Measurements of this case"), (_NUMBER, 0, _SLICE, 112))
        self.view.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.view.setMinimumHeight(120)
        self.setMinimumHeight(_LEAST)
        keep_keys(self.view)
        compact(self.view)
        self.hint = label("", "small", wrap=True)
        self.detail = label("", "small", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = flat_button("copy", tr("Copy all measurements as text"))
        self.delete = flat_button("delete", with_key("measure.delete"))
        self.body.addWidget(self.view, 1)
        self.body.addLayout(row(self.hint, 1, self.copy, self.delete))
        self.body.addWidget(self.detail)
        self.view.clicked.connect(self._go)
        self.view.selectionModel().currentRowChanged.connect(self._go)
        self.delete.clicked.connect(self._delete)
        self.copy.clicked.connect(self._copy)
        shown, measured = review.shown, review.measured
        follow(self._refresh, *shown.changes, measured.changed, names.changed)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if not self.isVisibleTo(self.window()) and self._listed == self._review.measured.state.measurements:
            return  # what nobody sees is put in figures when somebody does
        state, measured = self._review.shown.state, self._review.measured
        self._listed = measured.state.measurements
        self.model.set_lines([self._line(each) for each in self._listed])
        at = next((n for n, each in enumerate(self._listed) if each.number == measured.state.selected), -1)
        self._choosing = True
        if at < 0:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self.model.index(at, 0))
        self._choosing = False
        chosen = measured.state.get(measured.state.selected)
        self.detail.setText("" if chosen is None else self._told(chosen))
        self.detail.setVisible(chosen is not None)
        self.delete.setEnabled(chosen is not None)
        self.copy.setEnabled(bool(self._listed))
        known = state.case is None or measured.scale.known
        nothing = tr("Take a tool above the views and draw; the pointer moves and changes what is there.")
        self.hint.setText(nothing if not self._listed else "" if known or chosen is not None else tr(NO_SPACING))

    def _line(self, drawn: Measurement) -> tuple[str, ...]:
        said = self._figures.of(self._review.shown.state, drawn, self._review.measured.scale)
        result = said.values if drawn.kind == "probe" else said.size
        return str(drawn.number), tr(NAMES[drawn.kind]), str(drawn.slice_index + 1), result

    def _told(self, drawn: Measurement) -> str:
        state, scale = self._review.shown.state, self._review.measured.scale
        volume = query.volume_shown(state)
        sequence = "" if volume is None else self._names.sequence(volume)
        return told(drawn, self._figures.of(state, drawn, scale), sequence, scale)

    def _go(self, index: QModelIndex) -> None:
        """To the slice of a measurement."""
        if self._choosing or not 0 <= index.row() < len(self._listed):
            return
        drawn = self._listed[index.row()]
        self._review.measured.show(on=True)
        self._review.shown.show_slice(drawn.slice_index)
        self._review.measured.select(drawn.number)

    def _delete(self) -> None:
        self._review.measured.remove(self._review.measured.state.selected)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(map(self._told, self._listed)))
