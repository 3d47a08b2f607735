"""The scale of the heat: its colours, its ends in numbers, its meaning in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.contour import SHARES
from xaiviewer.display.overlay import line_colours
from xaiviewer.display.picture import Heat, legend
from xaiviewer.requests import Regions
from xaiviewer.requests.units import unit_of
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import answer_words, theme, training_words, wording
from xaiviewer.ui.kit.rendering import Renderer, to_image
from xaiviewer.ui.kit.signals import follow_shown
from xaiviewer.ui.language import figure, tr

Sides: TypeAlias = tuple[list[str], list[str]]
"""Lines of words left and right of the colours."""

_LEAST, _BAR = 64, 10  # the colours' width where words stand beside them, and their height
_NOT_OF_SCALE = ("opacity", "windows", "inverted", "mask", "model", "judged", "nulls")
"""What the scale does not tell."""


class ColourBar(QWidget):
    """Lies under the heat view; the part below the threshold is left out, as it is in the picture."""

    access_role = QAccessible.Role.Graphic

    def __init__(self, review: Review, renderer: Renderer, shows: Callable[[], ShownState] | None = None) -> None:
        """The scale of what is shown, or of what `shows` holds in its place."""
        super().__init__()
        self._review = review
        self._shows = shows
        self._renderer = renderer
        self._strip: tuple[tuple[object, ...], QImage] | None = None
        self.setAccessibleName(tr("Colour bar of the heat map"))
        self.setToolTip(
            tr(
                "The numbers are the map's own values, in units of the class logit; they are not probabilities. "
                "Full colour begins at the 99th percentile of the values above zero, unless the maximum is chosen."
            )
        )
        theme.follow(self, lambda it: it.setMinimumHeight(theme.room(40)))
        follow_shown(self, self._refresh, review.shown, but=_NOT_OF_SCALE)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 40)

    def _refresh(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = self._review.shown.state if self._shows is None else self._shows()
        if state.case is None or state.analysis is None or not state.appearance.heat:
            return
        appearance, hot = drawn(state), self._renderer.heat(state)
        painter.setFont(theme.font(theme.SMALL))
        metrics = painter.fontMetrics()
        low = self.height() < 2 * metrics.height()
        sides = self._sides(state, hot)
        for left_lines, right_lines in [*shorter(sides, unit(state), low=low), *_signs(state), ([""], [""])]:
            left, right = (max(map(metrics.horizontalAdvance, each)) + 8 for each in (left_lines, right_lines))
            left += 8 if any(left_lines) else 0  # apart from what stands before it
            if left + right + _LEAST <= self.width():
                break  # else the colours need the room more than the words, these more than the 0
        room = QRectF(self.rect()).adjusted(left, 0, -right, 0)
        painter.setPen(theme.MUTED)
        middle = Qt.AlignmentFlag.AlignVCenter
        beside = QRectF(0, 0, left - 8, self.height()), QRectF(room.right() + 8, 0, right, self.height())
        painter.drawText(beside[0], middle | Qt.AlignmentFlag.AlignRight, "\n".join(filter(None, left_lines)))
        painter.drawText(beside[1], middle, "\n".join(filter(None, right_lines)))
        cramped = theme.look.percent > 100 and metrics.height() > self.height() / 2 - 2
        said = () if hot is None or hot.blank or low or cramped else scale_told(state)
        told = next((each for each in said if metrics.horizontalAdvance(each) <= room.width()), "")
        bar = QRectF(room.left(), self.height() / 2 - (_BAR if told else _BAR / 2), max(room.width(), 24), _BAR)
        if told:
            painter.setPen(theme.FAINT)
            below = QRectF(room.left(), bar.bottom() + 2, room.width(), self.height() - bar.bottom() - 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, told)
        if appearance.style == "contours":
            self._lines(painter, bar, appearance)
            return
        painter.drawImage(bar, self._colours(appearance, hot))
        self._cut(painter, bar, appearance)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.LINE, 1))
        painter.drawRect(bar)

    def _sides(self, state: ShownState, hot: Heat | None) -> Sides:
        """What stands left and right of the colours, in lines: the meaning, and the value with its unit."""
        appearance = drawn(state)
        meant = training_words.ends(state) or answer_words.ends(state, appearance)
        bottom, top = ends(appearance, None if hot is None or hot.blank else hot.full)
        if appearance.style == "contours":
            return [meant[0] if appearance.signed else ""], [meant[1]]
        if top and not hot_is_fused(state):
            if appearance.scale == "robust":
                bottom, top = f"≤ {bottom}" if appearance.signed else bottom, f"≥ {top}"
            top = " ".join(filter(None, (top, unit(state))))
        return [meant[0], bottom] if bottom else [meant[0]], [meant[1], top] if top else [meant[1]]

    def _lines(self, painter: QPainter, bar: QRectF, appearance: Appearance) -> None:
        """A piece of each contour line, with the share that it goes around."""
        metrics, x = painter.fontMetrics(), bar.left()
        for share, (colour, _) in zip(SHARES, line_colours(appearance), strict=True):
            painter.setPen(QPen(QColor(*colour.tolist()), 2))
            painter.drawLine(QPointF(x, bar.center().y()), QPointF(x + 18, bar.center().y()))
            words = figure(f"{share * 100:.0f} %")
            painter.setPen(theme.MUTED)
            painter.drawText(QPointF(x + 24, bar.center().y() + metrics.ascent() / 2 - 1), words)
            x += 24 + metrics.horizontalAdvance(words) + 16

    def _cut(self, painter: QPainter, bar: QRectF, appearance: Appearance) -> None:
        """Black out what lies below the threshold."""
        if appearance.draw_above <= 0 or appearance.contrast == "clahe":  # where a colour stands for no one value
            return
        signed = appearance.signed
        start = bar.center().x() - bar.width() / 2 * appearance.draw_above if signed else bar.left()
        width = bar.width() * appearance.draw_above
        painter.fillRect(QRectF(start, bar.top(), width, bar.height()), theme.WINDOW)
        painter.setPen(QPen(theme.TEXT, 1.4))
        for x in {start, start + width} if signed else {start + width}:
            painter.drawLine(int(x), int(bar.top()) - 2, int(x), int(bar.bottom()) + 2)

    def _colours(self, appearance: Appearance, hot: Heat | None) -> QImage:
        key = (appearance.colours, appearance.contrast, (0.0, 1.0) if hot is None else hot.spread)
        if self._strip is None or self._strip[0] != key:
            row = np.ascontiguousarray(legend(hot, appearance, 256)).reshape(1, 256, 3)
            self._strip = (key, to_image(cv2.cvtColor(row, cv2.COLOR_RGB2BGRA)))
        return self._strip[1]


def shorter(sides: Sides, unit: str, *, low: bool) -> Iterator[Sides]:
    """What stands left and right of the colours, in lines, from all of it to the number alone.

    Args:
        sides: all of it.
        unit: of the values; "" for none.
        low: whether there is room for one line only.
    """
    if not low:
        yield sides
    bottom, top = sides[0][-1:], sides[1][-1:]
    yield bottom, top
    number = [each.removesuffix(unit).rstrip() for each in top]
    if unit and number != top and not low:
        yield bottom, [*number, unit]
    yield bottom, number
    yield [""], number


def _signs(state: ShownState) -> list[Sides]:
    """What is left of the words of a scale, where neither they nor numbers have room, or there are none yet."""
    if training_words.ends(state) or answer_words.meant(state, drawn(state)).polarity == "absolute":
        return []
    if not drawn(state).signed:
        return [([""], [tr("for")])]
    return [([tr("against")], [tr("for")]), (["−"], ["+"])]


def ends(appearance: Appearance, full: float | None) -> tuple[str, str]:
    """The numbers at both ends; none without a map, or where contrast gives a value no one colour."""
    if full is None or appearance.contrast == "clahe":
        return "", ""
    top = wording.number(full)
    return (f"−{top}" if appearance.signed else "0"), top


def drawn(state: ShownState) -> Appearance:
    """How the map shown is drawn: regions have a scale of their own."""
    appearance = state.appearance
    return appearance.of_regions() if isinstance(query.input_map(state), Regions) else appearance


def hot_is_fused(state: ShownState) -> bool:
    """Whether several layers are shown as one: its values are shares of its maximum."""
    return not query.one_map(state) and len(query.shown_layers(state)) > 1


def unit(state: ShownState) -> str:
    """The unit of the values shown; "" where they have none that is known.

    What several trainings say together is made of maps that were each divided by their root mean square.
    """
    at_input = query.at_input(state)
    method = state.request.method if state.request is not None else query.method_of(state, state.layer)
    given = {} if state.request is None else state.request.values
    scaled = state.request is None and state.ensemble in ("mean", "spread", "agreed")
    found = "" if scaled else unit_of(method or "", of_layer=not at_input, parameters=given)
    return tr(found) if found else ""


def scale_told(state: ShownState) -> tuple[str, ...]:
    """What full colour is, in words and in fewer ones."""
    appearance = drawn(state)
    if appearance.style == "contours":
        return (tr("lines: 50 and 80 % of the sum"),)
    if hot_is_fused(state):
        return (tr("full colour: maximum"),)
    case = appearance.normalise == "case"
    known, count = _slices_of_scale(state)
    if case and known < count:  # of a second network, and of what is asked slice by slice, the others have no map yet
        maximum = appearance.scale == "maximum"
        told = (
            tr("maximum of {known} of {count} slices")
            if maximum
            else tr("99th percentile of {known} of {count} slices")
        )
        short = told.format(known=known, count=count)
        return tr("full colour: {scale}").format(scale=short), short
    if appearance.scale == "maximum":
        return (tr("full colour: the case's maximum") if case else tr("full colour: the slice's maximum"),)
    told = tr("full colour: the case's 99th percentile") if case else tr("full colour: the slice's 99th percentile")
    return told, tr("99th percentile")


def _slices_of_scale(state: ShownState) -> tuple[int, int]:
    """Of how many slices there are maps that a scale of the case is taken from, and how many slices it has."""
    count = 0 if state.case is None else len(state.case.indices)
    if state.request is not None:
        return sum(asked == state.request for asked, _ in state.answers), count
    return 0 if state.analysis is None else len(state.analysis.slices), count
