"""One score over all layers, to be seen at a glance and clicked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from xaiviewer.requests import MEASURES, Layer
from xaiviewer.requests.nulls import FalseHeat, NullComparison, NullCurve
from xaiviewer.review import Review, ShownState, agreement, query, trust
from xaiviewer.ui.kit import null_wording, theme, wording
from xaiviewer.ui.kit.access import Told
from xaiviewer.ui.kit.backdrop import Backdrop
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.agreement.null_lines import NullLine, band_colour, null_lines

_RIGHT, _TOP, _BOTTOM = 8, 8, 20
_TOPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 60.0, 120.0)
"""Of the axis: half of each is a round number, too. Mass over chance alone is more than one."""
_SLICES = 32  # backdrops and curves kept
_FEW = 8  # parts of a network that are all named, be it by a letter
_SHORT = 3  # letters of the number of a part of the network: "5b", "12"


_NO_LINES: list[NullLine] = []


def axis_top(highest: float) -> float:
    """The number at the top of an axis that values up to `highest` need."""
    return next(each for each in _TOPS if highest <= each or each == _TOPS[-1])


class AgreementCurve(QWidget):
    """The chosen score of every layer, on the slice shown or over the case, from input to output; dashed is chance.

    Beside it stand thin lines once they were measured, see `null_lines`. Where any null gets as much as a layer's map
    the curve is grey. On a slice with an empty mask it shows how hot the maps are all the same, once that is known: the
    maximum of each over the highest of the slices with a lesion.

    Signals:
        layer_chosen(int): a click, a drag or an arrow key.
        lines_changed(list): the `NullLine` beside it are others.
    """

    access_role = QAccessible.Role.Chart

    layer_chosen = Signal(int)
    lines_changed = Signal(list)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._backdrop = Backdrop(_SLICES)
        self._kept = Kept(_SLICES)
        self._beside = Kept(_SLICES)
        self._drawn = Kept(_SLICES)
        self._named: list[NullLine] = []
        self.setAccessibleName(tr("Agreement over the layers; arrows choose a layer"))
        theme.follow(self, AgreementCurve._measure)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        Told(self, *review.shown.changes)

    def _measure(self) -> None:
        """Make room for the letters as large as they are."""
        self._left = theme.text_width(theme.SMALL, [figure("0.05")]) + 7
        self.setMinimumHeight(theme.px(72))
        self.setMaximumHeight(theme.px(192))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, theme.px(72))

    def told(self) -> str:
        """The current layer and its score."""
        state, values = self._review.shown.state, self._values()
        if values is None:
            return ""
        score = f"{wording.score_name(state.score)}: {self._tip(values, state.layer)}"
        return score.replace("\n", "; ")

    def _refresh(self) -> None:
        lines = self._lines()
        if lines is not self._named:
            self._named = lines
            self.lines_changed.emit(lines)
        self.update()

    def place_of(self, layer: int) -> float:
        """Horizontal position of a layer."""
        count = self._count()
        return self._left + (self.width() - self._left - _RIGHT) * (layer / max(count - 1, 1))

    def layer_at(self, x: float) -> int:
        """The layer at a horizontal position."""
        share = (x - self._left) / max(self.width() - self._left - _RIGHT, 1)
        return min(max(round(share * (self._count() - 1)), 0), self._count() - 1)

    def _values(self) -> NDArray[np.float32] | None:
        """The curve, computed once per slice, method and score."""
        state = self._review.shown.state
        asked = None if state.request is None else state.judged.get((state.request, state.slice_index))
        cold = trust.false_heat(state) if state.scope == "slice" else None
        told = trust.nulls(state) if state.scope == "case" or state.score not in MEASURES else None
        key = (query.result(state), state.method, state.request, asked, state.score, state.scope, told, cold)
        kept: NDArray[np.float32] | None = self._kept.get(key, lambda: _curve(state, cold))
        return kept

    def _nulls(self) -> NullComparison | None:
        """What the curve is held against; None where it was not measured."""
        state = self._review.shown.state
        kept: NullComparison | None = self._beside.get(
            (trust.nulls(state), state.bands, state.score), lambda: trust.comparison(state)
        )
        return kept

    def _lines(self) -> list[NullLine]:
        """What stands beside the curve; nothing where there is none."""
        state, values, found = self._review.shown.state, self._values(), self._nulls()
        if values is None or np.isnan(values).all():
            return _NO_LINES
        chance = agreement.chance(state) if state.score == "mass" and state.scope == "slice" else None
        kept: list[NullLine] = self._drawn.get(
            (found, chance, len(values)), lambda: null_lines(found, chance, len(values))
        )
        return kept

    def _count(self) -> int:
        return max(len(query.layers(self._review.shown.state)), 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state
        layers, values = query.layers(state), self._values()
        if values is None or np.isnan(values).all():
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.FAINT)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.why_empty())
            return
        found, lines = self._nulls(), self._lines()
        highest = max(float(np.nanmax(values)), *(each.highest for each in lines if not each.benchmark), 0.0)
        top = axis_top(highest)

        def draw(on: QPainter) -> None:
            on.setFont(theme.font(theme.SMALL))
            self._axes(on, layers, top)
            for each in lines:
                self._beside_curve(on, each, top)
            self._line(on, values, top, QPen(theme.TEXT, 1.4))
            if found is not None and len(found.observed) == len(values):
                self._line(on, _where(values, found.explained), top, QPen(theme.DISABLED, 1.6))

        self._backdrop.paint(self, painter, (layers, values, lines, found), draw)
        here = state.layer
        x = self.place_of(here)
        painter.setPen(QPen(theme.ACCENT, 1))
        painter.drawLine(QPointF(x, _TOP), QPointF(x, self.height() - theme.px(_BOTTOM)))
        if not np.isnan(values[here]):
            painter.setPen(QPen(theme.PANEL, 2))
            painter.setBrush(theme.ACCENT)
            painter.drawEllipse(QPointF(x, self._y(float(values[here]), top)), 4.5, 4.5)
        focus_ring(painter, self)

    def why_empty(self) -> str:
        """Why there is no curve."""
        state = self._review.shown.state
        if state.case is None:
            return ""
        if state.case.mask is None:
            return tr("This case has no clinician's mask")
        if state.scope == "case":
            return self._why_no_case(state)
        if state.slice_index in state.case.absent:
            return tr("This slice was not acquired")
        if state.slice_index in state.case.blank:
            return tr(wording.NO_PICTURE)
        mask = state.case.mask_of(state.slice_index)
        if mask is None:
            return tr("No clinician's mask was drawn for this slice")
        if not mask.any():
            return tr("The clinician's mask is empty on this slice")
        if query.one_map(state):
            return tr("One map: its scores stand below")
        if state.request is not None and query.asks_layers(state):
            return tr("Not computed for this slice yet")
        return tr("Not analysed yet") if query.result(state) is None else tr("The heat maps of this class come next")

    @staticmethod
    def _why_no_case(state: ShownState) -> str:
        """Why there is no curve over the case."""
        if trust.case_key(state) is None:
            return tr("Known for the layers' maps only, not for methods of many passes")
        if not state.complete:
            return tr("The case is still being analysed")
        if not trust.measurable(state):
            return tr("The clinician's mask is empty on every slice")
        return tr("Being compared with null models, slice by slice") if trust.case_wanted(state) else tr("Not measured")

    def _y(self, value: float, top: float) -> float:
        return _TOP + (self.height() - _TOP - theme.px(_BOTTOM)) * (1 - value / top)

    def _axes(self, painter: QPainter, layers: Sequence[Layer], top: float) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in (0.0, top / 2, top):
            y = self._y(value, top)
            painter.setPen(QPen(theme.LINE, 1))
            painter.drawLine(QPointF(self._left, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(theme.FAINT)
            text = figure(f"{value:g}")
            painter.drawText(QRectF(0, y - 8, self._left - 6, 16), right, text)
        self._parts(painter, layers)

    def _parts(self, painter: QPainter, layers: Sequence[Layer]) -> None:
        """Where a part of the network begins, the first aside, and its name as far as there is room."""
        few = len({layer.part for layer in layers}) <= _FEW
        for name, members in groupby(range(len(layers)), key=lambda index: layers[index].part):
            first, *others = members
            if first == 0:
                continue
            left, end = self.place_of(first), self.place_of(others[-1] if others else first)
            painter.setPen(QPen(theme.LINE, 1))
            between = left - (self.place_of(1) - self.place_of(0)) / 2
            painter.drawLine(QPointF(between, _TOP), QPointF(between, self.height() - theme.px(_BOTTOM) + 4))
            painter.setPen(theme.FAINT)
            box = QRectF(left, self.height() - theme.px(_BOTTOM) + 2, end - left, theme.px(_BOTTOM) - 2)
            short = name.rpartition(" ")[2][:_SHORT]
            widths = {each: painter.fontMetrics().horizontalAdvance(each) for each in (name, short)}
            fits = [each for each, width in widths.items() if width < box.width()]
            if fits or few:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fits[0] if fits else short[:1])

    def _line(self, painter: QPainter, values: NDArray[np.float32], top: float, pen: QPen) -> None:
        across = np.linspace(self.place_of(0), self.place_of(len(values) - 1), len(values))
        up = _TOP + (self.height() - _TOP - theme.px(_BOTTOM)) * (1 - values / top)
        painter.setPen(pen)
        known = np.flatnonzero(~np.isnan(values))
        for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
            points = zip(across[run].tolist(), up[run].tolist(), strict=True)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def _beside_curve(self, painter: QPainter, line: NullLine, top: float) -> None:
        """A thin line and its band; what a map could reach runs along the upper edge where the axis ends below it."""
        if line.low is not None and line.high is not None:
            low, high = (np.clip(each, 0, top) for each in (line.low, line.high))
            known = np.flatnonzero(~(np.isnan(low) | np.isnan(high)))
            for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
                above = [QPointF(self.place_of(each), self._y(float(high[each]), top)) for each in run.tolist()]
                below = [QPointF(self.place_of(each), self._y(float(low[each]), top)) for each in run.tolist()]
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(band_colour(line.colour))
                painter.drawPolygon(QPolygonF([*above, *reversed(below)]))
        self._line(painter, np.minimum(line.values, np.float32(top)), top, line.pen)

    def _beside_told(self, layer: int) -> str:
        """What the nulls get in a layer, a line each; "" where they were not measured."""
        found, case = self._nulls(), self._review.shown.state.case_told
        if found is None or case is None:
            return ""
        drawn = [each for each in found.curves if each.kind != "chance"]
        told = [f"{null_wording.null_name(each.key, case)}: {_told(each, layer)}" for each in drawn]
        best = tr("the best map of this grid")
        told.append(f"{best}: {wording.score(float(found.ceiling[layer]))}")
        return "\n".join(["", null_wording.figures(found, layer), *told])

    # ---------------------------------------------------------------- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self._review.shown.state.analysis is not None:
            self.layer_chosen.emit(self.layer_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.buttons() & Qt.MouseButton.LeftButton and self._review.shown.state.analysis is not None:
            self.layer_chosen.emit(self.layer_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        here = self._review.shown.state.layer
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count(),
        }
        target = steps.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.layer_chosen.emit(target)

    def _tip(self, values: NDArray[np.float32], layer: int) -> str:
        layers = query.layers(self._review.shown.state)
        return f"{wording.names(layers[layer])}\n{wording.score(float(values[layer]))}{self._beside_told(layer)}"

    def event(self, event: QEvent) -> bool:
        """Name the layer under the pointer and its score."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        values = self._values()
        if values is not None:
            QToolTip.showText(event.globalPos(), self._tip(values, self.layer_at(event.pos().x())), self)
            return True
        return super().event(event)


def _curve(state: ShownState, cold: FalseHeat | None) -> NDArray[np.float32] | None:
    """The score of every layer; on a slice with an empty mask its false heat."""
    found = trust.curve(state)
    return np.minimum(cold.peak, np.float32(1)) if found is None and cold is not None else found


def _told(null: NullCurve, layer: int) -> str:
    """What a null gets in a layer; of other networks the band, too, as it has no p."""
    mean = wording.score(float(null.values[layer]))
    if null.kind != "networks" or null.low is None or null.high is None:
        return mean
    return f"{mean} ({wording.score(float(null.low[layer]))} – {wording.score(float(null.high[layer]))})"


def _where(values: NDArray[np.float32], chosen: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The values of the chosen layers and the one after each, so that a lone layer is a line, too; else NaN."""
    beside = chosen.copy()
    beside[1:] |= chosen[:-1]
    return np.where(beside, values, np.nan).astype(np.float32)
