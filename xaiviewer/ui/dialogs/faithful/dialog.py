"""Beside the main window: the curves of the map that is shown there, and the test of the outlined region."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QWidget

from xaiviewer.records.faithfulness import (
    BRIGHTNESS,
    BY_SIZE,
    DELETION,
    ELSEWHERE,
    INSERTION,
    MAP,
    RANDOM,
    REGION,
    WHOLE,
    TriedMap,
    by_size,
    charts_of,
)
from xaiviewer.requests import method_title
from xaiviewer.requests.faithfulness import REMOVALS, Faithfulness, FaithfulnessKey
from xaiviewer.review import Review, faithful, query
from xaiviewer.review.failure import Failure
from xaiviewer.ui.dialogs.faithful.chart import CurveChart
from xaiviewer.ui.dialogs.faithful.figures import Figures
from xaiviewer.ui.dialogs.faithful.saving import Saving
from xaiviewer.ui.kit import faithful_wording, theme
from xaiviewer.ui.kit.access import announce
from xaiviewer.ui.kit.controls import Choice, column, keep_keys, label, row, rule
from xaiviewer.ui.kit.progress_bar import ProgressBar
from xaiviewer.ui.kit.room import open_as, room
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.refusals import translated

_SIZE, _LEAST = (980, 720), 820
_EDGE, _BETWEEN = 24, 16


class FaithfulnessDialog(QDialog):
    """Follows the map shown: what is known of it, or a button that finds it out."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._counting = self._waits = False  # for a map to be asked about
        self._asked: FaithfulnessKey | None = None
        self._refused = ""  # why there is nothing of what was asked last
        self.setWindowTitle(tr("Does the marked place matter?"))
        free = room(self)
        self.saving = Saving(self)
        self._make()
        self._assemble(free.width() - 2 * _EDGE)
        open_as(self, *_SIZE)
        self.setMinimumWidth(min(theme.px(_LEAST), free.width()))
        self.removal.activated.connect(self._choose_removal)
        self.ask.clicked.connect(self.press)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.accept)
        self.saving.ended.connect(self._take_saved)
        review.work.failed.connect(self._take_failure)
        follow(self._refresh, *review.shown.changes, review.work.task_changed)
        self._refresh()

    def _make(self) -> None:
        self.title = label("", "title")
        self.verdict = label(" ", wrap=True)
        self.verdict.setMinimumHeight(theme.px(34))  # two lines: nothing jumps
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        orders = (MAP, BRIGHTNESS, RANDOM)
        self.deletion, self.insertion = CurveChart(DELETION, orders), CurveChart(INSERTION, orders)
        self.by_size = CurveChart(BY_SIZE["clinician"], (REGION, ELSEWHERE, WHOLE))
        self.figures = Figures()
        self.region = label(" ", wrap=True)
        self.region.setMinimumHeight(theme.px(51))
        self.region.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.removal = Choice(tr("Replaced by"), [(key, tr(each.title)) for key, each in REMOVALS.items()])
        self.removal.setMinimumWidth(theme.text_width(theme.BODY, [tr(each.title) for each in REMOVALS.values()]) + 40)
        self.note = label("", "small", wrap=True)
        self.bar = ProgressBar(tr("Passes through the network"))
        self.told = label("", "small", wrap=True)
        self.ask, self.save = QPushButton(tr("Compute curves")), QPushButton(tr("Save the curves…"))
        self.close_button = QPushButton(tr("Close"))
        for button in (self.ask, self.save, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)

    def _assemble(self, wide: int) -> None:
        layout = column(self, margins=(_EDGE, 16, _EDGE, 16), spacing=8)
        layout.addWidget(self.title)
        within, area = QWidget(), QScrollArea()  # large letters need more than a small screen has
        inner = column(within, spacing=8)
        inner.addWidget(self.verdict)
        inner.addLayout(self._charts(wide), 1)
        inner.addWidget(self.figures)
        inner.addWidget(rule())
        inner.addWidget(label(tr("The outlined region, without any map"), "heading"))
        inner.addWidget(self.region)
        area.setWidget(within)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (within, area.viewport()):
            each.setAutoFillBackground(False)
        layout.addWidget(area, 1)
        layout.addWidget(rule())
        choice = row(label(tr("Replaced by"), "muted"), self.removal, spacing=12)
        choice.setStretch(1, 0)
        choice.addWidget(self.note, 1)
        layout.addLayout(choice)
        layout.addWidget(self.bar)
        buttons = row(self.ask, self.save, spacing=8)
        buttons.addWidget(self.told, 1)
        buttons.addWidget(self.close_button)
        layout.addLayout(buttons)

    def _charts(self, wide: int) -> QGridLayout:
        """Side by side, or where there is less room on several lines."""
        charts = (self.deletion, self.insertion, self.by_size)
        needed = sum(chart.minimumWidth() + _BETWEEN for chart in charts)
        across = len(charts) if needed <= wide else max(wide * len(charts) // needed, 1)
        grid = QGridLayout()
        grid.setSpacing(_BETWEEN)
        for place, chart in enumerate(charts):
            grid.addWidget(chart, place // across, place % across)
            grid.setColumnStretch(place % across, 1)
        return grid

    def open_asking(self) -> None:
        """Show it, and find out what is not known of the map shown: at once, or as soon as there is one."""
        self._waits = True
        self.show()
        self.raise_()
        self.activateWindow()
        self._begin()

    def _begin(self) -> None:
        """Ask about the map that was waited for."""
        state = self._review.shown.state
        key, found = faithful.key_of(state), faithful.found(state)
        if key is None or not self._waits:
            return
        self._waits = False
        if (found is None or not found.whole) and not self._review.work.state.tries(key):
            self.press()

    def press(self) -> None:
        """Find out about the map shown, or stop that."""
        state, work = self._review.shown.state, self._review.work
        key, values, result = faithful.key_of(state), faithful.values_of(state), query.result(state)
        if key is None or values is None or result is None:
            return
        if work.state.tries(key):
            work.withdraw_test(key)
        else:
            self.told.setText("")
            self._asked, self._refused = key, ""
            work.test(key, values, result.without_maps())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._refresh()

    def _choose_removal(self) -> None:
        self.told.setText("")
        self._review.shown.set_removal(self.removal.currentData())

    def _save(self) -> None:
        tested = self._tested()
        if tested is not None and not self.saving.busy:
            self.saving.ask(tested)

    def _tested(self) -> TriedMap | None:
        """What is known of the map shown, where all of it is."""
        state = self._review.shown.state
        found, case, analysis = faithful.found(state), state.case, state.analysis
        if found is None or not found.whole or case is None or analysis is None:
            return None
        return TriedMap(case, analysis, found, faithful.region_test(state))

    @Slot(object)
    def _take_failure(self, failure: Failure) -> None:
        """The banner says it too, but lies behind."""
        found = faithful.found(self._review.shown.state)
        if self._asked is None or self._review.work.state.tries(self._asked) or (found is not None and found.whole):
            return
        self._refused = failure.sentence
        self._refresh()
        if self.isVisible():
            announce(self.verdict, failure.sentence)

    @Slot(str)
    def _take_saved(self, sentence: str) -> None:
        self.told.setText(sentence)

    def _refresh(self) -> None:
        if not self.isVisible():
            self._waits = False
            return  # nothing is painted for a window that is closed
        self._begin()
        state, work = self._review.shown.state, self._review.work.state
        key, found = faithful.key_of(state), faithful.found(state)
        awaited, of_class = work.tries(key), self._class()
        self.title.setText(self._about())
        self.verdict.setText(self._verdict(found, of_class, awaited=awaited))
        charts = (DELETION, INSERTION) if found is None else charts_of(found, None)
        for widget, chart in zip((self.deletion, self.insertion), charts, strict=True):
            widget.show_chart(chart)
        self.figures.show_figures(found)
        self._show_region(of_class, awaited=awaited)
        self.removal.set_current(state.removal)
        self.note.setText(tr(REMOVALS[state.removal].note))
        self._show_progress(found, awaited=awaited)
        self.ask.setText(tr("Cancel") if awaited else tr("Compute curves"))
        self.ask.setEnabled(awaited or (key is not None and (found is None or not found.whole)))
        self.save.setEnabled(self._tested() is not None and not self.saving.busy)

    def _class(self) -> str:
        analysis = self._review.shown.state.analysis
        return "" if analysis is None else tr(analysis.classes[analysis.class_index])

    def _about(self) -> str:
        """Which map of which slice."""
        state = self._review.shown.state
        key = faithful.key_of(state)
        if key is None or state.analysis is None:
            return tr("Does the marked place matter?")
        where = tr("input") if key.layer is None else state.analysis.layers[key.layer].name
        told = tr("{method}  ·  {layer}  ·  slice {slice}  ·  {label}")
        return told.format(
            method=method_title(key.request.method), layer=where, slice=key.index + 1, label=self._class()
        )

    def _verdict(self, found: Faithfulness | None, of_class: str, *, awaited: bool) -> str:
        state = self._review.shown.state
        if faithful.key_of(state) is None:
            if query.task(state) != "classification":
                return tr("What the segmenter's maps mark decides nothing; choose a map of the classifier.")
            waits = tr("It is asked about as soon as it is there.") if self._waits else ""
            missing = tr("There is no map of this slice yet, or it is still being refined.")
            return f"{missing} {waits}".rstrip()
        if found is not None and found.whole:
            told = faithful_wording.sentence(found, of_class)
            fused = tr("It is about the current layer alone, not the fusion.")
            return f"{told} {fused}" if state.selection.scope != "layer" and not query.one_map(state) else told
        if awaited:
            return tr("Pixels are removed and restored in the map's order; beside it in random order, by brightness.")
        if self._refused and faithful.key_of(state) == self._asked:
            return translated(self._refused)
        return tr("Not measured.") if found is None else tr("Stopped before it was complete.")

    def _show_region(self, of_class: str, *, awaited: bool) -> None:
        state = self._review.shown.state
        tested = faithful.region_test(state)
        self.by_size.show_chart(BY_SIZE["clinician"] if tested is None else by_size(tested))
        if tested is not None:
            decided = None if state.analysis is None else state.analysis.reliance.get(state.slice_index)
            self.region.setText(faithful_wording.region_sentence(tested, of_class, decided))
        elif (state.slice_index, state.explained_class) in state.region_tests:
            self.region.setText(tr("Nothing is outlined on this slice."))
        else:
            self.region.setText(tr("Follows after the curves.") if awaited else tr("Not measured."))

    def _show_progress(self, found: Faithfulness | None, *, awaited: bool) -> None:
        """Passes of the map; without an end while it waits, and while the region is looked at. Its room is kept."""
        refined = found is not None and not found.whole
        if not (awaited and refined):
            self.bar.show_progress(0, 0 if awaited else 1)
        if awaited and found is not None and refined:
            self.bar.show_progress(found.done, found.total)
            self.told.setText(tr("{done} of {all} passes").format(done=found.done, all=found.total))
        elif awaited:
            self.told.setText(tr("Queued") if found is None else tr("The outlined region"))
        elif self._counting:
            self.told.setText("")
        self._counting = awaited
