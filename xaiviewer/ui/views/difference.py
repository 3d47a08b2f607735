"""Clinician against model: what both outline and what only one of them does, in figures over the slice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from xaiviewer.case import Geometry
from xaiviewer.display.difference import BOTH
from xaiviewer.display.palette import CLINICIAN, MODEL, hexadecimal
from xaiviewer.evaluation.outlines import Overlap, Overlaps
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import wording
from xaiviewer.ui.kit.controls import column, keep_keys, label
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr

_HELD = "\u00a0"  # a space at which no line breaks


class DifferenceNote(QWidget):
    """Lies over the foot of a slice that is drawn in the three colours: their key, and the figures.

    Signals:
        slice_chosen(int): go to the slice with the largest disagreement.
        laid(int): it is so many pixels high now.
    """

    slice_chosen = Signal(int)
    laid = Signal(int)

    def __init__(self, review: Review, parent: QWidget, shows: Callable[[], ShownState] | None = None) -> None:
        """Of the slice that all views show, or of what `shows` holds in its place."""
        super().__init__(parent)
        self._review, self._shows = review, shows
        self._overlaps = Overlaps()
        self._worst: int | None = None
        self._most: int | None = None
        self.setObjectName("note")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.here, self.whole = label("", "small", wrap=True), label("", "small", wrap=True)
        for text in (self.here, self.whole):
            text.setTextFormat(Qt.TextFormat.RichText)  # nothing but figures and words of the program's own
        self.worst = QPushButton()
        self.worst.setProperty("compact", True)
        self.worst.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        keep_keys(self.worst)
        self._lay = column(self, margins=(16, 8, 16, 8), spacing=4)
        foot = QHBoxLayout()
        foot.addWidget(self.worst)
        foot.addStretch(1)
        for text in (self.here, self.whole):
            self._lay.addWidget(text)
        self._lay.addLayout(foot)
        self.worst.clicked.connect(self._go)
        follow(self._refresh, review.shown.slice_changed, review.shown.case_changed, review.shown.results_changed)
        self.hide()

    def show_on(self, *, on: bool) -> None:
        """Show it, or take it away."""
        self.setVisible(on)
        self._refresh()

    def refresh(self) -> None:
        """The slice shown is another one."""
        self._refresh()

    def lie_above(self, room: QRect, *, most: int | None = None) -> None:
        """Along the foot of `room`, at most so high: where that is little it tells of the slice alone, or nothing."""
        self._most = most
        self._lay.invalidate()  # what was just said is not laid out yet
        high = self._lay.totalHeightForWidth(room.width())
        if most is not None and high > most:
            for each in (self.whole, self.worst):
                each.hide()
            self._lay.invalidate()
            high = self._lay.totalHeightForWidth(room.width())
            high = 0 if high > most else high
        self.setGeometry(room.left(), room.bottom() + 1 - high, room.width(), high)
        self.raise_()
        self.laid.emit(high)

    def lines(self) -> tuple[str, ...]:
        """The figures without their colours, for a caption."""
        state = self._state()
        here, whole = self._of_slice(state), self._of_case(state)
        told = (each.format(*("■ " + name for name in _names())) for each in (here, whole) if each)
        return tuple(each.replace(_HELD, " ") for each in told)

    def _state(self) -> ShownState:
        return self._review.shown.state if self._shows is None else self._shows()

    def _go(self) -> None:
        if self._worst is not None:
            self.slice_chosen.emit(self._worst)

    def _refresh(self) -> None:
        if self.isHidden():
            return
        state = self._state()
        colours = zip((BOTH, CLINICIAN, MODEL), _names(), strict=True)
        keys = [
            f'<span style="color: {hexadecimal(colour)}">■</span>{_HELD}{name.replace(" ", _HELD)}'
            for colour, name in colours
        ]
        self.here.setText(self._of_slice(state).format(*keys) or why_not(state))
        self.whole.setText(self._of_case(state).format(*keys))
        self.whole.setVisible(bool(self.whole.text()))
        self.worst.setVisible(self._worst is not None)
        if self._worst is not None:
            self.worst.setText(tr("Largest disagreement: slice {number}").format(number=self._worst + 1))
            self.worst.setEnabled(self._worst != state.slice_index)
        self.lie_above(self.geometry(), most=self._most)  # its foot stays where it is

    def _of_slice(self, state: ShownState) -> str:
        """The slice's areas, with places for the three names; "" where there is nothing to compare."""
        found = query.result(state)
        overlap = None if state.case is None or found is None else self._overlaps.of_slice(state.case, found)
        if overlap is None or state.case is None:
            return ""
        return _told(overlap, state.case.geometry, of_case=False)

    def _of_case(self, state: ShownState) -> str:
        """The case's volumes in the same way."""
        self._worst = None
        if state.case is None or state.analysis is None:
            return ""
        found = self._overlaps.of_case(state.case, state.analysis)
        if found is None:
            return ""
        self._worst = found.worst
        name = tr("Case, %Ln slices: ", None, found.slices)
        return name + _told(found.whole, state.case.geometry, of_case=True)


def why_not(state: ShownState) -> str:
    """Why there is nothing to compare on the slice shown; "" where there is."""
    if state.case is None:
        return ""
    if state.case.mask is None:
        return tr("This case has no clinician's mask.")
    if state.case.mask_of(state.slice_index) is None:
        return tr("No clinician's mask was drawn for this slice.")
    return tr("Not analysed yet") if query.result(state) is None else ""


def _names() -> tuple[str, str, str]:
    return tr("both"), tr("only the clinician"), tr("only the model")


def _told(overlap: Overlap, geometry: Geometry, *, of_case: bool) -> str:
    """The three areas or volumes behind places for their names, and Dice."""
    sizes = [_size(each, geometry, of_case=of_case) for each in (overlap.both, overlap.clinician, overlap.model)]
    told = [f"{{{place}}} {size}" for place, size in enumerate(sizes)]
    told += [] if overlap.dice is None else [f"Dice {wording.score(overlap.dice)}"]
    return " · ".join(each.replace(" ", _HELD) for each in told)


def _size(count: int, geometry: Geometry, *, of_case: bool) -> str:
    """So many pixels of a slice in mm², or voxels of a case in ml; as they are where no spacing is stated."""
    if not geometry.known:
        return wording.count(count, "voxel") if of_case else tr("{area} px").format(area=figure(f"{count:,}"))
    depth, high, wide = geometry.spacing_mm
    if of_case:
        return figure(f"{count * depth * high * wide / 1000:,.1f} ml")
    return figure(f"{count * high * wide:,.0f} mm²")
