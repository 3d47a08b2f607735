"""The lesions that clinician and model outlined, in a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from xaiviewer.measurements import Row
from xaiviewer.requests import method_title
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import wording
from xaiviewer.ui.kit.controls import keep_keys, label
from xaiviewer.ui.kit.measured_words import (
    joined_told,
    lesion_name,
    lesion_told,
    rounded_diameters,
    share_told,
    volume_told,
)
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.kit.tables import TextModel, compact, table
from xaiviewer.ui.language import tr

_VOLUME, _DIAMETERS, _PROBABILITY, _MASS = 62, 80, 38, 42
_LEAST = 240  # height, as of the measurements


class LesionsPanel(Section):
    """A line per lesion; a click leads to the slice where it is longest, and draws its two diameters there."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(tr("Lesions"), "lesions", parent)
        self._review = review
        self._choosing = False
        headings = tr("Lesion"), tr("Volume"), tr("Diameters"), tr("Prob."), tr("Map")
        self.model = TextModel(headings, self)
        self.view = table(self.model, tr("Lesions of this case"), (0, _VOLUME, _DIAMETERS, _PROBABILITY, _MASS))
        self.setToolTip(
            tr(
                "Diameters: the longest in the plane of the slice and the longest at right angles to it, as RANO "
                "measures. Prob.: the mean of the model's probability over what it outlined. Map: the share of the "
                "positive evidence of the map shown, over all slices, that lies in the lesion."
            )
        )
        self.view.setMinimumHeight(120)
        self.setMinimumHeight(_LEAST)
        keep_keys(self.view)
        compact(self.view)
        self.said = label("", "small", wrap=True)
        self.detail = label("", "small", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.said)
        self.body.addWidget(self.detail)
        self.view.clicked.connect(self._go)
        self.view.selectionModel().currentRowChanged.connect(self._go)
        follow(self._refresh, review.outlined.changed, review.shown.case_changed, review.shown.results_changed)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._review.outlined.ask(on=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._review.outlined.ask(on=False)

    def _refresh(self) -> None:
        found, state = self._review.outlined.state, self._review.shown.state
        rows = () if found.table is None else found.table.rows
        self.model.set_lines([self._line(each) for each in rows])
        self._choosing = True
        if found.selected is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self.model.index(found.selected, 0))
        self._choosing = False
        chosen = None if found.selected is None or found.table is None else rows[found.selected]
        named = _map_name(state)
        self.detail.setText("" if chosen is None or found.table is None else lesion_told(chosen, found.table, named))
        self.detail.setVisible(chosen is not None)
        self.remark.setText("" if state.complete or state.case is None else tr("of the slices analysed so far"))
        if found.table is None:
            self.said.setText(tr("Lesions are being measured…") if state.case is not None else "")
        elif not rows:
            self.said.setText(tr("Nothing is outlined."))
        else:
            self.said.setText(joined_told(found.table))

    def _line(self, each: Row) -> tuple[str, ...]:
        table = self._review.outlined.state.table
        assert table is not None
        return (
            lesion_name(each),
            volume_told(each),
            rounded_diameters(each.lesion.longest, each.lesion.across, table.scale),
            "–" if each.probability is None else wording.score(each.probability),
            "–" if each.mass is None else share_told(each.mass),
        )

    def _go(self, index: QModelIndex) -> None:
        """To the slice where a lesion is longest."""
        table = self._review.outlined.state.table
        if self._choosing or table is None or not 0 <= index.row() < len(table.rows):
            return
        self._review.measured.show(on=True)
        self._review.shown.show_slice(table.rows[index.row()].lesion.longest.slice_index)
        self._review.outlined.select(index.row())


def _map_name(state: ShownState) -> str:
    """What the map shown is called."""
    method = state.request.method if state.request is not None else query.method_of(state, state.layer)
    layers = query.layers(state)
    if method is None:
        return tr("the map")
    named = f" · {layers[state.layer].name}" if query.walks(state) and state.layer < len(layers) else ""
    return method_title(method) + named
