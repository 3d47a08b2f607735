"""The measurements of the case, in a list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from xaiviewer.measurements import Measurement
from xaiviewer.review import Review, ShownState, query
from xaiviewer.review.measured import Measured
from xaiviewer.review.series import Offered, state_of
from xaiviewer.ui.kit import series_words
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import flat_button, keep_keys, label, row
from xaiviewer.ui.kit.measured_words import NAMES, NO_SPACING, Figures, Said, size_of
from xaiviewer.ui.kit.measured_words import told as told_of
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.kit.tables import TextModel, compact, table
from xaiviewer.ui.language import tr

_NUMBER, _WHAT, _RESULT = 32, 68, 132
_LEAST = 288  # height: some lines, and what is said of one; Qt asks a panel with wrapped text for no minimum


@dataclass(frozen=True)
class _Line:
    """A measurement, where it is kept, and of which series of its own it is; None for the case."""

    kept: Measured
    drawn: Measurement
    series: Offered | None = None


class MeasurementsPanel(Section):
    """A line each; a click leads to its slice, and below the list stands all that it measures."""

    def __init__(self, review: Review, names: Names, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(tr("Measurements"), "measurements", parent)
        self._review = review
        self._names = names
        self._figures = figures
        self._listed: tuple[_Line, ...] = ()
        self._choosing = False
        self.model = TextModel((tr("No."), tr("What"), tr("Slice"), tr("Result")), self)
        self.view = table(self.model, tr("Measurements of this case"), (_NUMBER, _WHAT, 0, _RESULT))
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
        shown, measured, series = review.shown, review.measured, review.series
        follow(self._refresh, *shown.changes, measured.changed, series.listed, series.read, names.changed)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        listed = self._all()
        if not self.isVisibleTo(self.window()) and self._listed == listed:
            return  # what nobody sees is put in figures when somebody does
        state, measured = self._review.shown.state, self._review.measured
        self._listed = listed
        self.model.set_lines([self._line(each) for each in self._listed])
        chosen = measured.chosen
        at = next((n for n, each in enumerate(self._listed) if chosen == (each.kept, each.drawn.number)), -1)
        self._choosing = True
        if at < 0:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self.model.index(at, 0))
        self._choosing = False
        QTimer.singleShot(0, self, self._bring)  # what is told of it below makes the list lower first
        self.detail.setText("" if at < 0 else self._told(self._listed[at]))
        self.detail.setVisible(at >= 0)
        self.delete.setEnabled(at >= 0)
        self.copy.setEnabled(bool(self._listed))
        known = state.case is None or measured.scale.known
        nothing = tr("Take a tool above the views and draw; the pointer moves and changes what is there.")
        self.hint.setText(nothing if not self._listed else "" if known or at >= 0 else tr(NO_SPACING))

    def _all(self) -> tuple[_Line, ...]:
        """Of the case, then of other series that belong to it."""
        measured, offered = self._review.measured, self._review.series.state
        lines = [_Line(measured, each) for each in measured.state.measurements]
        for name, kept in measured.of_others():
            series = offered.find(name)
            lines += [_Line(kept, each, series) for each in kept.state.measurements if series is not None]
        return tuple(lines)

    def _bring(self) -> None:
        """What is chosen is in sight."""
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def _state(self, line: _Line) -> ShownState:
        """What is measured: the sequence and the map shown, or the series, as long as that is in memory."""
        if line.series is None:
            return self._review.shown.state
        found = self._review.series.get(line.series.id)
        return ShownState() if found is None else state_of(found)

    def _said(self, line: _Line) -> Said:
        said = self._figures.of(self._state(line), line.drawn, line.kept.scale)
        return said if said.size else replace(said, size=size_of(line.drawn, line.kept.scale))

    def _line(self, line: _Line) -> tuple[str, ...]:
        said, drawn = self._said(line), line.drawn
        parts = (said.brief,) if drawn.kind == "probe" else (said.size, said.brief)
        series = "" if line.series is None else series_words.name(line.series, self._names)
        place = " ".join(filter(None, (series, str(drawn.slice_index + 1))))
        return str(drawn.number), tr(NAMES[drawn.kind]), place, " · ".join(filter(None, parts))

    def _told(self, line: _Line) -> str:
        said, scale = self._said(line), line.kept.scale
        if line.series is not None:
            series = series_words.name(line.series, self._names)
            whose = " · ".join(filter(None, (series, series_words.study(line.series))))
            return f"{whose}\n{told_of(line.drawn, said, series, scale)}"
        volume = query.volume_shown(self._review.shown.state)
        return told_of(line.drawn, said, "" if volume is None else self._names.sequence(volume), scale)

    def _go(self, index: QModelIndex) -> None:
        """To the slice of a measurement."""
        if self._choosing or not 0 <= index.row() < len(self._listed):
            return
        line, measured = self._listed[index.row()], self._review.measured
        measured.show(on=True)
        if line.series is None:
            self._review.shown.show_slice(line.drawn.slice_index)
        else:
            measured.asked.emit(line.series.id, line.drawn.slice_index)
        line.kept.select(line.drawn.number)

    def _delete(self) -> None:
        chosen = self._review.measured.chosen
        if chosen is not None:
            chosen[0].remove(chosen[1])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(map(self._told, self._listed)))
